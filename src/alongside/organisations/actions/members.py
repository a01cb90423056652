"""What changes for somebody who works here: role, teams, sessions, second factors, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from alongside.audit import journal
from alongside.organisations import factors, policy, queries
from alongside.organisations.actions import rekeying
from alongside.organisations.enums import Role, UserState
from alongside.organisations.granting import grantable
from alongside.organisations.models import Invitation, Membership, Organisation, Session, User
from alongside.vault import certificates, teams

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import Actor
    from alongside.organisations.models import Rekeying
    from alongside.vault.keyring import Keyring


@transaction.atomic
def change_role(*, user_id: UUID, role: str, actor: Actor, now: datetime) -> list[Rekeying]:
    """Give a member another role: a new certificate, and no team that the role may not hold.

    Her sessions end, so that she signs in with her new rights. A new coordinator joins every team
    of the actor. Returns the renewals of keys that follow for teams she is no longer in.

    :raises ValidationError: for somebody who is not confirmed yet
    """
    user = _changeable(user_id, actor)
    _require_at_work(user)
    if user.role == role:
        return []
    known = certificates.check(user.pk, _keyring(actor).pin)
    user.role = Role(role)
    user.save(update_fields=["role"])
    certificates.issue(
        user_id=user.pk,
        organisation_id=actor.organisation_id,
        role=user.role,
        # Those that were compared by voice, not what the member's row says today.
        box_pk=bytes(known.box_pk),
        sign_pk=bytes(known.sign_pk),
        now=now,
        keyring=_keyring(actor),
    )
    Session.objects.filter(user=user).delete()
    journal.record(action="role changed", objects=[user.pk], actor=actor, now=now, basis=user.role)
    kept = user.memberships.select_related("team")
    stays = {one.team_id for one in kept if policy.may_hold(user.role, one.team.kind)}
    wanted = stays | actor.team_ids if user.role == Role.COORDINATOR else stays
    return _set_teams(user, wanted, actor, now)


@transaction.atomic
def change_teams(
    *, user_id: UUID, team_ids: Iterable[UUID], actor: Actor, now: datetime
) -> list[Rekeying]:
    """Put a member into exactly these teams; return the renewals of keys that follow.

    :raises ValidationError: for a team this role may not be in or the actor cannot open to others
    """
    user = _changeable(user_id, actor, leaving=False)
    _require_at_work(user)
    if user.role == Role.COORDINATOR:
        raise ValidationError(_("A coordinator is in every team, to be able to hand on its keys."))
    return _set_teams(user, set(grantable(team_ids, user.role, actor)), actor, now)


@transaction.atomic
def part_with(*, user_id: UUID, actor: Actor, now: datetime) -> list[Rekeying]:
    """Note that a member has left: nothing opens for her any more, here or with what she kept.

    Her sessions end, her certificate is revoked, and every team she was in gets a new epoch.
    Returns the renewals of keys to go on with.
    """
    user = _changeable(user_id, actor)
    Session.objects.filter(user=user).delete()
    Invitation.objects.filter(user=user, used_at=None).update(used_at=now)
    factors.forget_all(user)
    certificates.revoke(user_id=user.pk, now=now)
    user.state = UserState.LEFT
    user.password, user.sealed_keys, user.recovery_keys = "", b"", b""
    user.save()
    journal.record(action="member left", objects=[user.pk], actor=actor, now=now)
    return _set_teams(user, set(), actor, now)


@transaction.atomic
def end_sessions(*, user_id: UUID, actor: Actor, now: datetime) -> int:
    """Sign a member out everywhere; return how many sessions ended."""
    policy.can_manage_people(actor).or_raise()
    user = queries.member(user_id=user_id, actor=actor)
    ended, _rows = Session.objects.filter(user=user).delete()
    journal.record(action="sessions ended", objects=[user.pk], actor=actor, now=now)
    return ended


@transaction.atomic
def forget_factors(*, user_id: UUID, actor: Actor, now: datetime) -> None:
    """Remove the second factors of a colleague who lost her phone; her sessions end as well."""
    policy.can_manage_people(actor).or_raise()
    user = queries.member(user_id=user_id, actor=actor)
    if user.pk == actor.user_id:
        raise ValidationError(_("Another coordinator has to do this for you."))
    factors.forget_all(user)
    Session.objects.filter(user=user).delete()
    journal.record(action="second factors removed", objects=[user.pk], actor=actor, now=now)


@transaction.atomic
def end_own_session(*, session_id: UUID, actor: Actor, now: datetime) -> None:
    """End one of the actor's own sessions; raises Http404 for anybody else's."""
    ended, _rows = Session.objects.filter(pk=session_id, user_id=actor.user_id).delete()
    if not ended:
        raise Http404
    journal.record(action="session ended", objects=[session_id], actor=actor, now=now)


def _changeable(user_id: UUID, actor: Actor, *, leaving: bool = True) -> User:
    """Return a member the actor may change; the organisation's row locks out a second change."""
    Organisation.objects.select_for_update().get(pk=actor.organisation_id)
    user = queries.member(user_id=user_id, actor=actor)
    count = queries.coordinators(actor=actor) if leaving else 0
    decision = (
        policy.can_change_member(actor, user, coordinators=count)
        if leaving
        else policy.can_manage_people(actor)
    )
    decision.or_raise()
    return user


def _require_at_work(user: User) -> None:
    if user.state != UserState.ACTIVE:
        raise ValidationError(_("She is not confirmed yet. Do this when she is."))


def _set_teams(user: User, wanted: set[UUID], actor: Actor, now: datetime) -> list[Rekeying]:
    """Wrap what is new to her, and begin renewing the keys of what she is taken from."""
    present = set(user.memberships.values_list("team_id", flat=True))
    Membership.objects.filter(user=user, team_id__in=present - wanted).delete()
    for team_id in sorted(wanted - present):
        teams.admit(team_id=team_id, user_id=user.pk, keyring=_keyring(actor))
        Membership.objects.create(user=user, team_id=team_id)
    if wanted - present:
        objects = [user.pk, *sorted(wanted - present)]
        journal.record(action="joined teams", objects=objects, actor=actor, now=now)
    return [
        rekeying.begin(team_id=team_id, actor=actor, now=now)
        for team_id in sorted(present - wanted)
    ]


def _keyring(actor: Actor) -> Keyring:
    return actor.keys  # type: ignore[return-value]
