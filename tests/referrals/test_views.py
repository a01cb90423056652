"""The pages of referrals, as people use them on both sides."""

from uuid import uuid4

import pytest
from django.db.models import QuerySet
from django.urls import reverse

from alongside.audit.models import Entry
from alongside.consent.models import ConsentRecord
from alongside.organisations.enums import Role
from alongside.referrals import actions as referrals, queries
from alongside.referrals.enums import Side, State
from alongside.referrals.models import Envelope, Referral
from alongside.vault.models import Wrap
from tests.casework.pages import NASTY, entered, filled, read
from tests.organisations.factories import NOW, make_person, make_world
from tests.referrals.factories import (
    CALLED,
    answer,
    deliver,
    fresh,
    keep_draft,
    look,
    opened,
    send,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def url(name, *more):
    return reverse(f"referrals:{name}", args=more)


@pytest.fixture
def browser(pair):
    return entered(pair.us.caseworker)


@pytest.fixture
def their_browser(pair):
    return entered(pair.them.caseworker)


def ticked(pair, **changes):
    return {
        "to": str(pair.them.organisation.id),
        "needs": NASTY,
        "shared": ["called", "contact"],
        "how_given": "recording",
        "until_choice": "90",
        **changes,
    }


def test_a_referral_in_the_taps_it_takes(pair, browser):
    file_page = read(browser.get(reverse("casework:file", args=[pair.case_id])))
    assert url("new", pair.case_id) in file_page.links

    form = browser.get(url("new", pair.case_id))
    assert f"Ask another organisation to help {CALLED}" in read(form).text
    assert pair.them.organisation.name in read(form).text
    checked = browser.post(url("new", pair.case_id), filled(form, **ticked(pair)))
    draft = Referral.objects.get()
    assert (checked.status_code, checked["Location"]) == (302, url("check", draft.id))

    page = read(browser.get(url("check", draft.id)))
    for seen in (NASTY, CALLED, "sewing class", "two mangoes", "31 May 2026", "Voice recording"):
        assert seen in page.text
    assert "Not shared What she needs, Facts about her work and wages" in page.text
    assert "canary-papers-SWALLOWTAIL" not in page.text
    assert (Envelope.objects.count(), ConsentRecord.objects.count()) == (0, 0)

    sent = browser.post(url("send", draft.id))
    assert sent["Location"] == reverse("casework:file", args=[pair.case_id])
    assert "Sent. You will see their answer on Today." in read(browser.get(sent["Location"])).text
    assert ConsentRecord.objects.count() == 1


def test_nothing_is_ticked_beforehand(pair, browser):
    fields = filled(browser.get(url("new", pair.case_id)))
    assert fields.keys().isdisjoint({"to", "shared", "how_given", "until_choice", "onward"})


def test_each_thing_to_finish_has_its_sentence_and_nothing_is_lost(pair, browser):
    response = browser.post(url("new", pair.case_id), {"work_words": NASTY})
    page = read(response)
    assert response.status_code == 422
    for sentence in (
        "5 things to finish",
        "Choose who can help her.",
        "Say what she needs from them.",
        "Choose what she agreed to share.",
        "Choose how she said yes.",
        "Say until when she agrees.",
    ):
        assert sentence in page.text
    assert page.form().fields["work_words"] == [NASTY]
    assert Referral.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"to": "nobody"}, "Choose one of these organisations."),
        ({"to": "00000000-0000-4000-8000-000000000000"}, "Choose one of these organisations."),
        ({"until_choice": "day"}, "Say until when she agrees."),
        (
            {
                "until_choice": "day",
                "until_day": "1",
                "until_month": "1",
                "until_year": "2020",
            },
            "Say a day that is still to come.",
        ),
        (
            {
                "until_choice": "day",
                "until_day": "1",
                "until_month": "1",
                "until_year": "2090",
            },
            "Say a day within the next three years; you can ask her again then.",
        ),
        ({"shared": ["health"]}, "Say which health needs she wants them to know, or untick it."),
        ({"shared": ["passport"]}, "passport is not one of the available choices."),
    ],
)
def test_what_does_not_fit_says_why(pair, browser, changes, sentence):
    response = browser.post(url("new", pair.case_id), ticked(pair, **changes))
    assert response.status_code == 422
    assert sentence in read(response).text
    assert Referral.objects.count() == 0


def test_a_draft_is_kept_and_changed(pair, browser):
    browser.post(url("new", pair.case_id), ticked(pair))
    draft = Referral.objects.get()
    check = browser.get(url("check", draft.id))
    assert reverse("casework:file", args=[pair.case_id]) in read(check).links
    assert f"{url('edit', draft.id)}#id_needs" in read(check).links
    form = browser.get(url("edit", draft.id))
    again = filled(form)
    assert (again["needs"], again["shared"]) == ([NASTY], ["called", "contact"])
    assert (again["until_choice"], again["until_year"]) == (["day"], ["2026"])
    browser.post(url("edit", draft.id), {**again, "shared": ["papers"]})
    assert "canary-papers-SWALLOWTAIL" in read(browser.get(url("check", draft.id))).text
    assert Referral.objects.count() == 1
    assert browser.get(url("show", draft.id))["Location"] == url("check", draft.id)
    browser.post(url("discard", draft.id))
    assert browser.get(url("check", draft.id)).status_code == 404


def test_she_is_answered_in_two_taps(pair, their_browser):
    copy = send(pair)
    listed = read(their_browser.get(url("list")))
    assert "Sealed until you open it" in listed.text
    assert pair.us.organisation.name in listed.text
    assert CALLED not in listed.text
    page = their_browser.get(url("show", copy.id))
    assert CALLED in read(page).text
    form = read(page).form(url("answer", copy.id))
    assert form.fields["state"] == ["accepted"]
    done = their_browser.post(url("answer", copy.id), {"state": "accepted"})
    assert done["Location"] == url("show", copy.id)
    assert pair.received().state == State.ACCEPTED
    assert CALLED in read(their_browser.get(url("list"))).text


def test_declining_has_a_page_with_reasons(pair, their_browser):
    copy = opened(pair)
    link = url("answer", copy.id) + "?to=rejected"
    assert link in read(their_browser.get(url("show", copy.id))).links
    page = their_browser.get(link)
    for sent, sentence in (
        ({}, "Choose why, so that they can look elsewhere for her."),
        ({"reason": "other"}, "Say why, so that they can tell her."),
    ):
        response = their_browser.post(link, filled(page, **sent))
        assert response.status_code == 422
        assert sentence in read(response).text
    their_browser.post(link, filled(page, reason="full", words=NASTY))
    deliver()
    told = look(pair, Side.SENT).told[0]
    assert (told.state, told.decline, told.words) == (State.REJECTED, "full", NASTY)


@pytest.mark.parametrize("state", ["on_hold", "completed", "failed"])
def test_other_steps_keep_what_was_typed_when_a_reason_is_missing(pair, their_browser, state):
    opened(pair)
    answer(pair, State.ACCEPTED)
    link = url("answer", pair.received().id) + f"?to={state}"
    response = their_browser.post(link, filled(their_browser.get(link)))
    assert response.status_code == 422
    assert pair.received().state == State.ACCEPTED
    their_browser.post(link, {"state": state, "words": NASTY})
    assert pair.received().state == state


def test_a_step_nobody_knows_or_that_cannot_follow(pair, their_browser):
    copy = opened(pair)
    assert their_browser.post(url("answer", copy.id), {"state": "banana"}).status_code == 404
    response = their_browser.post(url("answer", copy.id), {"state": "completed", "words": "x"})
    assert response.status_code == 422
    assert "This cannot follow: it is “Opened, no answer yet”" in read(response).text


def test_the_sender_reads_the_answer(pair, browser):
    opened(pair)
    answer(pair, State.ACCEPTED, words=NASTY)
    listed = read(browser.get(url("sent")))
    assert "New" in listed.text
    page = read(browser.get(url("show", pair.sent().id)))
    assert NASTY in page.text
    assert "Accepted" in page.text
    assert "New" not in read(browser.get(url("sent"))).text


def test_a_file_is_made_with_one_press(pair, their_browser):
    opened(pair)
    answer(pair, State.ACCEPTED)
    copy = pair.received()
    make = url("make_file", copy.id)
    assert make in [one.action for one in read(their_browser.get(url("show", copy.id))).forms]
    done = their_browser.post(make)
    assert CALLED in read(their_browser.get(done["Location"])).text
    again = their_browser.post(make)
    assert again["Location"] == url("show", copy.id)
    shown = read(their_browser.get(again["Location"])).text
    assert "A file was made from it already." in shown


def test_taking_back_locks_and_is_confirmed(pair, browser, their_browser):
    opened(pair)
    link = url("take_back", pair.sent().id)
    assert "Their copy is locked at once" in read(browser.get(link)).text
    browser.post(link, {"words": "", "state": "entered_in_error"})
    copy = pair.received()
    page = read(their_browser.get(url("show", copy.id)))
    assert "Sharing stopped on 2 March 2026." in page.text
    assert CALLED not in page.text
    their_browser.post(url("acknowledge", copy.id))
    deliver()
    shown = read(browser.get(url("show", pair.sent().id))).text
    assert "Their copy is locked, and they confirmed it on 2 Mar 2026." in shown
    twice = their_browser.post(url("acknowledge", copy.id))
    assert "There is nothing to confirm." in read(their_browser.get(twice["Location"])).text


def test_cancelling_has_a_page(pair, browser):
    opened(pair)
    link = url("cancel", pair.sent().id)
    assert browser.post(link, {"state": "cancelled"}).status_code == 422
    browser.post(link, {"state": "cancelled", "words": "moved"})
    assert pair.sent().state == State.CANCELLED


def test_empty_lists_say_what_to_do(browser):
    assert "Nobody has asked you for help yet." in read(browser.get(url("list"))).text
    assert "You have not asked anybody for help yet." in read(browser.get(url("sent"))).text


def test_earlier_referrals_stand_on_the_form(pair, browser):
    send(pair)
    page = read(browser.get(url("new", pair.case_id)))
    assert url("show", pair.sent().id) in page.links


NAMES = ("show", "edit", "check", "send", "discard", "answer", "cancel", "take_back")


def test_foreign_and_absent_referrals_look_the_same(pair, browser):
    opened(pair)
    third = entered(make_world().caseworker)
    answers = set()
    for name in (*NAMES, "acknowledge", "make_file"):
        for who, referral_id in (
            (browser, pair.received().id),
            (third, pair.sent().id),
            (third, uuid4()),
        ):
            for method in (who.get, who.post):
                is_post = method == who.post
                sent = {"state": "accepted", "words": "x"} if is_post else {"to": "failed"}
                response = method(url(name, referral_id), sent)
                if response.status_code != 405:
                    answers.add((response.status_code, read(response).text))
    [(status, text)] = answers
    assert (status, CALLED in text) == (404, False)
    assert (pair.received().state, pair.sent().state) == (State.RECEIVED, State.REQUESTED)


def test_another_organisations_file_cannot_be_referred(pair):
    third = entered(make_world().caseworker)
    for case_id in (pair.case_id, uuid4()):
        assert third.get(url("new", case_id)).status_code == 404
        assert third.post(url("new", case_id), ticked(pair)).status_code == 404


def test_roles_that_do_not_refer_are_told_so(pair):
    volunteer = entered(make_person(pair.us.founded, role=Role.VOLUNTEER, name="Ioana Pop"))
    page = volunteer.get(url("list"))
    assert page.status_code == 403
    assert "Your role does not send or answer referrals." in read(page).text
    assert volunteer.get(url("new", pair.case_id)).status_code == 403
    file_page = read(volunteer.get(reverse("casework:file", args=[pair.case_id])))
    assert url("new", pair.case_id) not in file_page.links
    assert url("list") not in file_page.links


def test_it_says_so_when_keys_are_missing(pair, their_browser):
    copy = send(pair)
    QuerySet(Wrap).filter(
        key__subject=pair.them.organisation.id, key__label="intake", team_id=pair.them.team.id
    ).delete()
    response = their_browser.get(url("show", copy.id))
    assert response.status_code == 409
    shown = read(response).text
    assert "Your team does not hold the key to open what is sent to you." in shown
    assert pair.received().waiting


def test_what_is_read_is_journalled(pair, browser, their_browser):
    copy = send(pair)
    their_browser.get(url("show", copy.id))
    browser.get(url("show", pair.sent().id))
    rows = Entry.objects.filter(action="referral.read").order_by("seq")
    assert [(one.actor, one.object_id) for one in rows] == [
        (str(pair.them.caseworker.user.id), str(copy.id)),
        (str(pair.us.caseworker.user.id), str(pair.case_id)),
    ]


def test_delivery_follows_the_commit(pair, browser, django_capture_on_commit_callbacks):
    draft_id = keep_draft(pair)
    with django_capture_on_commit_callbacks(execute=True):
        referrals.send(referral_id=draft_id, actor=fresh(pair.us.caseworker), now=NOW)
    assert pair.received().state == State.REQUESTED
    assert deliver() == 0


def test_a_coordinator_compares_keys_by_voice(pair, browser):
    send(pair)
    show, compare = url("show", pair.sent().id), url("compare", pair.them.organisation.id)
    assert "Nobody of yours has compared the keys" in read(browser.get(show)).text
    assert compare not in read(browser.get(show)).links
    assert browser.get(compare).status_code == 403
    coordinator = entered(pair.us.coordinator)
    assert compare in read(coordinator.get(show)).links
    page = coordinator.get(compare)
    theirs = queries.peer_keys(
        actor=fresh(pair.them.coordinator), organisation_id=pair.us.organisation.id
    )
    assert theirs.ours in read(page).text
    refused = coordinator.post(compare, filled(page))
    assert refused.status_code == 422
    assert "Compare both numbers by voice first." in read(refused).text
    other = coordinator.post(compare, {"compared": "1 2 3", "same": "on"})
    assert "These numbers are not the ones you compared." in read(other).text
    assert coordinator.post(compare, filled(page, same="on")).status_code == 302
    assert "Nobody of yours has compared the keys" not in read(browser.get(show)).text


def test_only_another_organisation_is_compared(pair):
    coordinator = entered(pair.us.coordinator)
    for organisation_id in (pair.us.organisation.id, uuid4()):
        assert coordinator.get(url("compare", organisation_id)).status_code == 404
        typed = {"compared": "1", "same": "on"}
        assert coordinator.post(url("compare", organisation_id), typed).status_code == 404
