"""What may be shown of a count."""

import pytest
from hypothesis import given, strategies as st

from alongside.evidence.protect import BASE, MINIMUM, Protected, protect, rounded


@pytest.mark.parametrize(
    ("count", "shown"), [(10, 10), (12, 10), (13, 15), (17, 15), (18, 20), (22, 20), (1581, 1580)]
)
def test_counts_are_rounded_to_five(count, shown):
    assert rounded(count) == shown


def test_small_cells_are_not_said_and_the_total_adds_up_from_what_is_shown():
    table = protect({"a": 23, "b": 9, "c": 0, "d": 11}, people=40)

    assert table == Protected({"a": 25, "b": None, "c": None, "d": 10}, total=35)


def test_fewer_than_ten_people_are_withheld_whole():
    assert protect({"a": 9, "b": 0}, people=9) == Protected(
        {"a": None, "b": None}, total=0, withheld="few"
    )


def test_a_line_that_holds_everybody_is_withheld():
    assert protect({"a": 14, "b": 0}, people=14) == Protected(
        {"a": None, "b": None}, total=0, withheld="same"
    )


@given(st.dictionaries(st.text(min_size=1), st.integers(0, 400), min_size=1))
def test_no_cell_tells_a_number_under_ten_or_an_exact_one(counts):
    table = protect(counts, people=max(sum(counts.values()), 1))

    for shown in table.cells.values():
        assert shown is None or (shown >= MINIMUM and shown % BASE == 0)
    assert table.total == sum(shown or 0 for shown in table.cells.values())


@given(st.integers(0, 9), st.integers(0, 9))
def test_two_small_counts_look_the_same(first, second):
    def shown(count):
        return protect({"a": count, "b": 30}, people=39).cells["a"]

    assert shown(first) == shown(second)
