from datetime import date

import pytest
from hypothesis import given, strategies as st

from alongside.casework.register.date_cells import date_text, read_date_text
from alongside.casework.register.dates import (
    DateOrder,
    DateStyle,
    NoSuchDay,
    NotADate,
    TwoDigitYear,
    from_serial,
    infer_style,
    read_date,
)
from alongside.core.approximate import ApproximateDate
from alongside.core.dates import Precision, Unit

DAY_FIRST, MONTH_FIRST = DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST
TENTH = ApproximateDate.day(date(2023, 10, 10))
TWELFTH = ApproximateDate.day(date(2023, 10, 12))


@pytest.mark.parametrize(
    "text",
    [
        "2023-10-12", "2023/10/12", "2023.10.12", "20231012", "2023-10-12T00:00:00Z",
        "2023-10-12 14:30", "12/10/2023", "12-10-2023", "12.10.2023", "12 10 2023",
        "12/10/2023 2:30 pm", "১২/১০/২০২৩", "१२/१०/२०२३", "١٢/١٠/٢٠٢٣", "၁၂-၁၀-၂၀၂၃",
        "12 Oct 2023", "12-Oct-2023", "12.Oct.2023", "Oct 12, 2023", "12th of October 2023",
        "Thursday, 12 October 2023", "12 DE OCTUBRE DE 2023", "12 octombrie 2023",
        "12 ottobre 2023",
        "১২ অক্টোবর ২০২৩", "१२ अक्टोबर २०२३", "12 ตุลาคม 2023", "12 Οκτωβρίου 2023", "12 oct. 2023",
        "ngày 12 tháng 10 năm 2023", "2023年10月12日", "12 تشرين الأول 2023", "12 Oktubre 2023",
        "45211", "45211.5", 45211, 45211.0, date(2023, 10, 12), " 12/10/2023 ",
    ],
)  # fmt: skip
def test_the_same_day_in_many_hands(text):
    assert read_date(text, DAY_FIRST) == TWELFTH


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-10", ApproximateDate.month(2023, 10)),
        ("10/2023", ApproximateDate.month(2023, 10)),
        ("October 2023", ApproximateDate.month(2023, 10)),
        ("Oct-2023", ApproximateDate.month(2023, 10)),
        ("2023年10月", ApproximateDate.month(2023, 10)),
        ("1998", ApproximateDate.year(1998)),
        (1998, ApproximateDate.year(1998)),
        (1998.0, ApproximateDate.year(1998)),
    ],
)
def test_half_known_dates_stay_half_known(text, expected):
    assert read_date(text) == expected


@pytest.mark.parametrize("text", ["about 1998", "c. 1998", "~1998", "1998?", "hacia 1998"])
def test_about_keeps_the_words(text):
    assert read_date(text) == ApproximateDate(
        start=date(1998, 1, 1), end=date(1998, 12, 31), precision=Precision.ABOUT, words=text
    )


@pytest.mark.parametrize("text", ["12/03/2531", "12 มี.ค. 2531", "2531-03-12"])
def test_a_buddhist_year_is_turned_and_its_words_kept(text):
    assert read_date(text) == ApproximateDate.day(date(1988, 3, 12), words=text)


@pytest.mark.parametrize("text", ["10-Oct-23", "12/3/98", "3.12.98", "Oct 23", "Mar-98"])
def test_two_digits_are_no_year(text):
    with pytest.raises(TwoDigitYear):
        read_date(text)


@pytest.mark.parametrize(
    "text", ["31/02/2020", "2021-02-29", "30 Feb 2020", "0/1/2020", "13/13/2020", "2020-13"]
)
def test_days_that_the_calendar_does_not_have(text):
    with pytest.raises(NoSuchDay):
        read_date(text)


@pytest.mark.parametrize(
    "text",
    ["harvest", "born after 10 Oct 2023", "", "?", "23", 23, -3, 99_999, True, None, "jui 2020"],
)
def test_what_is_no_date(text):
    with pytest.raises(NotADate):
        read_date(text)


@pytest.mark.parametrize(
    ("cells", "style"),
    [
        (["03/04/2023", "27/02/2023"], DateStyle(DAY_FIRST)),
        (["03/04/2023", "02/27/2023"], DateStyle(MONTH_FIRST)),
        (["03/04/2023", "10 Oct 2023", date(2023, 1, 2), None], DateStyle(DAY_FIRST, True)),
        (["03/04/2023", "27/02/2023", "02/27/2023"], DateStyle(DAY_FIRST, True)),
        (["27/02/2023", "02/27/2023", "02/28/2023"], DateStyle(MONTH_FIRST)),
        (["05/05/2023", "06/06/2023"], DateStyle(DAY_FIRST)),
        (["03.04.2023"], DateStyle(DAY_FIRST)),
        (["2023-03-04", "10 Oct 2023", "1998"], DateStyle(DAY_FIRST)),
        (["০৩/০৪/২০২৩", "২৭/০২/২০২৩"], DateStyle(DAY_FIRST)),
        ([], DateStyle(DAY_FIRST)),
    ],
)
def test_the_whole_column_decides(cells, style):
    assert infer_style(cells) == style


def test_other_columns_make_an_order_likelier_but_do_not_decide():
    assert infer_style(["03/04/2023"], elsewhere=MONTH_FIRST) == DateStyle(MONTH_FIRST, True)


def test_text_that_fits_one_order_only_is_read_in_it():
    assert read_date("27/02/2023", MONTH_FIRST) == read_date("02/27/2023", DAY_FIRST)
    assert read_date("03/04/2023", MONTH_FIRST) == ApproximateDate.day(date(2023, 3, 4))


def test_spreadsheets_count_a_day_in_1900_that_never_was():
    assert [from_serial(n) for n in (1, 59, 61, 45211)] == [
        date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1), date(2023, 10, 12),
    ]  # fmt: skip
    assert from_serial(0, since_1904=True) == date(1904, 1, 1)


days = st.dates(min_value=date(1850, 1, 1), max_value=date(2090, 12, 31))
words = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=12)
approximate = st.one_of(
    st.builds(ApproximateDate.day, days, words=words),
    st.builds(ApproximateDate.month, st.integers(1850, 2090), st.integers(1, 12), words=words),
    st.builds(ApproximateDate.year, st.integers(1850, 2090), words=words),
    st.builds(
        ApproximateDate.ago,
        st.integers(1, 60),
        st.sampled_from(Unit),
        today=st.just(date(2026, 11, 21)),
        words=words,
    ),
    st.builds(ApproximateDate.before, words.filter(bool), on=st.none() | days),
    st.builds(ApproximateDate.after, words, on=days),
)


@given(approximate)
def test_any_date_survives_its_cell(when):
    assert read_date_text(date_text(when)) == when


@given(
    approximate.filter(lambda when: when.words or when.precision not in {"day", "month", "year"})
)
def test_any_written_date_is_read_by_the_reader_of_registers(when):
    assert read_date(date_text(when)) == when
