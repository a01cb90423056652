"""The list of people, and finding one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from alongside.casework import errands, queries
from alongside.casework.forms.people import MINE, FilterForm
from alongside.casework.views.page import who
from alongside.core import clock
from alongside.organisations import policy

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

FILE = "casework:file"


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Show the people she may see, as far as the filters say, 25 at a time."""
    actor, errand = who(request), errands.find(request.GET.get("for", ""))
    form = FilterForm(request.GET, choices=queries.list_choices(actor=actor))
    page = queries.case_list(
        actor=actor, filters=form.filters(), now=clock.now(), after=request.GET.get("after", "")
    )
    before, after = errands.around(errand.url_name if errand else FILE)
    context = {
        "page": page,
        "form": form,
        "title": str(errand.title) if errand else _("People we walk with"),
        "errand": errand,
        "before": before,
        "after": after,
        "list_url": request.path,
        "first_url": _address(request),
        "more_url": _address(request, after=page.next) if page.next else "",
        "is_first": not request.GET.get("after"),
        "is_narrowed": form.is_narrowed(),
        "is_mine": form.filters().scope == MINE,
        "may_open": bool(policy.can_open_files(actor)),
        "may_move": bool(policy.can_move_registers(actor)),
    }
    return render(request, "casework/list.html", context)


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
