"""Bringing in a register from the terminal: read, map, look, save."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import Progress

from alongside.casework import actions
from alongside.casework.errors import CannotDo
from alongside.casework.register import reading
from alongside.casework.register.columns import questions
from alongside.casework.register.dates import DateOrder
from alongside.casework.register.mapping import Mapping, suggest_mapping
from alongside.core import clock
from alongside.core.spreadsheets.refusals import UnreadableTable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from alongside.casework.imports import Report
    from alongside.casework.register.layout import Sheet
    from alongside.core.access import Actor

ORDERS = {"day-first": DateOrder.DAY_FIRST, "month-first": DateOrder.MONTH_FIRST}


@dataclass(frozen=True)
class Run:
    """A register that was read and looked at, and not saved yet."""

    sheet: Sheet
    mapping: Mapping
    actor: Actor
    name: str
    report: Report


def prepare(*, file: Path, actor: Actor, match_column: str, dates: str | None) -> Run:
    """Read the file, suggest what its columns are, and check every row without saving."""
    try:
        sheet = reading.open_register(file, filename=file.name)
    except UnreadableTable as refusal:
        raise click.ClickException(refusal.message) from refusal
    mapping = suggest_mapping(sheet.headers, sheet.machine_names)
    if match_column:
        mapping = mapping.with_match_key(_column(sheet, match_column))
    for question in questions(sheet, mapping):
        if dates is None:
            raise click.ClickException(
                f"{question.column.title}: say with --dates whether 03/04 begins with the day."
            )
        mapping = mapping.with_date_order(question.column.index, ORDERS[dates])
    report = _with_progress(
        "Looking at the rows",
        lambda tell: actions.preview_import(
            register=sheet, mapping=mapping, actor=actor, now=clock.now(), progress=tell
        ),
    )
    return Run(sheet, mapping, actor, file.name, report)


def save(run: Run) -> Report:
    """Save what was looked at."""
    return _with_progress(
        "Saving the files",
        lambda tell: actions.import_register(
            register=run.sheet,
            mapping=run.mapping,
            actor=run.actor,
            now=clock.now(),
            name=run.name,
            progress=tell,
        ),
    )


def report_text(report: Report, *, dry: bool) -> str:
    """Return the report: the counts, then a line for each row that needs a word."""
    head = "Nothing is saved yet. This would happen:" if dry else "Saved."
    counts = {
        "new": report.created,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "refused": report.refused,
    }
    lines = [head, "  " + ", ".join(f"{count} {word}" for word, count in counts.items())]
    for row in report.rows:
        lines += [f"  Row {row.row}: {sentence}" for sentence in row.sentences]
    return "\n".join(lines)


def _column(sheet: Sheet, title: str) -> int:
    wanted = title.strip().casefold()
    for index, header in enumerate(sheet.headers):
        if header.strip().casefold() == wanted:
            return index
    raise click.ClickException(f"There is no column {title!r} in this register.")


def _with_progress(title: str, work: Callable[[Callable[[int, int], None]], Report]) -> Report:
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal) as bars:
        task = bars.add_task(title, total=None)

        def tell(done: int, total: int) -> None:
            bars.update(task, completed=done, total=total)

        try:
            return work(tell)
        except CannotDo as refusal:
            raise click.ClickException(str(refusal)) from refusal
