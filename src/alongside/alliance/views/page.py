"""What the pages of this room share: tabs, how a form is asked and refused, languages of texts."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib import messages
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from alongside.alliance.errors import CannotDo
from alongside.alliance.forms.texts import TextsForm
from alongside.alliance.languages import LANGUAGES, WRITTEN
from alongside.alliance.queries import members
from alongside.alliance.tabs import tabs_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.forms import Form
    from django.http import HttpResponse, QueryDict

    from alongside.alliance.given import Written
    from alongside.core.requests import SignedInRequest

UNFINISHED, CONFLICT = 422, 409
FORM = require_http_methods(["GET", "HEAD", "POST"])
F = TypeVar("F", bound=TextsForm)


def page(
    request: SignedInRequest,
    template: str,
    form: Form | None = None,
    /,
    *,
    tab: str = "",
    status: int = 0,
    **context: Any,
) -> HttpResponse:
    """Return a page of this room with its tabs; with a form that has errors, as not accepted."""
    stands = members.standing(actor=request.actor)
    shown = {
        "tabs": tabs_for(request.actor, key=tab, is_secretariat=stands.is_secretariat),
        "tab": tab,
        "stands": stands,
        "form": form,
        "is_conflict": status == CONFLICT,
    }
    refused = UNFINISHED if form is not None and form.errors else 200
    return render(request, f"alliance/{template}.html", shown | context, status=status or refused)


def sent(request: SignedInRequest) -> QueryDict | None:
    """Return what was sent; None where a form is only asked for."""
    return request.POST if request.method == "POST" else None


@contextmanager
def beside(form: Form, field: str | None = None) -> Iterator[None]:
    """Say what cannot be done beside what was typed, so that nothing of it is lost."""
    try:
        yield
    except CannotDo as problem:
        form.add_error(field, str(problem))


@contextmanager
def above(request: SignedInRequest) -> Iterator[None]:
    """Say what cannot be done above the page that comes next."""
    try:
        yield
    except CannotDo as problem:
        messages.error(request, str(problem))


def texts_form(
    kind: type[F],
    request: SignedInRequest,
    row: Written | None,
    *,
    first: Mapping[str, Any] | None = None,
    **more: Any,
) -> F:
    """Return the form for a row, its texts in the language that is asked for.

    :param row: None for one that is new
    :param first: what stands in the form of a new one
    """
    standing = kind.standing_of(row) if row else {}
    return kind(
        sent(request),
        language=spoken(request, {name: standing.get(name, {}) for name in kind.texts}),
        standing=standing or first,
        version=row.version if row else 0,
        **more,
    )


def spoken(request: SignedInRequest, texts: Mapping[str, Mapping[str, str]]) -> str:
    """Return the language in which texts are asked: the one asked for, the reader's, or theirs."""
    asked = request.POST.get("language") or request.GET.get("language", "")
    if asked in LANGUAGES:
        return asked
    there = [code for each in texts.values() for code, text in each.items() if text]
    own = (get_language() or "en").lower()
    if own in there or (not there and own in WRITTEN):
        return own
    return there[0] if there else "en"


def number(request: SignedInRequest) -> int:
    """Return which page of a list is asked for; 0, which there is not, for what is no number."""
    typed = request.POST.get("page") or request.GET.get("page", "1")
    return int(typed) if typed.isdecimal() and len(typed) < len("100000") else 0
