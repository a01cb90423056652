"""Asking her, asking again, and stopping when she says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.consent import actions, forms, offers, pages, queries, rules, texts
from alongside.consent.enums import Purpose, RecipientKind
from alongside.consent.errors import Refused
from alongside.consent.parties import Recipient
from alongside.consent.views.page import asked_or_sent, back, form_page, head_of, typed
from alongside.core import clock

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from alongside.consent.files import FileHead
    from alongside.core.requests import SignedInRequest


@asked_or_sent
def ask(request: SignedInRequest, case_id: UUID, place: int) -> HttpResponse:
    """Ask her one of the questions every file has."""
    if place >= len(offers.OFFERS):
        raise Http404
    now, offer = clock.now(), offers.OFFERS[place]
    head = head_of(request, case_id, now)
    return _answer(
        request,
        head,
        now,
        title=str(offer.title),
        purpose=offer.purpose,
        recipient=offer.recipient(head.case),
        compartments=offer.compartments,
    )


@asked_or_sent
def ask_again(request: SignedInRequest, case_id: UUID, record_id: UUID) -> HttpResponse:
    """Ask her again what she answered before."""
    now = clock.now()
    head = head_of(request, case_id, now)
    asked = queries.answered(actor=request.actor, case=head.case, record_id=record_id, now=now)
    record = asked.record
    return _answer(
        request,
        head,
        now,
        title=pages.title_of(asked),
        purpose=Purpose(record.purpose),
        recipient=Recipient(kind=RecipientKind(record.recipient_kind), id=record.recipient_id),
        compartments=tuple(record.compartments),
        categories=tuple(record.categories),
    )


def _answer(
    request: SignedInRequest, head: FileHead, now: datetime, *, title: str, **question: Any
) -> HttpResponse:
    purpose = question["purpose"]
    read = texts.read_for(purpose)
    form = forms.AnswerForm(
        typed(request),
        usual_end=rules.usual_end(purpose, timezone.localdate(now)),
        initial=pages.first_values(head),
        deciders=head.around().offered,
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_agreement(
                case=head.case,
                **question,
                answer=form.cleaned_data["answer"],
                expires_on=form.cleaned_data["until"],
                conversation=form.conversation([text.ref for text in read]),
                actor=request.actor,
                now=now,
            )
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, _("Her answer is written down."))
            return back(head.case.id)
    return form_page(request, head, form, title=title, texts=read, folds=True)


@asked_or_sent
def open_to_team(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Ask her whether another team of ours may read parts of her file."""
    now = clock.now()
    head = head_of(request, case_id, now)
    read = texts.read_for(Purpose.SUPERVISION)
    # One day for whichever purpose is chosen: the one that the page shows.
    usual_end = rules.usual_end(Purpose.SUPERVISION, timezone.localdate(now))
    form = forms.TeamForm(
        typed(request),
        teams=queries.other_teams(actor=request.actor, case=head.case),
        usual_end=usual_end,
        initial=pages.first_values(head),
        deciders=head.around().offered,
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.record_agreement(
                case=head.case,
                purpose=Purpose(said["purpose"]),
                recipient=Recipient.team(UUID(said["team"])),
                compartments=said["parts"],
                answer=said["answer"],
                expires_on=said["until"] or usual_end,
                conversation=form.conversation([text.ref for text in read]),
                actor=request.actor,
                now=now,
            )
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, _("Her answer is written down."))
            return back(case_id)
    title = _("Let a team read a part of her file")
    return form_page(request, head, form, title=title, texts=read, folds=True)


@asked_or_sent
def stop(request: SignedInRequest, case_id: UUID, record_id: UUID) -> HttpResponse:
    """Write down that she said stop; it takes effect at once."""
    now = clock.now()
    head = head_of(request, case_id, now)
    form = forms.StopForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(
                case=head.case,
                record_id=record_id,
                her_words=form.cleaned_data["her_words"],
                actor=request.actor,
                now=now,
            )
        except Refused as refused:
            messages.info(request, str(refused))
        else:
            messages.success(request, _("Stopped. It took effect at once."))
        return back(case_id)
    asked = queries.answered(actor=request.actor, case=head.case, record_id=record_id, now=now)
    line = pages.line_of(asked, today=timezone.localdate(now))
    return form_page(request, head, form, template="consent/stop.html", line=line)
