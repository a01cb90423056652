"""Organisations with real keys, for tests of the vault."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from pydantic import BaseModel

from alongside.vault import certificates, founding, people, teams
from alongside.vault.keyring import Keyring

if TYPE_CHECKING:
    from alongside.vault.people import NewIdentity, UserKeys

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
PASSWORD = "a long sentence for tests"


class Note(BaseModel):
    """A content with enough shape for tests."""

    schema_version: int = 1
    text: str = ""


@dataclass
class Organisation:
    """A founded organisation, its coordinator and its teams."""

    id: UUID
    coordination: UUID
    casework: UUID
    coordinator: UserKeys
    sheets: list[str]
    pin: bytes
    members: dict[UUID, NewIdentity] = field(default_factory=dict)

    @property
    def teams(self) -> list[UUID]:
        return [self.coordination, self.casework]

    def keyring(self, keys: UserKeys | None = None) -> Keyring:
        """Return a fresh keyring, as a new request would have it."""
        return Keyring(keys or self.coordinator, self.id, self.teams)


def make_organisation() -> Organisation:
    """Found an organisation with two teams and one coordinator."""
    foundation = founding.found()
    organisation_id, coordination, casework, user_id = uuid4(), uuid4(), uuid4(), uuid4()
    identity = people.create_identity(
        user_id=user_id, password=PASSWORD, organisation_pin=foundation.identity_pk
    )
    sheets = founding.bootstrap(
        foundation=foundation,
        organisation_id=organisation_id,
        coordinator=identity.keys,
        coordination_team_id=coordination,
        other_team_ids=[casework],
        now=NOW,
    )
    return Organisation(
        id=organisation_id,
        coordination=coordination,
        casework=casework,
        coordinator=identity.keys,
        sheets=sheets,
        pin=foundation.identity_pk,
        members={user_id: identity},
    )


def make_member(
    organisation: Organisation, *, role: str = "caseworker", team_ids: list[UUID] | None = None
) -> UserKeys:
    """Certify one more member and admit her to the casework team, or to the teams given."""
    user_id = uuid4()
    identity = people.create_identity(
        user_id=user_id, password=PASSWORD, organisation_pin=organisation.pin
    )
    certificates.issue(
        user_id=user_id,
        organisation_id=organisation.id,
        role=role,
        box_pk=identity.box_pk,
        sign_pk=identity.sign_pk,
        now=NOW,
        keyring=organisation.keyring(),
    )
    for team_id in [organisation.casework] if team_ids is None else team_ids:
        teams.admit(team_id=team_id, user_id=user_id, keyring=organisation.keyring())
    organisation.members[user_id] = identity
    return identity.keys
