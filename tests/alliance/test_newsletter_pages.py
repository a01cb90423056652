"""The pages of the newsletter, as those who do public work see them."""

import io
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.alliance import exchange, letters
from alongside.alliance.actions import newsletter_sending as sendings
from alongside.alliance.models import Issue, Sending, Subscriber
from alongside.alliance.published import Letterbox, Published
from alongside.organisations.enums import TeamKind
from alongside.vault import letterbox
from alongside.website.sealing import seal_letter
from tests.alliance.newsletter import LATER, hand_over, send, subscribe
from tests.casework.pages import entered
from tests.organisations.factories import NOW, make_world

pytestmark = pytest.mark.django_db

REPORT = b"""\
From: mailer-daemon@mx.example.org
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It did not arrive.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; asha@example.org
Action: failed
Status: 5.1.1

Final-Recipient: rfc822; binh@example.org
Action: delayed
Status: 4.2.2

--b--
"""


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def world(settings, tmp_path, clock):
    settings.ALONGSIDE_SENDING_KEYS = tmp_path / "sending"
    return make_world()


@pytest.fixture
def browser(world):
    return entered(world.coordinator)


@pytest.fixture
def leave(world):
    """Return what leaves a letter as the site does."""
    folder = settings.ALONGSIDE_EXCHANGE / "letters"
    folder.mkdir(parents=True, exist_ok=True)
    team, keyring = world.teams[TeamKind.PUBLIC], world.coordinator.actor.keys
    epoch, key = letterbox.public_key(team_id=team.pk, keyring=keyring)
    exchange.publish(Published(made_at=NOW, letterbox=Letterbox(epoch=epoch, key=key.hex())))

    def leave(letter):
        box = seal_letter(letter.model_dump_json().encode(), epoch=epoch, public_key=key)
        (folder / f"{uuid4().hex}.letter").write_bytes(box)

    yield leave
    for left in [*folder.iterdir(), settings.ALONGSIDE_EXCHANGE / "published.json"]:
        left.unlink()


def words(response) -> str:
    return " ".join(response.content.decode().split())


def test_letters_are_taken_in_with_the_keys_open(world, browser, leave):
    said = {"written_at": NOW, "address": "asha@example.org"}
    leave(letters.Subscription(id=uuid4(), **said))
    leave(letters.Subscription(id=uuid4(), **said))
    leave(letters.Issue(id=uuid4(), written_at=NOW, issue=uuid4(), number=3, title="Spring"))
    leave(letters.Message(id=uuid4(), written_at=NOW, text="Not for the newsletter"))
    page = browser.get(reverse("alliance:newsletter"))
    assert "4 letters wait" in words(page)
    url = reverse("alliance:letters_fetch")
    page = browser.post(url, {"back": "newsletter"}, follow=True)
    assert ">4 letters are taken in." in words(page)
    assert "<strong>1</strong> <span>subscribed</span>" in words(page)
    assert "Spring" in words(page)
    assert "No letter waits." in words(page)


def test_whoever_the_site_does_not_write_to_takes_none_in(leave, settings, tmp_path):
    leave(letters.Subscription(id=uuid4(), written_at=NOW, address="asha@example.org"))
    settings.ALONGSIDE_SENDING_KEYS = tmp_path / "sending"
    other = entered(make_world().coordinator)
    page = other.post(reverse("alliance:letters_fetch"), follow=True)
    assert "The public site does not write to your team." in words(page)
    assert Subscriber.objects.count() == 0


def test_an_issue_is_shown_as_it_will_be_read_and_its_markup_is_words(world, browser):
    issue_id = hand_over(world.coordinator.actor, "en", "ar")
    page = words(browser.get(reverse("alliance:newsletter_issue", args=[issue_id])))
    assert "Wages were paid &lt;b&gt;late&lt;/b&gt; &amp; then in full." in page
    assert 'lang="ar" dir="rtl"' in page
    assert "https://alliance.example.org/en/news/ruling/" in page


def test_planning_sending_and_its_numbers(world, browser):
    actor = world.coordinator.actor
    for name in ("asha", "binh"):
        subscribe(actor, f"{name}@example.org")
    issue_id = hand_over(actor)
    url = reverse("alliance:newsletter_schedule", args=[issue_id])
    assert "2 people subscribe" in words(browser.get(url))
    early = {"day_day": "2", "day_month": "3", "day_year": "2026", "hour": "7:00"}
    refused = browser.post(url, early)
    assert refused.status_code == 422
    assert "This time has passed already" in words(refused)
    assert 'value="7:00"' in words(refused)
    page = browser.post(url, early | {"hour": "09:05"}, follow=True)
    assert "It will be sent" in words(page)
    again = browser.post(url, early | {"hour": "10:00"})
    assert "This issue is planned or being sent already" in words(again)
    assert send(LATER) == 2
    assert sorted(one.to[0] for one in mail.outbox) == ["asha@example.org", "binh@example.org"]
    page = words(browser.get(reverse("alliance:newsletter_issue", args=[issue_id])))
    assert 'Sent</dt><dd class="govuk-summary-list__value"><bdi>2</bdi></dd>' in page


def test_it_is_stopped(world, browser):
    actor = world.coordinator.actor
    subscribe(actor)
    issue_id = hand_over(actor)
    sending_id = sendings.schedule(issue_id=issue_id, due_at=LATER, actor=actor, now=NOW)
    page = browser.post(reverse("alliance:newsletter_stop", args=[sending_id]), follow=True)
    assert "Stopped. What had not left is not sent." in words(page)
    assert Sending.objects.get().state == "stopped"
    assert send(LATER) == 0


def test_a_trial_is_refused_for_what_is_no_address_and_loses_no_word(world, browser):
    url = reverse("alliance:newsletter_trial", args=[hand_over(world.coordinator.actor)])
    for typed in ("", "me", "a@example.org, b@example.org", "a@example.org\r\nBcc: b@example.org"):
        answer = browser.post(url, {"address": typed})
        assert answer.status_code == 422
        assert "Write one address, such as name@example.org." in words(answer)
    assert 'value="me"' in words(browser.post(url, {"address": "me"}))
    assert mail.outbox == []
    page = browser.post(url, {"address": "me@example.org"}, follow=True)
    assert "1 mail was sent." in words(page)
    assert [one.to for one in mail.outbox] == [["me@example.org"]]


def test_a_report_of_a_mail_server_is_read(world, browser):
    actor = world.coordinator.actor
    for name in ("asha", "binh"):
        subscribe(actor, f"{name}@example.org")
    report = io.BytesIO(REPORT)
    report.name = "returned.eml"
    page = browser.post(reverse("alliance:newsletter_bounces"), {"report": report}, follow=True)
    assert "1 ended, 1 noted." in words(page)
    assert sorted(Subscriber.objects.values_list("state", "soft_bounces")) == [
        ("active", 1),
        ("bounced", 0),
    ]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Paste an address, or choose a report."),
        ({"addresses": "nobody here", "kind": "hard"}, "There is no address in this text."),
        ({"addresses": "asha@example.org"}, "Say what happened to these addresses."),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(browser, sent, said):
    answer = browser.post(reverse("alliance:newsletter_bounces"), sent)
    assert answer.status_code == 422
    assert said in words(answer)
    assert sent.get("addresses", "") in words(answer)


def test_a_file_that_is_no_report_is_refused(browser):
    report = io.BytesIO(b"Subject: hello\n\nNot a report.")
    report.name = "mail.eml"
    answer = browser.post(reverse("alliance:newsletter_bounces"), {"report": report})
    assert answer.status_code == 422
    assert "This is no report of a mail server" in words(answer)


def test_the_list_asks_as_much_for_three_issues_as_for_one(world, browser):
    actor = world.coordinator.actor

    def asked():
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert browser.get(reverse("alliance:newsletter")).status_code == 200
        return len(found)

    subscribe(actor)
    first = hand_over(actor)
    sendings.schedule(issue_id=first, due_at=LATER, actor=actor, now=NOW)
    asked()
    one = asked()
    for number in (8, 9):
        more = hand_over(actor, issue=uuid4(), number=number)
        sendings.schedule(issue_id=more, due_at=LATER, actor=actor, now=NOW)
    assert Issue.objects.count() == 3
    assert asked() == one
