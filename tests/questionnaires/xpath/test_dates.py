"""Dates count as days, on the clock of whoever answers."""

import math
from datetime import UTC, date, datetime, time

import pytest

from alongside.questionnaires.xpath import as_number, as_string
from tests.questionnaires.xpath.world import DHAKA, NOW, answers, worth


def test_today_is_hers_and_not_the_servers():
    assert NOW.astimezone(UTC).date() == date(2026, 2, 28)
    assert worth("today()") == date(2026, 3, 1)
    assert worth("string(today())") == "2026-03-01"
    assert worth("now()") == NOW
    assert worth("string(now())") == "2026-03-01T02:30:00.000+06:00"


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("number('1970-01-01')", 0.0),
        ("number('1970-01-02')", 1.0),
        ("number('1969-12-31')", -1.0),
        ("number('1970-01-01T12:00:00.000Z')", 0.5),
        ("number('2012-02-29') - number('2012-02-28')", 1.0),
        ("'2012-03-01' - '2012-02-28'", 2.0),
        ("'2013-03-01' - '2013-02-28'", 1.0),
        ("'1900-03-01' - '1900-02-28'", 1.0),
        ("'2000-03-01' - '2000-02-28'", 2.0),
        ("today() - /data/born", 12419.0),
        ("now() - /data/met", 0.125),
        ("date-time('2026-03-01T00:00:00+06:00') - date-time('2026-02-28T00:00:00Z')", 0.75),
        ("int((today() - /data/born) div 365.25)", 34.0),
        ("today() - 1 = '2026-02-28'", True),
        ("date(today() - 1) = '2026-02-28'", True),
        ("today() + 1 > today()", True),
        ("decimal-date-time('1970-01-03T12:00:00.000+00:00')", 2.5),
        ("decimal-date-time('1970-01-01T00:00:00.000-06:00')", 0.25),
        ("decimal-date-time('2026-03-01')", 20513.0),
        ("decimal-time('06:00:00.000')", 0.25),
        ("decimal-time('12:00')", 0.5),
        ("decimal-time('1970-01-05T18:00:00.000-07:00')", 0.75),
        ("decimal-time(/data/wakes) * 24", 6.5),
    ],
)
def test_dates_count_as_days(expression, value):
    assert worth(expression) == (pytest.approx(value) if isinstance(value, float) else value)


@pytest.mark.parametrize(
    "expression",
    [
        "number('2013-02-29')",
        "number('2013-2-9')",
        "number('2026-13-01')",
        "number('0000-01-01')",
        "number('2026-01-01 10:00')",
        "number('25:00')",
        "decimal-time('noon')",
        "decimal-time('2026-03-01')",
        "decimal-date-time('')",
        "/data/blank_date - today()",
    ],
)
def test_what_is_no_date(expression):
    assert math.isnan(worth(expression))


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        (". <= today()", True),
        (". > today()", False),
        (". >= '1992-02-29' and . <= '1992-02-29'", True),
        (". = '1992-02-29'", True),
        (". = date('1992-02-29')", True),
        (". != today()", True),
        (". <= now()", True),
        ("/data/blank_date <= today()", False),
        ("/data/blank_date > today()", False),
        ("/data/blank_date = ''", True),
        ("today() <= now()", True),
        ("date(now()) = today()", True),
        ("/data/met < now()", True),
        ("/data/met < today()", True),
        ("/data/met >= '2026-02-28'", True),
        ("'2026-03-01T00:00:00+06:00' = '2026-02-28T18:00:00Z'", False),
        ("date-time('2026-03-01T00:00:00+06:00') = '2026-02-28T18:00:00Z'", True),
        ("'2026-03-01T00:00:00+06:00' <= '2026-02-28T18:00:00Z'", True),
        ("'2026-03-01T00:00:00+06:00' < '2026-02-28T18:30:00Z'", True),
    ],
)
def test_dates_compare(expression, value):
    assert worth(expression, "/data/born") is value


def test_a_day_entered_after_midnight_is_not_in_the_future():
    assert worth(". <= now()", "/data/born", root=answers(born="2026-03-01")) is True


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("date('2026-02-28T23:30:00Z')", date(2026, 3, 1)),
        ("date(0)", date(1970, 1, 1)),
        ("date(59)", date(1970, 3, 1)),
        ("date(-1)", date(1969, 12, 31)),
        ("date('59')", date(1970, 3, 1)),
        ("date(today() + 365)", date(2027, 3, 1)),
        ("date(now() + 1)", date(2026, 3, 2)),
        ("date('')", ""),
        ("date('soon')", ""),
        ("date(1 div 0)", ""),
        ("date(pow(10, 12))", ""),
        ("date-time(0.5)", datetime(1970, 1, 1, 12, tzinfo=DHAKA)),
        ("date-time('2026-02-28')", datetime(2026, 2, 28, tzinfo=DHAKA)),
        ("date-time('never')", ""),
        ("date(/data/wakes)", date(2026, 3, 1)),
        ("date('0001-01-01T00:00:00+14:00')", date(1, 1, 1)),
    ],
)
def test_dates_are_made(expression, value):
    assert worth(expression) == value


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("%Y-%m-%d", "2026-03-01"),
        ("%y/%n/%e", "26/3/1"),
        ("%a %e %b %Y", "Sun 1 Mar 2026"),
        ("%A %B", "Sunday March"),
        ("%H:%M:%S.%3", "02:30:00.000"),
        ("%h h", "2 h"),
        ("%q 100%", "%q 100%"),
    ],
)
def test_dates_are_written(pattern, text):
    assert worth(f"format-date-time(now(), '{pattern}')") == text


def test_names_of_months_are_in_the_language_of_whoever_answers():
    assert worth("format-date('2026-01-31', '%e %B')", language="es") == "31 enero"
    assert worth("format-date('2026-01-31', '%e %B')", language="../../etc") == "31 January"


def test_nothing_is_written_of_no_date():
    assert worth("format-date(/data/blank_date, '%Y')") == ""
    assert worth("format-date('soon', '%Y')") == ""
    assert worth("format-date(today() + 31, '%d.%m.')") == "01.04."


def test_times_and_dates_as_values():
    assert as_number(date(1970, 1, 11)) == 10.0
    assert as_number(time(6)) == 0.25
    assert as_string(date(12, 1, 2)) == "0012-01-02"
    assert as_string(time(6, 30)) == "06:30:00.000"
