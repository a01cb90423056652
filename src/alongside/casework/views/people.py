"""The list of people, and finding one."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from alongside.casework import errands, queries
from alongside.casework.enums import FileKind
from alongside.casework.forms.people import MINE, FilterForm
from alongside.casework.views.page import who
from alongside.core import clock
from alongside.organisations import policy

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.utils.safestring import SafeString

    from alongside.casework.queries import Filters
    from alongside.core.access import Actor

FILE = "casework:file"


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Show the people she may see, as far as the filters say, 25 at a time."""
    actor, errand = who(request), errands.find(request.GET.get("for", ""))
    chosen = _chosen(request, actor)
    page = queries.case_list(
        actor=actor, filters=chosen.filters, now=clock.now(), after=request.GET.get("after", "")
    )
    before, after = errands.around(errand.url_name if errand else FILE)
    context = {
        "page": page,
        "form": chosen.form,
        "title": str(errand.title) if errand else _title(chosen.filters),
        "is_of_defenders": chosen.filters.kind == FileKind.DEFENDER,
        "errand": errand,
        "before": before,
        "after": after,
        "list_url": request.path,
        "first_url": _address(request),
        "more_url": _address(request, after=page.next) if page.next else "",
        "is_first": not request.GET.get("after"),
        "is_narrowed": chosen.is_narrowed,
        "is_mine": chosen.filters.scope == MINE,
        "may_open": bool(policy.can_open_files(actor)),
        "may_move": bool(policy.can_move_registers(actor)),
    }
    return render(request, "casework/list.html", context)


def _title(filters: Filters) -> str:
    return _("Defenders at risk") if filters.kind == FileKind.DEFENDER else _("People we walk with")


class Chosen(NamedTuple):
    """What the list is narrowed to, and the form that shows it."""

    filters: Filters
    form: SafeString
    is_narrowed: bool


def _chosen(request: HttpRequest, actor: Actor) -> Chosen:
    """Return what the address asks for; what nobody offers is read as if it were not there."""
    # Somebody in one team has no teams to choose from, and needs no question about them.
    teams = queries.list_choices(actor=actor).teams if len(actor.team_ids) > 1 else []
    asked = tuple((name, request.GET.get(name, "")) for name in FilterForm.base_fields)
    offered = tuple((str(key), name) for key, name in teams)
    return _narrowed(translation.get_language() or "", asked, offered)


@lru_cache(maxsize=256)
def _narrowed(
    _language: str, asked: tuple[tuple[str, str], ...], teams: tuple[tuple[str, str], ...]
) -> Chosen:
    """Return the filters and their form, remembered: it is half the page and names nobody."""
    form = FilterForm(dict(asked), teams=teams)
    return Chosen(form.filters(), form.as_div(), form.is_narrowed())


def _address(request: HttpRequest, **changes: str) -> str:
    """Return the address of this list, or of its next rows; it carries codes, never a name."""
    kept = {name: value for name, value in request.GET.items() if name != "after" and value}
    query = urlencode({**kept, **changes})
    return f"{request.path}?{query}" if query else request.path


def search(request: HttpRequest) -> HttpResponse:
    """Find people by name, file number or phone, sent by POST so that no address holds it."""
    text = request.POST.get("q", "").strip() if request.method == "POST" else ""
    actor = who(request)
    before, after = errands.around(FILE)
    context = {
        "text": text,
        "found": queries.find(actor=actor, text=text, now=clock.now()) if text else None,
        "before": before,
        "after": after,
        "may_open": bool(policy.can_open_files(actor)),
    }
    return render(request, "casework/search.html", context)
