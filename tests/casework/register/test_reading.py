import io
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings, strategies as st

from alongside.casework.register.layout import Sheet
from alongside.casework.register.reading import open_register
from alongside.core.spreadsheets.refusals import UnreadableTable
from tests.casework.register.builders import (
    MAIN,
    package,
    saved,
    sheet_xml,
    table,
    text_cells,
    workbook,
)

HEADER = ("File no.", "First Name", "Birthdate", "Our own note")
MIRA = ("A-1", "Mira", "1990-01-02", "blue")
GITA = ("A-2", "गीता", "1991-02-03", None)
# Made once: a workbook holds the time of its making, and damage must be repeatable.
WHOLE = workbook([HEADER, MIRA, GITA])


def read(content: bytes, filename: str = "register.xlsx", **how) -> Sheet:
    return open_register(io.BytesIO(content), filename=filename, **how)


def cells(sheet: Sheet) -> list[tuple]:
    return [row.cells for row in sheet.rows]


def numbers(sheet: Sheet) -> list[int]:
    return [row.number for row in sheet.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_in_every_encoding_and_delimiter(encoding, delimiter):
    sheet = read(table([HEADER, MIRA, GITA], delimiter, encoding), "register.csv")

    assert sheet.headers == HEADER
    assert cells(sheet) == [MIRA, GITA[:3]]
    assert sheet.notes == ()


def test_western_letters_are_a_guess_and_said_to_be_one():
    sheet = read(table([HEADER, ("A-1", "Ana María", None, "Medellín")], ";", "cp1252"), "a.csv")

    assert cells(sheet) == [("A-1", "Ana María", None, "Medellín")]
    assert len(sheet.notes) == 1


def test_a_path_is_read_like_a_stream(tmp_path):
    (tmp_path / "register.xlsx").write_bytes(workbook([HEADER, MIRA]))

    assert cells(open_register(tmp_path / "register.xlsx")) == [MIRA]


def test_excel_states_its_delimiter_in_the_first_line():
    content = b"sep=;\r\n" + table([HEADER, ("A-1", "Mira, called Mi", None, "a,b,c")], ";")

    assert cells(read(content, "a.csv")) == [("A-1", "Mira, called Mi", None, "a,b,c")]


def test_quoted_cells_hold_delimiters_and_lines():
    content = b'File no.,First Name,Our own note\r\n1,"Mira, E.","one\r\ntwo ""three"""\r\n'

    assert cells(read(content, "a.csv")) == [("1", "Mira, E.", 'one\r\ntwo "three"')]


def test_titles_above_and_blank_rows_between():
    rows = [("Register of Rights Jessore",), (), ("Year", "2023"), HEADER, MIRA, (), (), GITA]

    for sheet in (read(workbook(rows)), read(table(rows), "a.csv")):
        assert sheet.headers == HEADER
        assert sheet.header_row == 4
        assert numbers(sheet) == [5, 8]
        assert cells(sheet) == [MIRA, GITA[:3]]


def test_groups_joined_above_the_names():
    rows = [("Person", None, None, "Ours"), HEADER, MIRA]
    sheet = read(workbook(rows, merges=["A1:C1"]))

    assert (sheet.headers, cells(sheet)) == (HEADER, [MIRA])


def test_names_in_two_rows_with_cells_joined_downwards():
    rows = [
        ("File no.", "Name", None, "Gender"),
        (None, "First Name", "Second Name", None),
        ("A-1", "Mira", "E.", "Feminine"),
    ]
    sheet = read(workbook(rows, merges=["A1:A2", "B1:C1", "D1:D2"]))

    assert sheet.headers == ("File no.", "First Name", "Second Name", "Gender")
    assert numbers(sheet) == [3]


def test_a_file_number_joined_over_two_rows_belongs_to_both():
    rows = [HEADER, MIRA, (None, None, None, "second visit"), GITA]
    sheet = read(workbook(rows, merges=["A2:A3"]))

    assert cells(sheet)[1] == ("A-1", None, None, "second visit")
    assert cells(sheet)[2] == GITA[:3]


def test_names_printed_again_on_every_page_are_no_people():
    assert numbers(read(table([HEADER, MIRA, HEADER, GITA]), "a.csv")) == [2, 4]


def test_the_hidden_row_of_machine_names_is_kept_apart():
    names = ("", "prs_FirstName", "prs_MailingCity", "")
    labels = ("No.", "First Name", "Mailing Street", "Our own note")
    book = openpyxl.Workbook()
    for row in (names, labels, ("1", "Mira", "Main road", None)):
        book.active.append(row)
    book.active.row_dimensions[1].hidden = True
    sheet = read(saved(book))

    assert (sheet.machine_names, sheet.headers) == (names[:3], labels)
    assert numbers(sheet) == [3]


def test_machine_names_alone_are_the_header():
    sheet = read(table([("prs_FirstName", "cas_Status"), ("Mira", "Active")]), "a.csv")

    assert sheet.headers == ("prs_FirstName", "cas_Status")
    assert (sheet.machine_names, numbers(sheet)) == ((), [2])


def test_the_sheet_with_most_names_is_read_and_the_others_are_named():
    content = workbook(
        [("ignore me", "and me"), ("x", "y")],
        Lists=[("Gender", "Colour"), ("Feminine", "red")],
        People=[HEADER, MIRA],
        Last_year=[HEADER, GITA],
    )

    sheet = read(content)

    assert (sheet.name, sheet.other_sheets) == ("People", ("Last_year",))
    assert cells(sheet) == [MIRA]
    assert cells(read(content, sheet="Last_year")) == [GITA[:3]]


def test_formulas_in_a_sheet_nobody_reads_do_no_harm():
    book = openpyxl.load_workbook(io.BytesIO(workbook([HEADER, MIRA], Sums=[])))
    book["Sums"].append(["=1+1", "Total"])

    assert cells(read(saved(book))) == [MIRA]


def test_text_that_begins_with_an_equals_sign_is_text():
    assert cells(read(workbook([HEADER, ("A-1", "=cmd|' /C calc'!A0")]))) == [
        ("A-1", "=cmd|' /C calc'!A0")
    ]


def test_unknown_names_are_found_below_titles():
    rows = [("Our people",), ("Ref", "Chosen colour", "Room"), ("a", "red", "two")]

    assert read(workbook(rows)).headers == ("Ref", "Chosen colour", "Room")


def test_a_header_with_years_for_names_is_a_header():
    header = ("File no.", "First Name", "Gender", 2022, 2023, 2024)

    assert read(workbook([header, ("A-1", "Mira")])).headers[3:] == ("2022", "2023", "2024")


def test_numbers_dates_and_styles_of_cells():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(("File no.", "First Name", "Birthdate", "Number of Children", "a", "b", "c", "d"))
    sheet.append((7, "Mira", datetime(1990, 1, 2, 13, 5), 2.0, 1.5, True, 1, 1))  # noqa: DTZ001
    sheet["A2"].number_format = "0000"
    sheet["G2"].value = sheet["H2"].value = datetime(2023, 10, 1)  # noqa: DTZ001
    sheet["G2"].number_format = "mmm yyyy"
    sheet["H2"].number_format = '"year" yyyy'

    assert cells(read(saved(book))) == [
        ("0007", "Mira", date(1990, 1, 2), 2, 1.5, True, "2023-10", "2023")
    ]


def test_workbooks_that_count_from_1904():
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append(HEADER)
    book.active.append(("A-1", "Mira", date(1990, 1, 2)))

    assert cells(read(saved(book)))[0][2] == date(1990, 1, 2)


def test_prefixes_phonetic_readings_runs_and_extensions():
    texts = (
        f'<x:sst xmlns:x="{MAIN}"><x:si><x:t>First Name</x:t></x:si><x:si><x:r><x:t>美</x:t></x:r>'
        "<x:r><x:t>咲</x:t></x:r><x:rPh><x:t>ミサキ</x:t></x:rPh></x:si></x:sst>"
    ).encode()
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}" xmlns:xm="other"><x:sheetData>'
        '<x:row r="3"><x:c r="A3" t="s"><x:v>0</x:v></x:c>'
        '<x:c r="C3" t="inlineStr"><x:is><x:t>Gender</x:t></x:is></x:c></x:row>'
        '<x:row r="9"><x:c r="A9" t="s"><x:v>1</x:v></x:c><x:c r="C9" t="str"><x:v>F</x:v></x:c>'
        "</x:row></x:sheetData><xm:f>Sheet1!A1</xm:f></x:worksheet>"
    ).encode()

    found = read(package(sheet, texts=texts))

    assert (found.headers, found.header_row) == (("First Name", "", "Gender"), 3)
    assert (cells(found), numbers(found)) == ([("美咲", None, "F")], [9])


def test_escapes_and_the_apostrophe_before_a_risky_start_are_undone():
    row = text_cells("A_x0041_", "'+880123456789", "'=1+1", "'tis", "one_x000D_\ntwo")
    sheet = read(package(sheet_xml(text_cells("File no.", "Mobile Phone", *"abc"), row)))

    assert cells(sheet) == [("AA", "+880123456789", "=1+1", "'tis", "one\r\ntwo")]


def test_repr_shows_nothing_of_the_people():
    sheet = read(workbook([HEADER, MIRA]))

    assert "Mira" in str(cells(sheet))
    assert "Mira" not in repr(sheet) + repr(sheet.rows)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_damage_anywhere_is_refused_or_read_but_never_breaks(data):
    content = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))

    assert outcome(bytes(content), "a.xlsx") in {"read", "refused"}


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_nonsense_inside_a_sheet_is_refused_or_read_but_never_breaks(data):
    xml = sheet_xml(
        text_cells(*HEADER),
        '<c r="A2" s="1"><v>1</v></c><c r="B2" t="s"><v>0</v></c><c r="D2" t="b"><v>1</v></c>',
        after='<mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
    ).decode()
    nonsense = st.sampled_from(["", "-1", "9" * 30, "nan", "A0", "ZZZ9", "é", "<v/>", "1:A", "s"])
    for old in data.draw(
        st.lists(st.sampled_from(["A2", "B2", ">1<", ">0<", '"1"', "A1:B2", "b"]))
    ):
        xml = xml.replace(old, data.draw(nonsense), 1)

    assert outcome(package(xml.encode()), "a.xlsx") in {"read", "refused"}


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_as_a_table_are_refused_or_read(content):
    assert outcome(content, "a.csv") in {"read", "refused"}


def outcome(content: bytes, filename: str) -> str:
    try:
        read(content, filename)
    except UnreadableTable:
        return "refused"
    return "read"
