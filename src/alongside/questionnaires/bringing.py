"""From a workbook somebody brings to a questionnaire that can be used, or the cells to change."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.questionnaires import mending
from alongside.questionnaires.checking import Objection, check
from alongside.questionnaires.compiling import CannotCompile, compile_form
from alongside.questionnaires.sheets import (
    KNOWN_SHEETS,
    SETTINGS,
    SURVEY,
    FormSheet,
    read_sheets,
    sheets_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from alongside.questionnaires.definition import Questionnaire
    from alongside.questionnaires.findings import Finding
    from alongside.questionnaires.mending import Mended

ROOT = "data"
# What the converter raises where a sheet is odder than it thought of.
STUMBLES = (TypeError, KeyError, IndexError, AttributeError, ValueError, RecursionError)
ROW_NAMED = re.compile(r"\[row : (\d+)\]\s*")


@dataclass(frozen=True)
class Brought:
    """What became of a workbook: a questionnaire, or none where a finding refuses it."""

    questionnaire: Questionnaire | None
    findings: list[Finding] = field(default_factory=list)


def bring(file: IO[bytes]) -> Brought:
    """Return the questionnaire in an XLSForm workbook, with a sentence for each fault.

    :raises UnreadableTable: it is no workbook, is protected, has macros, or unpacks to too much
    """
    return made(read_sheets(file))


def made_of(tables: Mapping[str, Iterable[Mapping[str, str]]]) -> Questionnaire:
    """Return the questionnaire of rows that come with the program; raises ValueError."""
    brought = made(sheets_of(tables))
    if brought.questionnaire is None:
        raise ValueError([f"{one.cell}: {one.sentence}" for one in brought.findings])
    return brought.questionnaire


def made(sheets: dict[str, FormSheet]) -> Brought:
    """Return the questionnaire in these sheets, with a sentence for each fault."""
    mended = mending.mend(sheets)
    questionnaire = None if mended.is_refused else _converted(mended)
    for objection in check(questionnaire) if questionnaire else ():
        _place(mended, objection)
    findings = _ordered(mended)
    is_refused = any(one.is_refusal for one in findings)
    return Brought(None if is_refused else questionnaire, findings)


def _converted(mended: Mended) -> Questionnaire | None:
    # Here, because it reads grammars for two seconds, and only who brings a form waits for it.
    from pyxform.errors import PyXFormError  # noqa: PLC0415
    from pyxform.xls2xform import convert  # noqa: PLC0415

    tables: dict[str, list[dict[str, str]]] = {}
    for name in KNOWN_SHEETS:
        # It stumbles over sheets of somebody's own: what changed when, notes for translators.
        sheet = mended.sheets.get(name)
        if sheet is None:
            continue
        tables[name] = [row.cells for row in sheet.rows]
        tables[f"{name}_header"] = [dict.fromkeys(sheet.columns, "")]
    if mended.has_twins:
        tables[SETTINGS] = [{**(tables.get(SETTINGS) or [{}])[0], "allow_choice_duplicates": "yes"}]
        tables.pop(f"{SETTINGS}_header", None)
    try:
        xform = convert(xlsform=tables, form_name=ROOT).xform
    except PyXFormError as problem:
        _objected(mended, str(problem))
        return None
    except STUMBLES:
        sentence = _("The form cannot be made, and its converter does not say why.")
        mended.refuse(SURVEY, 1, "type", sentence)
        return None
    try:
        return compile_form(xform)
    except CannotCompile as problem:
        sentence = _("This is asked in a way we do not carry (%(what)s).")
        _place(mended, Objection(problem.path, "type", sentence % {"what": problem.why}))
    return None


def _objected(mended: Mended, words: str) -> None:
    """Note what the converter objected to; it names the row, and speaks English."""
    named, rows = ROW_NAMED.search(words), mended.sheets[SURVEY].rows
    # It counts the rows it was given, of which the first is a heading's.
    place = int(named[1]) - 2 if named else -1
    row = rows[place].number if 0 <= place < len(rows) else 1
    plain = ROW_NAMED.sub("", words).strip()
    sentence = _("The form cannot be made: %(words)s") % {"words": plain}
    mended.refuse(SURVEY, row, "type", sentence)


def _place(mended: Mended, objection: Objection) -> None:
    path = objection.path.removeprefix(f"/{ROOT}/")
    row = mended.places.get(path)
    mended.refuse(SURVEY, row.number if row else 1, objection.meaning, objection.sentence)


def _ordered(mended: Mended) -> list[Finding]:
    order = list(mended.sheets)
    return sorted(
        mended.findings,
        key=lambda one: (order.index(one.sheet) if one.sheet in order else 0, one.row, one.column),
    )
