"""A decision of two: proposing what follows, and deciding it as the second person."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.casework import actions, queries
from alongside.casework.contents import APPROVED, Suitability
from alongside.casework.errors import CannotDo
from alongside.casework.forms.deciding import (
    CONFIRM,
    DecideForm,
    ProposeForm,
    SuitabilityForm,
)
from alongside.casework.views import page
from alongside.casework.views.about import told_of
from alongside.casework.views.approving import told_for_approval
from alongside.core import clock

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from alongside.casework.reading import Part
    from alongside.casework.views.about import Told
    from alongside.questionnaires.queries import Opened as Form

# Where what is decided on belongs, by its kind.
TABS = {
    Suitability.kind_of: "casework:pathway",
    "goal": "casework:plan",
    "assessment": "casework:assessments",
    "health_assessment": "casework:assessments",
    "safety_assessment": "casework:assessments",
    "closing_request": "casework:file",
}


def propose(request: HttpRequest, case_id: UUID, document_id: UUID) -> HttpResponse:
    """Propose what follows from a document, and ask a colleague to decide."""
    actor, now = page.who(request), clock.now()
    found = queries.to_propose(actor=actor, case_id=case_id, document_id=document_id, now=now)
    tab, is_approval = TABS[found.about.kind], found.about.kind in APPROVED
    form = ProposeForm(
        request.POST if request.method == "POST" else None,
        words="" if is_approval else found.words,
        colleagues=found.colleagues,
    )
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.propose(
                case_id=case_id,
                about_id=document_id,
                finding=said.get("finding", ""),
                reasons=said.get("reasons", ""),
                to=UUID(said["to"]),
                actor=actor,
                now=now,
            )
        except CannotDo as problem:
            form.add_error(None, str(problem))
        else:
            page.saved(request, _("Your colleague finds it under Today."))
            return page.to_file(case_id, tab)
    page.require(found.file.rights.write or form.is_bound, found.file)
    return page.form_page(
        request,
        title=_("Ask for approval") if is_approval else _("What follows from it?"),
        lead="" if found.colleagues else _nobody(is_approval=is_approval),
        button=_("Ask for it") if is_approval else _("Propose it"),
        form=form,
        file=found.file,
        tab=tab,
        template="casework/propose.html",
        about=_told(found.about, found.form, now),
    )


def _nobody(*, is_approval: bool) -> str:
    if is_approval:
        return _(
            "Nobody else in the team that keeps her file approves. A coordinator can name "
            "somebody in the settings."
        )
    return _("There is no other colleague in the team that keeps her file, and two decide.")


def decide(request: HttpRequest, case_id: UUID, document_id: UUID) -> HttpResponse:
    """Read what was proposed and what it rests on; decide, for who did not propose it."""
    actor, now = page.who(request), clock.now()
    form = DecideForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            kind = actions.decide(
                case_id=case_id,
                proposal_id=document_id,
                agrees=form.cleaned_data["answer"] == CONFIRM,
                comment=form.cleaned_data["comment"],
                actor=actor,
                now=now,
            )
        except CannotDo as problem:
            form.add_error(None, str(problem))
        else:
            page.saved(request, _("Your decision is written down."))
            return page.to_file(case_id, TABS[kind])
    found = queries.to_decide(actor=actor, case_id=case_id, document_id=document_id, now=now)
    tab = TABS.get(found.about.kind if found.about else "", "casework:file")
    is_approval = bool(found.about and found.about.kind in APPROVED)
    if is_approval:
        form.ask_to_approve()
    context = {
        "head": found.file.head,
        "page": found,
        "form": form,
        "about": _told(found.about, found.form, now) if found.about else None,
        "is_approval": is_approval,
        "back_url": reverse(tab, args=[case_id]),
    }
    status = page.UNFINISHED if form.errors else 200
    return render(request, "casework/decision.html", context, status=status)


def _told(part: Part, asked: Form | None, now: datetime) -> Told:
    """Return what is decided on, in words."""
    if part.kind in APPROVED:
        return told_for_approval(part, asked, now)
    title = _("What was seen and heard, by %(who)s") % {"who": part.saved_by}
    return told_of(title, SuitabilityForm, part, "", page.day_of(now))
