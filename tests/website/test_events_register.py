"""Registering: every letter arrives sealed and whole, and every refusal says why."""

from datetime import timedelta
from hashlib import sha256
from uuid import uuid4

import pytest
import time_machine
from django.core.cache import cache

from alongside.alliance.published import plain_code
from tests.website.events import make_event
from tests.website.factories import NOW

pytestmark = pytest.mark.django_db
WHERE = "/en/events/talk/register/"


@pytest.fixture(autouse=True)
def _now():
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


def said(**changed):
    """Return what somebody fills in."""
    usual = {
        "once": str(uuid4()),
        "name": "Mira",
        "address": "mira@example.org",
        "organisation": "Shakti Samuha",
        "country": "NP",
        "needs": ["visa", "interpreter"],
        "needs_words": "A seat near the door.",
        "may_be_named": "on",
    }
    return usual | changed


def test_the_form_says_how_long_it_is_kept(client, home, publish):
    publish(events=[make_event()])
    words = client.get(WHERE).content.decode()
    assert "<bdi>365</bdi> days after the event it is deleted." in words


def test_what_she_wrote_arrives_whole_and_in_no_table(client, home, publish, letters):
    event = make_event()
    publish(events=[event])
    answer = client.post(WHERE, said(spoken=["es"]))
    assert (answer.status_code, answer["Location"]) == (303, "/en/events/talk/registered/")
    [letter] = letters()
    assert letter.model_dump(exclude={"id"}) == {
        "kind": "registration",
        "written_at": NOW,
        "language": "en",
        "event": event.id,
        "name": "Mira",
        "organisation": "Shakti Samuha",
        "country": "NP",
        "address": "mira@example.org",
        "spoken": ("es",),
        "needs": ("visa", "interpreter"),
        "needs_words": "A seat near the door.",
        "invitation": "",
        "may_be_named": True,
        "may_be_pictured": False,
    }
    thanks = client.get(answer["Location"])
    assert "We have it" in thanks.content.decode()
    assert "Mira" not in thanks.content.decode()
    assert thanks["Cache-Control"] == "no-store"


def test_forty_five_people_register(client, home, publish, letters):
    event = make_event()
    publish(events=[event])
    people = [(f"Person {n}", f"person{n}@example.org", f"Group {n % 35}") for n in range(45)]
    for name, address, group in people:
        answer = client.post(WHERE, said(name=name, address=address, organisation=group))
        assert answer.status_code == 303
    found = sorted((one.name, one.address, one.organisation) for one in letters())
    assert found == sorted(people)


def test_sent_twice_it_counts_once(client, home, publish, letters):
    publish(events=[make_event()])
    twice = said()
    answers = [client.post(WHERE, twice)["Location"] for _again in range(2)]
    assert answers == ["/en/events/talk/registered/"] * 2
    assert len(letters()) == 1


def test_whether_an_address_registered_before_is_told_to_nobody(client, home, publish, letters):
    publish(events=[make_event()])
    first = client.post(WHERE, said())
    second = client.post(WHERE, said())
    assert first["Location"] == second["Location"]
    assert len(letters()) == 2
    page = client.get(second["Location"]).content.decode()
    assert "what you wrote now takes its place" in page


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"is_cancelled": True}, 409, "It was cancelled."),
        ({"closes_on": (NOW - timedelta(days=1)).date()}, 409, "Registration is closed."),
        ({"begins_at": NOW - timedelta(days=9)}, 409, "Registration is closed."),
        ({"takes_registrations": False}, 409, "One cannot register for this event here."),
    ],
)
def test_a_closed_door_says_why(client, home, publish, letters, fields, status, words):
    publish(events=[make_event(**fields)])
    shown = client.get(WHERE)
    sent = client.post(WHERE, said())
    assert (shown.status_code, sent.status_code) == (200, status)
    assert words in shown.content.decode()
    assert words in sent.content.decode()
    assert "<form" not in sent.content.decode()
    assert letters() == []


def test_the_last_day_counts_as_a_whole_where_the_event_is(client, home, publish):
    event = make_event(closes_on=NOW.date(), time_zone="Asia/Tokyo")
    publish(events=[event])
    assert b"<form" in client.get(WHERE).content
    # Half past nine in the morning in London; in Tokyo the day ends at three in the afternoon.
    with time_machine.travel(NOW + timedelta(hours=5), tick=False):
        assert b"<form" in client.get(WHERE).content
    with time_machine.travel(NOW + timedelta(hours=6), tick=False):
        assert b"<form" not in client.get(WHERE).content


def test_where_all_is_taken_she_is_told_that_she_waits(client, home, publish, letters):
    publish(events=[make_event(is_full=True)])
    page = client.get(WHERE).content.decode()
    assert "you stand on the waiting list" in page
    assert client.post(WHERE, said()).status_code == 303
    assert len(letters()) == 1


def test_an_invitation_opens_only_with_its_code(client, home, publish, letters):
    code = sha256(plain_code("KATH-7Q2M-XW4D").encode()).hexdigest()
    publish(events=[make_event(by_invitation=True, codes=(code,))])
    missing = client.post(WHERE, said())
    wrong = client.post(WHERE, said(invitation="KATH-7Q2M-XW4E"))
    assert (missing.status_code, wrong.status_code) == (422, 422)
    assert "Write the code that stands in your invitation." in missing.content.decode()
    assert "We do not know this code." in wrong.content.decode()
    assert 'value="Mira"' in wrong.content.decode()
    assert letters() == []
    assert client.post(WHERE, said(invitation="kath 7q2m xw4d")).status_code == 303
    assert letters()[0].invitation == "kath 7q2m xw4d"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "Write what we shall call you."),
        ("name", "Mira\r\nBcc: all@example.org", "Write this in one line."),
        ("name", "M" * 301, "at most 300 characters"),
        ("address", "", "Write an address, so that we can answer."),
        ("address", "mira", "Write an e-mail address, as mira@example.org."),
        ("address", "mira@example.org\r\nBcc: all@example.org", "Write an e-mail address"),
        ("address", '"a, b"@example.org', "Write an e-mail address"),
        ("country", "ZZ", "Select a valid choice"),
        ("needs", ["gold"], "Select a valid choice"),
        ("contact_page", "buy", "This field is there for robots only."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    client, home, publish, letters, field, value, words
):
    publish(events=[make_event()])
    answer = client.post(WHERE, said(**{field: value}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "A seat near the door." in page
    assert letters() == []


def test_another_site_sends_nothing_in_her_name(client, home, publish, letters):
    publish(events=[make_event()])
    answer = client.post(WHERE, said(), headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert letters() == []


def test_without_a_node_her_words_stay_on_the_page(client, home, publish, monkeypatch):
    publish(events=[make_event()])
    monkeypatch.setattr("alongside.website.exchange.MOST_LETTERS", 0)
    answer = client.post(WHERE, said())
    assert answer.status_code == 503
    assert "A seat near the door." in answer.content.decode()
