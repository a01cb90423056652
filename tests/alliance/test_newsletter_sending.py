"""From planning an issue to a real mail server, once to each and never twice."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings as of_node
from django.core import mail

from alongside.alliance.actions import newsletter_sending as sendings
from alongside.alliance.errors import IsOnItsWay, NobodyToWriteTo, NoMailServer, NotThere, TooEarly
from alongside.alliance.models import Delivery, Sending, Subscriber, Suppressed
from alongside.alliance.newsletter import worker_keys
from tests.alliance.newsletter import (
    LATER,
    editor,
    hand_over,
    listening,
    send,
    subscribe,
    token_for,
    unsubscribe,
)
from tests.organisations.factories import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.server]


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.ALONGSIDE_SENDING_KEYS = tmp_path / "sending"
    return settings.ALONGSIDE_SENDING_KEYS


@pytest.fixture
def sink(settings):
    with listening(settings) as found:
        yield found


def planned(actor, *addresses, languages=("en",)):
    for address in addresses:
        subscribe(actor, address)
    issue_id = hand_over(actor, *languages)
    return sendings.schedule(issue_id=issue_id, due_at=LATER, actor=actor, now=NOW)


def states() -> list[str]:
    return sorted(Delivery.objects.values_list("state", flat=True))


def key_files() -> list[str]:
    return sorted(path.name for path in of_node.ALONGSIDE_SENDING_KEYS.glob("*"))


def test_each_gets_a_mail_of_her_own_that_she_can_stop_with_one_click(sink):
    actor = editor()
    asha = subscribe(actor, "asha@example.org")
    planned(actor, "binh@example.org")
    assert send(NOW) == 0
    assert send() == 2
    assert sink.addresses == ["asha@example.org", "binh@example.org"]
    found = {recipients[0]: message for recipients, message in sink.mails}
    message = found["asha@example.org"]
    out = f"https://alliance.example.org/en/letter/out/{token_for(actor, asha)}/"
    assert {
        name: message[name].strip()
        for name in (
            "To",
            "Subject",
            "From",
            "List-Unsubscribe",
            "List-Unsubscribe-Post",
            "List-Id",
        )
    } == {
        "To": "asha@example.org",
        "Subject": "What we won together",
        "From": "The alliance <news@alliance.example.org>",
        "List-Unsubscribe": f"<{out}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Id": "<newsletter.alliance.example.org>",
    }
    assert (message["Bcc"], message["Cc"]) == (None, None)
    assert message["Message-ID"].endswith("@alliance.example.org>")
    text, html = (part.get_content() for part in message.iter_parts())
    assert out in text
    assert "https://alliance.example.org/en/news/ruling/" in text
    assert f'<a href="{out}">' in html
    assert "&lt;b&gt;late&lt;/b&gt; &amp; then" in html
    assert "<p><p" not in html
    for word in ("<img", "src=", "<script", "url(", "binh@"):
        assert word not in message.as_string()


def test_the_link_in_her_mail_and_no_other_stops_it(sink):
    actor = editor()
    planned(actor, "asha@example.org", "binh@example.org")
    assert send() == 2
    links = {to[0]: message["List-Unsubscribe"].strip(" <>") for to, message in sink.mails}
    # The site leaves what stands in the link as a sealed letter.
    unsubscribe(actor, links["asha@example.org"].rstrip("/").rpartition("/")[2])
    again = hand_over(actor, issue=uuid4(), number=8)
    sendings.schedule(issue_id=again, due_at=LATER, actor=actor, now=NOW)
    assert send() == 1
    assert sink.addresses == ["asha@example.org", "binh@example.org", "binh@example.org"]


def test_everybody_reads_it_in_her_language_where_it_is_written_in_it(sink):
    actor = editor()
    for language in ("es", "ar", "ne"):
        subscribe(actor, f"{language}@example.org", language=language)
    planned(actor, languages=("en", "es", "ar"))
    assert send() == 3
    found = {recipients[0]: message for recipients, message in sink.mails}
    assert {one: message["Content-Language"] for one, message in found.items()} == {
        "es@example.org": "es",
        "ar@example.org": "ar",
        "ne@example.org": "en",
    }
    assert 'lang="ar" dir="rtl"' in found["ar@example.org"].get_body(("html",)).get_content()
    assert "/ne/letter/out/" in found["ne@example.org"]["List-Unsubscribe"]


def test_whoever_asked_for_other_themes_alone_is_left_out(sink):
    actor = editor()
    wishes = {"all": (), "work": ("work", "justice"), "groups": ("groups",)}
    for name, themes in wishes.items():
        subscribe(actor, f"{name}@example.org", themes=themes)
    sendings.schedule(
        issue_id=hand_over(actor), due_at=LATER, themes=["work"], actor=actor, now=NOW
    )
    assert send() == 2
    assert sink.addresses == ["all@example.org", "work@example.org"]


def test_batches_with_a_pause_and_the_key_is_destroyed_with_the_last(sink, settings):
    settings.ALONGSIDE_MAIL_BATCH = 2
    actor = editor()
    sending_id = planned(actor, *(f"n{number}@example.org" for number in range(5)))
    assert key_files() == [f"{sending_id.hex}.key"]
    assert (of_node.ALONGSIDE_SENDING_KEYS / key_files()[0]).stat().st_mode & 0o777 == 0o600
    sent, boxes = [], []
    for _batch in range(4):
        sent.append(send())
        boxes.append(Delivery.objects.exclude(box=b"").count())
    assert (sent, boxes) == ([2, 2, 1, 0], [3, 1, 0, 0])
    assert len(set(sink.addresses)) == 5
    assert key_files() == []
    assert Sending.objects.get(pk=sending_id).state == "done"


def test_after_a_crash_nobody_gets_it_twice(sink, monkeypatch):
    actor = editor()
    planned(actor, "asha@example.org", "binh@example.org", "chea@example.org")

    class PowerCut(BaseException):
        pass

    settle = sendings._settle

    def dies(delivery, state):
        raise PowerCut

    monkeypatch.setattr(sendings, "_settle", dies)
    with pytest.raises(PowerCut):
        send()
    assert states() == ["taken", "waiting", "waiting"]
    monkeypatch.setattr(sendings, "_settle", settle)
    assert send() == 2
    assert sink.addresses == ["asha@example.org", "binh@example.org", "chea@example.org"]
    assert states() == ["sent", "sent", "taken"]
    assert Delivery.objects.exclude(box=b"").count() == 0
    assert key_files() == []


def test_an_address_that_does_not_exist_is_not_written_to_again(sink):
    actor = editor()
    sink.answers["asha@example.org"] = "550 no such person"
    planned(actor, "asha@example.org", "binh@example.org")
    assert send() == 1
    assert states() == ["failed", "sent"]
    assert sorted(Subscriber.objects.values_list("state", flat=True)) == ["active", "bounced"]
    assert [one.ground for one in Suppressed.objects.all()] == ["bounced"]


def test_not_now_is_tried_again_and_given_up_after_three_times(sink):
    actor = editor()
    sink.answers["asha@example.org"] = "451 mailbox busy"
    planned(actor, "asha@example.org")
    assert [send(), send()] == [0, 0]
    assert states() == ["waiting"]
    assert send() == 0
    assert states() == ["failed"]
    found = Subscriber.objects.get()
    assert (found.state, found.soft_bounces) == ("active", 1)


def test_a_server_that_refuses_for_now_loses_nobody_her_issue(sink):
    actor = editor()
    sink.answer_to_data = "421 too many mails"
    planned(actor, "asha@example.org", "binh@example.org")
    assert send() == 0
    assert states() == ["waiting", "waiting"]
    sink.answer_to_data = ""
    assert send() == 2


def test_a_server_that_is_away_costs_nothing(settings):
    actor = editor()
    with listening(settings):
        planned(actor, "asha@example.org")
    assert send() == 0
    assert [(one.state, one.tries) for one in Delivery.objects.all()] == [("waiting", 0)]


def test_who_leaves_meanwhile_gets_nothing_more(sink):
    actor = editor()
    asha = subscribe(actor)
    planned(actor, "binh@example.org")
    unsubscribe(actor, token_for(actor, asha))
    assert send() == 1
    assert sink.addresses == ["binh@example.org"]
    assert states() == ["dropped", "sent"]


def test_stopping_destroys_the_key_and_what_is_left_can_be_planned_again(sink, settings):
    settings.ALONGSIDE_MAIL_BATCH = 1
    actor = editor()
    sending_id = planned(actor, "asha@example.org", "binh@example.org")
    issue_id = Sending.objects.get().issue_id
    with pytest.raises(IsOnItsWay):
        sendings.schedule(issue_id=issue_id, due_at=LATER, actor=actor, now=NOW)
    assert send() == 1
    sendings.stop(sending_id=sending_id, actor=actor, now=NOW)
    assert (send(), key_files()) == (0, [])
    assert Delivery.objects.exclude(box=b"").count() == 0
    sendings.schedule(issue_id=issue_id, due_at=LATER, actor=actor, now=NOW)
    assert [send(), send()] == [1, 0]
    assert sink.addresses == ["asha@example.org", "binh@example.org"]
    with pytest.raises(NobodyToWriteTo):
        sendings.schedule(issue_id=issue_id, due_at=LATER, actor=actor, now=NOW)
    assert key_files() == []


def test_without_its_key_a_sending_ends_and_keeps_nothing(sink):
    actor = editor()
    sending_id = planned(actor, "asha@example.org")
    worker_keys.destroy(sending_id)
    assert send() == 0
    assert (Sending.objects.get().state, states()) == ("stopped", ["dropped"])
    assert Delivery.objects.exclude(box=b"").count() == 0


def test_a_trial_goes_to_one_address_in_every_language_and_counts_nowhere(sink):
    actor = editor()
    subscribe(actor)
    issue_id = hand_over(actor, "en", "es")
    tried = sendings.try_out(issue_id=issue_id, address="me@example.org", actor=actor, now=NOW)
    assert tried == 2
    assert sink.addresses == ["me@example.org", "me@example.org"]
    assert sorted(message["Subject"] for _to, message in sink.mails) == [
        "[Prueba] Lo que ganamos juntas",
        "[Trial] What we won together",
    ]
    assert Delivery.objects.count() == 0
    sink.answers["me@example.org"] = "550 no"
    with pytest.raises(NoMailServer):
        sendings.try_out(issue_id=issue_id, address="me@example.org", actor=actor, now=NOW)


def test_another_organisation_s_issue_is_not_there():
    mine, theirs = editor(), editor()
    issue_id = hand_over(mine)
    with pytest.raises(NotThere):
        sendings.schedule(issue_id=issue_id, due_at=LATER, actor=theirs, now=NOW)
    with pytest.raises(NotThere):
        sendings.try_out(issue_id=issue_id, address="me@example.org", actor=theirs, now=NOW)
    assert mail.outbox == []


def test_a_time_that_has_passed_is_refused():
    actor = editor()
    issue_id = hand_over(actor)
    with pytest.raises(TooEarly):
        sendings.schedule(
            issue_id=issue_id, due_at=NOW - timedelta(minutes=1), actor=actor, now=NOW
        )
