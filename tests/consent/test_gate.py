from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from alongside.consent import actions as consent, gate
from alongside.consent.contents import Grounds
from alongside.consent.enums import Action, Answer, Ground, Purpose, YesNoUnknown
from alongside.consent.parties import Recipient
from alongside.core.access import SystemActor
from tests.consent.factories import held_by, legal_team, make_case, make_lawyer, say_yes
from tests.organisations.factories import NOW, make_second_organisation, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("alone")]

DENIED = "She has not agreed to this, or it has ended."


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def case(world):
    return make_case(world)


@pytest.fixture
def lawyer(world):
    return make_lawyer(world)


def ask(actor, case, **changes):
    facts = {
        "action": Action.READ,
        "compartment": "story",
        "purpose": Purpose.SERVICE,
        "recipient": None,
        "now": NOW,
    }
    return gate.decide(actor=actor, case=case, **{**facts, **changes})


def test_the_team_that_keeps_the_file_reads_and_writes_without_a_query(
    world, case, django_assert_num_queries
):
    with django_assert_num_queries(0):
        reading = ask(world.colleague.actor, case)
        writing = ask(world.colleague.actor, case, action=Action.WRITE)
    assert (reading.allowed, writing.allowed) == (True, True)
    assert reading.reason == "Her team keeps the file."
    assert gate.basis_of(reading) == "keeps the file"


def test_another_team_is_refused_until_she_agrees(world, case, lawyer):
    assert ask(lawyer.actor, case).reason == DENIED
    record = say_yes(world, case)
    decision = ask(lawyer.actor, case)
    assert (decision.allowed, decision.basis_id) == (True, record.id)
    assert decision.until.date() == record.expires_on + timedelta(days=1)
    assert gate.basis_of(decision) == f"agreement {record.id}"


def test_a_grant_costs_one_query(world, case, lawyer, django_assert_num_queries):
    say_yes(world, case)
    say_yes(world, case, purpose=Purpose.SERVICE, compartments=["health"])
    with django_assert_num_queries(1):
        assert ask(lawyer.actor, case).allowed
    with django_assert_num_queries(1):
        assert not ask(lawyer.actor, case, compartment="money").allowed


def test_only_the_parts_she_named(world, case, lawyer):
    say_yes(world, case)
    assert ask(lawyer.actor, case, compartment=["identity", "story"]).allowed
    assert not ask(lawyer.actor, case, compartment=["identity", "health"]).allowed
    assert not ask(lawyer.actor, case, compartment="health").allowed
    assert held_by(lawyer, case) == {"identity", "story"}


def test_supervision_reads_and_does_not_write(world, case, lawyer):
    say_yes(world, case, purpose=Purpose.SUPERVISION)
    assert ask(lawyer.actor, case).allowed
    assert not ask(lawyer.actor, case, action=Action.WRITE).allowed


def test_another_organisation_is_always_refused(world, case):
    stranger = make_second_organisation(world).caseworker.actor
    assert ask(stranger, case).reason == "Another organisation keeps this file."


def test_the_machine_is_refused(case):
    assert not ask(SystemActor(reason="test"), case).allowed


def test_statistics_need_her_yes_even_for_the_team_that_keeps_the_file(world, case):
    figures = Recipient.figures(world.organisation.id)
    question = {
        "purpose": Purpose.STATISTICS,
        "recipient": figures,
        "compartment": "coded",
        "action": Action.READ,
    }
    assert not ask(world.caseworker.actor, case, **question).allowed
    say_yes(world, case, purpose=Purpose.STATISTICS, recipient=figures, compartments=["coded"])
    assert ask(world.caseworker.actor, case, **question).allowed


def test_a_referral_needs_a_yes_for_that_organisation(world, case):
    other, third = make_second_organisation(world), make_second_organisation(world)
    to = Recipient.organisation(other.organisation.id)
    say_yes(world, case, purpose=Purpose.REFERRAL, recipient=to)
    question = {"purpose": Purpose.REFERRAL, "action": Action.SEND}
    assert ask(world.caseworker.actor, case, recipient=to, **question).allowed
    elsewhere = Recipient.organisation(third.organisation.id)
    assert not ask(world.caseworker.actor, case, recipient=elsewhere, **question).allowed


def test_only_her_own_team_shares_on(world, case, lawyer):
    to = Recipient.organisation(make_second_organisation(world).organisation.id)
    say_yes(world, case, purpose=Purpose.REFERRAL, recipient=to)
    decision = ask(lawyer.actor, case, purpose=Purpose.REFERRAL, recipient=to, action=Action.SEND)
    assert decision.reason == "Only the team that keeps her file can share it."


@pytest.mark.parametrize("answer", [Answer.NO, Answer.NOT_NOW, Answer.IMPORTED])
def test_only_a_yes_opens_anything(world, case, lawyer, answer):
    say_yes(world, case, answer=answer)
    assert not ask(lawyer.actor, case).allowed
    assert held_by(lawyer, case) == set()


def test_it_holds_on_its_last_day_and_not_after(world, case, lawyer):
    say_yes(world, case, expires_on=date(2026, 3, 4))
    assert ask(lawyer.actor, case, now=NOW + timedelta(days=2)).allowed
    # The machine has not yet run: the keys are still there and the gate is closed all the same.
    assert held_by(lawyer, case) == {"identity", "story"}
    assert not ask(lawyer.actor, case, now=NOW + timedelta(days=3)).allowed


def test_an_exception_opens_only_when_two_decided(world, case, lawyer):
    grounds = Grounds(
        ground=Ground.IMMINENT_DANGER,
        law="Criminal code 38",
        minimum_sent="Where she is",
        she_was_told=YesNoUnknown.YES,
    )
    record = consent.record_exception(
        case=case,
        purpose=Purpose.SERVICE,
        recipient=legal_team(world),
        compartments=["location"],
        grounds=grounds,
        actor=world.caseworker.actor,
        now=NOW,
    )
    assert not ask(lawyer.actor, case, compartment="location").allowed
    with pytest.raises(consent.SameDecider) as refused:
        consent.confirm_exception(
            case=case, exception_id=record.id, actor=world.caseworker.actor, now=NOW
        )
    assert str(refused.value) == "Two people decide. Ask a colleague of the team to confirm it."
    consent.confirm_exception(
        case=case, exception_id=record.id, actor=world.colleague.actor, now=NOW
    )
    decision = ask(lawyer.actor, case, compartment="location")
    assert (decision.allowed, decision.basis_id) == (True, record.id)
    assert decision.reason == "Two colleagues decided it as an exception."
    assert held_by(lawyer, case) == {"location"}


def test_refusals_raise_with_their_reason(world, case, lawyer):
    with pytest.raises(PermissionDenied) as refused:
        ask(lawyer.actor, case).or_raise()
    assert str(refused.value) == DENIED


def test_an_unknown_file_is_refused(world, case, lawyer):
    say_yes(world, case)
    other = type(case)(id=uuid4(), organisation_id=case.organisation_id, team_id=case.team_id)
    assert not ask(lawyer.actor, other).allowed
