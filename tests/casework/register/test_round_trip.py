import io

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings, strategies as st

from alongside.casework.register.cells import headings
from alongside.casework.register.checking import check
from alongside.casework.register.headings import is_counter
from alongside.casework.register.htcds import FIELDS
from alongside.casework.register.mapping import suggest_mapping
from alongside.casework.register.reading import open_register
from alongside.casework.register.record import RegisterRow
from alongside.casework.register.writing import write_csv, write_xlsx
from tests.casework.register.rows import TODAY, rows

ALL = tuple(FIELDS)
OWN = ("Our own note", "Room")
WRITERS = {"register.csv": write_csv, "register.xlsx": write_xlsx}
thorough = settings(
    phases=[Phase.explicit, Phase.generate],
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def read_back(written: list[RegisterRow], fields, own, filename: str) -> list[RegisterRow]:
    stream = io.BytesIO()
    WRITERS[filename](written, fields, stream, own=own)
    sheet = open_register(stream, filename=filename)
    report = check(sheet, suggest_mapping(sheet.headers, sheet.machine_names), TODAY)
    assert report.questions == ()
    assert [p for p in report.problems if p.refuses] == []
    return [row.record for row in report.rows]


def contents(written: list[RegisterRow]) -> list[tuple]:
    return [(row.match_key, dict(row.fields), dict(row.own)) for row in written]


@pytest.mark.parametrize("filename", WRITERS)
@thorough
@given(st.data())
def test_all_fields_of_any_rows_come_back_as_they_were(filename, data):
    written = [data.draw(rows(ALL, OWN, f"F-{number}")) for number in range(2)]
    assume(not any(row.is_blank for row in written))

    assert contents(read_back(written, ALL, OWN, filename)) == contents(written)


@pytest.mark.parametrize("filename", WRITERS)
@thorough
@given(st.data())
def test_any_choice_of_fields_in_any_order_comes_back(filename, data):
    names = data.draw(st.lists(st.sampled_from(ALL), unique=True, max_size=12).map(tuple))
    own = data.draw(own_titles)
    row = data.draw(rows(names, own, "F-1"))
    assume(not row.is_blank)

    assert contents(read_back([row], names, own, filename)) == contents([row])


# Titles that could be taken for something else, and any others.
own_titles = st.lists(
    st.one_of(
        st.sampled_from(["Title", "Phone", "Date", "Case ID", "Type (Case)", "=sum", "Column C"]),
        st.text(st.characters(categories=["L"]), min_size=1, max_size=12),
    )
    .map(str.strip)
    .filter(lambda title: title and not is_counter(title)),
    unique=True,
    max_size=3,
).map(tuple)


@given(st.lists(st.sampled_from(ALL), unique=True).map(tuple), own_titles)
@settings(deadline=None)
def test_headings_always_mean_what_they_were_written_for(names, own):
    mapping = suggest_mapping(headings(names, own))

    assert mapping.match_key == 0
    assert [c.field for c in mapping.columns] == [None, *names, *[None] * len(own)]
    assert [c.title for c in mapping.columns[len(names) + 1 :]] == list(own)


def test_the_whole_standard_is_written_under_its_own_labels():
    assert headings(ALL, OWN) == ["File no.", *(f.label for f in FIELDS.values()), *OWN]
