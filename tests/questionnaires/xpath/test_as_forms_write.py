"""Expressions as forms have them once pyxform has put paths in the place of ${names}."""

import pytest

from tests.questionnaires.xpath.world import answers, context, worth


@pytest.mark.parametrize(
    ("expression", "here", "value"),
    [
        (" /data/age  >= 18 and  /data/country  = 'bd'", "/data/name", True),
        (". >= 0 and . <= 120", "/data/age", True),
        (".<=today() and .>=date('1900-01-01')", "/data/born", True),
        ("int(( today()  -  ../born ) div 365.25)", "/data/child[1]/age", 7.0),
        ("if( ../age  = '', int((today() -  ../born ) div 365), 'x')", "/data/child[1]/note", "x"),
        ("not(selected(., 'none') and count-selected(.) > 1)", "/data/needs", True),
        (
            "selected( /data/needs , 'legal') or selected( /data/needs , 'health')",
            "/data/name",
            True,
        ),
        ("selected-at( /data/needs , 1) = 'legal'", "/data/name", True),
        (
            "regex(., '^(0?[1-9]|[12][0-9]|3[01])/(0?[1-9]|1[0-2])/(19|20)[0-9]{2}$')",
            "/data/name",
            False,
        ),
        ("string-length(.) <= 100 and not(contains(., '@'))", "/data/name", True),
        ("coalesce( /data/blank_number , 0) +  /data/age ", "/data/name", 34.0),
        ("round( /data/weight  div pow( 1.5 , 2), 2)", "/data/name", 1.33),
        ("sum( /data/child/visit/cost )", "/data/name", 55.0),
        ("count( /data/child ) > 2", "/data/child[1]/note", True),
        ("string-length(concat('uuid:', uuid()))", "/data/name", 41.0),
        ("once(string(random()))", "/data/name", ["/data/name"]),
        ("format-date(date( /data/born  + 280), '%d/%m/%Y')", "/data/name", "05/12/1992"),
        (
            "if( /data/country  != '',jr:choice-name( /data/country ,' /data/country '),'none')",
            "/data/name",
            "/data/country=bd",
        ),
        (
            "instance('places')/root/item[country= /data/country ]/label = 'Dhaka'",
            "/data/name",
            True,
        ),
        ("/data/child[./called != '' and ./age < 10]", "/data/name", ["/data/child[1]"]),
        (
            " ../age  > indexed-repeat( /data/child/age ,  /data/child , position(..) - 1)",
            "/data/child[2]/note",
            True,
        ),
        (
            "/data/child[position() != position(current()/..)]/called = .",
            "/data/child[3]/called",
            False,
        ),
        ("true()", "/data/name", True),
        ("'yes'", "/data/name", "yes"),
    ],
)
def test_expressions_of_forms(expression, here, value):
    assert worth(expression, here) == value


def test_a_condition_before_anything_is_answered():
    empty = answers(**dict.fromkeys(["age", "born", "country", "needs"], ""), child=[])
    for expression in (
        "/data/age >= 18",
        "/data/age < 18",
        "/data/born <= today()",
        "/data/country = 'bd'",
        "selected(/data/needs, 'legal')",
        "/data/child/age > 3",
        "count(/data/child) > 0",
        "regex(/data/country, '[a-z]+')",
    ):
        assert worth(expression, root=empty) is False
    assert worth("string(int((today() - /data/born) div 365.25))", root=empty) == "NaN"
    assert context(root=empty).node.text == "Rina"
