"""New teams, and what the organisation calls itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from alongside.audit import journal
from alongside.organisations import policy
from alongside.organisations.enums import Role, TeamKind, UserState
from alongside.organisations.models import Membership, Organisation, Team, User
from alongside.vault import ring, teams
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import Actor
    from alongside.vault.keyring import Keyring

# Which keys of a new file a team is given when it owns the file.
COMPARTMENTS: dict[str, list[Compartment]] = {
    TeamKind.COORDINATION: [],
    TeamKind.CASEWORK: list(Compartment),
    TeamKind.LEGAL: [Compartment.IDENTITY, Compartment.LEGAL, Compartment.LIST],
    TeamKind.SHELTER: [Compartment.IDENTITY, Compartment.LOCATION, Compartment.LIST],
    TeamKind.RESEARCH: [Compartment.CODED],
    TeamKind.PUBLIC: [],
}
# Teams that ask other organisations for help and answer them. Researchers see figures only.
POSTING = (TeamKind.CASEWORK, TeamKind.LEGAL, TeamKind.SHELTER)
# What such a team needs to seal and open envelopes for the organisation.
SHARED_LABELS = ["envelope", "intake"]


class TeamNameTaken(Exception):
    """The organisation has a team of this name."""


@transaction.atomic
def create(*, name: str, kind: str, actor: Actor, now: datetime) -> Team:
    """Make a team with keys of its own; every coordinator is in it. Raises TeamNameTaken."""
    policy.can_manage_people(actor).or_raise()
    if Team.objects.filter(organisation_id=actor.organisation_id, name=name).exists():
        raise TeamNameTaken
    team = Team.objects.create(
        organisation_id=actor.organisation_id,
        name=name,
        kind=kind,
        compartments=[str(one) for one in COMPARTMENTS[kind]],
    )
    members = _coordinators(actor)
    keyring: Keyring = actor.keys  # type: ignore[assignment]
    teams.create(team_id=team.pk, members=members, keyring=keyring, now=now)
    Membership.objects.bulk_create(Membership(user_id=one, team=team) for one in members)
    if kind in {*POSTING, TeamKind.COORDINATION}:
        ring.grant(
            subject=actor.organisation_id, labels=SHARED_LABELS, team_id=team.pk, keyring=keyring
        )
    journal.record(action="team made", objects=[team.pk, *members], actor=actor, now=now)
    return team


@transaction.atomic
def rename(*, name: str, app_name: str, largest_document: int, actor: Actor, now: datetime) -> None:
    """Change what the organisation is called, what browsers call this, and what fits into a file.

    :param largest_document: in megabytes, from 1 to 200
    """
    policy.can_manage_people(actor).or_raise()
    Organisation.objects.filter(pk=actor.organisation_id).update(
        name=name, app_name=app_name, largest_document=largest_document
    )
    journal.record(
        action="organisation renamed", objects=[actor.organisation_id], actor=actor, now=now
    )


def _coordinators(actor: Actor) -> list[UUID]:
    rows = User.objects.filter(
        organisation_id=actor.organisation_id, role=Role.COORDINATOR, state=UserState.ACTIVE
    )
    return list(rows.order_by("id").values_list("id", flat=True))
