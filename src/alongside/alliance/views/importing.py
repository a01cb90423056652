"""Bringing in services: send the list, look at every row, then do it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_POST, require_safe

from alongside.alliance.actions import importing as actions
from alongside.alliance.enums import RowOutcome
from alongside.alliance.forms.importing import SheetForm
from alongside.alliance.importing import COLUMNS
from alongside.alliance.labels import CODES, LABELS
from alongside.alliance.queries import members
from alongside.alliance.views.page import FORM, page, sent
from alongside.core import clock
from alongside.core.spreadsheets.refusals import UnreadableTable

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from alongside.alliance.importing import Told
    from alongside.core.requests import SignedInRequest

CHIPS = {
    RowOutcome.CREATED: "green",
    RowOutcome.UPDATED: "blue",
    RowOutcome.UNCHANGED: "plain",
    RowOutcome.REFUSED: "red",
}


@FORM
def start(request: SignedInRequest, member_id: UUID) -> HttpResponse:
    """Take a list of services; nothing is written yet."""
    member = members.to_change(member_id=member_id, actor=request.actor)
    form = SheetForm(sent(request), request.FILES if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        upload = form.cleaned_data["sheet"]
        try:
            actions.begin(
                member_id=member_id,
                file=upload.file,
                filename=upload.name or "",
                language=(get_language() or "en").lower(),
                actor=request.actor,
                now=clock.now(),
            )
        except UnreadableTable as refusal:
            form.add_error("sheet", refusal.message)
        else:
            return HttpResponseRedirect(reverse("alliance:import_check", args=[member_id]))
    return page(request, "import_start", form, member=member, columns=_columns())


@require_safe
def check(request: SignedInRequest, member_id: UUID) -> HttpResponse:
    """Show what would become of every row."""
    told, left_out = actions.preview(member_id=member_id, actor=request.actor, now=clock.now())
    return page(request, "import_check", member_id=member_id, left_out=left_out, **_shown(told))


@require_POST
def run(request: SignedInRequest, member_id: UUID) -> HttpResponse:
    """Write it down."""
    told = actions.run(member_id=member_id, actor=request.actor, now=clock.now())
    counts = Counter(one.outcome for one in told)
    new, updated = counts[RowOutcome.CREATED], counts[RowOutcome.UPDATED]
    sentence = ngettext(
        "%(new)d new service, %(updated)d updated.",
        "%(new)d new services, %(updated)d updated.",
        new,
    )
    messages.success(request, sentence % {"new": new, "updated": updated})
    return HttpResponseRedirect(reverse("alliance:member", args=[member_id]))


def _shown(told: list[Told]) -> dict[str, Any]:
    counts = Counter(one.outcome for one in told)
    return {
        "rows": [(one, str(one.outcome.label), CHIPS[one.outcome]) for one in told],
        "counts": [(str(one.label), counts[one], one == RowOutcome.REFUSED) for one in RowOutcome],
        "may_run": counts[RowOutcome.CREATED] + counts[RowOutcome.UPDATED] > 0,
    }


def _columns() -> list[tuple[str, str, str]]:
    """Return the columns that are read: name, label, and the codes that may stand there."""
    codes = {name: ", ".join(choices.values) for name, choices in CODES.items()}
    return [(name, str(LABELS[name]), codes.get(name, "")) for name in COLUMNS]
