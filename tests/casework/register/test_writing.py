import csv
import io
import subprocess
import sys
import zipfile
from datetime import date

import openpyxl
import pytest

from alongside.casework.register.record import RegisterRow
from alongside.casework.register.writing import csv_chunks, write_csv, write_xlsx
from alongside.core.approximate import ApproximateDate

FIELDS = (
    "prs_FirstName",
    "prs_Birthdate",
    "prs_MobilePhone",
    "prs_MailingLongitude",
    "con_Consent",
)
STARTS = (
    "=1+1",
    "+880171",
    "-2",
    "@sum",
    "\t=x",
    "\r=x",
    " =1",
    "＝1",
    "'=1",
    "'+1",
    "=cmd|' /C calc'!A0",
)
ROWS = [
    RegisterRow(
        match_key="A-1",
        fields={
            "prs_FirstName": "মীনা",
            "prs_Birthdate": ApproximateDate.day(date(1990, 1, 2)),
            "prs_MobilePhone": "+8801712345678",
            "prs_MailingLongitude": -58.5,
            "con_Consent": True,
        },
        own={"Our own note": "=blue"},
    ),
    RegisterRow(match_key="A-2", fields={"prs_Birthdate": ApproximateDate.month(1991, 5)}),
]


def table_of(rows, **how) -> list[list[str]]:
    stream = io.BytesIO()
    write_csv(rows, FIELDS, stream, **how)
    return list(csv.reader(io.StringIO(stream.getvalue().decode("utf-8-sig"), newline="")))


def workbook_of(rows, **how):
    stream = io.BytesIO()
    write_xlsx(rows, FIELDS, stream, **how)
    return openpyxl.load_workbook(stream).active


def test_a_table_holds_labels_and_readable_values():
    assert table_of(ROWS, own=["Our own note"]) == [
        [
            "File no.",
            "First Name",
            "Birthdate",
            "Mobile Phone",
            "Longitude",
            "Consent",
            "Our own note",
        ],
        ["A-1", "মীনা", "1990-01-02", "'+8801712345678", "-58.5", "Yes", "'=blue"],
        ["A-2", "", "1991-05", "", "", "", ""],
    ]


def test_a_workbook_holds_real_dates_and_numbers_and_other_programs_read_it():
    sheet = workbook_of(ROWS, own=["Our own note"])

    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        ["A-1", "মীনা", sheet["C2"].value, "+8801712345678", -58.5, "Yes", "=blue"],
        ["A-2", None, "1991-05", None, None, None, None],
    ]
    assert sheet["C2"].value.date() == date(1990, 1, 2)
    assert [cell.data_type for cell in sheet[2]] == ["s", "s", "d", "s", "n", "s", "s"]


@pytest.mark.attack
@pytest.mark.parametrize("start", STARTS)
def test_no_cell_of_a_table_begins_as_a_formula(start):
    row = RegisterRow.model_construct(
        match_key=start, fields={"prs_FirstName": start}, own={start: start}
    )

    cells = [cell for cells in table_of([row], own=[start]) for cell in cells]

    assert sum(start in cell for cell in cells) == 4
    assert [c for c in cells if c.lstrip()[:1] in {*"=+-@＝"} or c[:1] in {*"\t\r\n"}] == []


@pytest.mark.attack
@pytest.mark.parametrize("start", STARTS)
def test_no_cell_of_a_workbook_is_a_formula(start):
    row = RegisterRow(match_key=start, fields={"prs_FirstName": start}, own={start: start})

    sheet = workbook_of([row], own=[start.strip()])

    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    assert {cell.number_format for cell in sheet[2] if cell.value} == {"@"}
    assert {cell.quotePrefix for cell in sheet[2] if cell.value} == {True}


def test_rows_are_taken_one_after_another_and_passed_on():
    taken = 0

    def people():
        nonlocal taken
        for _ in range(1000):
            taken += 1
            yield ROWS[0]

    chunks = csv_chunks(people(), FIELDS)
    next(chunks), next(chunks), next(chunks)

    assert taken <= 400


def test_a_stream_that_cannot_go_back_is_enough():
    class OneWay(io.RawIOBase):
        def __init__(self) -> None:
            self.got = b""

        def writable(self) -> bool:
            return True

        def write(self, data) -> int:
            self.got += bytes(data)
            return len(data)

    stream = OneWay()
    write_xlsx(ROWS, FIELDS, stream)

    assert openpyxl.load_workbook(io.BytesIO(stream.got)).active["A2"].value == "A-1"


def test_equal_registers_make_equal_files():
    first, second = io.BytesIO(), io.BytesIO()
    write_xlsx(ROWS, FIELDS, first)
    write_xlsx(ROWS, FIELDS, second)

    assert first.getvalue() == second.getvalue()


def test_cells_beyond_what_a_workbook_holds_are_cut_and_say_so():
    row = RegisterRow(match_key="A-1", fields={"prs_FirstName": "🌸" * 20_000})

    value = workbook_of([row])["B2"].value

    assert value == "🌸" * 16_000 + " … (cut: a workbook holds no more)"
    assert len(table_of([row])[1][1]) == 20_000


def test_fields_that_do_not_exist_are_not_written():
    with pytest.raises(KeyError):
        write_csv([], ["prs_Religion"], io.BytesIO())


WRITE_MANY = """
import resource, sys, tempfile, os
from django.conf import settings
settings.configure(USE_I18N=False)
from alongside.casework.register.htcds import FIELDS
from alongside.casework.register.record import RegisterRow
from alongside.casework.register.writing import write_csv, write_xlsx

class Nowhere:
    def write(self, data): return len(data)
    def flush(self): pass

def people(number):
    for i in range(number):
        yield RegisterRow(match_key=f"A-{i}", fields={"prs_FirstName": f"Mira {i}" * 20})

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

folder = tempfile.mkdtemp()
os.environ["TMPDIR"] = tempfile.tempdir = folder
for write in (write_csv, write_xlsx):
    write(people(500), tuple(FIELDS), Nowhere())
before = peak()
for write in (write_csv, write_xlsx):
    write(people(8000), tuple(FIELDS), Nowhere())
print(peak() - before, os.listdir(folder))
"""


def test_memory_stays_flat_and_nothing_is_written_to_disk():
    done = subprocess.run(
        [sys.executable, "-c", WRITE_MANY], capture_output=True, text=True, timeout=300, check=True
    )
    grown, left = done.stdout.split(maxsplit=1)

    assert int(grown) < 10
    assert left.strip() == "[]"


def test_a_workbook_is_a_package_of_six_parts():
    stream = io.BytesIO()
    write_xlsx([], FIELDS, stream)

    assert sorted(zipfile.ZipFile(stream).namelist()) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
    ]
