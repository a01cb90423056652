"""A file's tabs as they are read, and what stays closed."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.audit.models import Entry
from alongside.casework import actions
from alongside.casework.contents import (
    Closing,
    Conference,
    Episode,
    FollowUp,
    Goal,
    Identity,
    Note,
    Origin,
    OwnColumns,
    PracticalSupport,
    Relation,
    SafeContact,
    SafetyPlan,
    Service,
    Step,
)
from alongside.organisations.enums import Role
from alongside.vault.models import SealedDocument
from tests.casework.pages import NASTY, entered, file_url, read
from tests.organisations.factories import NOW, make_person, make_second_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

TABS = [
    "file",
    "plan",
    "services",
    "safety",
    "documents",
    "who_looked",
    "about",
    "came",
    "people_around",
]
CHANGES = [
    "identity",
    "contact",
    "whereabouts",
    "came_change",
    "safety_plan",
    "needs",
    "episode",
    "note",
    "goal",
    "service",
    "appointment",
    "practical_support",
    "conference",
    "relation",
    "follow_up",
    "task",
    "upload",
    "close",
    "hand_over",
    "export_file",
]


@pytest.fixture
def case_id(world):
    return actions.open_case(
        identity=Identity(called="Mira", language="bn"),
        parts=[
            SafeContact(
                channel="whatsapp",
                safe_words="the sewing class",
                code_phrase="two mangoes",
                never=["call"],
                checked=True,
            )
        ],
        actor=world.caseworker.actor,
        now=NOW,
    ).case_id


def add(world, case_id, *contents):
    changes = [actions.Change(content) for content in contents]
    actions.save_parts(case_id=case_id, changes=changes, actor=world.caseworker.actor, now=NOW)


def page_of(world, case_id, tab="file"):
    return read(entered(world.caseworker).get(file_url(case_id, tab)))


def test_the_head_says_who_she_is_and_who_walks_with_her(world, case_id):
    text = page_of(world, case_id).text
    assert "Mira" in text
    assert "speaks Bangla" in text
    assert "with you since 2 March 2026" in text
    assert "First contact" in text


def test_every_tab_is_offered_and_one_is_current(world, case_id):
    browser = entered(world.caseworker)
    html = browser.get(file_url(case_id, "plan")).content.decode()
    links = read(browser.get(file_url(case_id, "plan"))).links
    wanted = ["Story so far", "Her plan", "Services", "Consent and sharing", "Refer", "Safety"]
    wanted += ["Documents", "Who looked"]
    assert [text for text in links.values() if text in wanted] == wanted
    tabs = html[html.index("al-tabs") : html.index("</nav>", html.index("al-tabs"))]
    assert tabs.count('aria-current="page"') == 1
    assert 'aria-current="page">Her plan' in tabs


def test_how_to_reach_her_stands_beside_the_story(world, case_id):
    page = page_of(world, case_id)
    assert "How to reach her safely" in page.text
    assert any("the sewing class" in value for value in page.isolated)
    assert "Never call" in page.text


def test_the_story_is_told_newest_first_and_by_pages(world, case_id):
    for number in range(27):
        actions.add_note(
            case_id=case_id,
            note=Note(title=f"Note {number:02}", text="text", happened_on=NOW.date()),
            actor=world.caseworker.actor,
            now=NOW + timedelta(minutes=number),
        )
    browser = entered(world.caseworker)
    first = read(browser.get(file_url(case_id)))
    assert "Note 26" in first.text
    assert "Note 00" not in first.text
    assert first.text.index("Note 26") < first.text.index("Note 25")
    earlier = next(href for href, text in first.links.items() if text == "Earlier")
    second = read(browser.get(file_url(case_id) + earlier))
    assert "Note 00" in second.text
    assert "Note 26" not in second.text


def test_what_she_decided_is_shown_as_hers(world, case_id):
    add(world, case_id, Note(kind="she_decided", title="She waits", text=NASTY))
    response = entered(world.caseworker).get(file_url(case_id))
    page = read(response)
    assert "She waits" in page.text
    assert NASTY in page.text
    assert "<b>" not in response.content.decode()


def test_her_plan_shows_her_words_and_how_far_it_is(world, case_id):
    goal = Goal(
        words="My own passport",
        steps=[
            Step(text="Write to the embassy", who="us", due_on=NOW.date() - timedelta(days=3)),
            Step(text="Photo", who="her", state="done", done_on=NOW.date()),
        ],
    )
    actions.save_goal(case_id=case_id, goal=goal, actor=world.caseworker.actor, now=NOW)
    page = page_of(world, case_id, "plan")
    assert "My own passport" in page.isolated
    assert "1 of 2 steps done" in page.text
    assert "3 days late" in page.text
    side = page_of(world, case_id)
    assert "Next for Mira" in side.text
    assert "Write to the embassy" in side.text


def test_services_and_keeping_in_touch(world, case_id):
    actor = world.caseworker.actor
    actions.record_service(
        case_id=case_id,
        service=Service(kind="Legal", given_on=date(2026, 2, 3), provider="Adv. Lamia"),
        actor=actor,
        now=NOW,
    )
    actions.plan_follow_up(
        case_id=case_id,
        follow_up=FollowUp(planned_on=date(2026, 3, 9), how="visit", text="See the room"),
        actor=actor,
        now=NOW,
    )
    page = page_of(world, case_id, "services")
    assert "Legal help" in page.text
    assert "Adv. Lamia" in page.isolated
    assert "9 Mar" in page.text
    assert "See the room" in page.text


def test_safety_shows_the_plan(world, case_id):
    plan = SafetyPlan(active=True, steps="Go to the neighbour", agreed_on=date(2026, 3, 1))
    actions.set_safety_plan(
        case_id=case_id, plan=plan, base_version=None, actor=world.caseworker.actor, now=NOW
    )
    page = page_of(world, case_id, "safety")
    assert "Go to the neighbour" in page.text
    assert "1 March 2026" in page.text
    assert "Safety plan active" in page.text


def test_about_her_tells_what_happened_in_words(world, case_id):
    add(
        world,
        case_id,
        Episode(story="He kept my papers", methods_of_control=["WithholdsDocuments"]),
    )
    page = page_of(world, case_id, "about")
    assert "He kept my papers" in page.text
    assert "Bangla" in page.text
    assert "WithholdsDocuments" not in page.text


def test_who_looked_names_the_one_who_did(world, case_id):
    entered(world.colleague).get(file_url(case_id))
    page = page_of(world, case_id, "who_looked")
    assert world.colleague.user.display_name in page.isolated


def test_each_tab_is_journalled_before_it_is_shown(world, case_id):
    browser = entered(world.caseworker)
    lines = {}
    for tab in TABS:
        before = Entry.objects.count()
        assert browser.get(file_url(case_id, tab)).status_code == 200
        lines[tab] = Entry.objects.count() - before
    assert lines == dict.fromkeys(TABS, 1)


def test_a_foreign_file_is_the_same_as_none(world, case_id):
    browser = entered(make_second_organisation(world).caseworker)
    nobody = "00000000-0000-4000-8000-000000000000"
    for name in TABS + CHANGES:
        foreign, absent = browser.get(file_url(case_id, name)), browser.get(file_url(nobody, name))
        assert (name, foreign.status_code, absent.status_code) == (name, 404, 404)
        assert read(foreign).text == read(absent).text


def test_looking_changes_nothing(world, case_id):
    browser = entered(world.caseworker)

    def everything():
        return list(SealedDocument.objects.order_by("id").values_list("id", "version", "head"))

    before = everything()
    answers = {name: browser.get(file_url(case_id, name)).status_code for name in TABS + CHANGES}
    assert answers == dict.fromkeys(TABS + CHANGES, 200)
    assert everything() == before


def test_a_page_that_could_only_refuse_says_why_before_anything_is_typed(world, case_id):
    browser = entered(world.caseworker)
    closing = Closing(reason="moved")
    actions.close(case_id=case_id, closing=closing, actor=world.caseworker.actor, now=NOW)
    for name in ("note", "needs", "task", "upload", "close", "hand_over"):
        response = browser.get(file_url(case_id, name))
        assert (name, response.status_code) == (name, 403)
        assert "This file is closed. Open it again first." in read(response).text


def test_a_volunteer_writes_and_does_not_decide(world, case_id):
    volunteer = make_person(world.founded, role=Role.VOLUNTEER, name="Nid", sign_in_name="nid")
    browser = entered(volunteer)
    page = read(browser.get(file_url(case_id)))
    assert file_url(case_id, "note") in page.links
    assert file_url(case_id, "close") not in page.links
    refused = [
        browser.get(file_url(case_id, name)) for name in ("close", "hand_over", "export_file")
    ]
    assert [response.status_code for response in refused] == [403, 403, 403]


@pytest.mark.parametrize("tab", ["file", "plan", "services", "documents", "about", "people_around"])
def test_three_entries_take_no_more_queries_than_one(world, case_id, tab):
    browser = entered(world.caseworker)
    actor = world.caseworker.actor

    def one_more_of_everything():
        add(world, case_id, Note(text="x"), Episode(story="y"), Service(kind="Legal"))
        add(world, case_id, PracticalSupport(kind="food"), Relation(name="Rina"))
        planned = Service(kind="Health", state="planned", planned_on=NOW.date())
        actions.record_service(case_id=case_id, service=planned, actor=actor, now=NOW)
        held = Conference(her_wish="w", decisions=[Step(text="d", due_on=NOW.date())])
        actions.save_conference(case_id=case_id, conference=held, actor=actor, now=NOW)
        goal = Goal(words="z", steps=[Step(text="s", due_on=NOW.date())])
        actions.save_goal(case_id=case_id, goal=goal, actor=actor, now=NOW)
        actions.plan_follow_up(
            case_id=case_id,
            follow_up=FollowUp(planned_on=NOW.date(), how="message"),
            actor=actor,
            now=NOW,
        )

    def queries():
        with CaptureQueriesContext(connection) as caught:
            browser.get(file_url(case_id, tab))
        return len(caught)

    one_more_of_everything()
    queries()
    one = queries()
    one_more_of_everything()
    one_more_of_everything()
    assert queries() == one


def test_a_damaged_part_is_said_calmly_and_the_rest_works(world, case_id):
    add(world, case_id, Note(title="Still here", text="text"))
    row = SealedDocument.objects.order_by("id").get(kind="safe_contact", head=True)
    damaged = bytes(row.box[:-1]) + bytes([row.box[-1] ^ 1])
    with connection.cursor() as cursor:
        table = SealedDocument._meta.db_table
        cursor.execute(
            f"UPDATE {table} SET box = %s WHERE document_id = %s",  # noqa: S608  our own table
            [damaged, SealedDocument._meta.pk.get_db_prep_value(row.document_id, connection)],
        )
    browser = entered(world.caseworker)
    page = read(browser.get(file_url(case_id)))
    assert "This part could not be opened." in page.text
    assert "Still here" in page.text
    assert "Mira" in page.text
    change = browser.get(file_url(case_id, "contact"))
    assert "This part could not be opened" in read(change).text
    assert "<textarea" not in change.content.decode()


def test_how_she_came_shows_what_a_register_said_and_that_a_no_is_an_answer(world, mine, case_id):
    who = {"actor": world.caseworker.actor, "now": NOW, "case_id": case_id, "base_version": None}
    actions.save_part(
        content=Origin(organisation="Rights Jessore", data_agreement=False, longitude=89.25), **who
    )
    own = {"Our own note": "blue"}
    actions.save_part(content=OwnColumns(match_key="A-1", own=own), **who)
    page = mine.get(file_url(case_id, "came")).content.decode()
    rows = re.findall(r"<dt[^>]*>(.*?)</dt><dd[^>]*>(.*?)</dd>", page, re.DOTALL)
    assert [tuple(re.sub(r"<[^>]+>", "", one) for one in row) for row in rows] == [
        ("Which organisation kept it?", "Rights Jessore"),
        ("Agreement to keep her data, as their register says", "No"),
        ("Longitude (Organization)", "89.25"),
        ("Their file number", "A-1"),
        ("Our own note", "blue"),
    ]
