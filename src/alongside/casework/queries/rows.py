"""One line of a list of people, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from alongside.casework import summaries, vocabulary
from alongside.casework.enums import FileKind, Phase
from alongside.casework.models import Case
from alongside.casework.reading import called, cannot_be_opened
from alongside.consent.gate import keyring_of
from alongside.ui.dates import Due, due_label
from alongside.vault.primitives import CannotOpen
from alongside.vault.trust import Untrusted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from uuid import UUID

    from alongside.casework.summaries import Summary
    from alongside.core.access import Actor

PHASE_CHIPS = {
    Phase.NEW: "yellow",
    Phase.ASSESSMENT: "blue",
    Phase.PLAN: "blue",
    Phase.SERVICES: "green",
    Phase.FOLLOW_UP: "purple",
    Phase.CLOSED: "plain",
}


class Chip(NamedTuple):
    """A word on a coloured ground."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Row:
    """One person in a list; everything is words, nothing needs formatting."""

    id: str
    reference: str
    name: str
    given: bool
    route: str
    next: str
    due: Due
    late: bool
    worker: str
    chips: tuple[Chip, ...]
    needs: str
    problem: str
    # What of it a search found, in words.
    matched: str = ""


class Found(NamedTuple):
    """The columns a row is made of."""

    id: UUID
    team_id: UUID
    reference: str
    kind: str
    phase: str
    opened_on: date
    next_due_on: date | None
    worker_id: UUID | None
    worker_name: str | None
    summary_epoch: int
    summary: bytes


COLUMNS = (
    "id",
    "team_id",
    "reference",
    "kind",
    "phase",
    "opened_on",
    "next_due_on",
    "worker_id",
    "worker__display_name",
    "summary_epoch",
    "summary",
)


def fetched_by_id(case_ids: Iterable[UUID]) -> dict[UUID, Found]:
    """Return the rows of these files; the caller looks at whose they are.

    By the primary key alone: with a team beside it, SQLite walks through all files of the team.
    """
    rows = Case.objects.filter(pk__in=set(case_ids)).order_by()
    return {row[0]: Found(*row) for row in rows.values_list(*COLUMNS)}


def not_given() -> str:
    """Return what stands where somebody gave no name."""
    return _("(name not given)")


def phase_chip(phase: str) -> Chip:
    """Return the chip that tells how far the work has come."""
    known = Phase(phase)
    return Chip(str(known.label), PHASE_CHIPS[known])


def kind_chips(kind: str) -> tuple[Chip, ...]:
    """Return the chip of a file that is not simply somebody's."""
    return () if kind == FileKind.PERSON else (Chip(str(FileKind(kind).label), "plain"),)


def warning_chips(*, safety_plan: bool, do_not_call: bool) -> tuple[Chip, ...]:
    """Return what must be seen before anybody picks up a phone."""
    chips = []
    if safety_plan:
        chips.append(Chip(_("Safety plan active"), "red"))
    if do_not_call:
        chips.append(Chip(_("Do not call"), "red"))
    return tuple(chips)


def open_summary(found: Found, actor: Actor) -> Summary | None:
    """Open the head of a row; None where it does not open."""
    try:
        key = keyring_of(actor).list_key(found.team_id, found.summary_epoch)
        return summaries.open_box(
            bytes(found.summary), case_id=found.id, epoch=found.summary_epoch, key=key
        )
    except (CannotOpen, Untrusted):
        return None


def rows_of(found: Iterable[Found], *, actor: Actor, today: date) -> list[Row]:
    """Return rows in words; one that does not open says so and hides nothing else."""
    words = _Words(actor, today)
    return [_row(one, open_summary(one, actor), words) for one in found]


class _Words:
    """Words that rows of one page share: each is translated and formatted once."""

    def __init__(self, actor: Actor, today: date) -> None:
        self.actor, self.today = actor, today
        self._phases: dict[str, Chip] = {}
        self._dues: dict[date | None, Due] = {}
        self._needs: dict[tuple[str, ...], str] = {(): ""}
        self._workers: dict[UUID | None, str] = {}

    def phase(self, phase: str) -> Chip:
        if phase not in self._phases:
            self._phases[phase] = phase_chip(phase)
        return self._phases[phase]

    def due(self, day: date | None) -> Due:
        if day not in self._dues:
            self._dues[day] = due_label(day, self.today)
        return self._dues[day]

    def needs(self, codes: tuple[str, ...]) -> str:
        if codes not in self._needs:
            self._needs[codes] = vocabulary.joined("needs", codes)
        return self._needs[codes]

    def worker(self, worker_id: UUID | None, name: str) -> str:
        if worker_id not in self._workers:
            names = {worker_id: name} if worker_id else {}
            self._workers[worker_id] = called(worker_id, names, self.actor)
        return self._workers[worker_id]


def _row(one: Found, summary: Summary | None, words: _Words) -> Row:
    shown = summary or summaries.Summary()
    return Row(
        id=str(one.id),
        reference=one.reference,
        name=shown.called or (not_given() if summary else ""),
        given=bool(shown.called),
        route=shown.route,
        next=shown.next or (_("Waiting: she will call us") if shown.she_calls else ""),
        due=words.due(one.next_due_on),
        late=one.next_due_on is not None and one.next_due_on < words.today,
        worker=words.worker(one.worker_id, one.worker_name or ""),
        chips=(
            words.phase(one.phase),
            *kind_chips(one.kind),
            *warning_chips(safety_plan=shown.safety_plan, do_not_call=shown.do_not_call),
        ),
        needs=words.needs(shown.needs),
        problem="" if summary else cannot_be_opened(),
    )
