"""Shared although she did not agree: two people decide, for a short time, and it is kept."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from alongside.consent import actions as consent, queries as consents
from alongside.consent.contents import Grounds
from alongside.consent.enums import Ground, Purpose, YesNoUnknown
from alongside.consent.models import Grant
from alongside.core.access import SystemActor
from tests.consent.factories import CANARY, held_by, legal_team, make_case, make_lawyer
from tests.organisations.factories import NOW, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("alone")]

MACHINE = SystemActor(reason="expiry")


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def case(world):
    return make_case(world)


@pytest.fixture
def lawyer(world):
    return make_lawyer(world)


GROUNDS = Grounds(
    ground=Ground.COURT_ORDER,
    law="Order 12/2026",
    minimum_sent=CANARY,
    she_was_told=YesNoUnknown.NO,
    why_not_told="danger",
)


def propose(world, case, **changes):
    facts = {
        "case": case,
        "purpose": Purpose.SERVICE,
        "recipient": legal_team(world),
        "compartments": ["location"],
        "grounds": GROUNDS,
        "actor": world.caseworker.actor,
        "now": NOW,
    }
    return consent.record_exception(**{**facts, **changes})


def test_an_exception_waits_ends_and_is_readable(world, case, lawyer):
    record = propose(world, case)
    assert record.expires_on == date(2026, 3, 9)
    assert Grant.objects.count() == 0
    consent.confirm_exception(
        case=case, exception_id=record.id, actor=world.colleague.actor, now=NOW
    )
    assert held_by(lawyer, case) == {"location"}
    [shown] = consents.sharing(actor=world.caseworker.actor, case=case, now=NOW).exceptions
    assert shown.grounds == GROUNDS
    assert shown.decided_by == ("Sunita Rai", "Farida Begum")
    assert consent.expire_due(actor=MACHINE, now=NOW + timedelta(days=8)) == 1
    assert held_by(lawyer, case) == set()


def test_an_exception_is_confirmed_once_in_time_by_the_team(world, case, lawyer):
    record = propose(world, case)
    decide = {"case": case, "exception_id": record.id}
    for actor in (lawyer.actor, world.researcher.actor):
        with pytest.raises(PermissionDenied):
            consent.confirm_exception(**decide, actor=actor, now=NOW)
    with pytest.raises(consent.NeedsExpiry):
        consent.confirm_exception(
            **decide, actor=world.colleague.actor, now=NOW + timedelta(days=9)
        )
    consent.confirm_exception(**decide, actor=world.colleague.actor, now=NOW)
    with pytest.raises(consent.AlreadyAnswered):
        consent.confirm_exception(**decide, actor=world.coordinator.actor, now=NOW)
    assert Grant.objects.count() == 1


def test_an_exception_lasts_a_month_at_most(world, case):
    with pytest.raises(consent.NeedsExpiry):
        propose(world, case, expires_on=NOW.date() + timedelta(days=31))
