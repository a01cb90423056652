"""Pages on which a coordinator changes something for a colleague."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.core import clock
from alongside.organisations import policy, queries
from alongside.organisations.actions import invitations, members
from alongside.organisations.forms.people import RoleForm, TeamsForm
from alongside.organisations.views.common import acting, page
from alongside.organisations.views.entering import ask
from alongside.organisations.views.people import show_link

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from alongside.core.access import Actor
    from alongside.organisations.models import Rekeying, User


@ask
def role(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Give a member another role."""
    actor, user = _both(request, user_id)
    form = RoleForm(request.POST or None, initial={"role": user.role})
    if form.is_valid():
        try:
            begun = members.change_role(
                user_id=user_id, role=form.cleaned_data["role"], actor=actor, now=clock.now()
            )
        except ValidationError as refusal:
            form.add_error("role", refusal)
        else:
            messages.success(request, _("Her role is changed. She signs in again."))
            return _go_on(begun, user_id)
    return page(request, "role", form, member=user)


@ask
def teams(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Choose a member's teams."""
    actor, user = _both(request, user_id)
    present = [str(one) for one in user.memberships.values_list("team_id", flat=True)]
    held = queries.teams_of(actor=actor)
    offered = [team for team in held if policy.may_hold(user.role, team.kind)]
    form = TeamsForm(request.POST or None, teams=offered, initial={"teams": present})
    if form.is_valid():
        try:
            begun = members.change_teams(
                user_id=user_id,
                team_ids=form.cleaned_data["teams"],
                actor=actor,
                now=clock.now(),
            )
        except ValidationError as refusal:
            form.add_error("teams", refusal)
        else:
            messages.success(request, _("Her teams are changed."))
            return _go_on(begun, user_id)
    return page(request, "teams_of", form, member=user)


@ask
def part(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Note that a member has left, after saying what that does."""
    actor, user = _both(request, user_id)
    if request.method == "POST":
        begun = members.part_with(user_id=user_id, actor=actor, now=clock.now())
        messages.success(request, _("She is signed out everywhere and opens nothing any more."))
        return _go_on(begun, None)
    return page(request, "part", member=user)


@ask
def again(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Let in again a member who lost password and printed code, after saying what that does."""
    actor, user = _both(request, user_id)
    if request.method == "POST":
        invitation, code = invitations.invite_again(user_id=user_id, actor=actor, now=clock.now())
        return show_link(request, invitation, code)
    return page(request, "again", member=user)


@require_POST
def end_sessions(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Sign a member out everywhere."""
    members.end_sessions(user_id=user_id, actor=acting(request), now=clock.now())
    messages.success(request, _("She is signed out everywhere."))
    return redirect("organisations:member", user_id)


@require_POST
def forget_factors(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Remove the second factors of a colleague who lost her phone."""
    try:
        members.forget_factors(user_id=user_id, actor=acting(request), now=clock.now())
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("She signs in with her password and sets up a new one."))
    return redirect("organisations:member", user_id)


def _both(request: HttpRequest, user_id: UUID) -> tuple[Actor, User]:
    actor = acting(request)
    policy.can_manage_people(actor).or_raise()
    return actor, queries.member(user_id=user_id, actor=actor)


def _go_on(begun: list[Rekeying], user_id: UUID | None) -> HttpResponse:
    """Lead to the renewal of keys that a change began, or back."""
    if begun:
        return redirect("organisations:rekeying", begun[0].pk)
    if user_id is None:
        return redirect("organisations:people")
    return redirect("organisations:member", user_id)
