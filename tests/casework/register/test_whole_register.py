"""A register as a small organisation keeps it, from the file to what an import would do."""

import io
from datetime import date, timedelta
from itertools import cycle

import pytest

from alongside.casework.register.checking import Report, Status, check
from alongside.casework.register.htcds import FIELDS, OTHER
from alongside.casework.register.mapping import suggest_mapping
from alongside.casework.register.reading import open_register
from alongside.casework.register.writing import write_csv, write_xlsx
from tests.casework.register.builders import table, workbook
from tests.casework.register.shared import given_register

TODAY = date(2026, 11, 21)
HEADER = (
    "File no.", "First Name", "Second Name", "Birthdate", "Gender", "Primary Language",
    "Citizenship", "Mobile Phone", "Mailing City", "Trafficking Status", "Age when Trafficked",
    "Method of Recruitment", "Methods of Control", "Type of Exploitation", "Forced Labour Industry",
    "Status", "Incoming Referral Date", "Consent", "Case Comment", "Our own note",
)  # fmt: skip
NAMES = ("Elena", "নাসরিন", "गीता", "สมใจ", "ခင်ခင်", "ស្រីពៅ", "Thuỷ", "أمل", "Δάφνη")
IMPOSSIBLE, REPEATED = 20, (40, 59)


def made_rows() -> list[tuple]:
    """Return 60 rows: the 21st cannot be true, the 41st and the last repeat a number."""
    styles = cycle([lambda d: d, lambda d: f"{d:%d/%m/%Y}", lambda d: f"{d:%d %b %Y}"])
    statuses = cycle(["Active", "Follow Up", "Follow up", "Closed", "Closed Referred"])
    controls = cycle(["Excessive Working Hours ", "Debt Bondage;Threatens Children Family", None])
    rows: list[tuple] = []
    for number in range(60):
        born = date(1975, 1, 13) + timedelta(days=161 * number)
        came = date(2023, 2, 25) + timedelta(days=17 * number)
        rows.append(
            (
                f"RJ-{2023 + number % 3}-{number:03}", NAMES[number % 9],
                NAMES[(number + 9) % 7] if number % 4 == 0 else None,
                next(styles)(born) if number % 5 else None, "Feminine", None, "Viet Nam",
                f"+88017{number:08}" if number % 2 else None, "Medellín",
                "Possible Victim of Trafficking", 12 + number % 10 if number % 3 else None,
                "At Work;Through an Online Advertisement", next(controls), "Sexual Exploitation",
                "Activities of households as employers" if number == 58 else None,
                next(statuses), next(styles)(came), ("Yes", "No", None)[number % 3],
                "=cmd|' /C calc'!A0" if number == 0 else None, "x" if number % 2 else None,
            )
        )  # fmt: skip
    early, late = rows[IMPOSSIBLE][:3], rows[IMPOSSIBLE][11:]
    rows[IMPOSSIBLE] = (*early, date(2091, 5, 4), *rows[IMPOSSIBLE][4:10], -3, *late)
    for at, first in zip(REPEATED, (7, 11), strict=True):
        rows[at] = (*rows[first][:7], f"+8801{at:09}", *rows[first][8:])
    return rows


def judged(content: bytes, filename: str) -> Report:
    sheet = open_register(io.BytesIO(content), filename=filename)
    return check(sheet, suggest_mapping(sheet.headers, sheet.machine_names), TODAY)


@pytest.fixture(params=["the given workbook", "a made workbook", "a made table"])
def report(request) -> Report:
    if request.param == "the given workbook":
        return judged(given_register(), "register.xlsx")
    if request.param == "a made workbook":
        content = workbook([HEADER, *made_rows()], **{"old stuff": [("ignore me",)]})
        return judged(content, "register.xlsx")
    return judged(table([HEADER, *made_rows()], "\t", "utf-16"), "register.csv")


def test_57_people_are_new_two_rows_update_and_one_is_refused(report):
    assert report.counts == {Status.NEW: 57, Status.REPEATS: 2, Status.REFUSED: 1}
    assert (len(report.files()), report.questions, report.skipped) == (57, (), ())


def test_the_refused_row_says_why_and_nothing_else_is_said(report):
    assert [(p.row, p.column, p.sentence) for p in report.problems] == [
        (22, "Birthdate", "Nobody was born on this date: it is in the future."),
        (22, "Age when Trafficked", "An age cannot be below 0."),
    ]


def test_every_list_value_was_understood(report):
    assert [
        name for row in report.rows for name in row.record.fields if name.startswith(OTHER)
    ] == []


def test_repeats_point_at_the_first_row_of_their_number(report):
    repeats = [row for row in report.rows if row.status is Status.REPEATS]
    firsts = {row.number: row for row in report.rows}

    assert [r.number for r in repeats] == [42, 61]
    for row in repeats:
        assert row.repeats is not None
        assert firsts[row.repeats].record.match_key == row.record.match_key
        assert firsts[row.repeats].record != row.record


@pytest.mark.parametrize(("write", "name"), [(write_csv, "a.csv"), (write_xlsx, "a.xlsx")])
def test_what_was_read_can_be_written_and_read_again(report, write, name):
    people = list(report.files())
    stream = io.BytesIO()
    write(people, tuple(FIELDS), stream, own=["Our own note"])

    assert [row.record for row in judged(stream.getvalue(), name).rows] == people
