"""Volunteers' slots: given by the team that keeps a file, read by the volunteer alone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from alongside.casework import actions, queries
from alongside.casework.errors import CannotDo
from alongside.casework.forms.slots import SlotForm
from alongside.casework.views import page
from alongside.consent.errors import Refused
from alongside.core import clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

TAB = "casework:slots"


@require_GET
def index(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show what volunteers were given of a file."""
    found = queries.slots_given(actor=page.who(request), case_id=case_id, now=clock.now())
    return page.file_page(request, "casework/slots.html", found.file, page=found)


def give(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Give a volunteer a slot."""
    actor, now = page.who(request), clock.now()
    found = queries.to_give_slot(actor=actor, case_id=case_id, now=now)
    form = SlotForm(
        request.POST if request.method == "POST" else None,
        volunteers=[(str(key), name) for key, name in found.volunteers],
        answers=found.answers,
    )
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.give_slot(
                case_id=case_id,
                volunteer_id=UUID(said["volunteer"]),
                purpose=said["purpose"],
                purpose_words=said["purpose_words"],
                begins_at=said["begins_at"],
                ends_at=said["ends_at"],
                fields=said["fields_given"],
                meet=said["meet"],
                watch=said["watch"],
                her_words=said["her_words"],
                actor=actor,
                now=now,
            )
        except (CannotDo, Refused) as problem:
            form.add_error(None, str(problem))
        else:
            page.saved(request, _("The volunteer sees it under Today during these hours."))
            return page.to_file(case_id, TAB)
    page.require(found.file.rights.close or form.is_bound, found.file)
    return page.form_page(
        request,
        title=_("A slot for a volunteer"),
        lead=""
        if found.volunteers
        else _("There is no volunteer yet who is confirmed and outside of the team of her file."),
        button=_("Give it"),
        form=form,
        file=found.file,
        tab=TAB,
    )


@require_POST
def end(request: HttpRequest, case_id: UUID, slot_id: UUID) -> HttpResponse:
    """End a slot before its time."""
    actions.end_slot(case_id=case_id, slot_id=slot_id, actor=page.who(request), now=clock.now())
    page.saved(request, _("The slot has ended, and what was given is destroyed."))
    return page.to_file(case_id, TAB)


@require_GET
def own(request: HttpRequest, slot_id: UUID) -> HttpResponse:
    """Show a volunteer what she was given for this hour."""
    slot = actions.read_slot(slot_id=slot_id, actor=page.who(request), now=clock.now())
    return render(request, "casework/slot.html", {"slot": slot})
