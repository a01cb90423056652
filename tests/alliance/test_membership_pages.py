"""Applications, references and memberships as somebody meets them."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.alliance import exchange
from alongside.alliance.actions import members
from alongside.alliance.models import (
    Application,
    Confirmation,
    Contribution,
    Member,
    Reference,
)
from alongside.alliance.queries import applications as queries
from alongside.organisations.enums import Role
from tests.alliance.events import leave
from tests.alliance.factories import make_secretariat, member_given
from tests.alliance.membership import (
    application_letter,
    asked,
    colleague,
    make_application,
    make_member_world,
)
from tests.alliance.test_membership import A_YEAR_ON, LAPSED
from tests.casework.pages import entered, read
from tests.organisations.factories import NOW, make_organisation, make_person

pytestmark = pytest.mark.django_db

TYPED = {
    "name": "Círculo <b>del</b> Río",
    "country": "CO",
    "about": "We meet on Sundays.",
    "contact": "+57 300",
}


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def secretariat(public_world, clock):
    make_secretariat(public_world)
    return public_world


@pytest.fixture
def browser(secretariat):
    return entered(secretariat.coordinator)


def url(name, *args):
    return reverse(f"alliance:{name}", args=args)


def words(response) -> str:
    return " ".join(read(response).text.split())


def test_a_letter_is_fetched_where_applications_are_listed(secretariat, browser):
    leave(secretariat, application_letter())
    page = browser.get(url("applications"))
    assert "1 letter waits, sealed." in words(page)
    fetched = browser.post(url("letters_fetch"), {"back": "applications"}, follow=True)
    assert fetched.redirect_chain == [(url("applications"), 302)]
    assert "Círculo del Río" in words(fetched)
    assert exchange.waiting() == 0


def test_a_member_is_asked_and_answers(browser):
    row = make_application_by(browser)
    here = url("application", row.pk)
    them, member = make_member_world()
    sent = browser.post(
        url("reference_ask", row.pk), {"member": str(member.pk), "words": "At the market?"}
    )
    assert sent["Location"] == here
    assert "No answer yet" in words(browser.get(here))
    theirs = entered(colleague(them))
    assert "To answer" in words(theirs.get(url("references")))
    question = url("reference", Reference.objects.get().pk)
    assert "At the market?" in words(theirs.get(question))
    empty = theirs.post(question, {"words": "They helped us."})
    assert empty.status_code == 422
    assert "Choose one of the three." in words(empty)
    assert "They helped us." in empty.content.decode()
    said = theirs.post(question, {"stance": "supports", "words": "They helped us."}, follow=True)
    assert "Sent, sealed, to the secretariat." in words(said)
    again = theirs.post(question, {"stance": "against", "words": "No."})
    assert (again.status_code, "was not sent" in words(again)) == (409, True)
    shown = words(browser.get(here))
    assert "They helped us." in shown
    assert "Supports it" in shown


def test_two_people_agree(secretariat, browser):
    row = make_application_by(browser)
    first = browser.post(url("application_agree", row.pk), follow=True)
    assert "Somebody else of your team has to agree too." in words(first)
    twice = browser.post(url("application_agree", row.pk), follow=True)
    assert "You agreed already." in words(twice)
    second = entered(colleague(secretariat, "Olga"))
    page = second.get(url("application", row.pk))
    assert "If you agree too, the group becomes a member." in words(page)
    done = second.post(url("application_agree", row.pk), follow=True)
    assert "The group is a member now." in words(done)
    assert "Members only" in words(second.get(url("member", Member.objects.get().pk)))


def test_by_hand_and_nothing_typed_is_lost(browser):
    answer = browser.post(url("application_new"), TYPED | {"contact": ""})
    assert answer.status_code == 422
    assert "Say how it is reached." in words(answer)
    assert "We meet on Sundays." in answer.content.decode()
    saved = browser.post(url("application_new"), TYPED, follow=True)
    page = read(saved)
    assert "Círculo <b>del</b> Río" in page.isolated
    assert "They do not wish to be named." in page.text
    assert "<b>del" not in saved.content.decode()


def test_a_reference_from_outside_and_declining(browser):
    row = make_application_by(browser)
    noted = {"who": "A lawyer in Cali", "stance": "against", "words": "They charge fees."}
    page = browser.post(url("reference_note", row.pk), noted, follow=True)
    assert "A lawyer in Cali" in words(page)
    assert "Does not support it" in words(page)
    empty = browser.post(url("application_decline", row.pk), {"reason": ""})
    assert (empty.status_code, "Say why" in words(empty)) == (422, True)
    page = browser.post(url("application_decline", row.pk), {"reason": "Fees."}, follow=True)
    assert "Declined. Tell them, and why if you can." in words(page)
    assert "Fees." in words(page)
    late = browser.post(url("application_decline", row.pk), {"reason": "Again."})
    assert (late.status_code, "decided already" in words(late)) == (422, True)
    late = browser.post(url("reference_note", row.pk), noted)
    assert (late.status_code, "decided already" in words(late)) == (422, True)


def make_application_by(browser) -> Application:
    browser.post(url("application_new"), TYPED)
    return Application.objects.get()


def test_confirming_for_a_member_without_an_account(secretariat, browser, clock):
    actor = secretariat.coordinator.actor
    given = member_given(is_public=True)
    member = members.add_without_account(given=given, actor=actor, now=NOW)
    here = url("membership", member.pk)
    assert "New member" in words(browser.get(url("members")))
    early = browser.post(url("member_confirm", member.pk), {"words": "by phone"})
    assert (early.status_code, "can be again from" in words(early)) == (422, True)
    clock.move_to(LAPSED)
    browser = entered(secretariat.coordinator)
    shown = words(browser.get(url("member", member.pk)))
    assert "Lapsed" in shown
    assert "the public site no longer names this member" in shown
    assert member.name in words(browser.get(url("publish")))
    assert "Left out: the membership was not confirmed" in words(browser.get(url("publish")))
    assert member.name in words(browser.get(url("applications")))
    empty = browser.post(url("member_confirm", member.pk), {"words": ""})
    assert (empty.status_code, "Note how the member said so." in words(empty)) == (422, True)
    done = browser.post(url("member_confirm", member.pk), {"words": "by phone"}, follow=True)
    assert done.redirect_chain == [(here, 302)]
    assert "Confirmed for another year." in words(done)
    assert "by phone" in words(done)
    assert Confirmation.objects.count() == 1


def test_today_says_what_waits(secretariat, clock):
    them, member = make_member_world()
    actor = secretariat.coordinator.actor
    given = member_given(name="Hidden circle")
    members.add_without_account(given=given, actor=actor, now=NOW)
    asked(actor, make_application(actor), member)
    desk = reverse("desk:today")
    assert "A group applied: do you know it?" in words(entered(colleague(them)).get(desk))
    assert "1 application to decide" in words(entered(secretariat.coordinator).get(desk))
    clock.move_to(A_YEAR_ON)
    shown = words(entered(them.coordinator).get(desk))
    assert "Confirm that you are still a member" in shown
    assert "To confirm" in shown
    shown = words(entered(secretariat.coordinator).get(desk))
    assert "1 member without an account to ask whether it stays" in shown
    assert "Confirm that you are still a member" not in shown
    page = entered(them.caseworker).get(desk).content.decode()
    assert 'id="alliance"' not in page


def test_a_contribution_is_noted_and_its_member_sees_it(secretariat, browser):
    them, member = make_member_world()
    theirs = entered(colleague(them))
    give = url("contribution", member.pk)
    for wrong, sentence in (
        ({"year": "soon", "amount": "5", "currency": "EUR"}, "Put a year in four digits."),
        ({"year": "2026", "amount": "much", "currency": "EUR"}, "Put an amount such as"),
        ({"year": "2026", "amount": "5", "currency": ""}, "Write three letters"),
        ({"year": "2026", "amount": "5", "currency": "E1"}, "Write three letters"),
        ({"year": "2026", "amount": "NaN", "currency": "EUR"}, "Put an amount such as"),
        ({"year": "2026", "amount": "0.001", "currency": "EUR"}, "Put an amount such as"),
        ({"year": "2026"}, "Put the amount, or tick that it is waived."),
    ):
        answer = browser.post(give, wrong)
        assert (answer.status_code, sentence in words(answer)) == (422, True), wrong
    assert Contribution.objects.count() == 0
    browser.post(give, {"year": "٢٠٢٦", "amount": "50,50", "currency": "eur"})
    shown = words(theirs.get(url("membership", member.pk)))
    assert "50.50 EUR" in shown.replace("\u2068", "").replace("\u2069", "")
    browser.post(give, {"year": "2026", "is_waived": "on"})
    shown = words(theirs.get(url("membership", member.pk)))
    assert ("Waived" in shown, "50.50" in shown) == (True, False)
    assert "Contributions" not in words(theirs.get(url("member", member.pk)))


def test_linking_a_member_to_its_account(secretariat, browser):
    actor = secretariat.coordinator.actor
    member = members.add_without_account(given=member_given(), actor=actor, now=NOW)
    organisation = make_organisation("Casa Noua").organisation
    page = browser.get(url("member_link", member.pk))
    assert organisation.name in words(page)
    done = browser.post(
        url("member_link", member.pk), {"organisation": str(organisation.pk)}, follow=True
    )
    assert "Linked." in words(done)
    assert Member.objects.get().organisation_id == organisation.pk
    again = browser.post(url("member_link", member.pk), {"organisation": str(organisation.pk)})
    assert again.status_code == 422


def queries_of(browser, address):
    browser.get(address)
    with CaptureQueriesContext(connection) as found:
        assert browser.get(address).status_code == 200
    return len(found)


def test_lists_ask_as_much_for_three_as_for_one(secretariat, browser):
    actor = secretariat.coordinator.actor
    them, member = make_member_world()
    theirs = entered(colleague(them))

    def counts():
        return (
            queries_of(browser, url("applications")),
            queries_of(theirs, url("references")),
            queries_of(browser, url("members")),
        )

    asked(actor, make_application(actor), member)
    one = counts()
    for number in range(2):
        asked(actor, make_application(actor, name=f"Group {number}"), member)
        given = member_given(name=f"Another {number}")
        members.add_without_account(given=given, actor=actor, now=NOW)
    assert counts() == one


def test_one_application_asks_as_much_for_three_references_as_for_one(secretariat, browser):
    actor = secretariat.coordinator.actor
    application_id = make_application(actor)
    _them, member = make_member_world()
    asked(actor, application_id, member)
    one = queries_of(browser, url("application", application_id))
    for number in range(2):
        _more, another = make_member_world(name=f"Another {number}")
        asked(actor, application_id, another)
    assert (
        len(queries.application(application_id=application_id, actor=actor, now=NOW).references)
        == 3
    )
    assert queries_of(browser, url("application", application_id)) == one


def test_an_editor_outside_the_team_is_told_so(secretariat):

    person = make_person(secretariat.founded, role=Role.EDITOR, team_kinds=[], name="Ana")
    browser = entered(person)
    assert "You are not in the team for public work." in words(browser.get(url("applications")))
    refused = browser.post(url("application_new"), TYPED)
    assert refused.status_code == 422
    assert "You are not in the team for public work." in words(refused)
