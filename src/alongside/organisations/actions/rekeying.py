"""Renewing a team's keys when somebody has left it, in steps that survive an interruption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.http import Http404

from alongside.audit import journal
from alongside.organisations import policy
from alongside.organisations.enums import UserState
from alongside.organisations.models import Membership, Rekeying, Team
from alongside.organisations.signals import team_rekeyed
from alongside.vault import teams
from alongside.vault.keyring import Keyring

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import Actor

# About a second of work on a small machine, so that a progress page answers.
STEP = 2000


@transaction.atomic
def begin(*, team_id: UUID, actor: Actor, now: datetime) -> Rekeying:
    """Give a team a new epoch that only its present members open; `step` then moves what it holds.

    Who left cannot open anything sealed from now on. Begun again before it is finished, it adds
    another epoch to the same renewal.
    """
    policy.can_manage_people(actor).or_raise()
    team = _team(team_id, actor)
    remaining = Membership.objects.filter(team=team, user__state=UserState.ACTIVE)
    user_ids = list(remaining.values_list("user_id", flat=True))
    keyring = _fresh(actor)
    old = keyring.current_epoch(team.id)
    new = teams.new_epoch(team_id=team.id, remaining=user_ids, keyring=keyring, now=now)
    rekeying, _made = Rekeying.objects.get_or_create(
        team=team,
        finished_at=None,
        defaults={"old_epoch": old, "new_epoch": new, "started_at": now},
    )
    rekeying.new_epoch, rekeying.total, rekeying.remaining = new, None, None
    rekeying.save()
    journal.record(action="team keys renewed", objects=[team.id], actor=actor, now=now)
    return rekeying


@transaction.atomic
def step(*, rekeying_id: UUID, actor: Actor, now: datetime, limit: int = STEP) -> Rekeying:
    """Move up to `limit` keys to the new epoch; safe to call again after any interruption."""
    policy.can_manage_people(actor).or_raise()
    rekeying = _rekeying(rekeying_id, actor)
    if rekeying.finished_at is not None:
        return rekeying
    team_id, keyring = rekeying.team_id, _fresh(actor)
    above = _tell(rekeying, keyring, limit, now)
    wraps = teams.rewrap_batch(team_id=team_id, keyring=keyring, limit=limit)
    rekeying.remaining = above + wraps
    if rekeying.total is None:
        rekeying.total = rekeying.remaining + limit
    if rekeying.remaining == 0:
        teams.finish_epoch(team_id=team_id, keyring=keyring)
        rekeying.finished_at = now
        journal.record(action="team keys moved", objects=[team_id], actor=actor, now=now)
    rekeying.save()
    return rekeying


def _tell(rekeying: Rekeying, keyring: Keyring, limit: int, now: datetime) -> int:
    """Let rooms above re-seal their part; return how many rows they have left."""
    answers = team_rekeyed.send(
        sender=Rekeying,
        team_id=rekeying.team_id,
        old_epoch=rekeying.old_epoch,
        new_epoch=rekeying.new_epoch,
        keyring=keyring,
        limit=limit,
        now=now,
    )
    return sum(int(left or 0) for _receiver, left in answers)


def _fresh(actor: Actor) -> Keyring:
    """Return a keyring that has not yet read which epoch is current."""
    held: Keyring = actor.keys  # type: ignore[assignment]
    return Keyring(held.keys, actor.organisation_id, actor.team_ids)


def _team(team_id: UUID, actor: Actor) -> Team:
    team = Team.objects.filter(pk=team_id, organisation_id=actor.organisation_id).first()
    if team is None:
        raise Http404
    return team


def _rekeying(rekeying_id: UUID, actor: Actor) -> Rekeying:
    rows = Rekeying.objects.filter(team__organisation_id=actor.organisation_id)
    found = (
        rows.select_for_update(of=("self",)).select_related("team").filter(pk=rekeying_id).first()
    )
    if found is None:
        raise Http404
    return found
