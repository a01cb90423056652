"""One referral, and the steps that can be taken with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.core import clock
from alongside.referrals import actions, showing
from alongside.referrals.enums import Party, State, Urgency
from alongside.referrals.errors import CannotDo
from alongside.referrals.forms import step_form

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpResponse

    from alongside.core.requests import SignedInRequest
    from alongside.referrals.queries.page import ReferralPage

UNFINISHED = 422
# Taken with one press; the others are told with a reason, on a page of their own.
ONE_PRESS = (State.ACCEPTED, State.IN_PROGRESS)


@require_safe
def show(request: SignedInRequest, referral_id: UUID) -> HttpResponse:
    """Show one referral; what waits sealed for it is opened now."""
    try:
        page = actions.look(referral_id=referral_id, actor=request.actor, now=clock.now())
    except CannotDo as problem:
        context = {"problem": str(problem), "back_url": reverse("referrals:list")}
        return render(request, "referrals/closed.html", context, status=409)
    if page.is_draft:
        return HttpResponseRedirect(reverse("referrals:check", args=[referral_id]))
    return render(request, "referrals/show.html", _context(page))


def _context(page: ReferralPage) -> dict[str, Any]:
    is_ours = page.party == Party.REQUESTER
    shared = page.shared
    # Whoever may decline does not cancel as well: the difference means nothing to anybody.
    twice = {State.CANCELLED} if State.REJECTED in page.next_steps else set()
    steps = [one for one in page.next_steps if one not in twice]
    return {
        "page": page,
        "is_ours": is_ours,
        "called": shared.items.called if shared else "",
        "chip": (str(page.state.label), showing.KINDS[page.state]),
        "urgency": str(Urgency(page.urgency).label),
        "notices": showing.notices(page),
        "lines": showing.exchanged(shared, ours=is_ours) if shared else [],
        "steps": [showing.step(one, other=page.other) for one in page.told],
        "presses": [(one.value, showing.verb(one)) for one in steps if one in ONE_PRESS],
        "links": [_step_link(page, one) for one in steps if one not in ONE_PRESS],
        "answer_url": reverse("referrals:answer", args=[page.id]),
        "file_url": reverse("casework:file", args=[page.case_id]) if page.case_id else "",
        "make_file_url": reverse("referrals:make_file", args=[page.id]),
        "acknowledge_url": reverse("referrals:acknowledge", args=[page.id]),
        "compare_url": _compare_url(page),
        "back_url": reverse("referrals:sent" if is_ours else "referrals:list"),
    }


def _compare_url(page: ReferralPage) -> str:
    if page.compared or not page.may_compare:
        return ""
    return reverse("referrals:compare", args=[page.other_id])


def _step_link(page: ReferralPage, state: State) -> tuple[str, str]:
    names = {State.CANCELLED: "referrals:cancel", State.ENTERED_IN_ERROR: "referrals:take_back"}
    if state in names:
        return showing.verb(state), reverse(names[state], args=[page.id])
    return showing.verb(state), reverse("referrals:answer", args=[page.id]) + f"?to={state}"


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: SignedInRequest, referral_id: UUID) -> HttpResponse:
    """Take a step as the one who was asked."""
    state = _state(request)

    def take(words: str, form: Any) -> None:
        actions.answer(
            referral_id=referral_id,
            state=state,
            words=words,
            decline=form.decline,
            actor=request.actor,
            now=clock.now(),
        )

    return _step(request, referral_id, state, take)


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: SignedInRequest, referral_id: UUID) -> HttpResponse:
    """Cancel from either side."""

    def take(words: str, _form: Any) -> None:
        actions.cancel(referral_id=referral_id, words=words, actor=request.actor, now=clock.now())

    return _step(request, referral_id, State.CANCELLED, take)


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: SignedInRequest, referral_id: UUID) -> HttpResponse:
    """Take back what was sent by mistake."""

    def take(words: str, _form: Any) -> None:
        actions.take_back(
            referral_id=referral_id, words=words, actor=request.actor, now=clock.now()
        )

    return _step(request, referral_id, State.ENTERED_IN_ERROR, take)


def _state(request: SignedInRequest) -> State:
    """Return the step that is asked for; raises Http404 for a word that is none."""
    wanted = request.POST.get("state") or request.GET.get("to", "")
    if wanted not in State.values:
        raise Http404
    return State(wanted)


def _step(
    request: SignedInRequest,
    referral_id: UUID,
    state: State,
    take: Callable[[str, Any], None],
) -> HttpResponse:
    """Show the page of a step, or take it; what cannot be done keeps what was typed."""
    form = step_form(state, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            take(form.cleaned_data["words"], form)
        except CannotDo as problem:
            form.add_error("words", str(problem))
        else:
            messages.success(request, _("Done. The other side is told."))
            return HttpResponseRedirect(reverse("referrals:show", args=[referral_id]))
    else:
        # Also says 404 for what is not hers, whatever was typed.
        actions.look(referral_id=referral_id, actor=request.actor, now=clock.now())
    context = {
        "form": form,
        "title": showing.verb(state),
        "state": state.value,
        "is_mistake": state == State.ENTERED_IN_ERROR,
        "back_url": reverse("referrals:show", args=[referral_id]),
    }
    status = UNFINISHED if form.is_bound else 200
    return render(request, "referrals/step.html", context, status=status)


@require_POST
def acknowledge(request: SignedInRequest, referral_id: UUID) -> HttpResponse:
    """Confirm that we have seen that sharing stopped."""
    try:
        actions.acknowledge(referral_id=referral_id, actor=request.actor, now=clock.now())
    except CannotDo as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("Confirmed. The sender is told."))
    return HttpResponseRedirect(reverse("referrals:show", args=[referral_id]))


@require_POST
def make_file(request: SignedInRequest, referral_id: UUID) -> HttpResponse:
    """Make a file of our own from what was shared."""
    try:
        case_id = actions.make_file(referral_id=referral_id, actor=request.actor, now=clock.now())
    except CannotDo as problem:
        messages.error(request, str(problem))
        return HttpResponseRedirect(reverse("referrals:show", args=[referral_id]))
    messages.success(request, _("The file is made. Ask her yourself what she wants."))
    return HttpResponseRedirect(reverse("casework:file", args=[case_id]))
