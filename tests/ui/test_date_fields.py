import re
from datetime import date

import pytest

from alongside.core.approximate import ApproximateDate
from alongside.core.dates import Precision, Unit
from alongside.ui import forms as ui
from alongside.ui.forms.approximate import ApproximateDateField

TODAY = date(2026, 11, 21)
BOXES = ["day", "month", "year", "about", "number", "unit", "relation", "words"]


class Born(ui.PlainForm):
    born = ApproximateDateField(label="Born", required=False, today=lambda: TODAY)


class Until(ui.PlainForm):
    until = ui.DayField(label="Until", error_messages={"required": "Say until when."})


def born(**boxes: str) -> Born:
    return Born({f"born_{name}": value for name, value in boxes.items()})


def until(day: str, month: str, year: str) -> Until:
    return Until({"until_day": day, "until_month": month, "until_year": year})


@pytest.mark.parametrize(
    ("boxes", "day"),
    [
        (("27", "3", "2026"), date(2026, 3, 27)),
        (("২৭", "৩", "২০২৬"), date(2026, 3, 27)),
        ((" 29 ", "02", "2024"), date(2024, 2, 29)),
    ],
)
def test_a_day_in_any_digits(boxes, day):
    form = until(*boxes)
    assert form.is_valid()
    assert form.cleaned_data == {"until": day}


@pytest.mark.parametrize(
    "boxes",
    [
        ("31", "2", "2026"),
        ("", "3", "2026"),
        ("x", "3", "2026"),
        ("-1", "3", "2026"),
        ("1", "13", "2026"),
        ("1", "1", "99999"),
        ("²", "3", "2026"),
    ],
)
def test_a_day_the_calendar_has_not_got(boxes):
    assert until(*boxes).errors == {"until": ["Put a real date, such as 27 3 2026."]}


def test_no_day_at_all():
    assert until("", "", "").errors == {"until": ["Say until when."]}
    assert Until({}).errors == {"until": ["Say until when."]}


def test_a_day_is_shown_in_its_boxes():
    html = Until(initial={"until": date(2026, 3, 27)})["until"].as_field_group()
    assert re.findall(r'name="until_(\w+)"[^>]* value="(\d+)"', html) == [
        ("day", "27"),
        ("month", "3"),
        ("year", "2026"),
    ]
    assert html.count("<label") == 3


@pytest.mark.parametrize(
    ("boxes", "value"),
    [
        ({}, None),
        ({"year": "2019"}, ApproximateDate.year(2019)),
        ({"year": "২০১৯"}, ApproximateDate.year(2019)),
        ({"month": "2", "year": "2020"}, ApproximateDate.month(2020, 2)),
        (
            {"day": "4", "month": "3", "year": "2019", "words": "a Monday"},
            ApproximateDate.day(date(2019, 3, 4), words="a Monday"),
        ),
        ({"year": "2019", "about": "on"}, ApproximateDate.about(2019)),
        ({"month": "2", "year": "2019", "about": "on"}, ApproximateDate.about(2019, 2)),
        (
            {"day": "4", "month": "3", "year": "2019", "about": "on"},
            ApproximateDate.about(2019, 3, 4),
        ),
        (
            {"number": "3", "unit": "years"},
            ApproximateDate.ago(3, Unit.YEARS, today=TODAY, words="3 years ago"),
        ),
        (
            {"number": "1", "unit": "weeks", "words": "last full moon"},
            ApproximateDate.ago(1, Unit.WEEKS, today=TODAY, words="last full moon"),
        ),
        ({"relation": "before", "words": "the flood"}, ApproximateDate.before("the flood")),
        (
            {"relation": "before", "year": "2015"},
            ApproximateDate.before("", on=date(2015, 12, 31)),
        ),
        (
            {"relation": "after", "words": "the quake", "year": "2015", "month": "4"},
            ApproximateDate.after("the quake", on=date(2015, 4, 1)),
        ),
    ],
)
def test_a_date_as_she_remembers_it(boxes, value):
    form = born(**boxes)
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"born": value}


REAL = "Put a real date, or only the year, such as 2019."
YEAR = "Put at least the year, or choose before or after something."
UNIT = "Choose days, weeks, months or years."


@pytest.mark.parametrize(
    ("boxes", "said"),
    [
        ({"day": "31", "month": "2", "year": "2019"}, REAL),
        ({"month": "13", "year": "2019"}, REAL),
        ({"day": "4", "year": "2019"}, REAL),
        ({"year": "19"}, REAL),
        ({"year": "2569"}, REAL),
        ({"year": "last"}, REAL),
        ({"number": "99999", "unit": "years"}, REAL),
        ({"number": "3", "unit": "moons"}, REAL),
        ({"relation": "during", "words": "the war"}, REAL),
        ({"relation": "year", "words": "the war"}, REAL),
        ({"month": "3"}, YEAR),
        ({"day": "4"}, YEAR),
        ({"words": "in the dry season"}, YEAR),
        ({"about": "on"}, YEAR),
        ({"number": "3"}, UNIT),
        ({"unit": "years"}, UNIT),
        ({"relation": "before"}, "Say what it was before or after."),
        (
            {"year": "2019", "number": "3", "unit": "years"},
            "Put either a date or how long ago, not both.",
        ),
    ],
)
def test_what_does_not_fit_together_is_said_and_kept(boxes, said):
    form = born(**boxes)
    assert form.errors == {"born": [said]}
    html = form["born"].as_field_group()
    for name, value in boxes.items():
        if name == "about":
            assert re.search(r'name="born_about"[^>]* checked', html)
        elif name in {"unit", "relation"}:
            chosen = re.findall(r'<option value="([^"]+)" selected>', html)
            assert value in chosen or value in {"moons", "during", "year"}
        else:
            assert re.search(rf'name="born_{name}"[^>]* value="{value}"', html)


@pytest.mark.parametrize(
    "value",
    [
        ApproximateDate.year(2019),
        ApproximateDate.month(2019, 2),
        ApproximateDate.day(date(2019, 3, 4)),
        ApproximateDate.day(date(2019, 12, 31), words="New Year"),
        ApproximateDate.about(2019, words="three years ago"),
        ApproximateDate.about(2019, 2),
        ApproximateDate.about(2020, 3, 1),
        ApproximateDate.ago(10, Unit.DAYS, today=TODAY),
        ApproximateDate.before("the flood"),
        ApproximateDate.before("the flood", on=date(2015, 6, 30)),
        ApproximateDate.before("", on=date(2015, 12, 31)),
        ApproximateDate.after("", on=date(2015, 1, 1)),
        ApproximateDate.after("the quake", on=date(2015, 4, 25)),
    ],
)
def test_shown_and_sent_back_unchanged_it_is_the_same_date(value):
    shown = Born.base_fields["born"].widget.decompress(value)
    boxes = {name: str(part) for name, part in zip(BOXES, shown, strict=True) if part}
    form = born(**boxes)
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"born": value}
    again = Born(boxes_of(boxes), initial={"born": value})
    assert not again.has_changed()


def boxes_of(boxes: dict[str, str]) -> dict[str, str]:
    return {f"born_{name}": value for name, value in boxes.items()}


def test_the_rarer_ways_are_folded_away_until_one_is_used():
    html = Born()["born"].as_field_group()
    assert '<details class="govuk-details al-roughly">' in html
    html = born(relation="before", words="the flood")["born"].as_field_group()
    assert '<details class="govuk-details al-roughly" open>' in html
    shown = Born(initial={"born": ApproximateDate.before("the flood")})["born"].as_field_group()
    assert '<details class="govuk-details al-roughly" open>' in shown
    plain = Born(initial={"born": ApproximateDate.year(2019)})["born"].as_field_group()
    assert '<details class="govuk-details al-roughly">' in plain


def test_every_box_has_a_label_of_its_own():
    html = Born()["born"].as_field_group()
    labels = re.findall(r'<label[^>]* for="([^"]+)"', html)
    assert labels == [f"id_born_{number}" for number in range(8)]
    for label in labels:
        assert html.count(f' id="{label}"') == 1


def test_when_it_must_be_said():
    class Asked(ui.PlainForm):
        when = ApproximateDateField(error_messages={"required": "Say about when."})

    assert Asked({}).errors == {"when": ["Say about when."]}


def test_precision_names_are_what_is_stored():
    assert [each.value for each in Precision] == [
        "day",
        "month",
        "year",
        "about",
        "before",
        "after",
    ]
