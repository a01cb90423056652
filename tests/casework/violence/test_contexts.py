"""Contexts follow from the answers by rule; each rule alone, and what breaks it."""

import pytest

from alongside.casework.violence.ages import AgeGroup, is_child
from alongside.casework.violence.contexts import Context, contexts
from alongside.casework.violence.questions import CoreType

SEXUAL = (CoreType.RAPE, CoreType.SEXUAL_ASSAULT)
OTHERS = tuple(kind for kind in (*CoreType, None) if kind not in SEXUAL)


@pytest.mark.parametrize("kind", [*CoreType, None])
def test_by_a_partner_whatever_the_type(kind):
    assert contexts(kind, relations=["intimate_partner"]) == (Context.INTIMATE_PARTNER,)
    assert contexts(kind, relations=["family"]) == ()


@pytest.mark.parametrize(
    ("answers", "context"),
    [
        ({"is_child": True}, Context.CHILD_SEXUAL_ABUSE),
        ({"exchanged": True}, Context.EXPLOITATION),
        ({"abduction": "trafficked"}, Context.SLAVERY),
        ({"abduction": "other"}, Context.SLAVERY),
        ({"abduction": "forced_conscription"}, Context.SLAVERY),
    ],
)
def test_only_with_a_sexual_type(answers, context):
    assert [contexts(kind, **answers) for kind in SEXUAL] == [(context,)] * 2
    assert {context in contexts(kind, **answers) for kind in OTHERS} == {False}


@pytest.mark.parametrize(
    "answers",
    [
        {"is_child": False},
        {"is_child": None},
        {"exchanged": False},
        {"exchanged": None},
        {"abduction": "none"},
        {"abduction": ""},
        {"practice": "none"},
        {"practice": ""},
    ],
)
def test_a_no_and_what_is_not_known_make_no_rule_true(answers):
    assert [contexts(kind, **answers) for kind in CoreType] == [()] * 7


def test_a_forced_marriage_of_a_child_is_an_early_one():
    assert contexts(CoreType.FORCED_MARRIAGE, is_child=True) == (Context.EARLY_MARRIAGE,)
    assert contexts(CoreType.FORCED_MARRIAGE, is_child=False) == ()


@pytest.mark.parametrize("kind", [*CoreType, None])
def test_a_harmful_practice_whatever_the_type(kind):
    assert contexts(kind, practice="dowry") == (Context.HARMFUL_PRACTICE,)


def test_several_hold_together_in_the_order_of_the_standard():
    found = contexts(
        CoreType.RAPE,
        relations=["intimate_partner"],
        is_child=True,
        exchanged=True,
        abduction="trafficked",
        practice="fgm",
    )
    assert found == tuple(one for one in Context if one != Context.EARLY_MARRIAGE)


@pytest.mark.parametrize("group", ["", *AgeGroup])
def test_who_is_a_child(group):
    assert is_child(group) is {"": None, "0-11": True, "12-17": True}.get(group, False)
