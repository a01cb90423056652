"""The pages "Consent and sharing", as people use them."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from alongside.audit.models import Entry
from alongside.consent import actions as consent, queries as consents
from alongside.consent.contents import Conversation
from alongside.consent.enums import Answer, Purpose
from alongside.consent.models import ConsentRecord, ExceptionRecord, ReadBack
from alongside.consent.parties import Recipient
from alongside.organisations.enums import Role, TeamKind
from tests.casework.factories import make_case
from tests.casework.pages import NASTY, entered, filled, read
from tests.consent.factories import held_by, make_lawyer
from tests.organisations.factories import NOW, make_person, make_second_organisation, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

PAGES = ("sharing", "history", "open_to_team", "read_back", "exception")


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def case(world):
    made = make_case(world.caseworker.actor, NASTY)
    made_of = type("Ref", (), {})()
    made_of.id = made.id
    made_of.organisation_id = world.organisation.id
    made_of.team_id = world.team.id
    return made_of


@pytest.fixture
def browser(world):
    return entered(world.caseworker)


def url(name, case, *more):
    return reverse(f"consent:{name}", args=[case.id, *more])


def agree(world, case, **changes):
    facts = {
        "case": case,
        "purpose": Purpose.LEGAL_REPRESENTATION,
        "recipient": Recipient.team(world.teams[TeamKind.LEGAL].id),
        "answer": Answer.YES,
        "compartments": ["story"],
        "conversation": Conversation(her_words=NASTY),
        "actor": world.caseworker.actor,
        "now": NOW,
    }
    return consent.record_agreement(**{**facts, **changes})


def test_a_new_file_shows_what_was_not_asked(browser, case):
    page = read(browser.get(url("sharing", case)))
    assert NASTY in page.isolated
    for title in (
        "Keeping a file",
        "Numbers without names",
        "Photo or story",
        "Asking how she is later",
    ):
        assert title in page.text
    assert page.text.count("Not asked") == 4
    assert url("ask", case, 1) in page.links
    assert "Not yet read back to her." in page.text


def test_every_line_says_how_it_stands(world, browser, case):
    agree(world, case)
    agree(
        world,
        case,
        purpose=Purpose.SUPERVISION,
        compartments=["health"],
        expires_on=date(2026, 3, 7),
    )
    figures = Recipient.figures(world.organisation.id)
    agree(
        world,
        case,
        purpose=Purpose.STATISTICS,
        recipient=figures,
        compartments=["coded"],
        answer=Answer.NO,
    )
    page = read(browser.get(url("sharing", case)))
    assert "Yes, until 31 May 2026" in page.text
    assert "Ends in 5 days" in page.text
    assert "she said no on 2 Mar" in page.text
    assert page.text.count("Not asked") == 3
    records = {one.purpose: one.id for one in ConsentRecord.objects.all()}
    assert url("stop", case, records["legal_representation"]) in page.links
    assert url("ask_again", case, records["statistics"]) in page.links


def test_she_stops_sharing_in_three_taps(world, browser, case):
    lawyer = make_lawyer(world)
    record = agree(world, case)
    file_page = read(browser.get(reverse("casework:file", args=[case.id])))
    assert url("sharing", case) in file_page.links
    stop_page = browser.get(url("stop", case, record.id))
    assert "Yes, stop" in read(stop_page).text
    done = browser.post(url("stop", case, record.id), filled(stop_page))
    assert (done.status_code, done["Location"]) == (302, url("sharing", case))
    assert held_by(lawyer, case) == set()
    after = read(browser.get(url("sharing", case)))
    assert "She said stop" in after.text
    assert "Stopped. It took effect at once." in after.text


def test_stopping_twice_is_no_error(world, browser, case):
    record = agree(world, case)
    for said in ("Stopped. It took effect at once.", "She had already said stop"):
        browser.post(url("stop", case, record.id), {"her_words": ""})
        assert said in read(browser.get(url("sharing", case))).text


def test_asking_records_what_she_said_and_how(world, browser, case):
    page = browser.get(url("ask", case, 1))
    assert "What we keep to ourselves, and what we cannot" in read(page).text
    assert "Being counted, without your name" in read(page).text
    typed = {
        "answer": "yes",
        "how_given": "recording",
        "language": NASTY,
        "her_words": NASTY,
        "decided_by": "herself",
        "right_to_stop_explained": "on",
    }
    done = browser.post(url("ask", case, 1), filled(page, **typed))
    assert done.status_code == 302
    [answered] = consents.sharing(actor=world.caseworker.actor, case=case, now=NOW).answers
    talk = answered.conversation
    assert (answered.record.purpose, answered.record.answer) == ("statistics", "yes")
    assert (talk.language, talk.her_words, talk.how_given) == (NASTY, NASTY, "recording")
    assert [text.key for text in talk.texts] == ["limits", "statistics"]
    assert (talk.legal_basis, talk.age_band, talk.right_to_stop_explained) == (None, None, True)


def test_nothing_is_ticked_and_nothing_typed_is_lost(browser, case):
    empty = filled(browser.get(url("ask", case, 1)))
    assert "answer" not in empty
    assert "right_to_stop_explained" not in empty
    again = browser.post(
        url("ask", case, 1), {"her_words": NASTY, "until_day": "31", "until_month": "2"}
    )
    page = read(again)
    assert again.status_code == 422
    assert "Say what she answered." in page.text
    assert "Put a real date, such as 27 3 2026." in page.text
    assert page.form().fields["her_words"] == [NASTY]
    assert ConsentRecord.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (
            {"decided_by": "guardian", "decider_hurt_her": "yes"},
            "Whoever hurt or exploited her can never decide for her.",
        ),
        (
            {"until_day": "1", "until_month": "1", "until_year": "2020"},
            "Say a day that is still to come.",
        ),
    ],
)
def test_what_is_refused_says_why(browser, case, typed, sentence):
    response = browser.post(url("ask", case, 1), {"answer": "yes", **typed})
    assert response.status_code == 422
    assert sentence in read(response).text
    assert ConsentRecord.objects.count() == 0


def test_a_team_is_let_in_and_asked_again(world, browser, case):
    lawyer = make_lawyer(world)
    legal = str(world.teams[TeamKind.LEGAL].id)
    page = browser.get(url("open_to_team", case))
    missing = browser.post(url("open_to_team", case), filled(page, answer="yes"))
    assert "Tick what she agreed to show them." in read(missing).text
    typed = {
        "team": legal,
        "purpose": "legal_representation",
        "parts": ["story", "identity"],
        "answer": "yes",
    }
    browser.post(url("open_to_team", case), filled(page, **typed))
    assert held_by(lawyer, case) == {"story", "identity"}
    record = ConsentRecord.objects.get()
    again = browser.get(url("ask_again", case, record.id))
    browser.post(url("ask_again", case, record.id), filled(again, answer="not_now"))
    assert held_by(lawyer, case) == set()


def test_it_is_read_back_in_a_language_of_hers(world, browser, case):
    agree(world, case)
    page = browser.get(url("read_back", case) + "?in=ar")
    assert 'lang="ar" dir="rtl"' in page.content.decode()
    odd = browser.get(url("read_back", case) + "?in=xx")
    assert 'lang="en" dir="ltr"' in odd.content.decode()
    browser.post(url("read_back", case), filled(odd, language="Bangla", interpreter="Salma"))
    assert ReadBack.objects.count() == 1
    shown = read(browser.get(url("sharing", case))).text
    assert "Read to her in Bangla by Sunita Rai on 2 March 2026." in shown


def test_the_history_tells_everything(world, browser, case):
    agree(world, case)
    agree(world, case, answer=Answer.NO)
    page = read(browser.get(url("history", case)))
    assert page.text.count("written down by Sunita Rai") == 2
    assert page.text.count(NASTY) == 2


def test_an_exception_needs_two(world, browser, case):
    lawyer = make_lawyer(world)
    page = browser.get(url("exception", case))
    typed = {
        "ground": "court_order",
        "law": "Order 12",
        "recipient": str(world.teams[TeamKind.LEGAL].id),
        "parts": ["story"],
        "minimum_sent": NASTY,
        "she_was_told": "no",
        "why_not_told": "danger",
    }
    missing = browser.post(url("exception", case), filled(page, recipient="outside"))
    assert "Name the law or the order." in read(missing).text
    assert "Say who it is." in read(missing).text
    browser.post(url("exception", case), filled(page, **typed))
    record = ExceptionRecord.objects.get()
    confirm = url("confirm", case, record.id)
    assert "Waits for a second person" in read(browser.get(url("sharing", case))).text
    assert confirm not in read(browser.get(url("sharing", case))).links
    browser.post(confirm)
    assert "Two people decide." in read(browser.get(url("sharing", case))).text
    second = entered(world.colleague)
    assert confirm in read(second.get(url("sharing", case))).links
    assert "She was not told. danger" in read(second.get(confirm)).text
    second.post(confirm)
    assert held_by(lawyer, case) == {"story"}


def test_foreign_and_absent_files_look_the_same(world, browser, case):
    foreign = make_second_organisation(world)
    theirs = make_case(foreign.caseworker.actor, "Rani")
    theirs_record = agree(foreign, _ref(foreign, theirs.id))
    nowhere = uuid4()
    answers = set()
    for name in PAGES:
        for case_id in (theirs.id, nowhere):
            for method in (browser.get, browser.post):
                response = method(reverse(f"consent:{name}", args=[case_id]))
                if response.status_code != 405:
                    answers.add((response.status_code, read(response).text))
    for name in ("stop", "ask_again", "confirm"):
        for case_id, record_id in (
            (theirs.id, theirs_record.id),
            (nowhere, nowhere),
            (case.id, theirs_record.id),
        ):
            response = browser.get(reverse(f"consent:{name}", args=[case_id, record_id]))
            answers.add((response.status_code, read(response).text))
    [(status, text)] = answers
    assert (status, "Rani" in text) == (404, False)


def _ref(world, case_id):
    ref = type("Ref", (), {})()
    ref.id, ref.organisation_id, ref.team_id = case_id, world.organisation.id, world.team.id
    return ref


def test_a_volunteer_may_stop_and_is_not_offered_to_ask(world, case):
    volunteer = make_person(world.founded, role=Role.VOLUNTEER, name="Ioana Pop")
    record = agree(world, case)
    browser = entered(volunteer)
    page = read(browser.get(url("sharing", case)))
    assert url("stop", case, record.id) in page.links
    assert url("ask", case, 1) not in page.links
    assert browser.post(url("ask", case, 1), {"answer": "yes"}).status_code == 403
    browser.post(url("stop", case, record.id), {})
    assert ConsentRecord.objects.filter(answer="no").count() == 1


def test_reading_is_journalled(browser, case):
    browser.get(url("sharing", case))
    assert Entry.objects.filter(action="consent.read", object_id=str(case.id)).count() == 1


def test_an_unknown_place_is_absent(browser, case):
    assert browser.get(url("ask", case, 17)).status_code == 404


def test_a_yes_that_ended_is_asked_again(world, browser, case, clock):
    agree(world, case, expires_on=NOW.date())
    clock.shift(timedelta(hours=20))
    browser = entered(world.caseworker)
    page = read(browser.get(url("sharing", case)))
    assert "Has ended" in page.text
    assert url("ask_again", case, ConsentRecord.objects.get().id) in page.links
