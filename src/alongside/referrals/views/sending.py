"""From a file to a sent request: one form, one check, one button."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.core import clock
from alongside.referrals import actions, queries, showing
from alongside.referrals.contents import Shared
from alongside.referrals.errors import CannotDo, NothingToShare
from alongside.referrals.forms import ReferralForm

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.http import HttpResponse

    from alongside.core.requests import SignedInRequest
    from alongside.referrals.queries.forming import Beginning, DraftPage

UNFINISHED = 422
asked_or_sent = require_http_methods(["GET", "HEAD", "POST"])


@asked_or_sent
def new(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Ask who can help, what she needs and what she agreed to share."""
    now = clock.now()
    beginning = queries.begin(actor=request.actor, case_id=case_id, now=now)
    form = ReferralForm(
        request.POST if request.method == "POST" else None,
        beginning=beginning,
        today=timezone.localdate(now),
    )
    return _form(request, form, beginning, case_id, now)


@asked_or_sent
def edit(request: SignedInRequest, referral_id: UUID) -> HttpResponse:
    """Change what is not sent yet."""
    now = clock.now()
    kept = queries.draft(actor=request.actor, referral_id=referral_id, now=now)
    beginning = queries.begin(actor=request.actor, case_id=kept.case_id, now=now)
    form = ReferralForm(
        request.POST if request.method == "POST" else None,
        beginning=beginning,
        today=timezone.localdate(now),
        kept=kept.shared,
        to=kept.other_id,
    )
    return _form(request, form, beginning, kept.case_id, now, kept=kept)


def _form(
    request: SignedInRequest,
    form: ReferralForm,
    beginning: Beginning,
    case_id: UUID,
    now: datetime,
    *,
    kept: DraftPage | None = None,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            draft_id = actions.keep_draft(
                case_id=case_id,
                to=form.recipient,
                shared=_shared(form, beginning),
                actor=request.actor,
                now=now,
                referral_id=kept.id if kept else None,
            )
        except NothingToShare as problem:
            form.add_error("shared", str(problem))
        except CannotDo as problem:
            form.add_error(None, str(problem))
        else:
            return HttpResponseRedirect(reverse("referrals:check", args=[draft_id]))
    today = timezone.localdate(now)
    earlier = [] if kept else queries.of_file(actor=request.actor, case_id=case_id, now=now)
    context = {
        "form": form,
        "called": beginning.called,
        "back_url": reverse("casework:file", args=[case_id]),
        "has_others": bool(beginning.others),
        "earlier": [
            (showing.list_row(row, today), reverse("referrals:show", args=[row.id]))
            for row in earlier
        ],
    }
    status = UNFINISHED if form.is_bound and form.errors else 200
    return render(request, "referrals/form.html", context, status=status)


def _shared(form: ReferralForm, beginning: Beginning) -> Shared:
    """Return what she agreed to show, as the file has it at this moment."""
    said = form.cleaned_data
    shown = beginning.items(
        said["shared"], work_words=said["work_words"], health_words=said["health_words"]
    )
    return Shared(
        asked=said["needs"], items=shown, receipt=form.receipt(), urgency=form.chosen_urgency
    )


@require_safe
def check(request: SignedInRequest, referral_id: UUID) -> HttpResponse:
    """Show everything they will see, before it is sent."""
    return _check(request, referral_id)


def _check(
    request: SignedInRequest, referral_id: UUID, *, problem: str = "", status: int = 200
) -> HttpResponse:
    kept = queries.draft(actor=request.actor, referral_id=referral_id, now=clock.now())
    where = ", ".join(part for part in (kept.other_name, kept.other_place) if part)
    edit_url = reverse("referrals:edit", args=[referral_id])
    context: dict[str, Any] = {
        "problem": problem,
        "called": kept.shared.items.called,
        "other": kept.other_name,
        "lines": [
            (line, f"{edit_url}#id_{line.anchor}")
            for line in showing.everything(kept.shared, to=where)
        ],
        "back_url": edit_url,
        "send_url": reverse("referrals:send", args=[referral_id]),
        "keep_url": reverse("casework:file", args=[kept.case_id]),
        "discard_url": reverse("referrals:discard", args=[referral_id]),
    }
    return render(request, "referrals/check.html", context, status=status)


@require_POST
def send(request: SignedInRequest, referral_id: UUID) -> HttpResponse:
    """Send what was checked."""
    try:
        referral = actions.send(referral_id=referral_id, actor=request.actor, now=clock.now())
    except CannotDo as problem:
        return _check(request, referral_id, problem=str(problem), status=UNFINISHED)
    messages.success(request, _("Sent. You will see their answer on Today."))
    return HttpResponseRedirect(reverse("casework:file", args=[referral.case_id]))


@require_POST
def discard(request: SignedInRequest, referral_id: UUID) -> HttpResponse:
    """Throw a draft away."""
    try:
        referral = actions.discard_draft(
            referral_id=referral_id, actor=request.actor, now=clock.now()
        )
    except CannotDo as problem:
        messages.error(request, str(problem))
        return HttpResponseRedirect(reverse("referrals:show", args=[referral_id]))
    messages.success(request, _("Thrown away. Nothing was sent."))
    return HttpResponseRedirect(reverse("casework:file", args=[referral.case_id]))
