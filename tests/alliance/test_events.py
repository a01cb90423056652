"""Preparing an event, what comes of it, and what the site is told."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.alliance import outward
from alongside.alliance.actions import events as actions
from alongside.alliance.errors import CannotDo, ChangedMeanwhile, NotThere
from alongside.alliance.forms import events_agenda
from alongside.alliance.models import Event, EventNote, EventRecommendation
from alongside.alliance.published import plain_code
from alongside.alliance.queries import events as queries
from alongside.audit.models import Entry
from alongside.vault.hashing import sha2
from tests.alliance.events import BEGINS, given, make_event
from tests.casework.pages import entered
from tests.organisations.factories import NOW, make_world

pytestmark = pytest.mark.django_db

SENT = {
    "title_en": "Wages and papers",
    "title_es": "Salarios y papeles",
    "kind": "webinar",
    "begins_on_0": "7",
    "begins_on_1": "4",
    "begins_on_2": "2026",
    "begins": "16:00",
    "ends_on_0": "7",
    "ends_on_1": "4",
    "ends_on_2": "2026",
    "ends": "18:00",
    "time_zone": "Asia/Bangkok",
    "languages": ["en", "es"],
    "agenda": "2026-04-07 16:00-17:30 Opening | Apertura\n2026-04-07 23:30-0:30 Late",
    "takes_registrations": "on",
    "is_public": "on",
}


@pytest.mark.parametrize("title", ["Opening", "Opening | Apertura", "| Apertura"])
def test_an_agenda_is_written_as_it_was_read(title):
    """Else what has a title in Spanish alone would be English after the next saving."""
    line, zone = f"2026-04-07 16:00-17:30 {title}", ZoneInfo("Asia/Bangkok")
    read = events_agenda.read(line, zone, ["en"])
    assert events_agenda.write(read, zone) == line
    assert events_agenda.read(events_agenda.write(read, zone), zone, ["en"]) == read


def who(world):
    return {"actor": world.coordinator.actor, "now": NOW}


def test_an_event_is_written_down_through_its_form_and_reaches_the_export(public_world):
    browser = entered(public_world.coordinator)
    form = browser.get(reverse("alliance:event_new"))
    assert form.status_code == 200
    answer = browser.post(reverse("alliance:event_new"), days(SENT))
    [event] = Event.objects.all()
    assert answer["Location"] == reverse("alliance:event", args=[event.pk])
    assert b"Wages and papers" in browser.get(answer["Location"]).content
    [public] = outward.events()
    assert public.model_dump(exclude={"id", "slug", "changed_at"}) == {
        "title": {"en": "Wages and papers", "es": "Salarios y papeles"},
        "description": {},
        "kind": "webinar",
        "begins_at": BEGINS,
        "ends_at": BEGINS + timedelta(hours=2),
        "time_zone": "Asia/Bangkok",
        "place": "",
        "is_online": False,
        "languages": ("en", "es"),
        "interpreted": (),
        "sessions": (
            {
                "title": {"en": "Opening", "es": "Apertura"},
                "begins_at": BEGINS,
                "ends_at": BEGINS + timedelta(minutes=90),
                "languages": ("en", "es"),
            },
            {
                "title": {"en": "Late"},
                "begins_at": BEGINS + timedelta(hours=7, minutes=30),
                "ends_at": BEGINS + timedelta(hours=8, minutes=30),
                "languages": ("en", "es"),
            },
        ),
        "takes_registrations": True,
        "by_invitation": False,
        "codes": (),
        "closes_on": None,
        "is_cancelled": False,
        "sequence": 0,
        "is_full": False,
        "summary": {},
        "recommendations": (),
        "people": None,
        "organisations": None,
        "countries": None,
    }


def days(sent):
    """Name the boxes of days as the form does."""
    parts = ("day", "month", "year")
    return {
        f"{name[:-2]}_{parts[int(name[-1])]}" if name[-2:] in {"_0", "_1", "_2"} else name: value
        for name, value in sent.items()
    }


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"title_en": ""}, "Write what the event is called."),
        ({"begins": "25:00"}, "Write the time as 9:30."),
        ({"ends": "15:00"}, "An event ends after it begins."),
        ({"time_zone": "Moon/Crater"}, "Write a time zone as Asia/Bangkok."),
        ({"agenda": "tomorrow"}, "Write this line as"),
        ({"agenda": "2026-13-45 10:00-11:00 x"}, "Write this line as"),
        ({"capacity": "0"}, "greater than or equal to 1"),
        ({"kind": "raid"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(public_world, changed, words):
    browser = entered(public_world.coordinator)
    answer = browser.post(reverse("alliance:event_new"), days(SENT | changed))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "Salarios y papeles" in page
    assert Event.objects.count() == 0


def test_two_people_who_save_at_once_are_told(public_world):
    event = make_event(public_world)
    browser = entered(public_world.coordinator)
    url = reverse("alliance:event_change", args=[event.pk])
    assert b'name="seen" value="0"' in browser.get(url).content
    assert browser.post(url, days(SENT) | {"seen": "0"}).status_code == 302
    late = browser.post(url, days(SENT) | {"seen": "0", "title_en": "Mine"})
    assert late.status_code == 409
    assert "Somebody else changed this event meanwhile." in late.content.decode()
    assert b'name="seen" value="1"' in late.content
    assert browser.post(url, days(SENT) | {"seen": "1", "title_en": "Mine"}).status_code == 302
    event.refresh_from_db()
    assert (event.title["en"], event.version) == ("Mine", 2)


def test_a_change_that_nobody_saw_is_refused(public_world):
    event = make_event(public_world)
    with pytest.raises(ChangedMeanwhile):
        actions.change_event(event_id=event.pk, given=given(), seen=7, **who(public_world))


def test_cancelling_raises_the_sequence_and_is_said_once(public_world):
    event = make_event(public_world)
    actions.cancel_event(event_id=event.pk, **who(public_world))
    [public] = outward.events()
    assert (public.is_cancelled, public.sequence) == (True, 1)
    with pytest.raises(CannotDo, match="cancelled already"):
        actions.cancel_event(event_id=event.pk, **who(public_world))


def test_whoever_cancels_is_told_that_nobody_else_is(public_world):
    event = make_event(public_world)
    with time_machine.travel(NOW, tick=False):
        browser = entered(public_world.coordinator)
        answer = browser.post(reverse("alliance:event_cancel", args=[event.pk]), follow=True)
    assert "write to those who registered" in answer.content.decode()


def test_what_took_place_is_not_cancelled(public_world):
    event = make_event(public_world)
    with time_machine.travel(event.ends_at + timedelta(minutes=1), tick=False):
        browser = entered(public_world.coordinator)
        shown = browser.get(reverse("alliance:event", args=[event.pk])).content.decode()
        assert "Cancel this event" not in shown
        answer = browser.post(reverse("alliance:event_cancel", args=[event.pk]), follow=True)
    assert "It took place already." in answer.content.decode()
    assert not Event.objects.get().is_cancelled


def test_what_is_not_public_is_not_published(public_world):
    make_event(public_world, is_public=False)
    assert outward.events() == ()


def test_codes_leave_only_as_what_they_are_checked_with(public_world):
    event = make_event(public_world, by_invitation=True)
    actions.make_codes(event_id=event.pk, number=3, **who(public_world))
    codes = queries.open_event(event_id=event.pk, **who(public_world)).codes
    [public] = outward.events()
    assert public.codes == tuple(sha2(plain_code(one).encode(), 256).hex() for one in codes)
    event.refresh_from_db()
    assert codes[0].encode() not in bytes(event.box)
    with pytest.raises(CannotDo, match="two hundred"):
        actions.make_codes(event_id=event.pk, number=198, **who(public_world))


def test_notes_and_recommendations_are_sealed_until_they_are_public(public_world):
    event = make_event(public_world)
    about = {"event_id": event.pk, **who(public_world)}
    actions.write_note(theme="Wages", text="Quellwasser said so.", **about)
    for is_public in (True, False):
        words = {"en": f"Count wages {is_public}"}
        actions.recommend(words=words, who="Mira", due_on=None, is_public=is_public, **about)
    [note] = EventNote.objects.values_list("box", flat=True)
    assert b"Quellwasser" not in bytes(note)
    shown = sorted(EventRecommendation.objects.values_list("is_public", "words"), key=str)
    assert shown == [(False, {}), (True, {"en": "Count wages True"})]
    page = queries.open_event(**about)
    assert page.notes[0].note.text == "Quellwasser said so."
    assert sorted(one.said.words["en"] for one in page.recommendations) == [
        "Count wages False",
        "Count wages True",
    ]
    [public] = outward.events()
    assert public.recommendations == ({"en": "Count wages True"},)


def test_a_recommendation_is_followed_up_and_late_ones_show(public_world):
    event = make_event(public_world)
    about = {"event_id": event.pk, **who(public_world)}
    day = (NOW - timedelta(days=1)).date()
    actions.recommend(words={"en": "x"}, who="Mira", due_on=day, is_public=False, **about)
    [one] = queries.open_event(**about).recommendations
    assert (one.state, one.is_late) == ("open", True)
    actions.follow_up(recommendation_id=one.row.pk, state="done", **about)
    [one] = queries.open_event(**about).recommendations
    assert (one.state, one.is_late) == ("done", False)
    with pytest.raises(CannotDo):
        actions.follow_up(recommendation_id=one.row.pk, state="eaten", **about)


def test_another_organisations_event_is_not_there(public_world):
    event = make_event(public_world)
    other = make_world()
    about = {"event_id": event.pk, **who(other)}
    for call in (
        lambda: actions.cancel_event(**about),
        lambda: actions.make_codes(number=1, **about),
        lambda: actions.write_note(theme="x", text="x", **about),
        lambda: actions.change_event(given=given(), seen=0, **about),
        lambda: queries.plain_event(event_id=event.pk, actor=other.coordinator.actor),
    ):
        with pytest.raises(NotThere):
            call()


def test_others_of_the_organisation_do_no_public_work(public_world):
    event = make_event(public_world)
    actor = public_world.caseworker.actor
    with pytest.raises(PermissionDenied):
        actions.cancel_event(event_id=event.pk, actor=actor, now=NOW)
    with pytest.raises(PermissionDenied):
        actions.plan_event(given=given(), actor=actor, now=NOW)


def test_what_was_done_is_written_down(public_world):
    before = Entry.objects.count()
    event = make_event(public_world)
    about = {"event_id": event.pk, **who(public_world)}
    actions.make_codes(number=1, **about)
    actions.write_note(theme="x", text="x", **about)
    actions.cancel_event(**about)
    entries = Entry.objects.order_by("seq")[before:]
    assert [(one.action, one.object_id) for one in entries] == [
        (action, str(event.pk))
        for action in ("event.planned", "event.codes.made", "event.note.written", "event.cancelled")
    ]


def test_the_list_asks_the_same_for_one_and_for_three(public_world):
    actor = public_world.coordinator.actor
    counts = []
    for number in (1, 2):
        for _each in range(number):
            make_event(public_world)
        with CaptureQueriesContext(connection) as asked:
            queries.event_list(actor=actor, now=NOW)
        counts.append(len(asked))
    assert counts[0] == counts[1]
