"""What counts, what is worked out, what is wrong: decided on the server."""

from datetime import UTC, datetime

import pytest

from alongside.questionnaires.bringing import made_of
from alongside.questionnaires.definition import Kind
from alongside.questionnaires.filling import MOST_OFTEN, Filling
from alongside.questionnaires.instance import NotOfTheForm
from alongside.questionnaires.ready import ready
from tests.questionnaires.forms import CHOICES, EN, SETTINGS, asked, small_form

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def filling(answers=None, form=None, language="English (en)"):
    return Filling(ready(form or small_form()), NOW, language, answers)


def form_of(*survey, choices=CHOICES):
    return made_of({"survey": list(survey), "choices": choices, "settings": SETTINGS})


def said(sheet, page=0):
    return [entry.node.name for entry in sheet.pages()[page].entries() if entry.is_question]


def put(sheet, place, text):
    sheet.root.find(place).text = text
    sheet.settle()


class TestRelevance:
    def test_a_question_comes_up_when_it_matters(self):
        sheet = filling()
        assert said(sheet) == ["works", "born", "began"]
        put(sheet, "/data/her/works", "yes")
        assert said(sheet) == ["works", "where", "born", "began"]

    def test_what_no_longer_counts_is_kept_until_the_sheet_is_finished(self):
        sheet = filling({"her": {"works": "no", "where": "A shop"}})
        assert sheet.kept()["her"]["where"] == "A shop"
        assert "where" not in sheet.final()["her"]

    def test_a_calculation_follows(self):
        sheet = filling({"her": {"born": "2000-11-23"}})
        assert sheet.root.find("/data/her/age").text == "25"
        note = next(one for one in sheet.pages()[0].entries() if one.node.name == "told")
        assert sheet.words(note.item.label, note.node) == "She is 25"

    def test_a_calculation_waits_for_one_that_is_asked_later(self):
        form = form_of(
            {"type": "calculate", "name": "twice", EN: "", "calculation": "${once} * 2"},
            {"type": "calculate", "name": "once", EN: "", "calculation": "${a} + 1"},
            asked("integer", "a", "A"),
        )
        sheet = filling({"a": "3"}, form)
        assert sheet.root.find("/data/twice").text == "8"


class TestRepeats:
    def test_it_is_asked_once_to_begin_with_and_again_when_wanted(self):
        sheet = filling()
        assert len(sheet.root.children["child"]) == 1
        sheet.add(sheet.root, "child")
        assert said(sheet, 1) == ["called", "years", "care", "called", "years", "care"]

    def test_no_more_often_than_a_page_can_show(self):
        form = form_of(
            asked("integer", "often", "How often?"),
            asked("begin repeat", "r", "R", repeat_count="${often}"),
            asked("text", "a", "A"),
            {"type": "end repeat"},
        )
        counts = [
            len(filling({"often": often}, form).root.children["r"])
            for often in ("", "2", "999999", "-1")
        ]
        assert counts == [0, 2, MOST_OFTEN, 0]

    def test_answers_of_another_form_are_refused(self):
        with pytest.raises(NotOfTheForm):
            filling({"somebody": "else"})


class TestJudging:
    def test_required_and_constraint(self):
        sheet = filling({"her": {"works": "yes", "born": "2030-01-01"}})
        wanting = [node.name for node in sheet.unanswered()]
        assert wanting == ["where", "born"]
        put(sheet, "/data/her/where", "A shop")
        put(sheet, "/data/her/born", "1999-01-01")
        assert list(sheet.unanswered()) == []

    def test_an_expression_that_asks_for_too_much_refuses_and_never_stops_the_page(self):
        survey = [asked("text", "a", "A", constraint="string-length(concat(., .)) > 0")]
        sheet = filling({"a": "x" * 60_000}, form_of(*survey))
        assert sheet.is_refused(sheet.root.find("/data/a")) is True


class TestOptions:
    def test_a_filter_and_languages(self):
        towns = [
            {"list_name": "town", "name": "j", EN: "Jessore", "country": "bd"},
            {"list_name": "town", "name": "k", EN: "Kathmandu", "country": "np"},
        ]
        form = form_of(
            asked("text", "land", "Land"),
            asked("select_one town", "town", "Town", choice_filter="country=${land}"),
            choices=towns,
        )
        sheet = filling({"land": "np"}, form)
        assert [one.name for one in sheet.options(sheet.root.find("/data/town"))] == ["k"]

    def test_words_in_the_readers_language_and_else_the_forms_own(self):
        sheet = filling(language="বাংলা (bn)")
        works, born = (sheet.root.find(f"/data/her/{name}") for name in ("works", "born"))
        assert sheet.words(sheet.ready.items[works.path].label, works) == "সে কি কাজ করে?"
        assert sheet.words(sheet.ready.items[born.path].label, born) == "Born"


def test_pages_are_groups_and_what_lies_between():
    sheet = filling()
    assert [page.title for page in sheet.all_pages()] == ["She herself", "Child", ""]


def test_one_group_around_everything_is_no_page():
    form = form_of(
        asked("begin group", "all", "All"),
        asked("begin group", "one", "One"),
        asked("text", "a", "A"),
        {"type": "end group"},
        asked("text", "b", "B"),
        {"type": "end group"},
    )
    assert [page.title for page in filling(form=form).all_pages()] == ["One", ""]


def test_what_the_form_notes_by_itself_is_never_shown():
    form = form_of({"type": "today", "name": "day"}, asked("text", "a", "A"))
    sheet = filling(form=form)
    assert said(sheet) == ["a"]
    assert sheet.root.find("/data/day").text == "2026-11-22"
    assert [one.kind for one in form.questions()] == [Kind.HIDDEN, Kind.TEXT]
