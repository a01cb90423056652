"""Files as this room knows them: three ids, and keys in the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from alongside.consent import actions as consent
from alongside.consent.contents import Conversation
from alongside.consent.enums import Answer, Purpose
from alongside.consent.parties import CaseRef, Recipient
from alongside.organisations.enums import TeamKind
from alongside.vault import ring
from alongside.vault.compartments import Compartment
from tests.organisations.factories import NOW, make_person

if TYPE_CHECKING:
    from datetime import datetime

    from alongside.consent.models import ConsentRecord
    from tests.organisations.factories import Person, World

CANARY = "canary-KESTREL-7731"


def make_case(world: World, *, now: datetime = NOW) -> CaseRef:
    """Return a file of the world's casework team, with a key for every part."""
    case = CaseRef(id=uuid4(), organisation_id=world.organisation.id, team_id=world.team.id)
    ring.create_many(
        subject=case.id,
        labels={str(label): [world.team.id] for label in Compartment},
        keyring=world.caseworker.actor.keys,
        now=now,
    )
    return case


def make_lawyer(world: World) -> Person:
    """Return somebody of the same organisation in another team."""
    return make_person(
        world.founded, role="lawyer", team_kinds=[TeamKind.LEGAL], name="Ana Ionescu"
    )


def legal_team(world: World) -> Recipient:
    """Return the lawyer's team as a recipient."""
    return Recipient.team(world.teams[TeamKind.LEGAL].id)


def say_yes(world: World, case: CaseRef, **changes) -> ConsentRecord:
    """Record a yes to the legal team reading her story, unless told otherwise."""
    facts = {
        "case": case,
        "purpose": Purpose.LEGAL_REPRESENTATION,
        "recipient": legal_team(world),
        "answer": Answer.YES,
        "compartments": ["identity", "story"],
        "conversation": Conversation(her_words=CANARY),
        "actor": world.caseworker.actor,
        "now": NOW,
    }
    return consent.record_agreement(**{**facts, **changes})


def held_by(person: Person, case: CaseRef) -> set[str]:
    """Return which parts of a file this person's keys really open, asked anew."""
    keyring = type(person.actor.keys)(
        person.actor.keys.keys, person.actor.organisation_id, person.actor.team_ids
    )
    return set(ring.open(subject=case.id, keyring=keyring))
