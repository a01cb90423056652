"""Which answers a path means, from where it stands."""

import pytest

from alongside.questionnaires.xpath import parse
from tests.questionnaires.xpath.world import worth


@pytest.mark.parametrize(
    ("path", "here", "places"),
    [
        (".", "/data/name", ["/data/name"]),
        ("..", "/data/name", ["/data"]),
        ("../..", "/data/name", []),
        ("../age", "/data/name", ["/data/age"]),
        ("./../age", "/data/name", ["/data/age"]),
        ("age", "/data", ["/data/age"]),
        ("child/age", "/data", [f"/data/child[{n}]/age" for n in (1, 2, 3)]),
        ("/data", "/data/name", ["/data"]),
        ("/other/name", "/data/name", []),
        ("/*/name", "/data/name", ["/data/name"]),
        ("/data/child/*", "/data/name[1]", None),
        ("/data/child[2]/*[. != '']", "/data/name", ["called", "age"]),
        ("/data/child[2]/visit[2]/cost", "/data/name", ["/data/child[2]/visit[2]/cost"]),
        ("/data/child[age > 8]/called", "/data/name", ["/data/child[2]/called"]),
        ("/data/child[age > 8 or not(age)]/called", "/data/name", ["2", "3"]),
        ("/data/child[last()]/called", "/data/name", ["/data/child[3]/called"]),
        ("/data/child[position() < 3][2]", "/data/name", ["/data/child[2]"]),
        ("/data/child[position() > 1][1]", "/data/name", ["/data/child[2]"]),
        (
            "/data/child/visit[1]",
            "/data/name",
            ["/data/child[1]/visit[1]", "/data/child[2]/visit[1]"],
        ),
        ("(/data/child/visit)[2]", "/data/name", ["/data/child[2]/visit[1]"]),
        ("(/data/name | /data/child)[2]/called", "/data/name", ["/data/child[1]/called"]),
        ("/data/child/..", "/data/name", ["/data"]),
        ("/data/child[visit/cost > 20]", "/data/name", ["/data/child[2]"]),
        ("/data/child[called = current()/../name]", "/data/name", []),
        ("/data/child[called != current()/../name][1]", "/data/name", ["/data/child[1]"]),
    ],
)
def test_paths(path, here, places):
    found = worth(path, here)
    if places is None:
        assert len(found) == 15
    elif places and not places[0].startswith("/"):
        assert [place for place in found if any(word in place for word in places)] == found
        assert len(found) == len(places)
    else:
        assert found == places


@pytest.mark.parametrize(
    ("path", "here", "places"),
    [
        # A full path inside a repeat means the own instance, as if it were written relatively.
        ("/data/child/age", "/data/child[2]/called", ["/data/child[2]/age"]),
        ("/data/child/visit/cost", "/data/child[2]/visit[2]/on", ["/data/child[2]/visit[2]/cost"]),
        (
            "/data/child/visit/cost",
            "/data/child[2]/note",
            ["/data/child[2]/visit[1]/cost", "/data/child[2]/visit[2]/cost"],
        ),
        # The repeat itself, at the end of a path, means all there are.
        ("/data/child", "/data/child[2]/note", [f"/data/child[{n}]" for n in (1, 2, 3)]),
        (
            "/data/child/visit",
            "/data/child[2]/visit[1]/on",
            ["/data/child[2]/visit[1]", "/data/child[2]/visit[2]"],
        ),
        # A predicate chooses among all.
        ("/data/child[1]/called", "/data/child[2]/note", ["/data/child[1]/called"]),
        (
            "/data/child[position() = position(current()/..) - 1]/called",
            "/data/child[3]/note",
            ["/data/child[2]/called"],
        ),
        (
            "../../child/called",
            "/data/child[2]/note",
            [f"/data/child[{n}]/called" for n in (1, 2, 3)],
        ),
        ("../called", "/data/child[3]/note", ["/data/child[3]/called"]),
        ("/data/name", "/data/child[3]/note", ["/data/name"]),
    ],
)
def test_paths_inside_a_repeat(path, here, places):
    assert worth(path, here) == places


def test_position_of_the_repeat_around():
    assert worth("position(..)", "/data/child[3]/note") == 3.0
    assert worth("position(../..)", "/data/child[2]/visit[2]/on") == 2.0


@pytest.mark.parametrize(
    ("expression", "here", "value"),
    [
        ("string(instance('places')/root/item[name = 'kol']/label)", "/data/name", "Kolkata"),
        (
            "join(' ', instance('places')/root/item[country = /data/country]/name)",
            "/data/name",
            "jes dha",
        ),
        (
            "join(' ', instance('places')/root/item[country = current()/../country]/name)",
            "/data/name",
            "jes dha",
        ),
        ("string(instance('places')/root/item[position() = 2]/name)", "/data/name", "kol"),
        (
            "string(instance('places')/root/item[country = current()]/label)",
            "/data/country",
            "Jessore",
        ),
        ("count(instance('places')/root/item)", "/data/name", 3.0),
        ("count(instance('places')/elsewhere/item)", "/data/name", 0.0),
        ("count(randomize(instance('places')/root/item[country = 'bd'], 3))", "/data/name", 2.0),
        ("string(current()/../country)", "/data/name", "bd"),
        ("string(current())", "/data/country", "bd"),
    ],
)
def test_secondary_instances(expression, here, value):
    assert worth(expression, here) == value


@pytest.mark.parametrize(
    ("expression", "references"),
    [
        ("1 + 2", set()),
        (".", {"."}),
        (". > ../least and . < /data/most", {".", "../least", "/data/most"}),
        ("/data/a/../b", {"/data/b"}),
        ("../../x/./y", {"../../x/y"}),
        ("x/../y", {"y"}),
        ("/data/child[age > 3]/called", {"/data/child/called", "/data/child/age"}),
        ("/data/child[../x]/called", {"/data/child/called", "/data/x"}),
        ("/data/child[position() = /data/n]", {"/data/child", "/data/n"}),
        ("child[. = current()/../x][y]/z", {"child", "../x", "child/y", "child/z"}),
        (
            "(/data/a | ../b)[c]/d",
            {"/data/a/d", "../b/d", "/data/a", "../b", "/data/a/c", "../b/c"},
        ),
        ("sum(/data/child/*)", {"/data/child/*"}),
        ("if(a, b, -c)", {"a", "b", "c"}),
        ("instance('places')/root/item[country = ../x]/label", set()),
        ("instance('places')/root/item[country = /data/x]/label", {"/data/x"}),
        ("instance('places')/root/item[country = current()/../x]/label", {"../x"}),
        ("randomize(/data/child, ../seed)[. = 1]", None),
        ("count(randomize(/data/child, ../seed))", {"/data/child", "../seed"}),
        (
            "indexed-repeat(/data/child/age, /data/child, ../n)",
            {"/data/child/age", "/data/child", "../n"},
        ),
        ("(randomize(/data/child))[x]/y", {"/data/child/y", "/data/child", "/data/child/x"}),
        ("(if(a, b, c))/d", {"a", "b", "c", "a/d", "b/d", "c/d"}),
        ("string-length()", None),
        ("normalize-space()", {"."}),
        ("once(random())", set()),
        ("jr:choice-name(../a, ' ../a ')", {"../a"}),
    ],
)
def test_references(expression, references):
    if references is None:
        with pytest.raises(ValueError):
            parse(expression)
    else:
        assert parse(expression).references == references


def test_references_from_a_place():
    expression = parse(". + ../a + ../../b + /data/c + child[x]/y")
    assert expression.reads("/data/rep/q") == {
        "/data/rep/q",
        "/data/rep/a",
        "/data/b",
        "/data/c",
        "/data/rep/q/child/y",
        "/data/rep/q/child/x",
    }
    assert parse("../../../..").reads("/data/q") == {"/"}


def test_secondary_instances_are_known_beforehand():
    expression = parse("instance('a')/root/item[x = instance('b')/root/item[1]/y]/label")
    assert expression.instances == {"a", "b"}
    assert expression.text.startswith("instance('a')")
