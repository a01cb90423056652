"""Today, as each role reads it."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from alongside.audit.models import Entry
from alongside.casework import actions
from alongside.casework.contents import Identity, Suitability, Wish
from alongside.consent import actions as consent, files
from alongside.consent.contents import Conversation
from alongside.consent.enums import Answer, Purpose
from alongside.consent.parties import Recipient
from alongside.desk.views import greeting
from tests.casework.pages import NASTY, entered, file_url, read
from tests.organisations.factories import NOW, make_person, make_world

pytestmark = pytest.mark.django_db

TODAY = "/d/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def world(db):
    return make_world()


def make_file(person, name="Mira", *, text="", due_on=None):
    case_id = actions.open_case(identity=Identity(called=name), actor=person.actor, now=NOW).case_id
    if text:
        actions.plan_task(case_id=case_id, text=text, due_on=due_on, actor=person.actor, now=NOW)
    return case_id


def test_it_greets_her_and_says_what_day_it_is(world):
    page = read(entered(world.caseworker).get(TODAY))
    assert f"Good morning, {world.caseworker.user.display_name}" in page.text
    assert "Monday 2 March" in page.text


@pytest.mark.parametrize(
    ("hour", "words"),
    [(0, "Good morning"), (11, "Good morning"), (12, "Good afternoon"), (18, "Good evening")],
)
def test_the_greeting_follows_the_clock_of_the_house(settings, hour, words):
    settings.TIME_ZONE = "Asia/Dhaka"
    now = datetime(2026, 3, 2, hour, tzinfo=ZoneInfo("Asia/Dhaka"))
    assert greeting("Farida", now) == f"{words}, <bdi>Farida</bdi>"


def test_a_colleague_with_a_nasty_name_is_greeted_as_she_is(world):
    person = make_person(world.founded, name=NASTY, sign_in_name="nasty")
    response = entered(person).get(TODAY)
    assert NASTY in read(response).isolated
    assert "<b>" not in response.content.decode()


def test_an_empty_day_says_so_and_offers_a_beginning(world):
    page = read(entered(world.caseworker).get(TODAY))
    assert "Nothing is due today." in page.text
    assert page.links["/p/new/"].strip() == "New person"
    assert page.links["/p/?for=note"].strip() == "Add a note"
    assert page.links["/p/?for=refer"].strip() == "Refer"
    assert page.links["/p/import/"].strip() == "Bring in a register"


def test_what_is_due_stands_there_late_first(world):
    late = make_file(
        world.caseworker, "Asha", text="Family visit", due_on=NOW.date() - timedelta(days=3)
    )
    make_file(world.caseworker, "Mira", text="Message her", due_on=NOW.date())
    make_file(world.caseworker, "Lan", text="Next month", due_on=date(2026, 4, 20))
    make_file(world.colleague, "Sokha", text="Not mine", due_on=NOW.date())
    page = read(entered(world.caseworker).get(TODAY))
    assert page.text.index("Family visit") < page.text.index("Message her")
    assert "3 days late" in page.text
    assert "Next month" not in page.text
    assert "Not mine" not in page.text
    assert page.links[file_url(late)] == "Family visit"
    assert "3 people with you" in page.text
    assert "1 thing is late" in page.text
    assert page.links["/p/?late=on"].split() == ["1", "thing", "is", "late"]


def test_what_a_colleague_waits_for_stands_at_the_top(world):
    case_id = make_file(world.colleague, "Asha")
    asked = {"case_id": case_id, "actor": world.colleague.actor, "now": NOW}
    actions.record_on_her_way(content=Wish(where="family", said_on=NOW.date()), **asked)
    about = actions.assess_return(assessment=Suitability(visit="x"), **asked).document_id
    proposal = actions.propose(
        about_id=about, finding="not_now", to=world.caseworker.user.pk, **asked
    ).document_id
    for number in range(9):
        day = NOW.date() + timedelta(days=2)
        make_file(world.caseworker, f"Lan {number}", text="Message her", due_on=day)
    page = read(entered(world.caseworker).get(TODAY))
    assert page.links[file_url(case_id, "decision", proposal)] == "Read and decide"
    assert page.text.index("Read and decide") < page.text.index("In the next days")


def test_today_is_one_line_in_the_journal(world):
    make_file(world.caseworker, text="Message her", due_on=NOW.date())
    browser = entered(world.caseworker)
    before = Entry.objects.count()
    browser.get(TODAY)
    assert Entry.objects.count() == before + 1


def test_a_researcher_is_led_to_the_figures_and_sees_nobody(world):
    make_file(world.caseworker, "Zuleykha", text="Message her", due_on=NOW.date())
    response = entered(world.researcher).get(TODAY)
    page = read(response)
    assert "/e/" in page.links
    assert "/p/" not in page.links
    assert "Zuleykha" not in response.content.decode()


@pytest.mark.parametrize("role", ["editor", "grants_officer", "trainer", "organiser"])
def test_roles_without_files_have_no_people(world, role):
    person = make_person(world.founded, role=role, team_kinds=[], name="Nid", sign_in_name=role)
    page = read(entered(person).get(TODAY))
    assert "Good morning, Nid" in page.text
    assert "/p/" not in page.links
    assert "/p/new/" not in page.links


def test_looking_at_today_needs_somebody_signed_in(client):
    assert client.get(TODAY)["Location"].startswith("/in/")


def agreed(person, case_id, expires_on):
    head = files.find(actor=person.actor, case_id=case_id, now=NOW)
    consent.record_agreement(
        case=head.case,
        purpose=Purpose.STATISTICS,
        recipient=Recipient.figures(head.case.organisation_id),
        compartments=("coded",),
        answer=Answer.YES,
        expires_on=expires_on,
        conversation=Conversation(how_given="spoken"),
        actor=person.actor,
        now=NOW,
    )


def test_a_yes_that_ends_soon_is_named_and_leads_to_her_answers(world):
    case_id = make_file(world.caseworker, "Mira")
    later = make_file(world.caseworker, "Asha")
    agreed(world.caseworker, case_id, NOW.date() + timedelta(days=3))
    agreed(world.caseworker, later, NOW.date() + timedelta(days=60))
    page = read(entered(world.caseworker).get(TODAY))
    assert "Ask again before it ends" in page.text
    assert page.links[f"/c/{case_id}/"] == "To be counted, without her name"
    assert f"/c/{later}/" not in page.links
    assert "1 consent ends this week" in page.text


def test_what_comes_later_stands_apart_and_a_long_list_is_cut(world):
    for number in range(10):
        make_file(
            world.caseworker,
            f"Mira {number}",
            text=f"Visit {number}",
            due_on=NOW.date() + timedelta(days=2),
        )
    page = read(entered(world.caseworker).get(TODAY))
    assert "Nothing is due today." in page.text
    assert page.text.count("Visit ") == 8
    assert page.links["/p/?due=on"] == "Everybody for whom something is due"
