"""Events on the site: the list, a page in one's own hours, and what is told afterwards."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.website.models import EventsPage, EventStory
from tests.website.events import make_event, make_session
from tests.website.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def test_the_section_lists_what_comes_and_what_was(client, home, publish):
    publish(
        events=[
            make_event("later", title={"en": "Later"}, begins_at=NOW + timedelta(days=9)),
            make_event("sooner", title={"en": "Sooner"}, begins_at=NOW + timedelta(days=2)),
            make_event("before", title={"en": "Before"}, begins_at=NOW - timedelta(days=2)),
        ]
    )
    page = client.get("/en/events/").content.decode()
    places = [page.index(f"<bdi>{name}</bdi>") for name in ("Sooner", "Later", "Before")]
    assert places == sorted(places)
    assert page.index("What was") < places[2]


def test_an_empty_section_says_so(client, home, publish):
    publish()
    page = client.get("/en/events/").content.decode()
    assert "Nothing is planned just now" in page
    assert "Nothing is written here yet." in page


def test_the_past_is_paged_and_costs_the_same(client, home, publish):
    def past(number):
        return [
            make_event(f"e{one}", begins_at=NOW - timedelta(days=one + 1)) for one in range(number)
        ]

    publish(events=past(3))
    client.get("/en/events/")
    with CaptureQueriesContext(connection) as few:
        client.get("/en/events/")
    publish(events=past(30))
    with CaptureQueriesContext(connection) as many:
        page = client.get("/en/events/")
    assert len(many) == len(few)
    assert page.content.decode().count('class="al-event"') == 12
    last = client.get("/en/events/?p=3").content.decode()
    assert last.count('class="al-event"') == 6
    assert "Next page" not in last


def test_a_page_says_the_hours_where_it_is_and_where_she_is(client, home, publish):
    event = make_event("talk", time_zone="Asia/Bangkok", sessions=[make_session("Opening")])
    publish(events=[event])
    own = client.get("/en/events/talk/").content.decode()
    assert "1 December 2026, 16:00–18:00" in own
    assert "(time of <bdi>Bangkok</bdi>)" in own
    there = client.get("/en/events/talk/?zone=Asia/Kathmandu").content.decode()
    assert "1 December 2026, 14:45–16:45" in there
    assert "Where it takes place: <bdi>1 December 2026, 16:00–18:00</bdi>" in there
    assert "<bdi>14:45–15:45</bdi>" in there
    assert "Kathmandu (UTC+5:45)" in there


@pytest.mark.parametrize("zone", ["Nowhere/Land", "../../etc/passwd", "x" * 500])
def test_a_zone_that_does_not_exist_is_the_events_own(client, home, publish, zone):
    publish(events=[make_event("talk", sessions=[make_session("Opening")])])
    page = client.get("/en/events/talk/", {"zone": zone}).content.decode()
    assert "(time of <bdi>Bangkok</bdi>)" in page


def test_a_session_after_midnight_stands_under_its_day(client, home, publish):
    late = make_session("Late", begins_at=make_event("x").begins_at + timedelta(hours=9))
    publish(events=[make_event("talk", sessions=[make_session("Opening"), late])])
    page = client.get("/en/events/talk/").content.decode()
    assert page.index("Tuesday 1 December") < page.index("Opening")
    assert page.index("Wednesday 2 December") < page.index("Late")


def test_words_come_in_her_language_and_else_in_english(client, home, publish):
    event = make_event("talk", title={"en": "Wages", "es": "Salarios"}, description={"en": "Come."})
    publish(events=[event])
    spanish = client.get("/es/events/talk/").content.decode()
    assert "<bdi>Salarios</bdi></h1>" in spanish
    assert "Come." in spanish
    assert 'href="/en/events/talk/" hreflang="en"' in spanish


def test_what_is_written_by_others_is_only_text(client, home, publish):
    publish(events=[make_event("talk", title={"en": "<script>x</script>"}, place="<b>Hall</b>")])
    page = client.get("/en/events/talk/").content.decode()
    assert "<script>x" not in page
    assert "&lt;b&gt;Hall&lt;/b&gt;" in page


def test_afterwards_figures_summary_recording_chapters_and_words(client, home, publish):
    past = NOW - timedelta(days=30)
    publish(
        events=[
            make_event(
                "talk",
                begins_at=past,
                people=45,
                organisations=35,
                countries=28,
                summary={"en": "We agreed on wages."},
                recommendations=[{"en": "Count unpaid wages."}],
            )
        ]
    )
    section = EventsPage.objects.get(locale__language_code="en")
    story = EventStory(
        title="Told",
        slug="told",
        event="talk",
        recording="https://video.example.org/v/1",
        transcript="Good morning, everybody.",
        chapters=[("chapter", {"at": "4:05", "title": "Wages"})],
        locale=section.locale,
    )
    section.add_child(instance=story)
    page = client.get("/en/events/talk/").content.decode()
    figures = [
        f"<strong><bdi>{n}</bdi></strong> {what}"
        for n, what in ((45, "people"), (35, "organisations"), (28, "countries"))
    ]
    assert [one in page for one in figures] == [True] * 3
    assert "We agreed on wages." in page
    assert "<li><bdi>Count unpaid wages.</bdi></li>" in page
    assert 'href="https://video.example.org/v/1" rel="noreferrer external"' in page
    assert "<iframe" not in page
    assert "<video" not in page
    assert "<bdi>4:05</bdi>" in page
    assert "Good morning, everybody." in page
    assert "Register" not in page
    assert story.url == "/en/events/talk/"


def test_a_story_of_nothing_is_refused(home, publish):
    publish(events=[make_event("talk")])
    story = EventStory(title="Told", slug="told", event="other")
    with pytest.raises(Exception, match="No event has this address"):
        story.clean()


def test_an_event_that_nobody_published_is_not_there(client, home, publish):
    publish()
    answers = [
        client.get(f"/en/events/{path}").status_code
        for path in ("talk/", "talk/event.ics", "talk/register/", "talk/registered/")
    ]
    assert answers == [404] * 4
    assert client.post("/en/events/talk/register/").status_code == 404


def test_pages_can_be_kept_and_forms_not(client, home, publish):
    publish(events=[make_event("talk")])
    kept = client.get("/en/events/talk/")["Cache-Control"]
    form = client.get("/en/events/talk/register/")["Cache-Control"]
    assert kept.startswith("public, max-age=60")
    assert form == "no-store"


def test_a_cancelled_event_says_so_on_the_list_and_on_its_page(client, home, publish):
    publish(events=[make_event(is_cancelled=True, takes_registrations=True)])
    listed = client.get("/en/events/").content.decode()
    assert listed.count('<bdi class="al-chip al-chip--red">Cancelled</bdi>') == 1
    shown = client.get("/en/events/talk/").content.decode()
    assert "This event does not take place. It was cancelled." in shown
    assert "/register/" not in shown
