"""Everything a file's page "Consent and sharing" shows, journalled before it is opened."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from django.utils import timezone
from pydantic import BaseModel

from alongside.audit import journal
from alongside.consent import gate, policy, recipients, signing
from alongside.consent.contents import Conversation, Grounds, Hearing
from alongside.consent.enums import Action, Answer, Purpose
from alongside.consent.errors import NoSuchRecord
from alongside.consent.models import ConsentRecord, ExceptionRecord, ReadBack
from alongside.consent.sealed import CASEWORK, content_of
from alongside.organisations.queries import display_names
from alongside.vault import ring
from alongside.vault.primitives import CannotOpen

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from alongside.consent.models import Recorded
    from alongside.consent.parties import CaseLike
    from alongside.core.access import Actor
    from alongside.vault.ring import RingKey

C = TypeVar("C", bound=BaseModel)

SOON = 7
# More answers than one person ever gives; the page would not become clearer with more.
AT_MOST = 200


class State(StrEnum):
    """How an answer stands today."""

    YES = "yes"
    ENDING = "ending"
    ENDED = "ended"
    NO = "no"
    STOPPED = "stopped"
    NOT_NOW = "not_now"
    IMPORTED = "imported"
    # The row is not what a colleague signed; nobody acts on it.
    FORGED = "forged"


@dataclass(frozen=True)
class Answered:
    """One answer with what was said around it."""

    record: ConsentRecord
    state: State
    is_current: bool
    recipient_name: str
    recorded_by: str
    conversation: Conversation | None
    problem: bool = False


@dataclass(frozen=True)
class Excepted:
    """One exception and who decided it."""

    record: ExceptionRecord
    decided_by: tuple[str, ...]
    is_confirmed: bool
    is_over: bool
    is_mine: bool
    recipient_name: str
    grounds: Grounds | None
    problem: bool = False


@dataclass(frozen=True)
class Heard:
    """When her answers were last read to her."""

    on: date
    by: str
    hearing: Hearing | None


@dataclass
class Sharing:
    """All of it, newest first."""

    answers: list[Answered] = field(default_factory=list)
    exceptions: list[Excepted] = field(default_factory=list)
    heard: Heard | None = None
    may_record: bool = False

    @property
    def current(self) -> list[Answered]:
        """Return the answers that count today, one for each question."""
        return [answered for answered in self.answers if answered.is_current]


def sharing(*, actor: Actor, case: CaseLike, now: datetime) -> Sharing:
    """Return what she answered for one file; raises PermissionDenied."""
    decision = gate.decide(
        actor=actor,
        action=Action.READ,
        case=case,
        compartment=CASEWORK,
        purpose=Purpose.SERVICE,
        recipient=None,
        now=now,
    ).or_raise()
    found = list(_records(case))
    exceptions = list(_exceptions(case))
    readings = ReadBack.objects.filter(case_id=case.id).select_related("signer")
    heard = readings.order_by("-recorded_at").first()
    journal.record_reading(
        action="consent.read",
        objects=[case.id, *(row.id for row in (*found, *exceptions))],
        actor=actor,
        now=now,
        compartment=CASEWORK,
        basis=gate.basis_of(decision),
    )
    opener = _Opener.of(actor, case, [*found, *exceptions, *([heard] if heard else [])], now)
    return Sharing(
        answers=[opener.answered(row) for row in found],
        exceptions=[opener.excepted(row) for row in exceptions],
        heard=opener.heard(heard) if heard else None,
        may_record=bool(policy.can_record(actor, case)),
    )


def answered(*, actor: Actor, case: CaseLike, record_id: UUID, now: datetime) -> Answered:
    """Return one answer of a file; raises NoSuchRecord, PermissionDenied."""
    for one in sharing(actor=actor, case=case, now=now).answers:
        if one.record.id == record_id:
            return one
    raise NoSuchRecord


def other_teams(*, actor: Actor, case: CaseLike) -> list[tuple[UUID, str]]:
    """Return the teams parts of this file could be opened to, by name."""
    if actor.organisation_id != case.organisation_id:
        return []
    return recipients.other_teams(case)


def _records(case: CaseLike) -> list[ConsentRecord]:
    rows = ConsentRecord.objects.filter(case_id=case.id, organisation_id=case.organisation_id)
    rows = rows.select_related("signer", "superseded_by")
    return list(rows.order_by("-recorded_at", "id")[:AT_MOST])


def _exceptions(case: CaseLike) -> list[ExceptionRecord]:
    rows = ExceptionRecord.objects.filter(case_id=case.id, organisation_id=case.organisation_id)
    rows = rows.select_related("signer", "confirmation__signer")
    return list(rows.order_by("-recorded_at", "id")[:AT_MOST])


@dataclass(frozen=True)
class _Opener:
    """Opens rows of one file with one key."""

    actor: Actor
    key: RingKey | None
    pin: bytes
    today: date
    people: dict[UUID, str]
    places: dict[UUID, str]

    @classmethod
    def of(cls, actor: Actor, case: CaseLike, rows: list[Recorded], now: datetime) -> _Opener:
        keyring = gate.keyring_of(actor)
        signers = {row.signer.user_id for row in rows}
        for row in rows:
            confirmation = getattr(row, "confirmation", None)
            if confirmation is not None:
                signers.add(confirmation.signer.user_id)
        return cls(
            actor=actor,
            key=ring.open(subject=case.id, labels=[CASEWORK], keyring=keyring).get(CASEWORK),
            pin=keyring.pin,
            today=timezone.localdate(now),
            people=display_names(user_ids=signers, actor=actor),
            places=recipients.names(
                {row.recipient_id for row in rows if not isinstance(row, ReadBack)}  # type: ignore[attr-defined]
            ),
        )

    def answered(self, record: ConsentRecord) -> Answered:
        conversation, problem = self._open(record, Conversation)
        name = self.places.get(record.recipient_id, "")
        return Answered(
            record=record,
            state=self._state(record),
            is_current=getattr(record, "superseded_by", None) is None,
            recipient_name=name or (conversation.recipient_name if conversation else ""),
            recorded_by=self._name(record),
            conversation=conversation,
            problem=problem,
        )

    def excepted(self, record: ExceptionRecord) -> Excepted:
        grounds, problem = self._open(record, Grounds)
        confirmation = getattr(record, "confirmation", None)
        both = (record, confirmation) if confirmation else (record,)
        name = self.places.get(record.recipient_id, "")
        return Excepted(
            record=record,
            decided_by=tuple(self._name(one) for one in both),
            is_confirmed=signing.is_decided_by_two(record, self.pin),
            is_over=record.expires_on < self.today,
            is_mine=record.signer.user_id == self.actor.user_id,
            recipient_name=name or (grounds.recipient_name if grounds else ""),
            grounds=grounds,
            problem=problem,
        )

    def heard(self, row: ReadBack) -> Heard:
        hearing, _problem = self._open(row, Hearing)
        return Heard(timezone.localdate(row.recorded_at), self._name(row), hearing)

    def _name(self, row: Recorded) -> str:
        return self.people.get(row.signer.user_id, "")

    def _open(self, row: Recorded, model: type[C]) -> tuple[C | None, bool]:
        try:
            return content_of(row, model, self.key), False
        except (CannotOpen, ValueError):
            return None, True

    def _state(self, record: ConsentRecord) -> State:
        if not signing.is_genuine(record, self.pin):
            return State.FORGED
        if record.answer == Answer.NO and record.withdrawn_on is not None:
            return State.STOPPED
        if record.answer != Answer.YES or record.expires_on is None:
            return State(record.answer)
        left = (record.expires_on - self.today).days
        if left < 0:
            return State.ENDED
        return State.ENDING if left <= SOON else State.YES
