"""Who has the newsletter, and who must not be written to."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from alongside.alliance import letters
from alongside.alliance.actions import newsletter
from alongside.alliance.enums.newsletter import Bounce
from alongside.alliance.models import Issue, MailingList, Subscriber, Suppressed
from alongside.alliance.newsletter import keys
from alongside.audit.models import Entry
from tests.alliance.newsletter import (
    ISSUE,
    editor,
    hand_over,
    subscribe,
    token_for,
    unsubscribe,
)
from tests.organisations.factories import NOW, make_world

pytestmark = pytest.mark.django_db


def states() -> list[str]:
    return sorted(Subscriber.objects.values_list("state", flat=True))


def opened(actor, subscriber) -> keys.Person:
    return keys.person_of(keys.open_key(subscriber.mailing_list, actor=actor), subscriber)


def test_a_subscriber_is_kept_sealed_and_opens_for_the_team():
    actor = editor()
    found = subscribe(actor, language="es", themes=("work",))
    assert opened(actor, found) == keys.Person(
        address="asha@example.org", language="es", themes=("work",)
    )
    assert b"asha" not in bytes(found.box)
    assert len(found.address_hash) == 32


def test_the_same_address_twice_is_one_subscriber_with_the_later_wishes():
    actor = editor()
    first = subscribe(actor, "asha@example.org")
    assert subscribe(actor, "Asha@Example.ORG", language="es") is None
    first.refresh_from_db()
    assert opened(actor, first).language == "es"
    assert states() == ["active"]


def test_the_hash_of_an_address_differs_between_two_lists():
    first, second = subscribe(editor()), subscribe(editor())
    assert first.address_hash != second.address_hash
    assert MailingList.objects.count() == 2


def test_only_her_own_token_unsubscribes_and_nothing_of_her_stays():
    actor = editor()
    asha, binh = subscribe(actor), subscribe(actor, "binh@example.org")
    other = editor()
    stranger = subscribe(other)
    forged = token_for(actor, asha)[:-4] + "AAAA"
    for token in ("", "trial", forged, token_for(other, stranger), "ß" * 20):
        unsubscribe(actor, token)
    assert states() == ["active", "active", "active"]
    unsubscribe(actor, token_for(actor, asha))
    unsubscribe(actor, token_for(actor, asha))
    asha.refresh_from_db()
    assert (asha.state, asha.address_hash, bytes(asha.box)) == ("left", "", b"")
    binh.refresh_from_db()
    assert binh.state == "active"


def test_she_may_come_back():
    actor = editor()
    unsubscribe(actor, token_for(actor, subscribe(actor)))
    assert subscribe(actor).state == "active"
    assert states() == ["active", "left"]


def test_a_hard_bounce_ends_it_and_is_remembered_as_a_hash_alone():
    actor = editor()
    found = subscribe(actor)
    said = newsletter.record_bounces(
        bounces=[("ASHA@example.org", Bounce.HARD), ("nobody@example.org", Bounce.HARD)],
        actor=actor,
        now=NOW,
    )
    assert said == (1, 0)
    assert [(one.address_hash, one.ground) for one in Suppressed.objects.all()] == [
        (found.address_hash, "bounced")
    ]
    found.refresh_from_db()
    assert (found.state, bytes(found.box)) == ("bounced", b"")


def test_an_address_that_bounced_is_written_to_again_once_its_owner_confirms():
    actor = editor()
    subscribe(actor)
    newsletter.record_bounces(bounces=[("asha@example.org", Bounce.HARD)], actor=actor, now=NOW)
    assert subscribe(actor).state == "active"
    assert Suppressed.objects.count() == 0


def test_a_full_mailbox_ends_it_the_fifth_time():
    actor = editor()
    subscribe(actor)
    said = [
        newsletter.record_bounces(bounces=[("asha@example.org", Bounce.SOFT)], actor=actor, now=NOW)
        for _time in range(5)
    ]
    assert said == [(0, 1)] * 4 + [(1, 0)]
    assert states() == ["bounced"]
    assert Suppressed.objects.count() == 0


def test_a_complaint_outlasts_a_later_subscription_also_of_somebody_unknown():
    actor = editor()
    subscribe(actor)
    bounces = [(one, Bounce.COMPLAINT) for one in ("asha@example.org", "binh@example.org")]
    newsletter.record_bounces(bounces=bounces, actor=actor, now=NOW)
    newsletter.record_bounces(bounces=[("asha@example.org", Bounce.HARD)], actor=actor, now=NOW)
    assert [one.ground for one in Suppressed.objects.all()] == ["complained", "complained"]
    assert subscribe(actor) is None
    assert subscribe(actor, "binh@example.org") is None
    assert states() == ["complained"]


def test_an_issue_is_kept_in_its_languages_and_the_later_version_stands():
    actor = editor()
    issue_id = hand_over(actor, "en", "es")
    early = letters.Issue(
        id=uuid4(), written_at=NOW.replace(year=2025), issue=ISSUE, number=7, title="A draft"
    )
    newsletter.take_issue(letter=early, team_id=keys.team_of(actor), actor=actor, now=NOW)
    issue = Issue.objects.get(pk=issue_id)
    assert {code: words["title"] for code, words in issue.words.items()} == {
        "en": "What we won together",
        "es": "Lo que ganamos juntas",
    }


def test_a_caseworker_has_no_part_in_it():
    actor = make_world().caseworker.actor
    with pytest.raises(PermissionDenied):
        subscribe(actor)
    with pytest.raises(PermissionDenied):
        newsletter.record_bounces(bounces=[], actor=actor, now=NOW)
    assert MailingList.objects.count() == 0


def test_each_change_stands_in_the_journal_without_an_address():
    actor = editor()
    found = subscribe(actor)
    unsubscribe(actor, token_for(actor, found))
    lines = Entry.objects.filter(action__startswith="alliance.").order_by("seq")
    assert [(one.action, one.object_id) for one in lines] == [
        ("alliance.newsletter.subscribed", str(found.id)),
        ("alliance.newsletter.unsubscribed", str(found.id)),
    ]
