"""Looks through the rows of an XLSForm before it is made: mends what is plain, names what is not.

Forms of real organisations call two options the same, leave blanks behind names, and ask for
photographs. Each of these gets a sentence with its sheet and cell, all of them at once.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from alongside.questionnaires.findings import Finding, Verdict
from alongside.questionnaires.sheets import (
    CHOICES,
    EXTERNAL,
    SETTINGS,
    SURVEY,
    FormSheet,
    Row,
    meant,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_ROWS = {SURVEY: 1_000, CHOICES: 5_000, EXTERNAL: 5_000, SETTINGS: 10}
NAME = re.compile(r"[A-Za-z_][\w.-]*")
REFERENCE = re.compile(r"\$\{\s*([^}]*?)\s*\}")
OUTSIDE = re.compile(r"\b(pulldata|search)\s*\(")
OUTSIDE_KIND = re.compile(r"from[_ ]file\b|external\b|^(?:osm|include)\b")
FROM_EXTERNAL = re.compile(r"select_one_external\s+(\S+)$", re.IGNORECASE)
OR_OTHER = re.compile(r"\s*\bor[_ ](?:specify[_ ])?other\s*$", re.IGNORECASE)
# Groups may go without, and what the form notes by itself.
NAMELESS = re.compile(r"note\b|.*\b(?:start|end|today|time|get)\b")
BEGIN, END = (
    re.compile(r"begin[_ ](group|repeat|loop)\b"),
    re.compile(r"end[_ ](group|repeat|loop)\b"),
)
# What can be asked on a page: controls and kinds of the standard.
CONTROLS = frozenset({None, "input", "range", "trigger"})
KINDS = frozenset({None, "string", "int", "decimal", "date", "time", "dateTime"})
PRELOADED = frozenset({None, "date", "timestamp"})
EXPRESSIONS = (
    "relevant", "constraint", "calculation", "choice_filter", "required", "readonly",
    "repeat_count", "default", "label", "hint",
)  # fmt: skip


@dataclass
class Mended:
    """The rows as they can be made into a form, and what was found on the way."""

    sheets: dict[str, FormSheet]
    findings: list[Finding] = field(default_factory=list)
    # Whether a list has options of one name that a filter tells apart.
    has_twins: bool = False
    # Path below the form's root → its row.
    places: dict[str, Row] = field(default_factory=dict)

    @property
    def is_refused(self) -> bool:
        """Return whether something has to be changed in the workbook first."""
        return any(one.is_refusal for one in self.findings)

    def say(self, sheet: str, row: int, meaning: str, verdict: Verdict, sentence: str) -> None:
        """Note a sentence about the cell of a row in the column of that meaning."""
        column = self.sheets[sheet].column(meaning) if sheet in self.sheets else "A"
        self.findings.append(Finding(sheet, row, column, verdict, sentence))

    def refuse(self, sheet: str, row: int, meaning: str, sentence: str) -> None:
        """Note why the form cannot be used as it is."""
        self.say(sheet, row, meaning, Verdict.REFUSED, sentence)


def mend(sheets: dict[str, FormSheet]) -> Mended:
    """Look through the sheets of a form; they are changed where something is mended."""
    mended = Mended(sheets)
    survey = sheets.get(SURVEY)
    if survey is None or not survey.rows:
        sentence = _("There is no sheet called “survey” with questions in it.")
        mended.refuse(SURVEY, 1, "type", sentence)
        return mended
    for name, most in MOST_ROWS.items():
        if name in sheets and len(sheets[name].rows) > most:
            sentence = _("This sheet has more than %(most)s rows. Make two forms of it.")
            row = sheets[name].rows[most].number
            mended.refuse(name, row, "", sentence % {"most": most})
    if mended.is_refused:
        return mended
    for name in (CHOICES, EXTERNAL):
        if name in sheets:
            _mend_choices(mended, sheets[name])
    _join_external(mended, survey)
    _mend_types(mended, survey)
    _find_places(mended, survey)
    _look_at_references(mended, survey)
    return mended


def _mend_choices(mended: Mended, sheet: FormSheet) -> None:
    kept: list[Row] = []
    taken: dict[tuple[str, str], Row] = {}
    heading = sheet.heading("name")
    for row in sheet.rows:
        group, name = sheet.said(row, "list_name"), sheet.said(row, "name")
        if not group and not name:
            continue
        if heading and " " in name:
            row.cells[heading] = name = "_".join(name.split())
            sentence = _("The name of this option had a blank in it; it is now “%(name)s”.")
            mended.say(sheet.name, row.number, "name", Verdict.MENDED, sentence % {"name": name})
        other = taken.setdefault((group, name), row)
        if other is not row:
            if _same(other, row):
                sentence = _("This option stands there twice; the second is left out.")
                mended.say(sheet.name, row.number, "name", Verdict.MENDED, sentence)
                continue
            if _differ_in_filter(sheet, other, row):
                kept.append(row)
                mended.has_twins = True
                continue
            row.cells[heading] = _free_name(name, group, taken)
            taken[group, row.cells[heading]] = row
            sentence = _(
                "Two options of this list are called “%(name)s”; this one is now “%(new)s”."
            )
            words = {"name": name, "new": row.cells[heading]}
            mended.say(sheet.name, row.number, "name", Verdict.MENDED, sentence % words)
        kept.append(row)
    sheet.rows = kept


def _same(one: Row, other: Row) -> bool:
    return one.cells == other.cells


def _differ_in_filter(sheet: FormSheet, one: Row, other: Row) -> bool:
    """Say whether a choice filter can tell the two apart, as the towns of two countries."""
    own = [
        heading
        for heading in sheet.columns
        if meant(heading).partition("::")[0] not in {"list_name", "name", "label", "image", "audio"}
    ]
    return any(one.cells.get(heading) != other.cells.get(heading) for heading in own)


def _free_name(name: str, group: str, taken: dict[tuple[str, str], Row]) -> str:
    number = 2
    while (group, f"{name}_{number}") in taken:
        number += 1
    return f"{name}_{number}"


def _join_external(mended: Mended, survey: FormSheet) -> None:
    """Ask options of the second sheet of lists like any other: here they cost nothing apart."""
    external = mended.sheets.pop(EXTERNAL, None)
    if external is None:
        return
    choices = mended.sheets.setdefault(CHOICES, FormSheet(CHOICES))
    heading, taken = survey.heading("type"), _lists(mended)
    moved: dict[str, str] = {}
    for row in survey.rows:
        if wanted := FROM_EXTERNAL.match(survey.said(row, "type")):
            name = wanted[1]
            moved[name] = f"{name}_external" if name in taken else name
            row.cells[heading] = f"select_one {moved[name]}"
    for column in external.columns:
        if column not in choices.columns:
            choices.add_column(column)
    for row in external.rows:
        if new := moved.get(external.said(row, "list_name")):
            cells = {**row.cells, external.heading("list_name"): new}
            choices.rows.append(Row(row.number, cells))


def _mend_types(mended: Mended, sheet: FormSheet) -> None:
    heading, label = sheet.heading("type"), sheet.heading("label")
    kinds, lists = known_kinds(), _lists(mended)
    kept = []
    for row in sheet.rows:
        kind = " ".join(sheet.said(row, "type").split())
        if not kind or kind.startswith("#"):
            continue
        kept.append(row)
        _look_at_name(mended, sheet, row)
        plain = kind.lower()
        select = kinds.select.match(plain)
        if OUTSIDE_KIND.search(plain):
            _refuse_outside(mended, row)
        elif plain in kinds.left_out or plain.startswith("rank"):
            row.cells[heading] = "hidden"
            sentence = _(
                "“%(kind)s” is not asked here, so this is left out. Photographs and recordings "
                "belong under Documents; places on a map and what a telephone knows are not kept."
            )
            mended.say(SURVEY, row.number, "type", Verdict.LEFT_OUT, sentence % {"kind": kind})
        elif select:
            _look_at_list(mended, row, kind[select.end() :], lists)
            _need_words(mended, sheet, row, label)
        elif plain in kinds.shown:
            _need_words(mended, sheet, row, label)
        elif not kinds.is_asked(plain) and not BEGIN.match(plain) and not END.match(plain):
            sentence = _("We do not know the kind of question “%(kind)s”.")
            mended.refuse(SURVEY, row.number, "type", sentence % {"kind": kind})
    sheet.rows = kept


def _refuse_outside(mended: Mended, row: Row) -> None:
    sentence = _("This asks for a list outside the form. Put its options into “choices”.")
    mended.refuse(SURVEY, row.number, "type", sentence)


class Kinds(NamedTuple):
    """The kinds of question XLSForm knows, by what becomes of them here."""

    asked: frozenset[str]
    shown: frozenset[str]
    left_out: frozenset[str]
    select: re.Pattern[str]

    def is_asked(self, kind: str) -> bool:
        """Return whether a kind is asked here, or worked out."""
        return kind in self.asked


@cache
def known_kinds() -> Kinds:
    """Return the kinds of question that the standard's own converter knows, sorted."""
    from pyxform import aliases  # noqa: PLC0415  it reads grammars for two seconds
    from pyxform.question_type_dictionary import QUESTION_TYPE_DICT  # noqa: PLC0415

    asked, shown, others = set(), set(), set()
    for name, told in QUESTION_TYPE_DICT.items():
        control, bind = told.get("control", {}).get("tag"), told.get("bind", {})
        fits = bind.get("type") in KINDS and bind.get("jr:preload") in PRELOADED
        if control in CONTROLS and fits:
            asked.add(name.lower())
            shown |= {name.lower()} if control else set()
        else:
            others.add(name.lower())
    selects = sorted(aliases.select, key=len, reverse=True)
    pattern = "|".join(re.escape(one.lower()) for one in selects)
    return Kinds(
        frozenset(asked),
        frozenset(shown),
        frozenset(others),
        re.compile(rf"(?:{pattern})(?: from)?\s+"),
    )


def _lists(mended: Mended) -> set[str]:
    sheet = mended.sheets.get(CHOICES)
    return {sheet.said(row, "list_name") for row in sheet.rows} if sheet else set()


def _need_words(mended: Mended, sheet: FormSheet, row: Row, label: str) -> None:
    """Show the name of what has no words, as other programs do."""
    words = [one for one in row.cells if meant(one).partition("::")[0] in {"label", "hint"}]
    name = sheet.said(row, "name")
    if words or not name or sheet.said(row, "calculation"):
        return
    if not label:
        label = sheet.add_column("label")
    row.cells[label] = name
    sentence = _("This question has no words, so its name “%(name)s” is shown.")
    mended.say(SURVEY, row.number, "label", Verdict.MENDED, sentence % {"name": name})


def _look_at_name(mended: Mended, sheet: FormSheet, row: Row) -> None:
    name, kind = sheet.said(row, "name"), sheet.said(row, "type").lower()
    if name and not NAME.fullmatch(name):
        sentence = _("“%(name)s” cannot be a name: letters, digits, _ and - only, a letter first.")
        mended.refuse(SURVEY, row.number, "name", sentence % {"name": name})
    elif not name and BEGIN.match(kind):
        new = f"group_{row.number}"
        row.cells[sheet.heading("name") or sheet.add_column("name")] = new
        sentence = _("This group had no name; it is now “%(name)s”.")
        mended.say(SURVEY, row.number, "name", Verdict.MENDED, sentence % {"name": new})
    elif not name and not END.match(kind) and not NAMELESS.match(kind):
        mended.refuse(SURVEY, row.number, "name", _("This row has no name."))


def _look_at_list(mended: Mended, row: Row, wanted: str, lists: set[str]) -> None:
    wanted = OR_OTHER.sub("", wanted).strip()
    if wanted.startswith("${"):
        sentence = _("Options taken from earlier answers are not carried. Put them into “choices”.")
        mended.refuse(SURVEY, row.number, "type", sentence)
    elif wanted not in lists:
        sentence = _("There is no list of options called “%(name)s”.")
        mended.refuse(SURVEY, row.number, "type", sentence % {"name": wanted})


def _find_places(mended: Mended, sheet: FormSheet) -> None:
    """Note the path of each row; refuses what is opened and not closed, and twins."""
    open_rows: list[Row] = []
    for row in sheet.rows:
        kind = sheet.said(row, "type").lower()
        if END.match(kind):
            if not open_rows:
                mended.refuse(SURVEY, row.number, "type", _("This ends a group that never began."))
                continue
            open_rows.pop()
            continue
        path = "/".join(sheet.said(one, "name") for one in [*open_rows, row])
        if path in mended.places and sheet.said(row, "name"):
            sentence = _("Row %(row)s of the same group has this name too.")
            first = {"row": mended.places[path].number}
            mended.refuse(SURVEY, row.number, "name", sentence % first)
        mended.places.setdefault(path, row)
        if BEGIN.match(kind):
            open_rows.append(row)
    for row in open_rows:
        mended.refuse(SURVEY, row.number, "type", _("This group is begun and never ended."))


def _look_at_references(mended: Mended, sheet: FormSheet) -> None:
    names = Counter(path.rpartition("/")[2] for path in mended.places)
    for row, meaning, text in _expressions(sheet):
        if OUTSIDE.search(text):
            sentence = _("This looks into a list outside the form, which is not carried.")
            mended.refuse(SURVEY, row.number, meaning, sentence)
        for name in REFERENCE.findall(text):
            if name.startswith("last-saved#"):
                sentence = _("Answers of an earlier form are not carried over by themselves.")
                mended.refuse(SURVEY, row.number, meaning, sentence)
            elif names[name] == 0:
                sentence = _("This names “%(name)s”, and there is no such question.")
                mended.refuse(SURVEY, row.number, meaning, sentence % {"name": name})


def _expressions(sheet: FormSheet) -> Iterator[tuple[Row, str, str]]:
    wanted = [(one, meant(one).partition("::")[0]) for one in sheet.columns]
    read = [(one, meaning) for one, meaning in wanted if meaning in {*EXPRESSIONS, "appearance"}]
    for row in sheet.rows:
        for heading, meaning in read:
            if text := row.cells.get(heading, ""):
                yield row, meaning, text
