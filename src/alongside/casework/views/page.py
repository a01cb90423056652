"""What every page about a file needs: who asks, the tabs, the way back, and what went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.casework import tabs
from alongside.casework.errors import AlreadyClosed, HeldByAnother
from alongside.casework.joining import PARTS
from alongside.core.access import Actor

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from uuid import UUID

    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

    from alongside.casework.queries import File
    from alongside.casework.queries.joined import JoinedView

# What of two joined files is written in the one that goes on.
WRITTEN_IN_THE_FIRST = frozenset(part.kind_of for part in PARTS)
# What a form with something to finish answers with.
UNFINISHED = 422


def who(request: HttpRequest) -> Actor:
    """Return whose keys are open.

    Raises PermissionDenied where nobody's are: no actor means no.
    """
    actor = getattr(request, "actor", None)
    if not isinstance(actor, Actor):
        raise PermissionDenied(_("Sign in to open this."))
    return actor


def require(allowed: bool, file: File) -> None:  # noqa: FBT001  the right itself
    """Refuse a page that could only end in a refusal, before anything is typed into it.

    Raises PermissionDenied with the reason.
    """
    if allowed:
        return
    if file.head.closed:
        raise PermissionDenied(str(AlreadyClosed()))
    raise PermissionDenied(_("Your role or your team does not do this with her file."))


def require_here(kinds: Iterable[str], file: File) -> None:
    """Refuse a page about what stands in the file that holds this one.

    Raises PermissionDenied with the reason.
    """
    if file.held_by and not WRITTEN_IN_THE_FIRST.isdisjoint(kinds):
        raise PermissionDenied(str(HeldByAnother()))


def day_of(now: datetime) -> date:
    """Return the day it is where the installation stands."""
    return timezone.localtime(now).date()


def file_page(
    request: HttpRequest, template: str, file: File, *, tab: str = "", **context: Any
) -> HttpResponse:
    """Return a tab of a file, with its head."""
    links = tabs.links(actor=who(request), file=file, case_id=file.head.id, current=tab)
    # Rows put their own id behind it instead of asking the URL resolver each.
    file_url = reverse("casework:file", args=[file.head.id])
    everything = {
        "file": file,
        "tabs": links,
        "file_url": file_url,
        "held": [_held(one, tab) for one in file.joined],
        **context,
    }
    return render(request, template, everything)


class Held(NamedTuple):
    """A file this one is joined with, as a page prints it; too late, `undo_url` is ""."""

    reference: str
    since: str
    holds: bool
    url: str
    undo_url: str


def _held(one: JoinedView, tab: str) -> Held:
    """Return the way to the same page of another file, and the way apart."""
    name = (tabs.url_name(tab) if one.holds else "") or "casework:file"
    undo = reverse("casework:take_apart", args=[one.here, one.document_id])
    return Held(
        reference=one.reference,
        since=one.since,
        holds=one.holds,
        url=reverse(name, args=[one.other]),
        undo_url=undo if one.may_undo else "",
    )


def form_page(
    request: HttpRequest,
    *,
    title: str,
    form: Form,
    file: File,
    tab: str = "casework:file",
    template: str = "casework/form.html",
    status: int | None = None,
    **context: Any,
) -> HttpResponse:
    """Return a page with one form; what has errors is answered as unfinished."""
    if status is None:
        status = UNFINISHED if form.errors else 200
    everything = {
        "title": title,
        "form": form,
        "head": file.head,
        "back_url": reverse(tab, args=[file.head.id]),
        **context,
    }
    return render(request, template, everything, status=status)


def to_file(case_id: UUID | str, tab: str = "casework:file") -> HttpResponseRedirect:
    """Return the way to a tab of a file."""
    return HttpResponseRedirect(reverse(tab, args=[case_id]))


def to(address: str) -> HttpResponseRedirect:
    """Return the way to a page of ours."""
    return HttpResponseRedirect(address)


def saved(request: HttpRequest, sentence: str = "") -> None:
    """Say on the next page that it worked; never whom it was about."""
    messages.success(request, sentence or _("Saved."))
