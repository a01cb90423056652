"""A page of a sheet as a browser sends it back, with and without its scripts."""

from datetime import UTC, datetime

import pytest
from django.http import QueryDict

from alongside.core.approximate import ApproximateDate
from alongside.core.dates import Precision
from alongside.questionnaires.filling import Filling
from alongside.questionnaires.forms import PageForm, answered
from alongside.questionnaires.ready import ready
from tests.questionnaires.forms import small_form

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
HER, CHILD, LOOSE = 0, 1, 2


def sheet(answers=None):
    return Filling(ready(small_form()), NOW, "English (en)", answers)


def shown(number, filling=None):
    return PageForm(page=(filling or sheet()).all_pages()[number])


def sent(form, **typed):
    """Return what a browser sends of a form: what it showed, and what was typed."""
    data = QueryDict(mutable=True)
    data["shown"], data["often"] = form.shown_places, form.how_often
    for place, value in typed.items():
        data.setlist(place, value if isinstance(value, list) else [value])
    return data


def after(number, answers=None, **typed):
    filling = sheet(answers)
    page = filling.all_pages()[number]
    return answered(sent(PageForm(page=page), **typed), page=page)


def labels(form):
    return [str(row.field.label) if row.field else row.words for row in form.rows()]


class TestShowing:
    def test_nothing_is_required_by_the_browser_and_nothing_ticked(self):
        form = shown(HER)
        assert labels(form) == ["She herself", "Does she work?", "Born", "When did it begin?"]
        assert "checked" not in str(form)
        assert not any(field.required for field in form.fields.values())

    def test_typed_words_are_not_remembered(self):
        html = str(shown(CHILD))
        assert html.count('autocomplete="off"') == html.count('type="text"') > 0

    def test_something_worked_out_is_shown_and_cannot_be_typed(self):
        form = shown(HER, sheet({"her": {"born": "2000-01-01"}}))
        assert "She is 26" in [row.words for row in form.rows()]


class TestTaking:
    def test_what_came_up_is_asked_before_going_on(self):
        form = after(HER, **{"/data/her/works": "yes"})
        assert form.came_up == ["/data/her/where"]
        again = answered(
            sent(form, **{"/data/her/works": "yes", "/data/her/where": "A shop"}),
            page=sheet().all_pages()[HER],
        )
        assert again.came_up == []
        assert again.filling.kept()["her"] | {"age": ""} == {
            "works": "yes",
            "where": "A shop",
            "born": "",
            "age": "",
            "told": "",
            "began": "",
        }

    def test_what_came_up_shows_what_is_known_of_it(self):
        form = after(HER, {"her": {"works": "no", "where": "A shop"}}, **{"/data/her/works": "yes"})
        assert form["/data/her/where"].value() == "A shop"
        assert form.filling.kept()["her"]["where"] == "A shop"

    @pytest.mark.parametrize(
        ("place", "typed", "kept"),
        [("/data/child[1]/years", "১২", "12"), ("/data/child[1]/called", " Tuli ", "Tuli")],
    )
    def test_digits_and_words_of_any_script(self, place, typed, kept):
        form = after(CHILD, **{place: typed})
        assert form.errors == {}
        assert form.filling.root.find(place).text == kept

    @pytest.mark.parametrize("typed", ["1200,50", "1200.50", "১২০০.৫০"])
    def test_an_amount(self, typed):
        assert after(LOOSE, **{"/data/wages": typed}).filling.kept()["wages"] == "1200.5"

    def test_several_and_which_other(self):
        form = after(CHILD, **{"/data/child[1]/care": ["kin", "other"]})
        assert form.filling.root.find("/data/child[1]/care").text == "kin other"
        assert labels(form)[-1] == "Which other?"

    def test_a_date_as_she_remembers_it(self):
        form = after(HER, **{"/data/her/began_year": "2019", "/data/her/began_about": "on"})
        known = form.dates["/data/her/began"]
        assert (known.precision, known.start.year) == (Precision.ABOUT, 2019)
        assert form.filling.kept()["her"]["began"] == "2019-01-01"

    def test_a_date_taken_back_is_gone(self):
        filling = sheet({"her": {"began": "2019-01-01"}})
        page = filling.all_pages()[HER]
        known = {"/data/her/began": ApproximateDate.year(2019)}
        form = answered(sent(PageForm(page=page, dates=known)), page=page, dates=known)
        assert (form.dates, form.filling.kept()["her"]["began"]) == ({}, "")


class TestJudging:
    def test_each_fault_stands_beside_its_field_and_what_was_typed_stays(self):
        typed = {
            "/data/her/works": "yes",
            "/data/her/born_day": "1",
            "/data/her/born_month": "1",
            "/data/her/born_year": "2030",
        }
        first = after(HER, **typed)
        form = answered(sent(first, **typed), page=first.page)
        assert form.judge() is False
        assert form.errors == {
            "/data/her/where": ["This form needs an answer here."],
            "/data/her/born": ["Look at this again. It does not fit."],
        }

    @pytest.mark.parametrize("typed", ["twelve", "1e400", "12.5", "--1"])
    def test_what_is_no_number(self, typed):
        form = after(CHILD, **{"/data/child[1]/years": typed})
        assert form.errors == {"/data/child[1]/years": ["Put a number in digits, such as 24."]}
        assert form["/data/child[1]/years"].value() == typed
        assert form.filling.root.find("/data/child[1]/years").text == ""

    def test_an_option_that_is_not_offered(self):
        form = after(HER, **{"/data/her/works": "perhaps"})
        assert list(form.errors) == ["/data/her/works"]
        assert form.filling.kept()["her"]["works"] == ""


class TestRepeating:
    def test_one_more_and_one_less(self):
        typed = {"/data/child[1]/called": "Tuli"}
        more = after(CHILD, add="/data/child", **typed)
        assert [row.words for row in more.rows() if row.kind == "again"] == ["Child 1", "Child 2"]
        assert more.filling.root.find("/data/child[1]/called").text == "Tuli"
        # The browser shows two, the sheet that is saved has one.
        both = typed | {"/data/child[2]/called": "Rumi"}
        page = sheet().all_pages()[CHILD]
        less = answered(sent(more, remove="/data/child[1]", **both), page=page)
        assert [one["called"] for one in less.filling.kept()["child"]] == ["Rumi"]

    @pytest.mark.parametrize(
        "often",
        ["/data/child:9999999", "/data/child:x", "/data/her:3", "nonsense", "/data/child:-4"],
    )
    def test_a_browser_that_says_anything(self, often):
        filling = sheet()
        page = filling.all_pages()[CHILD]
        data = sent(PageForm(page=page))
        data["often"], data["add"], data["remove"] = often, "/data/her", "/data/her"
        answered(data, page=page)
        assert 0 < len(filling.root.children["child"]) <= 100

    def test_places_that_are_not_on_the_page_change_nothing(self):
        filling = sheet()
        page = filling.all_pages()[LOOSE]
        data = sent(PageForm(page=page), **{"/data/her/works": "yes"})
        data["shown"] = "/data/her/works /data/wages ../../x"
        answered(data, page=page)
        assert filling.kept()["her"]["works"] == ""
