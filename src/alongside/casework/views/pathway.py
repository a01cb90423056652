"""The tab "Her way": five stages with what is recorded at each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from alongside.casework import actions, queries, tabs
from alongside.casework.errors import CannotDo
from alongside.casework.forms.pathway import ExitForm, IdentificationForm, SkillsForm
from alongside.casework.pathway import Stage
from alongside.casework.views import page
from alongside.casework.views.about import told_of
from alongside.consent import offers
from alongside.consent.enums import Purpose
from alongside.core import clock

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

# The tab of a room above on which another organisation is asked for help.
REFER = "refer"


@dataclass(frozen=True, slots=True)
class StageView:
    """One stage: its heading, whether its fact is recorded, and the template that tells it."""

    title: str
    is_reached: bool
    template: str


@require_GET
def her_way(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show how far she has come, and what is recorded of it."""
    now = clock.now()
    found = queries.her_way(actor=page.who(request), case_id=case_id, now=now)
    today = page.day_of(now)
    return page.file_page(
        request,
        "casework/way.html",
        found.file,
        tab="pathway",
        page=found,
        told={
            "identification": told_of("", IdentificationForm, found.pathway, "", today),
            "exit": told_of("", ExitForm, found.pathway, "", today),
            "skills": told_of("", SkillsForm, found.pathway, "", today),
        },
        stages=[
            StageView(title, stage in found.reached, f"casework/way/{stage}.html")
            for stage, title in _titles()
        ],
        refer_url=_refer_url(request, found.file, case_id),
        ask_url=ask_url(case_id),
    )


@require_POST
def prepare(request: HttpRequest, case_id: UUID, document_id: UUID) -> HttpResponse:
    """Put the preparation of a return into her plan."""
    try:
        actions.prepare_return(
            case_id=case_id, proposal_id=document_id, actor=page.who(request), now=clock.now()
        )
    except CannotDo as problem:
        messages.error(request, str(problem))
        return page.to_file(case_id, "casework:pathway")
    page.saved(request, _("It is in her plan. Go through the steps with her."))
    return page.to_file(case_id, "casework:plan")


def ask_url(case_id: UUID) -> str:
    """Return where she is asked whether she agrees to be asked later."""
    return reverse("consent:ask", args=[case_id, offers.place_of(Purpose.LONG_FOLLOW_UP)])


def _titles() -> list[tuple[Stage, str]]:
    return [
        (Stage.IDENTIFICATION, _("Identification")),
        (Stage.EXIT, _("Rescue or exit")),
        (Stage.RECOVERY, _("Recovery")),
        (Stage.SETTLING, _("Return, or settling elsewhere")),
        (Stage.INTEGRATION, _("Integration")),
    ]


def _refer_url(request: HttpRequest, file: queries.File, case_id: UUID) -> str:
    """Return where an organisation is asked to receive her; "" for whoever may not."""
    shown = {tab.key: tab for tab in tabs.for_file(page.who(request), file)}
    return reverse(shown[REFER].url_name, args=[case_id]) if REFER in shown else ""
