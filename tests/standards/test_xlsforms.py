"""The forms pyxform tests itself with: each is shown and answered here, or refused by its cell."""

import ast
import io
import tarfile
from collections import Counter
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import openpyxl
import pytest
import xlrd
from django import forms
from django.http import QueryDict

from alongside.casework.register.htcds import FIELDS
from alongside.core.spreadsheets.refusals import FormulaCell
from alongside.questionnaires.bringing import bring, made
from alongside.questionnaires.definition import Kind
from alongside.questionnaires.filling import ASKED, Filling
from alongside.questionnaires.forms import PageForm, answered, fields as kinds
from alongside.questionnaires.ready import ready
from alongside.questionnaires.sheets import sheets_of
from alongside.ui.forms.approximate import ApproximateDateField
from tests.standards.htcds import NOT_IN_THE_SURVEY, form_of_the_standard

pytestmark = pytest.mark.standards

ARCHIVE = Path(__file__).parents[2] / ".tools" / "pyxform-forms" / "pyxform-1.6.0.tar.gz"
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)

OUTSIDE = "This asks for a list outside the form. Put its options into “choices”."
LOOKS_OUTSIDE = "This looks into a list outside the form, which is not carried."
EARLIER = "Answers of an earlier form are not carried over by themselves."
NOTHING = "Nothing that this form asks is asked here."
NAMELESS = "This row has no name."
# What is not carried, by the first cell that says so. docs/handbook/assessments.md tells it.
REFUSED = {
    "bad_calc.xlsx": (
        "survey D2",
        "A text begins here that does not end: the second quotation mark is missing.",
    ),
    "calculate.xls": ("survey A1", NOTHING),
    "calculate_without_calculation.xls": (
        "survey A34",
        "The form cannot be made: Missing calculation.",
    ),
    "choice_name_as_type.xls": ("survey A3", OUTSIDE),
    "gps.xls": ("survey A1", NOTHING),
    "group_names_must_be_unique.xls": ("survey A1", NOTHING),
    "hidden.xls": ("survey A1", NOTHING),
    "include.xls": ("survey A3", OUTSIDE),
    "include_json.xls": ("survey A2", OUTSIDE),
    "not_closed_group_test.xls": ("survey A3", "This group is begun and never ended."),
    "pull_data.xlsx": ("survey D2", LOOKS_OUTSIDE),
    "search_and_select.xlsx": ("survey D2", LOOKS_OUTSIDE),
    "unknown_question_type.xls": (
        "survey A2",
        "We do not know the kind of question “set form title”.",
    ),
    "xl_date_ambiguous.xlsx": ("survey L5", "“::” is not supported. Name the question instead."),
}
# Saved with formulas in it; what they come to is not taken on trust.
WITH_FORMULAS = "excel_with_macros.xlsm"
# How many of the forms written inside pyxform's tests are refused, and why.
REFUSED_TABLES = {
    NOTHING: 35,
    OUTSIDE: 18,
    EARLIER: 12,
    LOOKS_OUTSIDE: 4,
    "This is asked in a way we do not carry (trigger).": 4,
    NAMELESS: 2,
    "This depends on itself: what it waits for waits for it.": 1,
    "This ${name} is not the name of a question in the form.": 1,
    "“£” means nothing in an expression.": 1,
}
AT_LEAST = 40
# Tried one after the other until the form takes one.
NUMBERS = ("1", "3", "12", "20", "60", "0", "200", "2010", "7.5")
TEXTS = ("Asha", "asha", "0171234567", "asha@example.org", "12345", "A long answer of some words")


def members(*endings):
    """Return what lies in the release under names that end so."""
    if not ARCHIVE.is_file():
        pytest.skip("pyxform's own forms are not here: run scripts/pyxform_forms.sh")
    with tarfile.open(ARCHIVE) as archive:
        return [
            (Path(member.name).name, archive.extractfile(member).read())
            for member in archive
            if Path(member.name).suffix in endings
        ]


@pytest.fixture(scope="module")
def workbooks():
    """Return the bytes of each workbook by its name; two folders hold one of the same name."""
    return dict(members(".xls", ".xlsx", ".xlsm"))


@pytest.fixture(scope="module")
def tables():
    """Return the forms written as tables in pyxform's tests that pyxform itself makes, by place."""
    found = {}
    for name, source in members(".py"):
        for call in ast.walk(ast.parse(source)):
            given = {one.arg: one.value for one in getattr(call, "keywords", ())}
            written = given.get("md")
            if isinstance(written, ast.Constant) and "errored" not in given:
                found[f"{name}:{call.lineno}"] = rows_of(written.value)
    return found


def rows_of(markdown):
    """Return the sheets of a table whose first column names the sheet that begins."""
    sheets, headings, rows = {}, [], []
    for line in markdown.strip().splitlines():
        name, *cells = (cell.strip() for cell in line.strip().strip("|").split("|"))
        if name:
            headings, rows = [], []
            sheets[name] = rows
        if any(cells) and not headings:
            headings = cells
        elif any(cells):
            pairs = zip(headings, cells, strict=False)
            rows.append({heading: cell for heading, cell in pairs if heading and cell})
    return sheets


def as_xlsx(name, content):
    """Return a workbook as we read it: old ones saved anew, formulas as what they came to."""
    sheets = from_xls(content) if name.endswith(".xls") else from_xlsx(content)
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    held = io.BytesIO()
    book.save(held)
    return held


def from_xls(content):
    book = xlrd.open_workbook(file_contents=content)
    for sheet in book.sheets():
        yield (
            sheet.name,
            [
                [
                    xlrd.xldate_as_datetime(cell.value, book.datemode).date()
                    if cell.ctype == xlrd.XL_CELL_DATE
                    else cell.value
                    for cell in sheet.row(number)
                ]
                for number in range(sheet.nrows)
            ],
        )


def from_xlsx(content):
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    for sheet in book.worksheets:
        yield sheet.title, [list(row) for row in sheet.iter_rows(values_only=True)]


def boxes(widget, name):
    """Return the names under which a browser sends a widget."""
    if not isinstance(widget, forms.MultiWidget):
        return [name]
    parts = zip(widget.widgets, widget.widgets_names, strict=True)
    return [box for part, ending in parts for box in boxes(part, name + ending)]


DAYS = [["1", "6", "2010"], ["1", "6", "2027"]]
ANSWERS = {
    kinds.NumberField: [[number] for number in NUMBERS],
    kinds.DayField: DAYS,
    ApproximateDateField: DAYS,
    kinds.TimeField: [["10:30"]],
    kinds.MomentField: [["1", "6", "2010", "10:30"]],
    kinds.OkField: [["on"]],
}


def attempts(field):
    """Return what somebody might answer, the likeliest first."""
    if isinstance(field, forms.ChoiceField):
        return [[name] for name, _label in field.choices if name]
    return ANSWERS.get(type(field), [[text] for text in TEXTS])


def fill(filling):
    """Answer page after page as a person would, trying again what a form refuses."""
    number = 0
    while number < len(pages := filling.pages()):
        tried = {}
        # What is answered changes what is offered, so that one page is sent several times.
        for _again in range(40):
            form = answered(typed(PageForm(page=pages[number]), tried), page=pages[number])
            form.judge()
            for place in form.errors:
                tried[place] = tried.get(place, 0) + 1
            left_empty = any(not node.text for node in form.nodes.values())
            if not (form.errors or form.came_up or left_empty):
                break
        assert not form.errors, form.errors
        number += 1


def typed(form, tried):
    data = QueryDict(mutable=True)
    data["shown"], data["often"] = form.shown_places, form.how_often
    for place, field in form.fields.items():
        answers = attempts(field)
        values = answers[min(tried.get(place, 0), len(answers) - 1)] if answers else []
        for box, value in zip(boxes(field.widget, place), values, strict=False):
            data[box] = value
    return data


def test_forty_and_more_of_the_workbooks_and_tables_are_carried(workbooks, tables):
    carried_workbooks = len(workbooks) - len(REFUSED) - len({WITH_FORMULAS})
    carried_tables = len(tables) - sum(REFUSED_TABLES.values())
    assert (carried_workbooks, carried_tables) == (37, 69)
    assert carried_workbooks + carried_tables >= AT_LEAST


def test_a_workbook_with_formulas_is_refused_by_the_cell(workbooks):
    with pytest.raises(FormulaCell, match="Cell J1 holds a formula"):
        bring(io.BytesIO(workbooks[WITH_FORMULAS]))


def test_the_form_of_htcds_is_shown_and_takes_answers():
    form = form_of_the_standard()
    brought = made(sheets_of(form))
    assert first_refusal(brought) == set()
    rows = [row for row in form["survey"] if not row["type"].endswith("group")]
    asked = [one.name for one in brought.questionnaire.questions()]
    assert asked == [row["name"] for row in rows]
    assert len(asked) == len(FIELDS) - len(NOT_IN_THE_SURVEY) == 78
    answer(brought.questionnaire)


# Saving them anew drops what a spreadsheet keeps beside the cells, and says so.
@pytest.mark.filterwarnings("ignore:Unknown extension:UserWarning")
def test_each_workbook_is_shown_and_takes_answers_or_is_refused_by_its_cell(workbooks, subtests):
    for name in workbooks.keys() - {WITH_FORMULAS}:
        with subtests.test(name):
            brought = bring(as_xlsx(name, workbooks[name]))
            expected = {REFUSED[name]} if name in REFUSED else set()
            assert first_refusal(brought) == expected
            if not expected:
                answer(brought.questionnaire)


def test_each_table_is_shown_and_takes_answers_or_is_refused(tables, subtests):
    refused = Counter()
    for place, sheets in tables.items():
        with subtests.test(place):
            brought = made(sheets_of(sheets))
            refused.update(sentence for _cell, sentence in first_refusal(brought))
            if brought.questionnaire is not None:
                answer(brought.questionnaire)
    assert dict(refused) == REFUSED_TABLES


def first_refusal(brought):
    refusals = [one for one in brought.findings if one.is_refusal]
    return {(f"{one.sheet} {one.cell}", one.sentence) for one in islice(refusals, 1)}


def answer(questionnaire):
    """Fill in a form in each of its languages; what is kept opens to the same sheet."""
    for language in questionnaire.languages:
        filling = Filling(ready(questionnaire), NOW, language)
        for page in filling.all_pages():
            assert str(PageForm(page=page)) or not any(page.entries(kinds=ASKED))
        fill(filling)
        assert list(filling.unanswered()) == []
        # A filter of the form's own may leave nothing to choose from; then nothing is asked.
        given = [node.text for page in filling.pages() for node in asked_on(page)]
        assert all(given)
        again = Filling(ready(questionnaire), NOW, language, filling.kept())
        assert again.final() == filling.final()


def asked_on(page):
    for entry in page.entries(kinds=ASKED - {Kind.HIDDEN}):
        item = entry.item
        if not entry.is_question or item.calculate or item.read_only:
            continue
        if item.choices is None or entry.node.text or page.filling.options(entry.node):
            yield entry.node
