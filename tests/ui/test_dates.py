from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from alongside.core.approximate import ApproximateDate
from alongside.core.dates import Precision, Unit
from alongside.ui import dates

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("due", "text", "kind"),
    [
        (date(2026, 11, 21), "Today", "yellow"),
        (date(2026, 11, 22), "Tomorrow", "blue"),
        (date(2026, 11, 20), "1 day late", "red"),
        (date(2026, 11, 18), "3 days late", "red"),
        (date(2026, 12, 9), "9 Dec", "blue"),
        (date(2027, 1, 9), "9 Jan 2027", "blue"),
        (None, "When she says", "purple"),
    ],
)
def test_due_in_words(due, text, kind):
    assert dates.due_label(due, TODAY) == (text, kind)


def test_days_and_times():
    when = datetime(2026, 11, 21, 10, 42, tzinfo=UTC)
    assert dates.clock_time(when) == "10:42"
    assert dates.day_and_time(when, TODAY) == "Today, 10:42"
    assert dates.day_and_time(when, date(2026, 11, 22)) == "21 Nov, 10:42"
    assert dates.day_and_time(when) == "21 Nov 2026, 10:42"
    assert dates.long_date(TODAY) == "21 November 2026"
    assert dates.weekday_date(TODAY) == "Saturday 21 November"


def test_a_time_is_said_where_the_node_stands(settings):
    settings.TIME_ZONE = "Asia/Kathmandu"
    late = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)
    assert dates.day_and_time(late, TODAY) == "Today, 04:15"


def test_months_are_said_in_the_active_language():
    with translation.override("es"):
        assert "noviembre" in dates.long_date(TODAY)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (ApproximateDate.day(date(2019, 3, 4)), "4 March 2019"),
        (ApproximateDate.day(date(2019, 3, 4), words="at Dashain"), "4 March 2019 (“at Dashain”)"),
        (ApproximateDate.month(2019, 2), "February 2019"),
        (ApproximateDate.year(2019), "2019"),
        (ApproximateDate.about(2019), "about 2019"),
        (ApproximateDate.about(2019, 2), "about February 2019"),
        (ApproximateDate.about(2019, 3, 4), "about 4 March 2019"),
        (ApproximateDate.before("the flood"), "before the flood"),
        (ApproximateDate.before("", on=date(2015, 12, 31)), "before 2015"),
        (ApproximateDate.after("the quake", on=date(2015, 1, 1)), "after the quake (2015)"),
    ],
)
def test_approximate_dates_in_words(value, words):
    assert dates.approximate(value) == words


@pytest.mark.parametrize(
    ("number", "unit", "start", "end"),
    [
        (10, Unit.DAYS, date(2026, 11, 8), date(2026, 11, 14)),
        (2, Unit.WEEKS, date(2026, 11, 4), date(2026, 11, 10)),
        (3, Unit.MONTHS, date(2026, 8, 1), date(2026, 8, 31)),
        (3, Unit.YEARS, date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_ago_is_as_coarse_as_its_unit(number, unit, start, end):
    found = ApproximateDate.ago(number, unit, today=TODAY, words="said so")
    assert found == ApproximateDate(
        start=start, end=end, precision=Precision.ABOUT, words="said so"
    )


def test_longer_ago_than_there_are_years_is_refused():
    with pytest.raises(OverflowError):
        ApproximateDate.ago(999_999, Unit.YEARS, today=TODAY)


@pytest.mark.parametrize(
    "parts",
    [
        {"start": date(2020, 1, 2), "end": date(2020, 1, 1), "precision": "day"},
        {"start": date(2020, 1, 2), "precision": "day"},
        {"precision": "before"},
        {"start": date(2020, 1, 1), "end": date(2020, 1, 1), "precision": "maybe"},
        {"start": date(2020, 1, 1), "end": date(2020, 1, 1), "precision": "day", "era": "AD"},
    ],
)
def test_what_does_not_hold_together_is_refused(parts):
    with pytest.raises(ValueError, match="validation error"):
        ApproximateDate.model_validate(parts)


def test_stored_and_read_again_it_is_the_same():
    value = ApproximateDate.about(2019, words="তিন বছর আগে")
    assert ApproximateDate.model_validate_json(value.model_dump_json()) == value


def test_in_order_of_when_it_was_and_the_undated_first():
    early, late = ApproximateDate.year(1999), ApproximateDate.day(date(2001, 1, 1))
    undated = ApproximateDate.before("the war")
    assert sorted([late, undated, early], key=lambda v: v.sort_key) == [undated, early, late]
