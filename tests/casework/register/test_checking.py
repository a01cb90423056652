import io
from datetime import date

import pytest

from alongside.casework.register.checking import Report, Status, check
from alongside.casework.register.columns import Question
from alongside.casework.register.dates import DateOrder
from alongside.casework.register.mapping import suggest_mapping
from alongside.casework.register.reading import open_register
from alongside.core.approximate import ApproximateDate
from tests.casework.register.builders import table, workbook

TODAY = date(2026, 11, 21)


def report(*rows, header, today: date = TODAY, **choices) -> Report:
    sheet = open_register(io.BytesIO(workbook([header, *rows])), filename="a.xlsx")
    mapping = suggest_mapping(sheet.headers, sheet.machine_names)
    for index, order in choices.get("orders", {}).items():
        mapping = mapping.with_date_order(index, order)
    return check(sheet, mapping, today)


def one(header: str, cell: object, **more) -> tuple[dict, list[tuple[str, bool]]]:
    """Return fields and problems of a row with one cell beside the name."""
    [row] = report(("A", "Mira", cell), header=("File no.", "First Name", header), **more).rows
    fields = {k: v for k, v in row.record.fields.items() if k != "prs_FirstName"}
    return fields, [(problem.sentence, problem.refuses) for problem in row.problems]


@pytest.mark.parametrize(
    ("header", "cell", "fields"),
    [
        ("Age when Trafficked", 23.0, {"vic_AgeWhenTrafficked": 23}),
        ("Age when Trafficked", "23", {"vic_AgeWhenTrafficked": 23}),
        ("Age when Trafficked", " ২৩ ", {"vic_AgeWhenTrafficked": 23}),
        ("Age when Trafficked", "٢٣ years", {"vic_AgeWhenTrafficked": 23}),
        ("Age when Trafficked", "२३ वर्ष", {"vic_AgeWhenTrafficked": 23}),
        ("Age when Trafficked", "unknown", {}),
        ("Number of Children", 0, {"prs_NumberOfChildren": 0}),
        ("Birthdate", 33000, {"prs_Birthdate": ApproximateDate.day(date(1990, 5, 7))}),
        ("Birthdate", "1990", {"prs_Birthdate": ApproximateDate.year(1990)}),
        ("Birthdate", "n/a", {}),
        ("Consent", "Yes", {"con_Consent": True}),
        ("Consent", "no", {"con_Consent": False}),
        ("Consent", "হ্যাঁ", {"con_Consent": True}),
        ("Consent", "✓", {"con_Consent": True}),
        ("Consent", False, {"con_Consent": False}),
        ("Consent", "?", {}),
        ("Gender", "unknown", {"prs_Gender": "NonSpecifiedUnknown"}),
        ("Citizenship", "Nepal; India", {"prs_Citizenship": ("Nepal", "India")}),
        ("Citizenship", "Namibia", {"prs_Citizenship": ("Namibia",)}),
        ("Mobile Phone", "+880 (1712) 34-56-78", {"prs_MobilePhone": "+8801712345678"}),
        ("Mobile Phone", "০১৭১২৩৪৫৬৭৮", {"prs_MobilePhone": "০১৭১২৩৪৫৬৭৮"}),
        ("Mobile Phone", 8801712345678, {"prs_MobilePhone": "8801712345678"}),
        ("Identity Number", 12.0, {"prs_IdentityNumber": "12"}),
        ("Case Comment", "-", {"cco_CaseComment": "-"}),
        (
            "Planned End Date",
            "2027-01-31",
            {"spl_PlannedEndDate": ApproximateDate.day(date(2027, 1, 31))},
        ),
    ],
)
def test_cells_become_typed_values_without_a_word(header, cell, fields):
    assert one(header, cell) == (fields, [])


@pytest.mark.parametrize(
    ("header", "cell", "sentence"),
    [
        ("Birthdate", "2091-05-04", "Nobody was born on this date: it is in the future."),
        (
            "Birthdate",
            "2027-05-04",
            (
                "This date is in the future. If it is a year of Nepal's calendar, "
                "write the international one."
            ),
        ),
        ("Birthdate", "1823-05-04", "This date is more than 120 years ago."),
        ("Birthdate", "31/02/1990", "The calendar has no such day."),
        (
            "Birthdate",
            "4-May-90",
            "This year has two digits. Write all four, so that nobody has to guess.",
        ),
        ("Planned End Date", "2091-01-01", "This date is too far in the future."),
        ("Age when Trafficked", -3, "An age cannot be below 0."),
        ("Age when Trafficked", 230, "This number is too high to be true."),
        ("Number of Children", "-1", "This cannot be below 0."),
    ],
)
def test_what_cannot_be_true_refuses_the_row(header, cell, sentence):
    assert one(header, cell) == ({}, [(sentence, True)])


@pytest.mark.parametrize(
    ("header", "cell", "fields", "sentence"),
    [
        (
            "Gender",
            "Hijra",
            {"x_other_prs_Gender": "Hijra"},
            "This is not in the list of the standard. It is kept as you wrote it.",
        ),
        (
            "Methods of Control",
            "Debt bondage;Locked in",
            {"vic_MethodsOfControl": ("DebtBondage",), "x_other_vic_MethodsOfControl": "Locked in"},
            "This is not in the list of the standard. It is kept as you wrote it.",
        ),
        (
            "Birthdate",
            "at harvest",
            {"x_other_prs_Birthdate": "at harvest"},
            "We could not read this as a date. It is kept as you wrote it.",
        ),
        (
            "Age when Trafficked",
            "20-25",
            {"x_other_vic_AgeWhenTrafficked": "20-25"},
            "This is not a number. It is kept as you wrote it.",
        ),
        (
            "Age when Trafficked",
            23.5,
            {"x_other_vic_AgeWhenTrafficked": "23.5"},
            "This is not a whole number. It is kept as you wrote it.",
        ),
        (
            "Consent",
            "later",
            {"x_other_con_Consent": "later"},
            "This is neither yes nor no. It is kept as you wrote it.",
        ),
        (
            "Mobile Phone",
            "8.80171E+12",
            {"prs_MobilePhone": "8.80171E+12"},
            "This does not look like one phone number.",
        ),
        (
            "Email",
            "mira at home",
            {"prs_Email": "mira at home"},
            "This does not look like an e-mail address.",
        ),
        ("Gender", "#N/A", {}, "The spreadsheet shows an error here."),
        (
            "Birthdate",
            "12/03/2531",
            {"prs_Birthdate": ApproximateDate.day(date(1988, 3, 12), words="12/03/2531")},
            "This year was read as one of the Buddhist calendar.",
        ),
    ],
)
def test_what_is_odd_is_kept_and_said(header, cell, fields, sentence):
    assert one(header, cell) == (fields, [(sentence, False)])


def test_an_event_in_the_future_is_judged_by_the_day_that_is_passed_in():
    cell = "2026-11-22"

    assert one("Incoming Referral Date", cell, today=date(2026, 11, 22))[1] == []
    assert one("Incoming Referral Date", cell, today=date(2026, 11, 21))[1][0][1] is True


def test_rows_that_repeat_a_file_number_update_the_first_of_it():
    found = report(
        ("a-1", "Mira", "Active"),
        ("A-2", "Gita", "Active"),
        (" A–1 ", None, "Closed"),
        ("A-1", "Mira B.", None),
        header=("File no.", "First Name", "Status"),
    )

    assert [(r.number, r.status, r.repeats) for r in found.rows] == [
        (2, Status.NEW, None),
        (3, Status.NEW, None),
        (4, Status.REPEATS, 2),
        (5, Status.REPEATS, 2),
    ]
    assert found.counts == {Status.NEW: 2, Status.REPEATS: 2, Status.REFUSED: 0}
    assert [file.fields for file in found.files()] == [
        {"prs_FirstName": "Mira B.", "cas_Status": "Closed"},
        {"prs_FirstName": "Gita", "cas_Status": "Active"},
    ]


def test_a_refused_row_does_not_take_the_place_of_a_good_one():
    found = report(
        ("A-1", "Mira", -3),
        ("A-1", "Mira", 30),
        header=("File no.", "First Name", "Age when Trafficked"),
    )

    assert [r.status for r in found.rows] == [Status.REFUSED, Status.NEW]


def test_rows_without_a_file_number_are_new_and_said_to_be_hard_to_update():
    found = report((None, "Mira"), (None, "Mira"), header=("File no.", "First Name"))

    assert [r.status for r in found.rows] == [Status.NEW, Status.NEW]
    assert [p.sentence for p in found.problems] == [
        "There is no file number, so a later import cannot update this person."
    ] * 2


def test_numbers_that_were_filled_in_ahead_are_no_people():
    found = report(
        (1, "A-1", "Mira"),
        (2, "A-2", None),
        (3, None, None),
        header=("No.", "File no.", "First Name"),
    )

    assert [r.number for r in found.rows] == [2]
    assert found.skipped == (3, 4)


def test_problems_name_the_cell_as_the_spreadsheet_does_and_never_quote_it():
    [problem] = report(
        ("A-1", "Mira", "Hijra"), header=("File no.", "First Name", "Gender")
    ).problems

    assert (problem.row, problem.letters, problem.column, problem.value) == (
        2,
        "C",
        "Gender",
        "Hijra",
    )
    assert "Hijra" not in problem.sentence
    assert "Hijra" not in repr(problem)


def test_an_age_that_she_has_not_reached_yet_is_pointed_out():
    found = report(
        ("A-1", "1999-01-01", 40),
        ("A-2", "1999-01-01", 20),
        header=("File no.", "Birthdate", "Age when Trafficked"),
    )

    assert [(p.row, p.column, p.refuses) for p in found.problems] == [
        (2, "Age when Trafficked", False)
    ]


HEADER = ("File no.", "First Name", "Birthdate", "Incoming Referral Date")
AMBIGUOUS = ("A-1", "Mira", "03/04/1990", "02/27/2023")


def test_a_column_that_fits_both_orders_asks_and_shows_the_likelier_one():
    found = report(AMBIGUOUS, ("A-2", "Gita", "1990-05-06", None), header=HEADER)

    [question] = found.questions
    assert question == Question(question.column, DateOrder.MONTH_FIRST, ("03/04/1990",))
    assert question.column.title == "Birthdate"
    assert found.rows[0].record.fields["prs_Birthdate"] == ApproximateDate.day(date(1990, 3, 4))


def test_a_chosen_order_is_obeyed_and_no_longer_asked_for():
    found = report(AMBIGUOUS, header=HEADER, orders={2: DateOrder.DAY_FIRST})

    assert found.questions == ()
    assert found.rows[0].record.fields["prs_Birthdate"] == ApproximateDate.day(date(1990, 4, 3))
    assert found.rows[0].record.fields["cas_IncomingReferralDate"] == ApproximateDate.day(
        date(2023, 2, 27)
    )


def test_own_columns_are_kept_as_they_were_seen():
    [row] = report(
        ("A-1", "Mira", date(2023, 1, 2), 7.0, True, " blue ", "#REF!"),
        header=("File no.", "First Name", "Seen on", "Bed", "Bag", "Folder", "Sum"),
    ).rows

    assert row.record.own == {"Seen on": "2023-01-02", "Bed": "7", "Bag": "TRUE", "Folder": "blue"}
    assert row.record.match_key == "A-1"


def test_an_ignored_column_leaves_nothing_behind():
    content = table([("File no.", "First Name", "HIV status"), ("A-1", "Mira", "secret")])
    sheet = open_register(io.BytesIO(content), filename="a.csv")
    mapping = suggest_mapping(sheet.headers)

    kept = check(sheet, mapping, TODAY).rows[0].record
    left = check(sheet, mapping.with_ignored(2), TODAY).rows[0].record

    assert (kept.own, left.own) == ({"HIV status": "secret"}, {})
