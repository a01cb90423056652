"""An XLSForm becomes a questionnaire, or the cells to change are named."""

import io
import zipfile

import openpyxl
import pytest

from alongside.core.spreadsheets.refusals import FormulaCell, MacroWorkbook, UnreadableTable
from alongside.questionnaires.bringing import bring, made
from alongside.questionnaires.definition import Group, Kind
from alongside.questionnaires.findings import Verdict
from alongside.questionnaires.sheets import sheets_of
from tests.questionnaires.forms import CHOICES, EN, SETTINGS, SURVEY, asked, small_form


def brought(survey, choices=CHOICES, settings=SETTINGS):
    return made(sheets_of({"survey": survey, "choices": choices, "settings": settings}))


def findings(survey, choices=CHOICES):
    return [
        (one.sheet, one.cell, one.verdict, one.sentence)
        for one in brought(survey, choices).findings
    ]


def workbook(**sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    held = io.BytesIO()
    book.save(held)
    held.seek(0)
    return held


class TestWhatIsMade:
    def test_every_kind_and_its_rules(self):
        form = small_form()
        kinds = {one.name: one.kind for one in form.questions()}
        assert kinds == {
            "works": Kind.ONE,
            "where": Kind.TEXT,
            "born": Kind.DATE,
            "age": Kind.HIDDEN,
            "told": Kind.NOTE,
            "began": Kind.DATE,
            "called": Kind.TEXT,
            "years": Kind.WHOLE,
            "care": Kind.SEVERAL,
            "care_other": Kind.TEXT,
            "wages": Kind.DECIMAL,
        }
        assert (form.form_id, form.title) == ("work", "Work and children")
        assert form.languages == ["English (en)", "বাংলা (bn)"]
        assert [one.name for one in form.walk() if isinstance(one, Group)] == ["her", "child"]
        assert [one.repeats for one in form.walk() if isinstance(one, Group)] == [False, True]

    def test_it_is_read_again_as_it_was_kept(self):
        form = small_form()
        kept = form.model_dump_json()
        assert type(form).model_validate_json(kept) == form

    @pytest.mark.parametrize(
        ("code", "name"),
        [
            ("bn", "বাংলা (bn)"),
            ("en", "English (en)"),
            ("en-gb", "English (en)"),
            ("es", "English (en)"),
        ],
    )
    def test_the_readers_language_where_the_form_has_it(self, code, name):
        assert small_form().language_for(code) == name

    def test_a_workbook_is_read(self):
        file = workbook(
            survey=[["type", "name", "label"], ["text", "a", "First"], ["integer", "b", "Second"]],
            settings=[["form_title", "form_id"], ["Two questions", "two"]],
        )
        made_form = bring(file).questionnaire
        assert [one.name for one in made_form.questions()] == ["a", "b"]
        assert made_form.title == "Two questions"

    def test_a_single_sheet_needs_no_name(self):
        file = workbook(Sheet1=[["type", "name", "label"], ["text", "a", "First"]])
        assert [one.name for one in bring(file).questionnaire.questions()] == ["a"]


class TestMending:
    def test_two_options_of_one_name_are_told_apart(self):
        choices = [*CHOICES, {"list_name": "care", "name": "kin", EN: "Her neighbours"}]
        found = brought(SURVEY, choices)
        assert [(one.sheet, one.cell, one.verdict) for one in found.findings] == [
            ("choices", "B6", Verdict.MENDED)
        ]
        assert found.findings[0].sentence == (
            "Two options of this list are called “kin”; this one is now “kin_2”."
        )
        names = [one.name for one in found.questionnaire.lists["care"]]
        assert names == ["she", "kin", "kin_2", "other"]

    def test_the_same_option_twice_is_left_out(self):
        found = brought(SURVEY, [*CHOICES, CHOICES[0]])
        assert [one.name for one in found.questionnaire.lists["yes_no"]] == ["yes", "no"]
        assert [one.cell for one in found.findings] == ["B6"]

    def test_what_a_filter_tells_apart_stays(self):
        towns = [
            {"list_name": "town", "name": "centre", EN: "Centre", "country": "bd"},
            {"list_name": "town", "name": "centre", EN: "Centre", "country": "np"},
        ]
        survey = [
            asked("text", "country", "Country"),
            asked("select_one town", "town", "Town", choice_filter="country=${country}"),
        ]
        found = brought(survey, towns)
        assert found.findings == []
        assert len(found.questionnaire.lists["town"]) == 2

    def test_photographs_and_places_are_left_out_and_may_still_be_named(self):
        survey = [
            asked("image", "photo", "Photo"),
            asked("geopoint", "where", "Where"),
            asked("text", "a", "A", relevant="${photo} = ''"),
        ]
        found = brought(survey)
        assert [(one.cell, one.verdict) for one in found.findings] == [
            ("A2", Verdict.LEFT_OUT),
            ("A3", Verdict.LEFT_OUT),
        ]
        assert [(one.name, one.kind) for one in found.questionnaire.questions()] == [
            ("photo", Kind.HIDDEN),
            ("where", Kind.HIDDEN),
            ("a", Kind.TEXT),
        ]

    def test_a_group_without_a_name_and_a_question_without_words(self):
        survey = [
            {"type": "begin group", EN: "G"},
            {"type": "text", "name": "a"},
            {"type": "end group"},
        ]
        found = brought(survey)
        assert [one.sentence for one in found.findings] == [
            "This group had no name; it is now “group_2”.",
            "This question has no words, so its name “a” is shown.",
        ]
        assert found.questionnaire is not None


REFUSED = [
    ([asked("moonphase", "a", "A")], "A2", "We do not know the kind of question “moonphase”."),
    (
        [asked("text", "a b", "A")],
        "B2",
        "“a b” cannot be a name: letters, digits, _ and - only, a letter first.",
    ),
    ([asked("text", "", "A")], "B2", "This row has no name."),
    (
        [asked("text", "a", "A"), asked("text", "a", "B")],
        "B3",
        "Row 2 of the same group has this name too.",
    ),
    (
        [asked("begin group", "g", "G"), asked("text", "a", "A")],
        "A2",
        "This group is begun and never ended.",
    ),
    ([asked("text", "a", "A"), {"type": "end group"}], "A3", "This ends a group that never began."),
    (
        [asked("select_one nowhere", "a", "A")],
        "A2",
        "There is no list of options called “nowhere”.",
    ),
    (
        [asked("select_one_from_file towns.csv", "a", "A")],
        "A2",
        "This asks for a list outside the form. Put its options into “choices”.",
    ),
    (
        [asked("text", "a", "A", calculation="pulldata('x', 'y', 'z', 1)")],
        "D2",
        "This looks into a list outside the form, which is not carried.",
    ),
    (
        [asked("text", "a", "A", relevant="${b} = 1")],
        "D2",
        "This names “b”, and there is no such question.",
    ),
    (
        [asked("text", "a", "A", relevant="${a} = 1 or")],
        "D2",
        None,
    ),
    ([asked("text", "a", "A", constraint="regex(., '(a')")], "D2", None),
    ([asked("text", "a", "A", constraint="moon(.)")], "D2", None),
    (
        [
            asked("text", "a", "A", relevant="${b} = 1"),
            asked("text", "b", "B", relevant="${a} = 1"),
        ],
        "D2",
        "This depends on itself: what it waits for waits for it.",
    ),
    (
        [{"type": "calculate", "name": "a", EN: "", "calculation": "${a} + 1"}],
        "D2",
        "This depends on itself: what it waits for waits for it.",
    ),
]


class TestRefusing:
    @pytest.mark.parametrize(("survey", "cell", "sentence"), REFUSED)
    def test_the_cell_is_named(self, survey, cell, sentence):
        found = brought(survey)
        refusals = [one for one in found.findings if one.is_refusal]
        assert found.questionnaire is None
        assert [(one.sheet, one.cell) for one in refusals] == [("survey", cell)]
        assert sentence is None or refusals[0].sentence == sentence

    def test_all_faults_are_named_at_once(self):
        survey = [asked("moonphase", "a", "A"), asked("text", "1", "B"), asked("gps", "c", "C")]
        assert [cell for _sheet, cell, _verdict, _sentence in findings(survey)] == [
            "A2",
            "B3",
            "A4",
        ]

    def test_ten_thousand_rows(self):
        survey = [asked("text", f"q{number}", "A") for number in range(10_000)]
        assert findings(survey) == [
            (
                "survey",
                "A1002",
                Verdict.REFUSED,
                "This sheet has more than 1000 rows. Make two forms of it.",
            )
        ]

    def test_no_questions(self):
        assert findings([]) == [
            (
                "survey",
                "A1",
                Verdict.REFUSED,
                "There is no sheet called “survey” with questions in it.",
            )
        ]

    def test_a_formula_names_its_cell(self):
        file = workbook(survey=[["type", "name", "label"], ["text", "a", "=B2"]])
        with pytest.raises(FormulaCell) as refused:
            bring(file)
        assert refused.value.cell == "C2"

    def test_macros(self):
        file = workbook(survey=[["type", "name", "label"], ["text", "a", "A"]])
        with zipfile.ZipFile(file, "a") as package:
            package.writestr("xl/vbaProject.bin", b"x")
        with pytest.raises(MacroWorkbook):
            bring(file)

    @pytest.mark.parametrize(
        "content", [b"", b"not one", b"PK\x03\x04 broken", bytes.fromhex("d0cf11e0a1b11ae1")]
    )
    def test_what_is_no_workbook(self, content):
        with pytest.raises(UnreadableTable):
            bring(io.BytesIO(content))
