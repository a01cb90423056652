"""The tree of answers: what a form has places for, and nothing else."""

import json

import pytest
from hypothesis import given, strategies as st

from alongside.questionnaires import instance
from alongside.questionnaires.instance import Kind, Node, NotOfTheForm, Template, from_json
from tests.questionnaires.xpath.world import ANSWERS, FORM, answers

VISIT = Template("visit", Kind.GROUP, repeats=True, children=(Template("cost", Kind.INT, "0"),))
SMALL = Template(
    "data",
    Kind.GROUP,
    children=(
        Template("name"),
        Template("aside", Kind.GROUP, children=(Template("told", text="no"),)),
        Template("child", Kind.GROUP, repeats=True, children=(Template("called"), VISIT)),
    ),
)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("int", Kind.INT),
        ("xsd:date", Kind.DATE),
        ("dateTime", Kind.DATE_TIME),
        ("select1", Kind.SELECT1),
        ("", Kind.STRING),
        ("geopoint", Kind.STRING),
        ("group", Kind.STRING),
        ("DATE", Kind.STRING),
    ],
)
def test_kinds(written, kind):
    assert Kind.of(written) is kind


def test_a_new_tree_has_defaults_and_no_instances_of_repeats():
    assert Node(SMALL).as_json() == {"name": "", "aside": {"told": "no"}, "child": []}


def test_instances_of_a_repeat_come_and_go():
    root = Node(SMALL)
    first, second, third = (root.add("child") for _each in range(3))
    second.add("visit").children["cost"][0].text = "5"
    assert [node.position for node in (first, second, third)] == [1, 2, 3]
    first.remove()
    assert [node.position for node in (second, third)] == [1, 2]
    assert root.as_json() == {
        "name": "",
        "aside": {"told": "no"},
        "child": [{"called": "", "visit": [{"cost": "5"}]}, {"called": "", "visit": []}],
    }


def test_only_what_repeats_comes_and_goes():
    root = Node(SMALL)
    for name in ("name", "aside", "nobody"):
        with pytest.raises(NotOfTheForm) as refused:
            root.add(name)
        assert refused.value.place == f"/data/{name}"
    for node in (root, root.children["aside"][0]):
        with pytest.raises(NotOfTheForm) as refused:
            node.remove()
        assert refused.value.place == node.place


def test_a_repeat_has_an_end(monkeypatch):
    monkeypatch.setattr(instance, "MOST_REPEATS", 2)
    root = Node(SMALL)
    root.add("child")
    root.add("child")
    with pytest.raises(NotOfTheForm, match="There are too many of these already"):
        root.add("child")
    with pytest.raises(NotOfTheForm, match="There are too many of these already"):
        from_json(SMALL, {"child": [{}, {}, {}]})


@pytest.mark.parametrize(
    "place",
    ["/data", "/data/name", "/data/aside/told", "/data/child[2]", "/data/child[2]/visit[1]/cost"],
)
def test_a_place_is_found_again(place):
    node = answers().find(place)
    assert node is not None
    assert node.place == place


def test_a_path_is_that_of_the_form():
    node = answers().find("/data/child[2]/visit[1]/cost")
    assert node.path == "/data/child/visit/cost"
    assert answers().find("/data/child/age").place == "/data/child[1]/age"


@pytest.mark.parametrize(
    "place",
    [
        "",
        "/",
        "data",
        "/other",
        "/data/nobody",
        "/data/child[9]",
        "/data/child[0]",
        "/data/child[-1]",
        "/data/child[x]",
        "/data/name[2]",
        "/data//name",
        "/data/name/",
        "/data/child[1][1]",
        "/data/child[১]",
    ],
)
def test_no_place(place):
    assert answers().find(place) is None


def test_relevance_is_that_of_all_around():
    root = answers()
    told = root.find("/data/aside/told")
    assert told.relevant is True
    assert told.included is False
    assert root.find("/data/name").included is True


def test_a_record_leaves_out_what_is_not_relevant_and_a_draft_keeps_it():
    root = answers()
    root.find("/data/child[1]").relevant = False
    root.find("/data/child[2]/age").relevant = False
    kept, handed_in = root.as_json(), root.as_json(relevant_only=True)
    assert kept["hidden"] == "secret"
    assert [child["called"] for child in kept["child"]] == ["Asha", "Bela", "Chandra"]
    assert kept["child"][1]["age"] == "11"
    assert [child["called"] for child in handed_in["child"]] == ["Bela", "Chandra"]
    assert kept.keys() - handed_in.keys() == {"hidden", "aside"}
    assert "age" not in handed_in["child"][0]


def test_everything_is_walked_in_the_forms_order():
    names = [node.name for node in from_json(SMALL, {"child": [{"visit": [{}]}]}).everything()]
    assert names == ["data", "name", "aside", "told", "child", "called", "visit", "cost"]


@pytest.mark.parametrize(
    ("data", "place", "sentence"),
    [
        ("text", "/data", "A group holds named answers."),
        ([], "/data", "A group holds named answers."),
        ({"nobody": "x"}, "/data/nobody", "The form does not ask this."),
        ({"name": 3}, "/data/name", "An answer is a text."),
        ({"name": None}, "/data/name", "An answer is a text."),
        ({"name": {"x": "y"}}, "/data/name", "An answer is a text."),
        ({"aside": []}, "/data/aside", "A group holds named answers."),
        ({"child": {}}, "/data/child", "What repeats is kept as a list."),
        ({"child": [{}, {"x": ""}]}, "/data/child[2]/x", "The form does not ask this."),
        (
            {"child": [{"visit": [{"cost": []}]}]},
            "/data/child[1]/visit[1]/cost",
            "An answer is a text.",
        ),
        ({"name": "x" * 100_001}, "/data/name", "This answer is too long."),
    ],
)
def test_what_the_form_has_no_place_for_is_refused(data, place, sentence):
    with pytest.raises(NotOfTheForm) as refused:
        from_json(SMALL, data)
    assert (refused.value.place, str(refused.value)) == (place, sentence)


def of(template):
    """Return answers that the form has places for, some left out."""
    if template.kind is not Kind.GROUP:
        return st.text(max_size=5)
    parts = {
        child.name: st.lists(of(child), max_size=2) if child.repeats else of(child)
        for child in template.children
    }
    return st.fixed_dictionaries({}, optional=parts)


@given(of(SMALL))
def test_answers_go_there_and_back(data):
    kept = from_json(SMALL, data).as_json()
    assert from_json(SMALL, json.loads(json.dumps(kept))).as_json() == kept
    assert kept["name"] == data.get("name", "")


def test_the_answers_of_the_world_are_kept_whole():
    kept = from_json(FORM, ANSWERS).as_json()
    assert {name: kept[name] for name in ANSWERS if name != "child"} == {
        name: part for name, part in ANSWERS.items() if name != "child"
    }
    assert [child["called"] for child in kept["child"]] == ["Asha", "Bela", "Chandra"]
