"""The way into a file: is it there for her, may she, with which keys; and the journal's line.

Every query and every action on one file begins here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import UUIDField
from django.utils import timezone

from alongside.audit import journal
from alongside.casework import policy, speaking
from alongside.casework.enums import ClosedReason
from alongside.casework.errors import AlreadyClosed, AlreadyLocked, NoSuchFile
from alongside.casework.models import Case
from alongside.consent import gate, queries as consents
from alongside.consent.enums import Action, Purpose
from alongside.consent.parties import CaseRef
from alongside.core.access import Actor
from alongside.core.prepared import Prepared, columns, made
from alongside.vault import ring
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

    from django.db.models import QuerySet

    from alongside.core.access import AnyActor, Decision
    from alongside.vault.keyring import Keyring
    from alongside.vault.ring import Ring

    Fetch = Callable[[UUID, UUID], Case | None]

# Stands for a file where one question is asked for all of a team.
NOBODY = UUID(int=0)
# What a file here consists of; the other compartments belong to rooms above.
COMPARTMENTS = frozenset(
    {
        Compartment.IDENTITY,
        Compartment.LOCATION,
        Compartment.STORY,
        Compartment.CASEWORK,
        Compartment.HEALTH,
    }
)


@dataclass(frozen=True, kw_only=True)
class Way:
    """An allowed way into one file."""

    case: Case
    actor: Actor
    decision: Decision
    compartments: frozenset[str]
    now: datetime
    # Names of colleagues met on the way.
    names: dict[UUID, str] = field(default_factory=dict, repr=False)

    @property
    def keyring(self) -> Keyring:
        """Return the actor's keys."""
        return gate.keyring_of(self.actor)

    @property
    def today(self) -> date:
        """Return the day it is where this node stands."""
        return timezone.localdate(self.now)

    @property
    def is_keeper(self) -> bool:
        """Return whether the actor's own team keeps the file."""
        return self.case.team_id in self.actor.team_ids

    def keys(self, labels: Iterable[str] | None = None) -> Ring:
        """Open the keys of the compartments she may see; journals those that do not open."""
        wanted = self.compartments if labels is None else self.compartments & frozenset(labels)
        opened = ring.open(subject=self.case.id, labels=sorted(wanted), keyring=self.keyring)
        if opened.broken:
            self.could_not_open(opened.broken)
        return opened

    def journal_reading(self, action: str, compartments: Iterable[str], *more: UUID) -> None:
        """Write who reads what, before it is shown; raises JournalUnavailable."""
        journal.record_reading(
            action=action,
            objects=[self.case.id, *more],
            actor=self.actor,
            now=self.now,
            compartment=",".join(sorted(compartments)),
            basis=gate.basis_of(self.decision),
        )

    def journal_change(self, action: str, compartments: Iterable[str] = (), *more: UUID) -> None:
        """Write who changes what, in the transaction that changes it."""
        journal.record(
            action=action,
            objects=[self.case.id, *more],
            actor=self.actor,
            now=self.now,
            compartment=",".join(sorted(compartments)),
            basis=gate.basis_of(self.decision),
        )

    def could_not_open(self, compartments: Iterable[str], *documents: UUID) -> None:
        """Write that something does not open: damaged, moved or planted."""
        journal.record_reading(
            action="file.not_opened",
            objects=[self.case.id, *documents],
            actor=self.actor,
            now=self.now,
            compartment=",".join(sorted(set(compartments))),
        )


def to_read(*, actor: AnyActor, case_id: UUID, now: datetime) -> Way:
    """Return the way into a file to read it: her team keeps it, or it was shared with her team.

    :raises NoSuchFile: also where it exists and is nothing of hers
    """
    policy.can_list(actor).or_raise()
    case, actor = _found(actor, case_id, _to_read, now)
    allowed = COMPARTMENTS
    if case.masked_on is not None:
        # Coordinators hold the key, and read it only when two have decided so.
        allowed -= {Compartment.IDENTITY}
    if case.team_id not in actor.team_ids:
        allowed &= consents.shared_with(actor=actor, now=now).get(case_id, frozenset())
        if not allowed:
            raise NoSuchFile
    decision = _decide(actor, case, Action.READ, allowed, now)
    if not decision:
        raise NoSuchFile
    return Way(case=case, actor=actor, decision=decision, compartments=allowed, now=now)


def to_change(
    *,
    actor: AnyActor,
    case_id: UUID,
    now: datetime,
    compartments: Iterable[str],
    closed: bool = False,
) -> Way:
    """Return the way into a file to change it; its row is held until the transaction ends.

    What another file holds is closed, and what is under way in it is finished there all the same.

    :param closed: whether a closed file may be changed as well
    :raises NoSuchFile: also where it exists and is nothing of hers
    :raises AlreadyClosed: it has to be opened again first
    :raises PermissionDenied: where her role or what was agreed does not allow it
    """
    policy.can_list(actor).or_raise()
    case, actor = _found(actor, case_id, _to_change, now)
    if case.team_id not in actor.team_ids:
        raise NoSuchFile
    policy.can_write(actor, case).or_raise()
    if case.closed_on is not None and not closed and case.closed_reason != ClosedReason.JOINED:
        raise AlreadyClosed
    wanted = frozenset(compartments)
    if case.guards or (case.masked_on is not None and Compartment.IDENTITY in wanted):
        raise AlreadyLocked
    decision = _decide(actor, case, Action.WRITE, wanted, now).or_raise()
    return Way(case=case, actor=actor, decision=decision, compartments=wanted, now=now)


def to_lock(*, actor: AnyActor, case_id: UUID, now: datetime) -> Way:
    """Return the way into a file to lock it or open it again, whatever is locked of it.

    :raises NoSuchFile: also where she is none of those who may still open it
    :raises PermissionDenied: where her role does not allow it
    """
    policy.can_list(actor).or_raise()
    case, actor = _found(actor, case_id, _to_change, now)
    if case.team_id not in actor.team_ids:
        raise NoSuchFile
    policy.can_write(actor, case).or_raise()
    decision = _decide(actor, case, Action.WRITE, COMPARTMENTS, now).or_raise()
    return Way(case=case, actor=actor, decision=decision, compartments=COMPARTMENTS, now=now)


def to_files_of(
    *, actor: AnyActor, team_id: UUID, action: Action, compartments: Iterable[str], now: datetime
) -> Decision:
    """Ask the gate for every file that one team keeps, as lists, registers and figures need."""
    organisation_id = NOBODY
    if isinstance(actor, Actor):
        organisation_id = actor.organisation_id
        speaking.ensure(actor, now)
    case = CaseRef(id=NOBODY, organisation_id=organisation_id, team_id=team_id)
    return gate.decide(
        actor=actor,
        action=action,
        case=case,
        compartment=compartments,
        purpose=Purpose.SERVICE,
        recipient=None,
        now=now,
    )


def _found(actor: AnyActor, case_id: UUID, fetch: Fetch, now: datetime) -> tuple[Case, Actor]:
    if not isinstance(actor, Actor):
        raise NoSuchFile
    speaking.ensure(actor, now)
    case = fetch(case_id, actor.organisation_id)
    if case is None or (case.guards and str(actor.user_id) not in case.guards):
        raise NoSuchFile
    return case, actor


def _row(case_id: UUID, organisation_id: UUID) -> QuerySet[Case, tuple[Any, ...]]:
    row = Case.objects.filter(pk=case_id, organisation_id=organisation_id)
    return row.order_by("id").values_list(*columns(Case))


_ROW = Prepared(_row, UUIDField(), UUIDField())


def _to_read(case_id: UUID, organisation_id: UUID) -> Case | None:
    return next((made(Case, row) for row in _ROW.rows(case_id, organisation_id)), None)


def _to_change(case_id: UUID, organisation_id: UUID) -> Case | None:
    rows = Case.objects.select_for_update(of=("self",))
    return rows.filter(pk=case_id, organisation_id=organisation_id).first()


def _decide(
    actor: Actor, case: Case, action: Action, compartments: frozenset[str], now: datetime
) -> Decision:
    return gate.decide(
        actor=actor,
        action=action,
        case=case,
        compartment=compartments,
        purpose=Purpose.SERVICE,
        recipient=None,
        now=now,
    )
