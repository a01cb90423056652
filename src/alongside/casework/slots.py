"""Volunteers' slots: a few answers sealed to one volunteer for a few hours, and their end."""

from __future__ import annotations

import json
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, NamedTuple

from alongside.casework.models import AccessSlot
from alongside.organisations.enums import Role, UserState
from alongside.vault import erasure, handed
from alongside.vault.compartments import Compartment
from alongside.vault.primitives import CannotOpen
from alongside.vault.trust import Signer, Untrusted

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from alongside.organisations.queries import Member
    from alongside.vault.keyring import Keyring
    from alongside.vault.primitives import Part

LONGEST = timedelta(hours=10)
AHEAD = timedelta(days=30)
# Where each answer comes from. What is typed for the slot itself belongs to the work.
COMPARTMENTS = {
    "called": Compartment.IDENTITY,
    "pronoun": Compartment.IDENTITY,
    "language": Compartment.IDENTITY,
    "channel": Compartment.LOCATION,
    "never": Compartment.LOCATION,
    "safe_words": Compartment.LOCATION,
    "code_phrase": Compartment.LOCATION,
    "meet": Compartment.CASEWORK,
    "watch": Compartment.CASEWORK,
}


class Words(NamedTuple):
    """What a volunteer is given: a code of the purpose, words to it, and answers by code."""

    purpose: str
    purpose_words: str
    answers: dict[str, str]


def is_volunteer(member: Member, team_id: UUID) -> bool:
    """Return whether somebody can be given a slot in a file: confirmed, and without its keys."""
    is_at_work = member.role == Role.VOLUNTEER and member.state == UserState.ACTIVE
    return is_at_work and team_id not in member.team_ids


def seal(slot: AccessSlot, words: Words, *, keyring: Keyring, now: datetime) -> None:
    """Seal the words to the slot's volunteer alone; raises Untrusted."""
    given = handed.hand(
        to=slot.volunteer_id,
        payload=json.dumps(words, ensure_ascii=False).encode(),
        where=_where(slot),
        keyring=keyring,
        now=now,
    )
    slot.box, slot.signer_id, slot.signed_on, slot.signature = given


def words_of(slot: AccessSlot, keyring: Keyring) -> Words | None:
    """Open what a slot gives its volunteer; None where it does not open or was not signed."""
    rows = AccessSlot.objects.filter(pk=slot.pk)
    [signer] = rows.order_by("id").values_list(*Signer.columns("signer__"))
    try:
        payload = handed.receive(
            box=bytes(slot.box),
            signer=Signer(*signer),
            signed_on=slot.signed_on,
            signature=bytes(slot.signature),
            where=_where(slot),
            keyring=keyring,
        )
    except (CannotOpen, Untrusted):
        return None
    return Words(*json.loads(payload))


def destroy(rows: QuerySet[AccessSlot]) -> int:
    """Destroy what volunteers were given; needs no key."""
    erasure.overwrite()
    return rows.delete()[0]


def _where(slot: AccessSlot) -> list[Part]:
    """Return what the box is bound to: whose it is, of which file, and its hours."""
    hours = (one.astimezone(UTC).isoformat() for one in (slot.begins_at, slot.ends_at))
    return ["access slot", slot.id, slot.case_id, slot.volunteer_id, *hours]
