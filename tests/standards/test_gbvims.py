"""The violence register against what the GBVIMS publishes: its codes, its rules, its columns."""

import json

import pytest

from alongside.casework.contents import Incident
from alongside.casework.violence import recorder
from alongside.casework.violence.contexts import Context
from alongside.casework.violence.delays import DelayBand
from alongside.casework.violence.questions import IN_ORDER, CoreType
from alongside.casework.violence.verdict import ASKED, verdict_on
from alongside.casework.vocabulary.violence import CONTEXTS, CORE_TYPES, DELAY_BANDS
from tests.casework.register.shared import standards

pytestmark = pytest.mark.standards

CHILD, GROWN = {"age_group": "12-17"}, {"age_group": "18-25"}
PARTNER, BOSS = {"relation": "intimate_partner"}, {"relation": "employer"}
# What makes each rule of the published list true, and what is nearest to it and does not.
RULES = {
    "intimate_partner_violence": ((2, PARTNER), (2, BOSS)),
    "child_sexual_abuse": ((0, CHILD), (0, GROWN)),
    "early_marriage": ((3, CHILD), (3, GROWN)),
    "possible_sexual_exploitation": ((1, {"exchanged": True}), (2, {"exchanged": True})),
    "possible_sexual_slavery": ((0, {"abduction": "trafficked"}), (0, {"abduction": "none"})),
    "harmful_traditional_practice": (
        (5, {"harmful_practice": "dowry"}),
        (5, {"harmful_practice": "none"}),
    ),
}


@pytest.fixture
def published():
    return json.loads((standards() / "gbvims" / "codes.json").read_text())


def answered(yes_to, more):
    """Return an incident whose first yes is to a question, counted from 0."""
    answers = {name: at == yes_to for at, name in enumerate(ASKED[: yes_to + 1])}
    return Incident(**answers, **more)


def test_the_core_types_and_their_order_are_the_published_ones(published):
    codes = [code for code, _label in published["core_types"]]
    assert [str(kind) for kind in IN_ORDER] == codes
    assert [str(kind) for kind in CoreType] == [*codes, published["extra_value"][0]]
    assert list(CORE_TYPES) == [*codes, published["extra_value"][0]]


def test_the_first_yes_decides_each_of_them(published):
    found = [verdict_on(answered(at, {})).core_type for at in range(6)]
    assert found == [code for code, _label in published["core_types"]]
    noes = Incident(**dict.fromkeys(ASKED, False))
    assert verdict_on(noes).core_type == published["extra_value"][0]


def test_the_contexts_are_the_published_ones(published):
    assert [str(one) for one in Context] == list(published["case_contexts"])
    assert list(CONTEXTS) == list(published["case_contexts"])
    assert set(RULES) == set(published["case_contexts"])


@pytest.mark.parametrize("context", RULES)
def test_each_rule_holds_where_it_must_and_only_there(context):
    (yes_to, holds), (other, fails) = RULES[context]
    assert verdict_on(answered(yes_to, holds)).contexts == (context,)
    assert verdict_on(answered(other, fails)).contexts == ()


def test_the_delay_bands_are_the_published_ones(published):
    assert [str(band) for band in DelayBand] == published["elapsed_reporting_time"]
    assert list(DELAY_BANDS) == published["elapsed_reporting_time"]


def test_the_columns_are_the_42_published_ones_in_their_order(published):
    assert len(recorder.COLUMNS) == 42
    assert list(recorder.COLUMNS) == published["ir_columns"]
    codes = recorder.Codes("i", "s", "w", "a")
    assert len(recorder.cells_of(Incident(), codes)) == 42
