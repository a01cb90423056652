"""The beginning of an organisation: its keys, its teams, its first coordinator."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import uuid4

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from alongside.audit import journal
from alongside.core.access import SystemActor
from alongside.organisations import factors
from alongside.organisations.actions import invitations
from alongside.organisations.actions.teams import COMPARTMENTS, POSTING
from alongside.organisations.actors import actor_for
from alongside.organisations.enums import Role, TeamKind, UserState
from alongside.organisations.models import Membership, Organisation, Team, User
from alongside.vault import founding, people

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from alongside.core.access import Actor
    from alongside.vault.people import NewIdentity, UserKeys

FOUNDING = SystemActor(reason="founding")


@dataclass(frozen=True)
class Founded:
    """A new organisation, and what has to be printed before this is forgotten."""

    organisation: Organisation
    coordinator: User
    keys: UserKeys = field(repr=False)
    # Any two of these three sheets open everything when all passwords are lost.
    shares: list[str] = field(repr=False)
    recovery_code: str = field(repr=False)
    teams: dict[str, Team]

    @property
    def actor(self) -> Actor:
        """Return the coordinator, ready to act."""
        return actor_for(self.coordinator, self.keys)


def found_organisation(  # noqa: PLR0913 - an organisation begins with these facts
    *,
    organisation: str,
    language: str,
    country: str,
    place: str,
    name: str,
    sign_in_name: str,
    password: str,
    now: datetime,
    is_demo: bool = False,
) -> Founded:
    """Found an organisation with one team of each kind and its first coordinator.

    :raises ValidationError: with sentences, for a weak password or a sign-in name that is taken
    """
    validate_password(password)
    username = User.normalize_username(sign_in_name)
    if User.objects.filter(sign_in_name=username).exists():
        raise ValidationError(_("Somebody signs in with this name already. Choose another."))
    foundation, user_id = founding.found(), uuid4()
    identity = people.create_identity(
        user_id=user_id, password=password, organisation_pin=foundation.identity_pk
    )
    with transaction.atomic():
        place_of_work = Organisation.objects.create(
            name=organisation, language=language, country=country, place=place, is_demo=is_demo
        )
        teams = _teams(place_of_work)
        coordinator = _coordinator(identity, place_of_work, name, username)
        Membership.objects.bulk_create(
            Membership(user=coordinator, team=team) for team in teams.values()
        )
        coordination = teams[TeamKind.COORDINATION]
        shares = founding.bootstrap(
            foundation=foundation,
            organisation_id=place_of_work.pk,
            coordinator=identity.keys,
            coordination_team_id=coordination.pk,
            other_team_ids=[team.pk for team in teams.values() if team != coordination],
            post_team_ids=[teams[kind].pk for kind in POSTING],
            now=now,
        )
        journal.record(
            action="organisation founded",
            objects=[place_of_work.pk, coordinator.pk],
            actor=FOUNDING,
            now=now,
        )
    return Founded(
        organisation=place_of_work,
        coordinator=coordinator,
        keys=identity.keys,
        shares=shares,
        recovery_code=identity.recovery_code,
        teams=teams,
    )


def add_member(
    *,
    founded: Founded,
    name: str,
    sign_in_name: str,
    password: str,
    role: str,
    team_kinds: Iterable[str],
    now: datetime,
) -> User:
    """Invite, join and confirm in one go, for the demonstration and tests; `user.keys` are open."""
    actor = founded.actor
    _invitation, code = invitations.invite(
        display_name=name,
        role=role,
        team_ids=[founded.teams[kind].pk for kind in team_kinds],
        actor=actor,
        now=now,
    )
    joined = invitations.accept(
        code=code,
        sign_in_name=sign_in_name,
        password=password,
        language=founded.organisation.language,
        now=now,
    )
    user = invitations.confirm(
        user_id=joined.user.pk,
        compared=joined.user.fingerprint,
        actor=actor,
        now=now,
    )
    user.keys = joined.keys
    return user


def add_factor(*, user: User, secret: str) -> None:
    """Give somebody an authenticator app with this base32 secret, in place of any she had."""
    factors.put_secret(user, secret)


def _teams(organisation: Organisation) -> dict[str, Team]:
    with translation.override(organisation.language):
        made = [
            Team(
                organisation=organisation,
                name=str(kind.label),
                kind=kind,
                compartments=[str(one) for one in COMPARTMENTS[kind]],
            )
            for kind in TeamKind
        ]
    return {str(team.kind): team for team in Team.objects.bulk_create(made)}


def _coordinator(
    identity: NewIdentity, organisation: Organisation, name: str, sign_in_name: str
) -> User:
    user = User.objects.create(
        id=identity.keys.user_id,
        sign_in_name=sign_in_name,
        display_name=name,
        organisation=organisation,
        role=Role.COORDINATOR,
        language=organisation.language,
        state=UserState.ACTIVE,
        password=identity.password_record,
        sealed_keys=identity.sealed_keys,
        recovery_keys=identity.recovery_keys,
        box_pk=identity.box_pk,
        sign_pk=identity.sign_pk,
    )
    user.keys = identity.keys
    return user
