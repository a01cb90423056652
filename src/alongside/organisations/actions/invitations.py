"""From an invitation to a colleague: asked in, joined, compared by voice, confirmed."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.audit import journal
from alongside.core.access import SystemActor
from alongside.organisations import policy, queries
from alongside.organisations.enums import Role, UserState
from alongside.organisations.granting import grantable
from alongside.organisations.models import Invitation, Membership, Session, User
from alongside.vault import certificates, hashing, people, teams
from alongside.vault.models import OrganisationKeys

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import Actor
    from alongside.vault.people import NewIdentity, UserKeys

VALID_FOR = timedelta(days=7)
JOINING = SystemActor(reason="invitation")


class NotInvited(Exception):
    """The link is unknown, used or too old."""


class NameTaken(Exception):
    """Somebody signs in with this name already."""


class FingerprintChanged(Exception):
    """Her keys are not the ones that were compared."""


@dataclass(frozen=True)
class Joined:
    """Somebody who has joined and waits, her opened keys, and the code she must print now."""

    user: User
    keys: UserKeys = field(repr=False)
    recovery_code: str = field(repr=False)


@transaction.atomic
def invite(
    *,
    display_name: str,
    role: str,
    team_ids: Iterable[UUID],
    actor: Actor,
    now: datetime,
) -> tuple[Invitation, str]:
    """Invite somebody; return the invitation and the code for her link, which is told only now.

    :raises ValidationError: for a team this role may not be in or the actor cannot open to others
    """
    policy.can_manage_people(actor).or_raise()
    return _invite(None, display_name, role, _teams(role, team_ids, actor), actor, now)


@transaction.atomic
def invite_again(*, user_id: UUID, actor: Actor, now: datetime) -> tuple[Invitation, str]:
    """Let in again a member who lost password and printed code; her sessions and keys end now."""
    user = queries.member(user_id=user_id, actor=actor)
    policy.can_change_member(actor, user, coordinators=queries.coordinators(actor=actor)).or_raise()
    team_ids = list(user.memberships.values_list("team_id", flat=True))
    allowed = _teams(user.role, team_ids or _invited_to(user), actor)
    user.state = UserState.INVITED
    user.password, user.sealed_keys, user.recovery_keys = "", b"", b""
    user.save()
    Session.objects.filter(user=user).delete()
    certificates.revoke(user_id=user.pk, now=now)
    return _invite(user, user.display_name, user.role, allowed, actor, now)


@transaction.atomic
def withdraw(*, invitation_id: UUID, actor: Actor, now: datetime) -> None:
    """End an invitation that nobody has used; one that is unknown or used is left alone."""
    policy.can_manage_people(actor).or_raise()
    rows = Invitation.objects.open(now).filter(organisation_id=actor.organisation_id)
    if rows.filter(pk=invitation_id).update(used_at=now):
        journal.record(action="invitation withdrawn", objects=[invitation_id], actor=actor, now=now)


def find(*, code: str, now: datetime) -> Invitation:
    """Return the invitation behind a link; raises NotInvited."""
    rows = Invitation.objects.open(now).select_related("organisation", "user")
    found: Invitation | None = rows.filter(code_hash=_hash(code)).first()
    if found is None:
        raise NotInvited
    return found


def accept(*, code: str, sign_in_name: str, password: str, language: str, now: datetime) -> Joined:
    """Join: make her keys under her own password. She waits until a coordinator has compared them.

    The organisation's key is pinned as the database has it; she compares that too, by voice.
    One Argon2id run.

    :raises NotInvited: for a link that is used or too old
    :raises NameTaken: when somebody signs in with this name already
    """
    invitation = find(code=code, now=now)
    name = User.normalize_username(sign_in_name)
    user = invitation.user or User(id=uuid4(), organisation=invitation.organisation)
    if User.objects.filter(sign_in_name=name).exclude(pk=user.pk).exists():
        raise NameTaken
    # Slow on purpose, so outside the transaction: nobody else should wait for it.
    identity = people.create_identity(
        user_id=user.pk,
        password=password,
        organisation_pin=_pin(invitation.organisation_id),
    )
    with transaction.atomic():
        if not Invitation.objects.open(now).filter(pk=invitation.pk).update(used_at=now):
            raise NotInvited
        _store(user, invitation, identity, name, language)
        Invitation.objects.filter(pk=invitation.pk).update(user=user)
        journal.record(action="joined", objects=[user.pk, invitation.pk], actor=JOINING, now=now)
    return Joined(user=user, keys=identity.keys, recovery_code=identity.recovery_code)


@transaction.atomic
def confirm(*, user_id: UUID, compared: str, actor: Actor, now: datetime) -> User:
    """Certify a member whose fingerprint was compared by voice and hand her the teams' keys.

    :param compared: the fingerprint as the coordinator saw and compared it
    :raises FingerprintChanged: when her keys are no longer those
    """
    policy.can_manage_people(actor).or_raise()
    user = queries.member(user_id=user_id, actor=actor)
    if user.state != UserState.WAITING:
        raise ValidationError(_("She does not wait to be confirmed any more."))
    if user.fingerprint != compared:
        raise FingerprintChanged
    team_ids = _teams(user.role, _invited_to(user), actor)
    teams.readmit(
        user_id=user.pk,
        role=user.role,
        box_pk=bytes(user.box_pk),
        sign_pk=bytes(user.sign_pk),
        team_ids=team_ids,
        keyring=actor.keys,  # type: ignore[arg-type]
        now=now,
    )
    Membership.objects.filter(user=user).delete()
    Membership.objects.bulk_create(Membership(user=user, team_id=one) for one in team_ids)
    user.state = UserState.ACTIVE
    user.save(update_fields=["state"])
    journal.record(action="member confirmed", objects=[user.pk, *team_ids], actor=actor, now=now)
    return user


def _invite(
    user: User | None,
    display_name: str,
    role: str,
    team_ids: list[UUID],
    actor: Actor,
    now: datetime,
) -> tuple[Invitation, str]:
    code = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        organisation_id=actor.organisation_id,
        invited_by_id=actor.user_id,
        user=user,
        code_hash=_hash(code),
        display_name=display_name,
        role=role,
        team_ids=[str(one) for one in team_ids],
        created_at=now,
        expires_at=now + VALID_FOR,
    )
    objects = [invitation.pk, *([user.pk] if user else [])]
    journal.record(action="invited", objects=objects, actor=actor, now=now)
    return invitation, code


def _teams(role: str, team_ids: Iterable[UUID | str], actor: Actor) -> list[UUID]:
    """Return the teams to hand on; all of the actor's for a coordinator, who hands on in turn."""
    return grantable(actor.team_ids if role == Role.COORDINATOR else team_ids, role, actor)


def _invited_to(user: User) -> list[str]:
    """Return the teams of the invitation she came with."""
    rows = Invitation.objects.filter(user=user).exclude(used_at=None)
    return list(rows.order_by("-used_at").values_list("team_ids", flat=True).first() or [])


def _pin(organisation_id: UUID) -> bytes:
    """Return the organisation's identity key as the database has it: believed once compared."""
    row = OrganisationKeys.objects.get(organisation_id=organisation_id)
    return bytes(row.identity_pk)


def _store(
    user: User, invitation: Invitation, identity: NewIdentity, name: str, language: str
) -> None:
    user.sign_in_name = name
    user.display_name = invitation.display_name
    user.role = invitation.role
    user.language = language
    user.state = UserState.WAITING
    user.password = identity.password_record
    user.sealed_keys, user.recovery_keys = identity.sealed_keys, identity.recovery_keys
    user.box_pk, user.sign_pk = identity.box_pk, identity.sign_pk
    user.save()


def _hash(code: str) -> str:
    return hashing.opaque(code, "invitation")
