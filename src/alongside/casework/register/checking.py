"""The dry run: every row of a register judged before anything is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.casework.register.columns import Question, questions, readers
from alongside.casework.register.headings import is_counter
from alongside.casework.register.mapping import Use
from alongside.casework.register.record import RegisterRow
from alongside.casework.register.values import as_text

if TYPE_CHECKING:
    from datetime import date

    from alongside.casework.register.columns import ColumnReader
    from alongside.casework.register.layout import Sheet
    from alongside.casework.register.mapping import Column, Mapping
    from alongside.core.spreadsheets.grid import Row


class Status(StrEnum):
    """What an import would do with a row."""

    NEW = "new"
    REPEATS = "repeats"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to know about one cell; only those that refuse keep the row out.

    `row` is the number in the spreadsheet, `column` the title and `letters` what stands above it.
    The sentence never quotes the cell: that is `value`, for her eyes alone.
    """

    row: int
    column: str
    letters: str
    sentence: str
    refuses: bool
    value: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """One row: `repeats` is the number of the first row with the same match key."""

    number: int
    status: Status
    record: RegisterRow
    problems: tuple[Problem, ...] = ()
    repeats: int | None = None


@dataclass(frozen=True)
class Report:
    """All rows with anything in them, and what a person must decide first.

    While there are `questions`, dates were read in the likelier order and nothing may be imported.
    `skipped` rows hold a number and nothing else.
    """

    rows: tuple[CheckedRow, ...] = field(repr=False)
    questions: tuple[Question, ...] = ()
    skipped: tuple[int, ...] = ()

    @property
    def counts(self) -> dict[Status, int]:
        """Rows by what an import would do with them."""
        found = Counter(row.status for row in self.rows)
        return {status: found[status] for status in Status}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems in the order of the rows."""
        return tuple(problem for row in self.rows for problem in row.problems)

    def files(self) -> tuple[RegisterRow, ...]:
        """Return one record a person: new rows, each updated by the rows that repeat it."""
        people: dict[int, RegisterRow] = {}
        for row in self.rows:
            if row.status is Status.NEW:
                people[row.number] = row.record
            elif row.repeats is not None:
                people[row.repeats] = people[row.repeats].updated_by(row.record)
        return tuple(people.values())


def check(sheet: Sheet, mapping: Mapping, today: date) -> Report:
    """Judge every row of the sheet as the mapping reads it; nothing is written anywhere."""
    asked = questions(sheet, mapping)
    reading = readers(sheet, mapping, today)
    rows: list[CheckedRow] = []
    skipped: list[int] = []
    first_rows: dict[str, int] = {}
    for row in sheet.rows:
        record, problems = _read_row(row, reading, mapping, today)
        if _says_nothing(record):
            if record.match_key or record.own:
                skipped.append(row.number)
            continue
        checked = _judge(row.number, record, problems, first_rows)
        if checked.status is Status.NEW and record.match_key:
            first_rows[record.comparable_key] = row.number
        rows.append(checked)
    return Report(tuple(rows), asked, tuple(skipped))


def _judge(
    number: int, record: RegisterRow, problems: list[Problem], first_rows: dict[str, int]
) -> CheckedRow:
    if any(problem.refuses for problem in problems):
        return CheckedRow(number, Status.REFUSED, record, tuple(problems))
    repeats = first_rows.get(record.comparable_key) if record.match_key else None
    status = Status.NEW if repeats is None else Status.REPEATS
    return CheckedRow(number, status, record, tuple(problems), repeats)


def _read_row(
    row: Row, reading: list[ColumnReader], mapping: Mapping, today: date
) -> tuple[RegisterRow, list[Problem]]:
    fields: dict[str, object] = {}
    own: dict[str, str] = {}
    problems: list[Problem] = []
    match_key = ""
    for reader in reading:
        column = reader.column
        cell = row.cells[column.index] if column.index < len(row.cells) else None
        if cell is None:
            continue
        if column.index == mapping.match_key:
            match_key = as_text(cell)
        if column.use is Use.FIELD:
            found, troubles = reader.read(cell)
            fields |= found
            problems += [
                _problem(row.number, column, trouble.sentence, trouble.refuses, as_text(cell))
                for trouble in troubles
            ]
        elif column.use is Use.OWN and column.index != mapping.match_key:
            own[column.title] = as_text(cell)
    record = RegisterRow(match_key=match_key, fields=fields, own=own)
    problems += _across(row.number, record, mapping, today)
    return record, problems


def _problem(row: int, column: Column, sentence: str, refuses: bool, value: str) -> Problem:  # noqa: FBT001  # as it is stored
    return Problem(row, column.title, column.letters, sentence, refuses, value)


def _says_nothing(record: RegisterRow) -> bool:
    """Tell whether a row is blank but for numbers that were filled in ahead."""
    numbers = (is_counter(title) and text.isdecimal() for title, text in record.own.items())
    return not record.fields and all(numbers)


def _across(row: int, record: RegisterRow, mapping: Mapping, today: date) -> list[Problem]:
    """Say what only two cells together show."""
    found = []
    column = mapping.column_of("vic_AgeWhenTrafficked")
    age, born = record.fields.get("vic_AgeWhenTrafficked"), record.fields.get("prs_Birthdate")
    start = getattr(born, "start", None)
    if column and isinstance(age, int) and start and start.year + age > today.year:
        sentence = _("By the birth date she would not have reached this age yet.")
        found.append(_problem(row, column, sentence, refuses=False, value=str(age)))
    if mapping.match_key is not None and not record.match_key:
        sentence = _("There is no file number, so a later import cannot update this person.")
        found.append(
            _problem(row, mapping.columns[mapping.match_key], sentence, refuses=False, value="")
        )
    return found
