"""Pages about teams and their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.core import clock
from alongside.organisations import policy, queries
from alongside.organisations.actions import rekeying as rekeyings, teams
from alongside.organisations.forms.people import NewTeamForm, OrganisationForm
from alongside.organisations.views.common import acting, page, user_of
from alongside.organisations.views.entering import ask
from alongside.ui.dates import short_date
from alongside.vault.people import fingerprint

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from alongside.organisations.queries import TeamKeys

SECONDS_BETWEEN_STEPS = 1


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the organisation's fingerprint, whether sheets exist, and each team's epoch."""
    actor = acting(request)
    policy.can_manage_people(actor).or_raise()
    return page(
        request,
        "keys",
        fingerprint=fingerprint(actor.keys.pin),  # type: ignore[attr-defined]
        has_sheets=queries.has_recovery_sheets(actor=actor),
        teams=[_row(one) for one in queries.team_keys(actor=actor)],
        rekeyings=queries.unfinished_rekeyings(actor=actor),
    )


@ask
def new_team(request: HttpRequest) -> HttpResponse:
    """Make a team."""
    actor = acting(request)
    policy.can_manage_people(actor).or_raise()
    form = NewTeamForm(request.POST or None)
    if form.is_valid():
        try:
            teams.create(**form.cleaned_data, actor=actor, now=clock.now())
        except teams.TeamNameTaken:
            form.add_error("name", _("There is a team of this name. Choose another."))
        else:
            messages.success(request, _("The team is there. Put colleagues into it."))
            return redirect("organisations:keys")
    return page(request, "new_team", form)


@ask
def organisation(request: HttpRequest) -> HttpResponse:
    """Change what the organisation is called, and how large a document may be."""
    actor, mine = acting(request), user_of(request).organisation
    policy.can_manage_people(actor).or_raise()
    names = ("name", "app_name", "largest_document")
    form = OrganisationForm(
        request.POST or None, initial={name: getattr(mine, name) for name in names}
    )
    if form.is_valid():
        teams.rename(**form.cleaned_data, actor=actor, now=clock.now())
        messages.success(request, _("It is saved."))
        return redirect("organisations:settings")
    return page(request, "organisation", form)


@require_POST
def renew(request: HttpRequest, team_id: UUID) -> HttpResponse:
    """Give a team new keys, because somebody may have seen the old ones."""
    begun = rekeyings.begin(team_id=team_id, actor=acting(request), now=clock.now())
    return redirect("organisations:rekeying", begun.pk)


@require_safe
def rekeying(request: HttpRequest, rekeying_id: UUID) -> HttpResponse:
    """Move the next keys and show how far it is; the page asks for itself again until it is done.

    It works on a GET so that it goes on without a script. Each step only continues what a
    coordinator began with a POST, and may be repeated at will.
    """
    done = rekeyings.step(rekeying_id=rekeying_id, actor=acting(request), now=clock.now())
    finished = done.finished_at is not None
    total, remaining = done.total or 0, done.remaining or 0
    following = queries.unfinished_rekeyings(actor=acting(request))
    response = page(
        request,
        "rekeying",
        team_name=done.team.name,
        finished=finished,
        done=max(total - remaining, 0),
        total=total,
        following=following[0] if finished and following else None,
    )
    if not finished:
        response["Refresh"] = str(SECONDS_BETWEEN_STEPS)
    return response


def _row(one: TeamKeys) -> dict[str, object]:
    return {
        "id": one.id,
        "name": one.name,
        "kind": one.kind_label,
        "members": one.members,
        "epoch": one.epoch,
        "since": short_date(one.since, timezone.localdate()),
    }
