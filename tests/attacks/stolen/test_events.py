"""Somebody steals the whole node after people registered and an event was written up."""

import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from alongside.alliance.actions import events as planning, events_registering as registering
from alongside.alliance.models import EventRegistration
from alongside.organisations.enums import TeamKind
from tests.alliance import events
from tests.attacks.stolen.forms import CORE, EMAIL, FIRST, NUMBER, canary, filled
from tests.attacks.theft import scan_files, scan_rows
from tests.casework.factories import fresh
from tests.casework.pages import entered
from tests.organisations.factories import NOW, make_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.attack]


def send(browser, url, **changes):
    response = browser.post(url, filled(browser.get(url), **changes))
    assert response.status_code == 302, response.content.decode()


def test_a_thief_finds_nobody_who_registered_and_nothing_that_was_said():
    with time_machine.travel(NOW, tick=False):
        world = make_world()
        event = events.make_event(world, by_invitation=True)
        about = {"actor": fresh(world.coordinator), "now": NOW}
        planning.make_codes(event_id=event.pk, number=1, **about)
        letter = events.registration(
            event,
            canary(),
            address=EMAIL,
            organisation=canary(),
            country="NP",
            needs=("visa",),
            needs_words=f"{canary()} {NUMBER}",
            invitation=canary(),
            may_be_named=True,
        )
        team = world.teams[TeamKind.PUBLIC].pk
        registering.take_registration(letter=letter, team_id=team, **about)
        [row] = EventRegistration.objects.all()
        registering.set_state(event_id=event.pk, registration_id=row.pk, state="attended", **about)
        browser = entered(world.coordinator)
        page = reverse("alliance:event", args=[event.pk])
        first, second = letter.organisation, canary()
        names = {"first": second, "second": first}
        url = reverse("alliance:event_spellings", args=[event.pk])
        assert browser.post(url, names).status_code == 302
        url = reverse("alliance:event_take_back", args=[event.pk, row.pk])
        assert browser.post(url, {"what": "may_be_named"}).status_code == 302
        send(browser, reverse("alliance:event_note", args=[event.pk]))
        send(browser, reverse("alliance:event_recommend", args=[event.pk]), is_public=None)
        # There is something to find.
        assert browser.get(page).content.decode().count(CORE) > 5
    assert connection.vendor in {"sqlite", "postgresql"}
    assert scan_rows((*FIRST, EMAIL)) | scan_files((*FIRST, EMAIL)) == set()
