"""Whoever takes the database and the whole folder finds no address, also while mails leave."""

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from alongside.alliance.models import Delivery, Subscriber
from alongside.alliance.newsletter import keys, worker_keys
from tests.alliance.newsletter import hand_over, send, subscribe, token_for, unsubscribe
from tests.attacks.theft import scan_files, scan_rows
from tests.casework.pages import entered
from tests.organisations.factories import NOW, make_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.attack]

WORDS = ("kestrelqx",)


def stolen() -> set[tuple[str, str]]:
    return scan_rows(WORDS) | scan_files(WORDS)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def test_no_address_lies_in_clear_from_subscribing_to_a_bounce(clock, settings):
    settings.ALONGSIDE_MAIL_BATCH = 1
    world = make_world()
    actor, browser = world.coordinator.actor, entered(world.coordinator)
    people = [subscribe(actor, f"kestrelqx{number}@example.org") for number in range(3)]
    issue_id = hand_over(actor)
    trial = {"address": "kestrelqx@example.org"}
    browser.post(reverse("alliance:newsletter_trial", args=[issue_id]), trial)
    when = {"day_day": "2", "day_month": "3", "day_year": "2026", "hour": "9:00"}
    browser.post(reverse("alliance:newsletter_schedule", args=[issue_id]), when)
    assert (stolen(), send(NOW)) == (set(), 1)
    assert [one.to[0][:9] for one in mail.outbox] == ["kestrelqx", "kestrelqx"]
    # What a raid in this moment opens without anybody's password: those not sent yet, no others.
    delivery = Delivery.objects.exclude(box=b"").order_by("id").first()
    secret = worker_keys.read(delivery.sending_id)
    assert keys.target_of(secret, delivery).address.startswith("kestrelqx")
    assert Delivery.objects.exclude(box=b"").count() == 2
    assert stolen() == set()
    while send(NOW):
        pass
    assert worker_keys.read(delivery.sending_id) is None
    pasted = {"kind": "complaint", "addresses": "kestrelqx0@example.org"}
    browser.post(reverse("alliance:newsletter_bounces"), pasted)
    unsubscribe(actor, token_for(actor, people[1]))
    assert sorted(Subscriber.objects.values_list("state", flat=True)) == [
        "active",
        "complained",
        "left",
    ]
    assert stolen() == set()
