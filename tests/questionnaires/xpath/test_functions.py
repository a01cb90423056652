"""The functions of the specification, by its own words."""

import math
import random
import re

import pytest

from alongside.questionnaires.xpath import CannotEvaluate, Context, parse
from tests.questionnaires.xpath.world import NOW, answers, worth

TEXTS = [
    ("concat('a', 'b', 3)", "ab3"),
    ("concat('a')", "a"),
    ("concat()", ""),
    ("concat(/data/child/called, '!')", "AshaBelaChandra!"),
    ("join(', ', /data/child/called)", "Asha, Bela, Chandra"),
    ("join('-', 'a', /data/child/called, 1)", "a-Asha-Bela-Chandra-1"),
    ("join('-')", ""),
    ("string-length('শিশু')", 4.0),
    ("string-length('')", 0.0),
    ("substr('hello', 1)", "ello"),
    ("substr('hello', 1, 3)", "el"),
    ("substr('hello', 0, 0)", ""),
    ("substr('hello', -2)", "lo"),
    ("substr('hello', 0, -1)", "hell"),
    ("substr('hello', 3, 99)", "lo"),
    ("substr('hello', 'x')", ""),
    ("substr('hello', 1, 1 div 0)", "ello"),
    ("substring-before('1999/04/01', '/')", "1999"),
    ("substring-before('1999', '/')", ""),
    ("substring-before('1999', '')", ""),
    ("substring-after('1999/04/01', '/')", "04/01"),
    ("substring-after('1999', '/')", ""),
    ("substring-after('1999', '')", "1999"),
    ("contains('shelter', 'helt')", True),
    ("contains('shelter', '')", True),
    ("contains('shelter', 'Helt')", False),
    ("starts-with('shelter', 'she')", True),
    ("starts-with('shelter', 'he')", False),
    ("ends-with('shelter', 'ter')", True),
    ("ends-with('shelter', 'te')", False),
    ("translate('bar', 'abc', 'ABC')", "BAr"),
    ("translate('--aaa--', 'abc-', 'ABC')", "AAA"),
    ("translate('aa', 'aa', 'xy')", "xx"),
    ("normalize-space('  a \n  b ')", "a b"),
    ("normalize-space()", "Rina"),
    ("string()", "Rina"),
    ("string(1 = 1)", "true"),
    ("boolean-from-string('true')", True),
    ("boolean-from-string('1')", True),
    ("boolean-from-string('TRUE')", False),
    ("boolean-from-string(/data/counted)", False),
    ("boolean('false')", True),
    ("boolean('')", False),
    ("boolean(0)", False),
    ("boolean(0 div 0)", False),
    ("boolean(-1)", True),
    ("boolean(today())", True),
    ("not('')", True),
    ("true() and not(false())", True),
    ("base64-decode('SGkg8J+Riw==')", "Hi 👋"),
    ("base64-decode('not base64')", ""),
    ("base64-decode('é')", ""),
    ("version()", "2026-11"),
    ("jr:itext('hello')", "text of hello"),
    ("jr:choice-name('bd', ' /data/country ')", "/data/country=bd"),
    ("jr:choice-name(/data/country, '../country')", "/data/country=bd"),
]
DIGESTS = [  # of "abc", FIPS 180-2 appendix B; of the longer ones the beginning
    ("digest('abc', 'SHA-256')", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
    (
        "digest('abc', 'SHA-256', 'hex')",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    ),
    ("substr(digest('abc', 'SHA-384', 'hex'), 0, 16)", "cb00753f45a35e8b"),
    ("string-length(digest('abc', 'SHA-384', 'hex'))", 96.0),
    ("substr(digest('abc', 'SHA-512', 'hex'), 0, 16)", "ddaf35a193617aba"),
    ("string-length(digest('abc', 'SHA-512', 'hex'))", 128.0),
]
NUMBERS = [
    ("number('12.5')", 12.5),
    ("number(true())", 1.0),
    ("int(2.9)", 2.0),
    ("int(-2.9)", -2.0),
    ("int('7.5')", 7.0),
    ("int(1 div 0)", math.inf),
    ("round(2.5)", 3.0),
    ("round(-2.5)", -2.0),
    ("round(1.005, 2)", 1.01),
    ("round(1234.5, -2)", 1200.0),
    ("round(1.5, 9999)", 1.5),
    ("round(1 div 0)", math.inf),
    ("abs(-3.5)", 3.5),
    ("pow(2, 10)", 1024.0),
    ("pow(10, 400)", math.inf),
    ("pow(-10, 401)", -math.inf),
    ("pow(0, -1)", math.inf),
    ("pow(-2, 1 div 0)", math.inf),
    ("pow(-10, 400)", math.inf),
    ("sqrt(16)", 4.0),
    ("exp(0)", 1.0),
    ("exp(1000)", math.inf),
    ("exp10(3)", 1000.0),
    ("log(exp(2))", 2.0),
    ("log(0)", -math.inf),
    ("log10(1000)", 3.0),
    ("sin(pi() div 2)", 1.0),
    ("cos(0)", 1.0),
    ("tan(0)", 0.0),
    ("asin(1)", math.pi / 2),
    ("acos(1)", 0.0),
    ("atan(1)", math.pi / 4),
    ("atan2(1, -1)", 3 * math.pi / 4),
    ("sum(/data/child/visit/cost)", 55.0),
    ("sum(/data/child/nobody)", 0.0),
    ("min(3, 1, 2)", 1.0),
    ("max(/data/child/visit/cost)", 30.0),
    ("max(/data/child/visit/cost, 99)", 99.0),
    ("min('2026-01-02', '2026-01-01') = number('2026-01-01')", True),
    ("count(/data/child)", 3.0),
    ("count(/data/child/visit)", 3.0),
    ("count(/data/nobody)", 0.0),
    ("count(/data/name | /data/age | /data/name)", 2.0),
    ("count-non-empty(/data/child/age)", 2.0),
    ("count-selected(/data/needs)", 3.0),
    ("count-selected('')", 0.0),
    ("position(/data/child[2])", 2.0),
]


@pytest.mark.parametrize(("expression", "value"), TEXTS + DIGESTS)
def test_texts(expression, value):
    assert worth(expression) == value


@pytest.mark.parametrize(("expression", "value"), NUMBERS)
def test_numbers(expression, value):
    assert worth(expression) == pytest.approx(value)


@pytest.mark.parametrize(
    "expression",
    [
        "int('')",
        "round('x')",
        "sqrt(-1)",
        "log(-1)",
        "asin(2)",
        "sin(1 div 0)",
        "pow(-1, 0.5)",
        "sum(/data/child/age)",  # one child's is not known
        "min(/data/child/age)",
        "max(/data/child/nobody)",
        "position(/data/nobody)",
    ],
)
def test_what_has_no_answer_is_not_a_number(expression):
    assert math.isnan(worth(expression))


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("selected(/data/needs, 'legal')", True),
        ("selected(/data/needs, ' work ')", True),
        ("selected(/data/needs, 'leg')", False),
        ("selected(/data/needs, '')", False),
        ("selected(/data/blank, '')", False),
        ("selected-at(/data/needs, 0)", "shelter"),
        ("selected-at(/data/needs, 2)", "work"),
        ("selected-at(/data/needs, 3)", ""),
        ("selected-at(/data/needs, -1)", ""),
        ("selected-at(/data/needs, 'x')", ""),
        ("checklist(2, 3, 1, 0, 'yes', '5')", True),
        ("checklist(3, -1, 1, 0, true())", False),
        ("checklist(-1, 1, true(), true())", False),
        ("checklist(2, 2, /data/child/age)", True),
        ("weighted-checklist(5, -1, 1, 3, true(), 2)", True),
        ("weighted-checklist(5, -1, 1, 3, 0, 2)", False),
        ("weighted-checklist(-1, 4, 1, 3, 1, 2)", False),
    ],
)
def test_choices(expression, value):
    assert worth(expression) == value


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("if(1 > 2, 'a', 3)", 3.0),
        ("if(/data/name = 'Rina', 'she', 'else')", "she"),
        ("if(true(), 1, instance('nowhere'))", 1.0),
        ("coalesce('', 'b')", "b"),
        ("coalesce('', /data/blank, /data/name, instance('nowhere'))", ["/data/name"]),
        ("coalesce('', '')", ""),
        ("false() and instance('nowhere')", False),
        ("true() or instance('nowhere')", True),
        ("once('new')", ["/data/name"]),
    ],
)
def test_what_need_not_be_worked_out_is_not(expression, value):
    assert worth(expression) == value


def test_once_works_out_what_has_no_answer():
    assert worth("once('new')", "/data/blank") == "new"


def test_chance_comes_from_the_context():
    assert worth("random()") == worth("random()")
    assert 0 <= worth("random()") < 1
    assert re.fullmatch(
        r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", worth("uuid()")
    )
    assert re.fullmatch(r"[0-9a-z]{12}", worth("uuid(12)"))
    assert worth("uuid(-1)") == ""
    assert worth("uuid(-1 div 0)") == ""


@pytest.mark.parametrize(
    ("seed", "shuffled"), [(42, "AFCBDE"), (1, "BFEACD"), (11_111_111, "ACDBFE")]
)
def test_a_seed_shuffles_the_same_way_as_in_other_programs(seed, shuffled):
    root = answers(child=[{"called": letter} for letter in "ABCDEF"])
    assert worth(f"concat(randomize(/data/child/called, {seed}))", root=root) == shuffled


def test_without_a_usable_seed_all_nodes_are_still_there():
    assert worth("join(' ', randomize(/data/child/called, 'x'))") == worth(
        "join(' ', randomize(/data/child/called, 0))"
    )
    assert sorted(worth("randomize(/data/child)")) == sorted(worth("/data/child"))


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("name()", "name"),
        ("name(..)", "data"),
        ("local-name(/data/child)", "child"),
        ("name(/data/nobody)", ""),
        ("position()", 1.0),
        ("last()", 1.0),
    ],
)
def test_names_and_places(expression, value):
    assert worth(expression) == value


@pytest.mark.parametrize(
    "expression",
    [
        "instance('nowhere')/root/item",
        "digest('a', concat('MD', '5'))",
        "digest('a', 'SHA-256', 'octal')",
        "regex('a', concat('(', 'a'))",
        "uuid(1000000000)",
        "uuid(1 div 0)",
        "uuid('x')",
        "count(if(true(), 1, .))",
        "sum(coalesce('', 2))",
    ],
)
def test_what_only_turns_out_when_worked_out_is_refused(expression):
    with pytest.raises(CannotEvaluate) as refused:
        worth(expression)
    assert str(refused.value)


@pytest.mark.parametrize(
    ("expression", "here", "value"),
    [
        ("indexed-repeat(/data/child/called, /data/child, 2)", "/data/name", "Bela"),
        ("indexed-repeat(/data/child/called, /data/child, 9)", "/data/name", ""),
        ("indexed-repeat(/data/child/called, /data/child, 0)", "/data/name", ""),
        ("indexed-repeat(../called, .., position(..) - 1)", "/data/child[2]/note", "Asha"),
        (
            "indexed-repeat(/data/child/called, /data/child, position(..) - 1)",
            "/data/child[3]/note",
            "Bela",
        ),
        (
            "indexed-repeat(/data/child/visit/cost, /data/child, 2, /data/child/visit, 2)",
            "/data/name",
            "30",
        ),
        # Which child's visit is meant is not said: that of the child around it.
        (
            "indexed-repeat(/data/child/visit/cost, /data/child/visit, 1)",
            "/data/child[2]/note",
            "20",
        ),
        ("indexed-repeat(/elsewhere/called, /data/child, 2)", "/data/name", ""),
    ],
)
def test_indexed_repeat(expression, here, value):
    assert worth(f"string({expression})", here) == value


def test_labels_are_asked_for_by_the_full_path_of_the_question():
    assert worth("jr:choice-name('x', ' ../called ')", "/data/child[2]/age") == (
        "/data/child/called=x"
    )


def test_without_labels_there_are_none():
    bare = Context(node=answers(), now=NOW, random=random.Random(1))
    assert parse("jr:choice-name('x', '/data/country')").value(bare) == ""
    assert parse("jr:itext('x')").value(bare) == ""
    assert parse("version()").value(bare) == ""


def test_an_answer_that_is_not_relevant_is_empty():
    assert answers().find("/data/hidden").text == "secret"
    assert worth("string(/data/hidden)") == ""
    assert worth("/data/hidden = ''") is True
    assert worth("/data/hidden = 'secret'") is False
    assert worth("/data/hidden != 'secret'") is True
    assert worth("coalesce(/data/hidden, 'none')") == "none"
    assert worth("/data/aside/told") == []
    assert worth("concat(/data/hidden, /data/aside/told, 'end')") == "end"
