"""What her answers mean for lists, figures and the day."""

from datetime import timedelta

import pytest

from alongside.consent import actions as consent, queries as consents
from alongside.consent.enums import Answer, Purpose
from alongside.consent.parties import Recipient
from tests.consent.factories import make_case, make_lawyer, say_yes
from tests.organisations.factories import NOW, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("alone")]


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def case(world):
    return make_case(world)


@pytest.fixture
def lawyer(world):
    return make_lawyer(world)


def test_figures_count_only_who_agreed(world, lawyer):
    yes, no, ended, unasked = (make_case(world) for _ in range(4))
    question = {
        "purpose": Purpose.STATISTICS,
        "recipient": Recipient.figures(world.organisation.id),
        "compartments": ["coded"],
    }
    say_yes(world, yes, **question)
    say_yes(world, no, **question, answer=Answer.NO)
    say_yes(world, ended, **question, expires_on=NOW.date())
    agreed = consents.agreed(
        actor=world.caseworker.actor,
        case_ids=[yes.id, no.id, ended.id, unasked.id],
        purpose=Purpose.STATISTICS,
        now=NOW + timedelta(days=1),
    )
    assert agreed == {yes.id}


def test_what_teams_share_and_what_ends_soon(world, case, lawyer):
    record = say_yes(world, case, expires_on=NOW.date() + timedelta(days=5))
    say_yes(world, make_case(world), answer=Answer.NO)
    shared = consents.shared_with(actor=lawyer.actor, now=NOW)
    assert shared == {case.id: frozenset({"identity", "story"})}
    assert consents.shared_with(actor=world.colleague.actor, now=NOW) == {}
    [ending] = consents.ending(actor=world.caseworker.actor, now=NOW)
    assert (ending.case_id, ending.record_id) == (case.id, record.id)
    assert consents.ending(actor=lawyer.actor, now=NOW) == []
    soonest = consents.next_expiry(actor=world.caseworker.actor, case_ids=[case.id], now=NOW)
    assert soonest == {case.id: record.expires_on}


def test_what_she_said_to_her_own_team_and_what_a_register_said_is_no_answer(world, lawyer):
    yes, no, later, ended, unsure, other, brought, unasked = (make_case(world) for _ in range(8))
    keeping = {"purpose": Purpose.SERVICE, "recipient": Recipient.team(world.team.id)}
    say_yes(world, yes, **keeping)
    say_yes(world, no, **keeping, answer=Answer.NO)
    say_yes(world, later, **keeping, answer=Answer.NO)
    say_yes(world, later, **keeping, now=NOW + timedelta(hours=1))
    say_yes(world, ended, **keeping, expires_on=NOW.date())
    say_yes(world, unsure, **keeping, answer=Answer.NOT_NOW)
    say_yes(world, other, purpose=Purpose.SERVICE, answer=Answer.NO)
    consent.record_imported(case=brought, **keeping, actor=world.caseworker.actor, now=NOW)
    cases = [yes, no, later, ended, unsure, other, brought, unasked]
    said = consents.answers(
        actor=world.caseworker.actor,
        case_ids=[case.id for case in cases],
        purpose=Purpose.SERVICE,
        now=NOW + timedelta(days=1),
    )
    assert said == {yes.id: True, no.id: False, later.id: True, ended.id: None, unsure.id: None}
