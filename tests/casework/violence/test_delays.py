"""From the incident to the report, in bands; only where both days are known well enough."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from alongside.casework.violence.delays import DelayBand, a_month_after, delay_band
from alongside.core.approximate import ApproximateDate
from alongside.core.dates import Unit

REPORTED = date(2026, 3, 31)
DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, DelayBand.DAYS_0_3),
        (3, DelayBand.DAYS_0_3),
        (4, DelayBand.DAYS_4_5),
        (5, DelayBand.DAYS_4_5),
        (6, DelayBand.DAYS_6_14),
        (14, DelayBand.DAYS_6_14),
        (15, DelayBand.TO_A_MONTH),
        (31, DelayBand.TO_A_MONTH),
        (32, DelayBand.OVER_A_MONTH),
        (4000, DelayBand.OVER_A_MONTH),
    ],
)
def test_the_last_and_the_first_day_of_each_band(days, expected):
    reported = date(2026, 8, 31)
    happened = ApproximateDate.day(reported - timedelta(days))
    assert delay_band(happened, reported) == expected


@pytest.mark.parametrize(
    ("day", "after"),
    [
        (date(2026, 1, 15), date(2026, 2, 15)),
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 1, 31)),
    ],
)
def test_a_month_is_one_of_the_calendar(day, after):
    assert a_month_after(day) == after
    happened = ApproximateDate.day(day)
    assert delay_band(happened, after) == DelayBand.TO_A_MONTH
    assert delay_band(happened, after + timedelta(1)) == DelayBand.OVER_A_MONTH


@pytest.mark.parametrize(
    ("happened", "expected"),
    [
        (ApproximateDate.year(2024), DelayBand.OVER_A_MONTH),
        (ApproximateDate.month(2026, 1), DelayBand.OVER_A_MONTH),
        # From the 1st to the 31st: from the same day to a month.
        (ApproximateDate.month(2026, 3), None),
        # About the 21st: from the 18th to the 24th, 7 to 13 days.
        (ApproximateDate.about(2026, 3, 21), DelayBand.DAYS_6_14),
        (ApproximateDate.about(2026, 3, 27), None),
        # A stretch ends with the report: from the 28th to the 31st.
        (ApproximateDate.about(2026, 3, 31), DelayBand.DAYS_0_3),
        (ApproximateDate.ago(3, Unit.MONTHS, today=REPORTED), DelayBand.OVER_A_MONTH),
        (ApproximateDate.before("the flood", on=date(2026, 1, 2)), DelayBand.OVER_A_MONTH),
        (ApproximateDate.before("the flood", on=date(2026, 3, 20)), None),
        (ApproximateDate.before("the flood"), None),
        (ApproximateDate.after("Holi", on=date(2026, 3, 29)), DelayBand.DAYS_0_3),
        (ApproximateDate.after("Holi", on=date(2026, 3, 4)), None),
        (ApproximateDate.after("Holi"), None),
        (None, None),
    ],
)
def test_a_stretch_tells_a_band_where_all_of_it_is_in_one(happened, expected):
    assert delay_band(happened, REPORTED) == expected


def test_nothing_is_told_of_a_report_nobody_knows_the_day_of_or_before_it_happened():
    assert delay_band(ApproximateDate.day(REPORTED), None) is None
    assert delay_band(ApproximateDate.day(REPORTED + timedelta(1)), REPORTED) is None


@given(start=DAYS, width=st.integers(0, 60), inside=st.integers(0, 60), later=st.integers(0, 80))
def test_whatever_day_of_a_stretch_it_was_the_band_is_the_same(start, width, inside, later):
    end = start + timedelta(width)
    reported = end + timedelta(later)
    stretch = ApproximateDate.before("x", on=end).model_copy(update={"start": start})
    told = delay_band(stretch, reported)
    day = start + timedelta(min(inside, width))
    assert told in {None, delay_band(ApproximateDate.day(day), reported)}
    if width == 0:
        assert told == delay_band(ApproximateDate.day(start), reported)
