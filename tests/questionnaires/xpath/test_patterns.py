"""Regular expressions mean what they mean elsewhere, and never run away."""

import contextlib

import pytest
from hypothesis import given, settings, strategies as st

from alongside.questionnaires.xpath.patterns import BadPattern, read
from tests.questionnaires.xpath.world import worth


def matches(pattern, text):
    return read(pattern).fullmatch(text) is not None


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        ("abc", "abc", "abcd"),
        ("[0-9]+", "0123", "01a"),
        ("^[0-9]{10}$", "0171234567", "017123456"),
        ("[0-9]{2,3}", "12", "1234"),
        ("[0-9]{2,}", "123456", "1"),
        ("a{0}b", "b", "ab"),
        ("colou?r", "color", "colouur"),
        ("(ab|cd)+", "abcdab", "abc"),
        ("a|b|", "", "c"),
        ("(?:ab)*c", "ababc", "abac"),
        ("(?<year>[0-9]{4})", "2026", "26"),
        (r"\d\D\w\W\s\S", "1a_- x", "1a_-xx"),
        (r"[\d\-x]+", "1-x", "a"),
        (r"[^\s,]+", "abc", "a,c"),
        (r"[+.*?(){}|^$]+", "+.*?(){}|^$", "a"),
        (r"[a\]]+", "a]", "b"),
        (r"[-a]+", "-a", "b"),
        (r"[a-]+", "a-", "b"),
        (r"\+8801[3-9]\d{8}", "+8801712345678", "+8801212345678"),
        (r"\p{L}+", "রমযন", "a1"),
        (r"[\p{Lu}\P{L}]+", "A1", "a"),
        (r"\pL+", "ab", "1"),
        (r".+\.(jpg|png)", "a.b.png", "apng"),
        (r".", "\t", "\n"),
        (r"\bfoo\b.*", "foo bar", "foobar"),
        (r".o\Bo", "foo", "o o"),
        (r"a*?b+?c??", "aabb", "aa"),
        (r"^$", "", " "),
        (r"()*", "", "a"),
        (r"(a*)*b", "aab", "aac"),
        (r"(^a|b$)+", "ab", "aa"),
        (
            r"^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z]{2,})+$",
            "her.name@example.co.bd",
            "her.name@example",
        ),
        (r"\/\-\.\\", "/-.\\", "/-."),
        (r"[é]\t", "é\t", "e\t"),
        ("a]}", "a]}", "a"),
    ],
)
def test_patterns(pattern, yes, no):
    assert matches(pattern, yes) is True
    assert matches(pattern, no) is False


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("(a", "This pattern cannot be read: missing ): (a."),
        ("[a", "This pattern cannot be read: missing ]: [a."),
        ("a{3,2}", "This pattern cannot be read: invalid repetition size: {3,2}."),
        ("((a{20}){20}){20}", "This pattern cannot be read: invalid repetition size: {20}."),
        ("(a)\\1", "This pattern cannot be read: invalid escape sequence: \\1."),
        ("(?=.*[0-9]).+", "This pattern cannot be read: invalid perl operator: (?=."),
        ("(?<=a)b", "This pattern cannot be read: invalid perl operator: (?<=."),
        ("a" * 1_001, "This pattern is too long."),
    ],
)
def test_refused(pattern, sentence):
    with pytest.raises(BadPattern) as refused:
        read(pattern)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    "pattern",
    ["(a+)+b", "(a|a)*b", "(a*)*b", "(a|aa)+b", "a*a*a*a*a*a*b", "(.*)*(.*)*b", "((a?){20}){20}b"],
)
def test_a_pattern_that_keeps_others_busy_for_years_is_answered(pattern):
    assert matches(pattern, "a" * 5_000) is False
    assert matches(pattern, "a" * 200 + "b") is True


def test_the_whole_text_is_meant():
    assert worth("regex('cocotero', 'te')") is False
    assert worth("regex('cocotero', '.*te.*')") is True
    assert worth("regex(/data/age, '[0-9]+')") is True
    assert worth("regex('', '[0-9]+')") is False


@given(st.text("ab(){}[]|*+?.^$\\d-,12=!:", max_size=25), st.text("ab1", max_size=5))
@settings(max_examples=400, deadline=None)
def test_reading_a_pattern_fails_in_one_way_only(pattern, text):
    with contextlib.suppress(BadPattern):
        assert matches(pattern, text) in {True, False}
