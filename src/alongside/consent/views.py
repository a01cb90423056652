"""Pages about what she agreed to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from alongside.consent import actions, files, forms, offers, pages, queries, rules, texts
from alongside.consent.enums import Purpose, RecipientKind
from alongside.consent.errors import Refused
from alongside.consent.parties import Recipient
from alongside.core import clock

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse, QueryDict

    from alongside.consent.files import FileHead
    from alongside.core.requests import SignedInRequest

UNFINISHED = 422
asked_or_sent = require_http_methods(["GET", "HEAD", "POST"])


def head_of(request: SignedInRequest, case_id: UUID, now: datetime) -> FileHead:
    """Return the file a page is about; raises Http404."""
    return files.find(actor=request.actor, case_id=case_id, now=now)


def typed(request: SignedInRequest) -> QueryDict | None:
    """Return what was sent, also where that is nothing; None where a page is only asked for."""
    return request.POST if request.method == "POST" else None


def _back(case_id: UUID) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("consent:sharing", args=[case_id]))


@require_GET
def sharing(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Show every line she was asked about, and how it stands."""
    now = clock.now()
    head = head_of(request, case_id, now)
    found = queries.sharing(actor=request.actor, case=head.case, now=now)
    page = pages.sharing_page(found, head, today=timezone.localdate(now))
    return render(request, "consent/sharing.html", {"head": head, "page": page})


@require_GET
def history(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Show every answer she ever gave."""
    now = clock.now()
    head = head_of(request, case_id, now)
    found = queries.sharing(actor=request.actor, case=head.case, now=now)
    rows = pages.history_rows(found, today=timezone.localdate(now))
    context = {"head": head, "rows": rows, "back_url": reverse("consent:sharing", args=[case_id])}
    return render(request, "consent/history.html", context)


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
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Her answer is written down."))
            return _back(head.case.id)
    return _form_page(request, head, form, title=title, texts=read, folds=True)


def _form_page(
    request: SignedInRequest,
    head: FileHead,
    form: Any,
    *,
    template: str = "consent/ask.html",
    **context: Any,
) -> HttpResponse:
    back = reverse("consent:sharing", args=[head.case.id])
    status = UNFINISHED if form.is_bound and form.errors else 200
    everything = {"head": head, "form": form, "back_url": back, **context}
    return render(request, template, everything, status=status)


@asked_or_sent
def open_to_team(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Ask her whether another team of ours may read parts of her file."""
    now = clock.now()
    head = head_of(request, case_id, now)
    read = texts.read_for(Purpose.SUPERVISION)
    form = forms.TeamForm(
        typed(request),
        teams=queries.other_teams(actor=request.actor, case=head.case),
        usual_end=rules.usual_end(Purpose.SUPERVISION, timezone.localdate(now)),
        initial=pages.first_values(head),
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
                expires_on=said["until"],
                conversation=form.conversation([text.ref for text in read]),
                actor=request.actor,
                now=now,
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Her answer is written down."))
            return _back(case_id)
    title = _("Let a team read a part of her file")
    return _form_page(request, head, form, title=title, texts=read, folds=True)


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
        return _back(case_id)
    asked = queries.answered(actor=request.actor, case=head.case, record_id=record_id, now=now)
    line = pages.line_of(asked, today=timezone.localdate(now))
    return _form_page(request, head, form, template="consent/stop.html", line=line)


@asked_or_sent
def read_back(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Read her answers to her, in one of the languages this installation speaks."""
    now = clock.now()
    head = head_of(request, case_id, now)
    read = [texts.current(texts.LIMITS)]
    form = forms.HearingForm(typed(request), initial=pages.first_values(head))
    if request.method == "POST" and form.is_valid():
        actions.record_read_back(
            case=head.case,
            hearing=form.hearing([text.ref for text in read]),
            actor=request.actor,
            now=now,
        )
        messages.success(request, _("Written down that you went through it with her."))
        return _back(case_id)
    found = queries.sharing(actor=request.actor, case=head.case, now=now)
    spoken = _spoken(request, head)
    with translation.override(spoken):
        reading = pages.reading(found, read)
    return _form_page(
        request,
        head,
        form,
        template="consent/read_back.html",
        reading=reading,
        spoken=spoken,
        spoken_direction="rtl" if translation.get_language_info(spoken)["bidi"] else "ltr",
        choices=settings.LANGUAGES,
        may_record=found.may_record,
    )


def _spoken(request: SignedInRequest, head: FileHead) -> str:
    """Return the language asked for, else hers where we speak it, else the page's."""
    for wanted in (request.GET.get("in", ""), head.language):
        if wanted in dict(settings.LANGUAGES):
            return wanted
    return translation.get_language() or settings.LANGUAGE_CODE


@asked_or_sent
def exception(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Write down that something must be shared although she did not agree."""
    now = clock.now()
    head = head_of(request, case_id, now)
    form = forms.ExceptionForm(
        typed(request), teams=queries.other_teams(actor=request.actor, case=head.case)
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.record_exception(
                case=head.case,
                purpose=Purpose.SERVICE,
                recipient=_excepted_recipient(said["recipient"]),
                compartments=said["parts"],
                grounds=form.grounds(),
                expires_on=said["until"],
                actor=request.actor,
                now=now,
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, _("Written down. It opens nothing until a colleague confirms it.")
            )
            return _back(case_id)
    return _form_page(request, head, form, template="consent/exception.html")


def _excepted_recipient(chosen: str) -> Recipient:
    if chosen == forms.ExceptionForm.OUTSIDE:
        return Recipient.outside(uuid4())
    return Recipient.team(UUID(chosen))


@asked_or_sent
def confirm(request: SignedInRequest, case_id: UUID, exception_id: UUID) -> HttpResponse:
    """Confirm an exception as the second of two."""
    now = clock.now()
    head = head_of(request, case_id, now)
    if request.method == "POST":
        try:
            actions.confirm_exception(
                case=head.case, exception_id=exception_id, actor=request.actor, now=now
            )
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Confirmed. It takes effect now."))
        return _back(case_id)
    found = queries.sharing(actor=request.actor, case=head.case, now=now)
    shown = pages.exception_row(found, exception_id)
    context = {"head": head, "row": shown, "back_url": reverse("consent:sharing", args=[case_id])}
    return render(request, "consent/confirm.html", context)
