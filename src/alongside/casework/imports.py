"""What is told of an import: its rows in words, sealed under a key of the run's own."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from alongside.casework.enums import RowOutcome
from alongside.vault.small import open_small, seal_small

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

CHIPS = {
    RowOutcome.CREATED: "green",
    RowOutcome.UPDATED: "blue",
    RowOutcome.UNCHANGED: "plain",
    RowOutcome.REFUSED: "red",
}


@dataclass(frozen=True, slots=True)
class ReportRow:
    """What became, or would become, of one row; `row` is its number in the spreadsheet."""

    row: int
    outcome: RowOutcome
    reference: str = ""
    case_id: UUID | None = None
    sentences: tuple[str, ...] = field(default=(), repr=False)

    @property
    def words(self) -> str:
        """Return the outcome in words."""
        return str(self.outcome.label)

    @property
    def chip_kind(self) -> str:
        """Return the kind of chip that shows it."""
        return CHIPS[self.outcome]


@dataclass(frozen=True)
class Report:
    """All rows of a register; without `run_id` it is a dry run."""

    run_id: UUID | None
    rows: Sequence[ReportRow] = field(repr=False)
    undone: bool = False
    # Columns that were kept out, each with what it would tell of her.
    kept_out: tuple[tuple[str, str], ...] = ()
    name: str = field(default="", repr=False)

    @property
    def counts(self) -> Counter[RowOutcome]:
        """Return how many rows had each outcome."""
        return Counter(row.outcome for row in self.rows)

    @property
    def created(self) -> int:
        """Return how many files are new."""
        return self.counts[RowOutcome.CREATED]

    @property
    def updated(self) -> int:
        """Return how many rows changed a file."""
        return self.counts[RowOutcome.UPDATED]

    @property
    def unchanged(self) -> int:
        """Return how many rows said nothing new."""
        return self.counts[RowOutcome.UNCHANGED]

    @property
    def refused(self) -> int:
        """Return how many rows were refused."""
        return self.counts[RowOutcome.REFUSED]


class Written(NamedTuple):
    """What a row's box holds: its sentences, what it wrote, and where the file stood before."""

    reference: str
    sentences: list[str]
    # Document, kind, version before (0: there was none), version after.
    touched: list[tuple[str, str, int, int]]
    # Phase, day of closing and reason before; "" where the row made the file.
    state: tuple[str, str, str]


def seal_run(name: str, *, run_id: UUID, key: bytes) -> bytes:
    """Seal what a run is called."""
    return seal_small(key, name.encode(), "import run", run_id)


def open_run(box: bytes, *, run_id: UUID, key: bytes) -> str:
    """Return what a run is called; raises CannotOpen."""
    return open_small(key, box, "import run", run_id).decode()


def seal_row(written: Written, *, run_id: UUID, number: int, key: bytes) -> bytes:
    """Seal what became of a row."""
    payload = json.dumps(written, ensure_ascii=False).encode()
    return seal_small(key, payload, "imported row", run_id, number)


def open_row(box: bytes, *, run_id: UUID, number: int, key: bytes) -> Written:
    """Return what became of a row; raises CannotOpen."""
    fields: list[Any] = json.loads(open_small(key, box, "imported row", run_id, number))
    return Written(fields[0], fields[1], [tuple(one) for one in fields[2]], tuple(fields[3]))
