"""The table of steps, all of it: who may go from where to where."""

import itertools

import pytest

from alongside.referrals import states
from alongside.referrals.enums import Party, State
from alongside.referrals.errors import NotAllowed, ReasonMissing

REQUESTER, RESPONDER, WOMAN = Party.REQUESTER, Party.RESPONDER, Party.WOMAN

# Written out by hand from the standard, not derived from the code.
STEPS = {
    ("draft", "requested", REQUESTER),
    ("draft", "cancelled", REQUESTER),
    ("requested", "received", RESPONDER),
    ("received", "accepted", RESPONDER),
    ("received", "rejected", RESPONDER),
    ("accepted", "in_progress", RESPONDER),
    ("accepted", "on_hold", RESPONDER),
    ("accepted", "completed", RESPONDER),
    ("accepted", "failed", RESPONDER),
    ("in_progress", "on_hold", RESPONDER),
    ("in_progress", "completed", RESPONDER),
    ("in_progress", "failed", RESPONDER),
    ("on_hold", "in_progress", RESPONDER),
    ("on_hold", "completed", RESPONDER),
    ("on_hold", "failed", RESPONDER),
    ("requested", "cancelled", REQUESTER),
    ("received", "cancelled", REQUESTER),
    ("accepted", "cancelled", REQUESTER),
    ("in_progress", "cancelled", REQUESTER),
    ("on_hold", "cancelled", REQUESTER),
    ("requested", "cancelled", RESPONDER),
    ("received", "cancelled", RESPONDER),
    ("accepted", "cancelled", RESPONDER),
    ("in_progress", "cancelled", RESPONDER),
    ("on_hold", "cancelled", RESPONDER),
    ("requested", "entered_in_error", REQUESTER),
    ("received", "entered_in_error", REQUESTER),
    ("accepted", "entered_in_error", REQUESTER),
    ("in_progress", "entered_in_error", REQUESTER),
    ("on_hold", "entered_in_error", REQUESTER),
    ("rejected", "entered_in_error", REQUESTER),
    ("completed", "entered_in_error", REQUESTER),
    ("failed", "entered_in_error", REQUESTER),
    ("cancelled", "entered_in_error", REQUESTER),
    ("requested", "withdrawn", WOMAN),
    ("received", "withdrawn", WOMAN),
    ("accepted", "withdrawn", WOMAN),
    ("in_progress", "withdrawn", WOMAN),
    ("on_hold", "withdrawn", WOMAN),
    ("rejected", "withdrawn", WOMAN),
    ("completed", "withdrawn", WOMAN),
    ("failed", "withdrawn", WOMAN),
    ("cancelled", "withdrawn", WOMAN),
}


def test_every_step_by_every_party():
    every = itertools.product(State.values, State.values, Party)
    allowed = {(one, to, by) for one, to, by in every if states.may(one, to, by)}
    assert allowed == STEPS


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("to", State.values)
@pytest.mark.parametrize("by", Party)
def test_a_step_that_may_not_follow_is_refused_with_a_sentence(state, to, by):
    if (state, to, by) in STEPS:
        states.check(state, to, by, words="because")
    else:
        with pytest.raises(NotAllowed) as refused:
            states.check(state, to, by, words="because")
        said = f"This cannot follow: it is “{State(state).label}” and would become "
        assert str(refused.value) == f"{said}“{State(to).label}”."


@pytest.mark.parametrize("to", ["rejected", "cancelled", "on_hold", "failed", "completed"])
@pytest.mark.parametrize("words", ["", "  \n"])
def test_a_reason_is_expected(to, words):
    state = "received" if to == "rejected" else "in_progress"
    with pytest.raises(ReasonMissing):
        states.check(state, to, RESPONDER, words=words)


@pytest.mark.parametrize("to", ["accepted", "in_progress", "received"])
def test_no_reason_is_expected_for_good_news(to):
    before = {"accepted": "received", "in_progress": "accepted", "received": "requested"}
    states.check(before[to], to, RESPONDER)


@pytest.mark.parametrize("word", ["banana", "", "Accepted", "in-progress"])
def test_a_word_nobody_knows_is_no_state(word):
    with pytest.raises(ValueError, match="is not a valid State"):
        states.may("received", word, RESPONDER)


def test_final_states_leave_nothing_to_the_one_who_was_asked():
    assert {state: states.next_steps(state, RESPONDER) for state in states.FINAL} == {
        state: [] for state in states.FINAL
    }
