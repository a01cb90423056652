"""No expression hangs, overflows, or fails in a way nobody expects."""

import contextlib
import random
import string
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from alongside.questionnaires.instance import Node
from alongside.questionnaires.xpath import (
    BadExpression,
    Budget,
    CannotEvaluate,
    as_number,
    as_string,
    parse,
)
from alongside.questionnaires.xpath.functions import FUNCTIONS
from tests.questionnaires.xpath.world import ANSWERS, answers, context, worth

WORDS = [
    *FUNCTIONS,
    *["(", ")", "[", "]", ",", "/", "//", ".", "..", "*", "|", "+", "-", "=", "!=", "<", "<="],
    *["and", "or", "div", "mod", "not", "name", "/data/age", "/data/child", "../called", "child"],
    *[
        "'a'",
        '"b"',
        "'",
        '"',
        "1",
        "2.5",
        "''",
        "'2026-03-01'",
        "'12:30'",
        "$",
        "@",
        "::",
        "'[a-z]+'",
    ],
    *[
        "'places'",
        "'SHA-256'",
        "instance('places')/root/item",
        "'/data/age'",
        "é",
        "\u200d",
        "\x00",
    ],
]


def deep(depth: int) -> Any:
    """Return expressions that are well formed."""
    leaf = st.sampled_from(
        ["1", "'x'", ".", "../age", "/data/child", "/data/child/age", "today()", "''", "1 div 0"]
    )
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.builds(
                "({} {} {})".format,
                inner,
                st.sampled_from(["+", "-", "*", "=", "<", "div", "mod", "or"]),
                inner,
            ),
            st.builds("-{}".format, inner),
            st.builds(
                lambda name, parts: f"{name}({', '.join(parts)})",
                st.sampled_from(sorted(FUNCTIONS)),
                st.lists(inner, max_size=4),
            ),
            st.builds("/data/child[{}]/called".format, inner),
        ),
        max_leaves=depth,
    )


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)))
@settings(max_examples=400, deadline=None)
def test_reading_fails_in_one_way_only(text):
    place = 1
    try:
        parse(text)
    except BadExpression as bad:
        place = bad.place
    assert 1 <= place <= len(text) + 1


@given(deep(20), st.sampled_from(["/data/name", "/data/age", "/data/child[2]/called", "/data"]))
@settings(max_examples=400, deadline=None)
def test_working_out_fails_in_one_way_only(text, here):
    with contextlib.suppress(BadExpression, CannotEvaluate):
        value = worth(text, here)
        assert isinstance(value, str | float | bool | date | time | datetime | list)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_go_there_and_back(number):
    assert as_number(as_string(number)) == number


@given(st.integers(-(10**15), 10**15))
def test_whole_numbers_have_no_point(number):
    assert as_string(float(number)) == str(number)


@given(st.dates())
def test_dates_go_there_and_back(day):
    assert worth(f"date(number('{day.isoformat()}'))") == day


@given(st.dates(), st.dates())
def test_dates_are_apart_by_days(first, second):
    assert worth(f"'{first}' - '{second}'") == (first - second).days
    assert worth(f"'{first}' < '{second}'") is (first < second)


@given(st.text(st.sampled_from(string.printable), max_size=30))
def test_a_text_is_itself(text):
    quote = '"' if "'" in text else "'"
    if quote not in text:
        assert worth(f"{quote}{text}{quote}") == text


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5_000 + "1" + ")" * 5_000,
        "not(" * 5_000,
        "/data/child[" * 1_500,
        "(" * 101 + "1" + ")" * 101,
        "not(" * 101 + "1" + ")" * 101,
        "1 = (" * 101 + "1" + ")" * 101,
        "a[" * 101 + "1" + "]" * 101,
        "instance('a')[" * 101 + "1" + "]" * 101,
    ],
)
def test_nesting_is_bounded(text):
    with pytest.raises(BadExpression, match="The brackets are nested too deeply"):
        parse(text)


def test_ninety_questions_inside_each_other_are_worked_out():
    ladder = "".join(f"if(. = {n}, 'n{n}', " for n in range(90)) + "'other'" + ")" * 90
    assert worth(ladder, "/data/age") == "n34"
    assert worth("-(1 + 2 * (3 = 4 or 5 < " * 15 + "1" + "))" * 15) is not None
    assert worth("(" * 100 + "1" + ")" * 100) == 1.0


def beneath(frames, function, *arguments):
    """Call a function when so many calls are under way already, as in a busy request."""
    if frames:
        return beneath(frames - 1, function, *arguments)
    return function(*arguments)


@pytest.mark.parametrize(
    ("opening", "inside", "closing"),
    [
        ("(", "1", ")"),
        ("not(", "1", ")"),
        ("/data/child[", "1", "]"),
        ("count(/data/child[", "1", "]) + ."),
        ("current()[", "1", "]"),
        ("1 or 1 and 1 = 1 < 1 + -(1 * ", "1", ")"),
        ("if(1, ", "regex('', '" + "(" * 20 + ")" * 20 + "')", ", 2)"),
        ("coalesce('', ", "1", ")"),
        ("/data/child[randomize(", ".", ") = 1]"),
    ],
)
def test_no_depth_that_is_read_is_too_deep(opening, inside, closing):
    refused, worked_out, root = set(), 0, many(1)
    for depth in range(5, 120, 5):
        text = opening * depth + inside + closing * depth
        try:
            beneath(250, lambda: worth(text, root=root))  # noqa: B023 - called at once
        except BadExpression as bad:
            refused.add(str(bad))
        except CannotEvaluate as tiring:
            refused.add(str(tiring))
        else:
            worked_out += 1
    assert worked_out
    assert "The brackets are nested too deeply." in refused
    assert refused <= {"The brackets are nested too deeply.", "Working this out takes too long."}


def test_places_do_not_multiply_without_end():
    with pytest.raises(BadExpression, match="The expression reads too many answers"):
        parse("(a | b)[" * 90 + "1" + "]" * 90)
    with pytest.raises(BadExpression, match="The expression reads too many answers"):
        parse(
            "({})[{}]".format(
                " | ".join(f"a{n}" for n in range(500)), " + ".join(f"b{n}" for n in range(500))
            )
        )


def test_long_chains_are_not_deep():
    assert worth(" + ".join(["1"] * 5_000)) == 5_000.0
    assert worth(" or ".join(["'' = 'x'"] * 1_500)) is False
    assert worth("-" * 5_001 + "3") == -3.0
    assert worth("/data" + "/.." * 99) == []
    with pytest.raises(BadExpression, match="This path has too many steps"):
        parse("/data" + "/.." * 100)
    assert worth("/data/child" + "[1]" * 3_000) == ["/data/child[1]"]


def test_an_expression_is_not_longer_than_20_000_characters():
    assert worth("'" + "x" * 19_998 + "'") == "x" * 19_998
    with pytest.raises(BadExpression, match="longer than 20000 characters"):
        parse("'" + "x" * 19_999 + "'")


def many(count: int, text: str = "") -> Node:
    return answers(child=[{"called": f"{text}{n}"} for n in range(count)])


def test_work_is_bounded():
    root = many(2_000)
    assert worth("count(/data/child[called = '7'])", root=root) == 1.0
    with pytest.raises(CannotEvaluate, match="Working this out takes too long"):
        worth("count(/data/child[called = /data/child[called != '']/called])", root=root)
    with pytest.raises(CannotEvaluate, match="Working this out takes too long"):
        worth("/data/child/called = /data/child/nobody | /data/child/age", root=root)


def test_one_budget_serves_many_expressions():
    budget = Budget(100)
    expression = parse("/data/age + 1")
    assert expression.value(context(budget=budget)) == 35.0
    spent = 100 - budget.left
    for _again in range(100 // spent - 1):
        expression.value(context(budget=budget))
    with pytest.raises(CannotEvaluate, match="Working this out takes too long"):
        expression.value(context(budget=budget))


def test_texts_are_bounded():
    root = answers(name="x" * 60_000)
    assert len(worth("concat(., '')", root=root)) == 60_000
    for expression in ("concat(., .)", "join(., 1, 2, 3)", "join('', ., ., .)"):
        with pytest.raises(CannotEvaluate, match="Working this out makes too long a text"):
            worth(expression, root=root)
    with pytest.raises(CannotEvaluate, match="Working this out makes too long a text"):
        worth("format-date(today(), .)", root=answers(name="%A" * 30_000))
    assert worth("string-length(translate(., 'x', 'yy'))", root=root) == 60_000.0


def test_reading_long_texts_again_and_again_is_paid_for():
    root = answers(name="x" * 90_000)
    with pytest.raises(CannotEvaluate, match="Working this out takes too long"):
        worth(" or ".join(["contains(., 'y')"] * 300), root=root)


def test_working_out_changes_nothing():
    root = answers()
    before = root.as_json()
    worth("randomize(/data/child) | /data/child[2]", root=root)
    assert root.as_json() == before
    assert before["child"][1]["called"] == ANSWERS["child"][1]["called"]


def test_the_same_chance_gives_the_same_value():
    text = "concat(uuid(), random(), join('', randomize(/data/child/called)))"
    assert worth(text, random=random.Random(3)) == worth(text, random=random.Random(3))
