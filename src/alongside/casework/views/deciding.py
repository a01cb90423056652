"""A decision of two: proposing what follows, and deciding it as the second person."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.casework import actions, queries
from alongside.casework.contents import Suitability
from alongside.casework.errors import CannotDo
from alongside.casework.forms.deciding import CONFIRM, DecideForm, ProposeForm, SuitabilityForm
from alongside.casework.views import page
from alongside.casework.views.about import told_of
from alongside.core import clock

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from alongside.casework.reading import Part
    from alongside.casework.views.about import Told

# How what is decided on is read, and where it belongs, by its kind.
SHOWN = {Suitability.kind_of: (SuitabilityForm, "casework:pathway")}


def propose(request: HttpRequest, case_id: UUID, document_id: UUID) -> HttpResponse:
    """Propose what follows from a document, and ask a colleague to decide."""
    actor, now = page.who(request), clock.now()
    found = queries.to_propose(actor=actor, case_id=case_id, document_id=document_id, now=now)
    _form, tab = SHOWN[found.about.kind]
    form = ProposeForm(
        request.POST if request.method == "POST" else None,
        words=found.words,
        colleagues=found.colleagues,
    )
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.propose(
                case_id=case_id,
                about_id=document_id,
                finding=said["finding"],
                reasons=said["reasons"],
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
        title=_("What follows from it?"),
        lead=""
        if found.colleagues
        else _("There is no other colleague in the team that keeps her file, and two decide."),
        button=_("Propose it"),
        form=form,
        file=found.file,
        tab=tab,
        template="casework/propose.html",
        about=_told(found.about, now),
    )


def decide(request: HttpRequest, case_id: UUID, document_id: UUID) -> HttpResponse:
    """Read what was proposed and what it rests on; decide, for who did not propose it."""
    actor, now = page.who(request), clock.now()
    form = DecideForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.decide(
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
            return page.to_file(case_id, "casework:pathway")
    found = queries.to_decide(actor=actor, case_id=case_id, document_id=document_id, now=now)
    context = {
        "head": found.file.head,
        "page": found,
        "form": form,
        "about": _told(found.about, now) if found.about else None,
        "back_url": reverse("casework:pathway", args=[case_id]),
    }
    status = page.UNFINISHED if form.errors else 200
    return render(request, "casework/decision.html", context, status=status)


def _told(part: Part, now: datetime) -> Told:
    """Return what is decided on, in words."""
    form_class, _tab = SHOWN[part.kind]
    title = _("What was seen and heard, by %(who)s") % {"who": part.saved_by}
    return told_of(title, form_class, part, "", page.day_of(now))
