"""What calendars read of events is valid iCalendar, as the icalendar package reads it."""

from datetime import timedelta

import pytest
import time_machine
from icalendar import Calendar

from tests.website.events import make_event, make_session
from tests.website.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def read(response):
    """Parse an answer; what the package found wrong fails."""
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    found = Calendar.from_ical(response.content)
    assert found.errors == []
    assert [one.errors for one in found.walk() if one.errors] == []
    return found


def test_one_event(client, home, publish):
    event = make_event(
        sequence=3,
        changed_at=NOW - timedelta(days=1),
        place="Kathmandu",
        description={"en": "Come, all; and bring a friend."},
        sessions=[make_session("Opening")],
    )
    publish(events=[event])
    response = client.get("/en/events/talk/event.ics")
    found = read(response)
    [entry] = found.events
    assert (str(entry["uid"]), entry["sequence"], str(entry["status"])) == (
        f"urn:uuid:{event.id}",
        3,
        "CONFIRMED",
    )
    assert entry.decoded("dtstart") == event.begins_at
    assert entry["dtstart"].params["TZID"] == "Asia/Bangkok"
    assert entry.decoded("dtend") == event.ends_at
    assert entry.decoded("dtstamp") == NOW - timedelta(days=1)
    assert str(entry["summary"]) == "A talk about wages"
    assert str(entry["location"]) == "Kathmandu"
    assert str(entry["description"]) == (
        "Come, all; and bring a friend.\n\nTuesday 1 December\n16:00–17:00 Opening"
    )
    assert str(entry["url"]) == "http://testserver/en/events/talk/"
    assert [str(one["tzid"]) for one in found.timezones] == ["Asia/Bangkok"]
    assert str(found["method"]) == "PUBLISH"
    assert response["Content-Disposition"] == 'attachment; filename="talk.ics"'


def test_a_cancelled_event_says_so_under_the_same_name(client, home, publish):
    publish(events=[make_event()])
    [before] = read(client.get("/en/events/talk/event.ics")).events
    publish(events=[make_event(is_cancelled=True, sequence=1)])
    [after] = read(client.get("/en/events/talk/event.ics")).events
    assert str(before["uid"]) == str(after["uid"])
    assert (str(after["status"]), after["sequence"]) == ("CANCELLED", 1)


def test_words_add_no_line_of_their_own(client, home, publish):
    publish(events=[make_event(title={"en": "Wages\r\nATTENDEE:mailto:all@example.org"})])
    [entry] = read(client.get("/en/events/talk/event.ics")).events
    assert "attendee" not in entry


def test_the_feed_holds_what_comes_and_what_was_lately(client, home, publish):
    publish(
        events=[
            make_event("next"),
            make_event("lately", begins_at=NOW - timedelta(days=60), time_zone="Europe/Athens"),
            make_event("long-ago", begins_at=NOW - timedelta(days=400)),
        ]
    )
    found = read(client.get("/en/events/calendar.ics"))
    addresses = sorted(str(one["url"]) for one in found.events)
    assert addresses == [f"http://testserver/en/events/{slug}/" for slug in ("lately", "next")]
    assert sorted(str(one["tzid"]) for one in found.timezones) == ["Asia/Bangkok", "Europe/Athens"]


def test_before_anything_was_published_there_is_no_feed(client, home):
    assert client.get("/en/events/calendar.ics").status_code == 404
