"""Pages on which a coordinator sees to colleagues and teams."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.core import clock
from alongside.organisations import factors, policy, queries
from alongside.organisations.actions import invitations
from alongside.organisations.enums import UserState
from alongside.organisations.forms.people import ConfirmForm, InviteForm
from alongside.organisations.views.common import acting, page
from alongside.organisations.views.entering import ask
from alongside.ui.dates import short_date
from alongside.vault.people import fingerprint

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from alongside.organisations.models import Invitation
    from alongside.organisations.queries import Member

KINDS = {UserState.ACTIVE: "green", UserState.WAITING: "yellow", UserState.INVITED: "blue"}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show who works here and who is invited."""
    actor, now = acting(request), clock.now()
    policy.can_manage_people(actor).or_raise()
    names = {team.id: team.name for team in queries.all_teams(actor=actor)}
    people = queries.members_of(organisation_id=actor.organisation_id, actor=actor)
    return page(
        request,
        "people",
        rows=[_row(one, names) for one in people],
        invitations=[_invited(one) for one in queries.open_invitations(actor=actor, now=now)],
        rekeyings=queries.unfinished_rekeyings(actor=actor),
    )


@ask
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody and show her link, once."""
    actor = acting(request)
    policy.can_manage_people(actor).or_raise()
    form = InviteForm(request.POST or None, teams=queries.teams_of(actor=actor))
    if form.is_valid():
        given = form.cleaned_data
        try:
            invitation, code = invitations.invite(
                display_name=given["display_name"],
                role=given["role"],
                team_ids=given["teams"],
                actor=actor,
                now=clock.now(),
            )
        except ValidationError as refusal:
            form.add_error("teams", refusal)
        else:
            return show_link(request, invitation, code)
    return page(request, "invite", form)


@require_POST
def withdraw(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """End an invitation."""
    invitations.withdraw(invitation_id=invitation_id, actor=acting(request), now=clock.now())
    messages.success(request, _("The invitation does not work any more."))
    return redirect("organisations:people")


@require_safe
def member(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Show a member and what can be changed about her."""
    actor = acting(request)
    policy.can_manage_people(actor).or_raise()
    user = queries.member(user_id=user_id, actor=actor)
    teams = user.memberships.values_list("team__name", flat=True).order_by("team__name")
    return page(
        request,
        "member",
        member=user,
        role_label=user.get_role_display(),
        state_label=user.get_state_display(),
        state_kind=KINDS[UserState(user.state)],
        team_names=list(teams),
        factor_count=len(factors.listing(user)),
        session_count=len(queries.sessions_of(user_id=user.pk, actor=actor, now=clock.now())),
        is_self=user.pk == actor.user_id,
    )


@ask
def confirm(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Compare fingerprints by voice and confirm somebody who waits."""
    actor = acting(request)
    policy.can_manage_people(actor).or_raise()
    user = queries.member(user_id=user_id, actor=actor)
    if user.state != UserState.WAITING:
        return redirect("organisations:member", user_id)
    form = ConfirmForm(request.POST or None)
    if form.is_valid():
        try:
            invitations.confirm(
                user_id=user_id,
                compared=form.cleaned_data["compared"],
                actor=actor,
                now=clock.now(),
            )
        except invitations.FingerprintChanged:
            form.add_error(None, _("Her numbers are no longer those you saw. Compare them again."))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("She is confirmed and can begin."))
            return redirect("organisations:people")
    shown = user.fingerprint
    return page(
        request,
        "confirm",
        form,
        confirm_form=ConfirmForm(initial={"compared": shown}),
        member=user,
        shown=shown,
        organisation=fingerprint(actor.keys.pin),  # type: ignore[attr-defined]
    )


def show_link(request: HttpRequest, invitation: Invitation, code: str) -> HttpResponse:
    """Show the link; it is known nowhere else, so a reload cannot show it again."""
    path = reverse("organisations:join", args=[code])
    return page(
        request,
        "invited",
        invited=invitation.display_name,
        link=request.build_absolute_uri(path),
        until=short_date(timezone.localdate(invitation.expires_at)),
    )


def _row(one: Member, names: dict[UUID, str]) -> dict[str, Any]:
    teams = sorted(names[team_id] for team_id in one.team_ids if team_id in names)
    waiting = one.state == UserState.WAITING
    target = "organisations:confirm" if waiting else "organisations:member"
    return {
        "name": one.display_name,
        "role": one.role_label,
        "teams": ", ".join(teams),
        "state": str(UserState(one.state).label),
        "kind": KINDS[UserState(one.state)],
        "url": reverse(target, args=[one.id]),
    }


def _invited(one: Invitation) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.display_name,
        "role": one.get_role_display(),
        "until": short_date(timezone.localdate(one.expires_at), timezone.localdate()),
    }
