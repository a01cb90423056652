"""The pages that join two files and take them apart, as somebody uses them."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.casework import actions, queries
from alongside.casework.contents import Note, SafeContact, Service
from alongside.casework.models import Case
from tests.casework.factories import LATER, NOW, fresh, make_case
from tests.casework.pages import NASTY, entered, file_url, read
from tests.organisations.factories import make_world

pytestmark = pytest.mark.django_db

NUMBER = SafeContact(channel="call", number="+8801712345678", checked=True)
CHOSEN = {"identity.called": "second", "safe_contact.channel": "first"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(LATER, tick=False) as traveller:
        yield traveller


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def two(world):
    first = make_case(fresh(world.caseworker), "Mira", NUMBER)
    texted = NUMBER.model_copy(update={"channel": "sms"})
    second = make_case(fresh(world.caseworker), NASTY, texted, papers_name="Salma")
    actions.add_note(
        case_id=second.id, note=Note(text="she came"), actor=fresh(world.caseworker), now=NOW
    )
    return first, second


@pytest.fixture
def browser(world):
    return entered(world.caseworker)


def join_by_page(browser, first, second, **choices):
    url = file_url(first.id, "join", second.id)
    fields = {name: one[0] for name, one in read(browser.get(url)).form().fields.items() if one}
    fields.pop("csrfmiddlewaretoken")
    return browser.post(url, fields | CHOSEN | choices)


def test_by_the_number_of_the_other_file(browser, two):
    first, second = two
    page = read(browser.get(file_url(first.id)))
    assert page.links[file_url(first.id, "same")] == "Join with a second file about her"
    answer = browser.post(file_url(first.id, "same"), {"reference": f" {second.reference.lower()}"})
    assert answer["Location"] == file_url(first.id, "join", second.id)


@pytest.mark.parametrize("typed", ["", "AL-", "somebody", "AL-22222", "7"])
def test_what_is_no_number_is_said_beside_the_field(browser, two, typed):
    answer = browser.post(file_url(two[0].id, "same"), {"reference": typed})
    assert answer.status_code == 422
    assert read(answer).form().fields["reference"] == [typed]


def test_nothing_is_chosen_beforehand_and_what_was_chosen_stays(browser, two):
    url = file_url(two[0].id, "join", two[1].id)
    page = read(browser.get(url))
    assert page.form().fields.keys() == {"csrfmiddlewaretoken", "seen"}
    assert NASTY in page.text
    assert f"Only {two[1].reference} says this; it stands." in page.text
    [seen] = page.form().fields["seen"]
    answer = browser.post(url, {"seen": seen, "identity.called": "second"})
    again = read(answer)
    assert answer.status_code == 422
    assert again.form().fields["identity.called"] == ["second"]
    assert again.text.count("Choose which of the two stands.") == 1
    assert Case.objects.filter(closed_on=None).count() == 2


def test_joined_then_read_together(browser, two):
    first, second = two
    assert join_by_page(browser, first, second)["Location"] == file_url(first.id)
    page = read(browser.get(file_url(first.id)))
    assert "The two files are joined. Both numbers lead here." in page.text
    assert f"This file holds {second.reference} , a second file about her, since" in page.text
    assert f"from {second.reference}" in page.text
    assert page.links[file_url(second.id)] == f"The same page of {second.reference}"
    services = read(browser.get(file_url(first.id, "services")))
    assert file_url(second.id, "services") in services.links
    held = read(browser.get(file_url(second.id)))
    assert f"This file is joined with {first.reference}" in held.text
    assert browser.get(file_url(second.id, "identity")).status_code == 403
    assert browser.get(file_url(second.id, "note")).status_code == 200
    [apart] = [link for link in page.links if "/joined/" in link]
    assert browser.get(apart).status_code == 200


def test_taken_apart_with_what_was_written_since(world, browser, two, clock):
    first, second = two
    join_by_page(browser, first, second)
    [apart] = [link for link in read(browser.get(file_url(first.id))).links if "/joined/" in link]
    assert "Nothing was written in either of them since." in read(browser.get(apart)).text
    clock.shift(timedelta(minutes=2))
    about = {"actor": fresh(world.caseworker), "now": LATER + timedelta(minutes=2)}
    actions.record_service(case_id=second.id, service=Service(text="a bed"), **about)
    file = queries.open_file(case_id=first.id, **about)
    part = file.parts["identity"]
    renamed = part.content.model_copy(update={"called": "Lata"})
    actions.save_part(case_id=first.id, content=renamed, base_version=part.version, **about)
    page = read(browser.get(apart))
    assert f"{second.reference} Service" in page.text
    assert f"{first.reference} Who she is" in page.text
    assert browser.post(apart)["Location"] == file_url(first.id)
    after = read(browser.get(file_url(first.id)))
    assert "Left as it was written since: Who she is" in after.text
    assert "Lata" in after.text
    assert "/joined/" not in " ".join(after.links)
    assert browser.get(file_url(second.id, "identity")).status_code == 200
    assert browser.post(apart).status_code == 404


def test_two_that_cannot_be_joined_say_why(browser, two):
    first, second = two
    join_by_page(browser, first, second)
    page = read(browser.get(file_url(second.id, "join", first.id)))
    assert "This file is closed." in page.text
    assert not [form for form in page.forms if "seen" in form.fields]


def test_as_many_questions_with_one_held_file_as_with_three_notes(world, browser, two):
    first, second = two
    join_by_page(browser, first, second)
    counts = []
    for _each in range(2):
        browser.get(file_url(first.id))
        with CaptureQueriesContext(connection) as seen:
            browser.get(file_url(first.id))
        counts.append(len(seen.captured_queries))
        for _more in range(2):
            actions.add_note(
                case_id=second.id,
                note=Note(text="more"),
                actor=fresh(world.caseworker),
                now=LATER,
            )
    assert counts[0] == counts[1]
