"""Who has the newsletter: taken in from letters, ended, kept from being written to again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from alongside.alliance import letters, papers
from alongside.alliance.enums.newsletter import (
    Bounce,
    Ground,
    SubscriberState,
)
from alongside.alliance.errors import NotAboutUs
from alongside.alliance.models import Issue, MailingList, Subscriber, Suppressed
from alongside.alliance.newsletter import ending, keys
from alongside.audit import journal
from alongside.consent.gate import keyring_of
from alongside.organisations import policy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from alongside.alliance.letters import Letter
    from alongside.core.access import Actor

# So often a mailbox may be full before we believe that nobody empties it.
MOST_SOFT = 5
GROUNDS = {Bounce.COMPLAINT: Ground.COMPLAINED, Bounce.HARD: Ground.BOUNCED}
ENDS = {
    Bounce.COMPLAINT: SubscriberState.COMPLAINED,
    Bounce.HARD: SubscriberState.BOUNCED,
}


class Recorded(NamedTuple):
    """How many addresses ended, and how many were only noted."""

    ended: int
    noted: int


@transaction.atomic
def take_subscription(*, letter: Letter, team_id: UUID, actor: Actor, now: datetime) -> None:
    """Write to an address from now on, once however often it subscribed.

    She has just opened our mail and said yes to it: a mailbox that once refused works again. A
    complaint stands, because somebody else may have her mailbox's password.
    """
    policy.can_do_public_work(actor).or_raise()
    if not isinstance(letter, letters.Subscription):
        raise NotAboutUs
    mailing_list = list_of(team_id=team_id, actor=actor, now=now)
    key = keys.open_key(mailing_list, actor=actor)
    known_as = keys.address_hash(key, letter.address)
    suppressed = Suppressed.objects.filter(mailing_list=mailing_list, address_hash=known_as)
    suppressed.filter(ground=Ground.BOUNCED).delete()
    if suppressed.exists():
        return
    person = keys.Person(
        address=letter.address.strip(), language=letter.language, themes=letter.themes
    )
    known = Subscriber.objects.filter(mailing_list=mailing_list, address_hash=known_as)
    found = known.select_for_update().order_by("id").first()
    if found is None:
        found = Subscriber(
            mailing_list=mailing_list,
            state=SubscriberState.ACTIVE,
            began_on=timezone.localdate(now),
            address_hash=known_as,
        )
    found.box = keys.seal_person(key, person, found.id)
    found.soft_bounces = 0
    found.save()
    journal.record(
        action="alliance.newsletter.subscribed", objects=[found.id], actor=actor, now=now
    )


@transaction.atomic
def take_unsubscription(*, letter: Letter, team_id: UUID, actor: Actor, now: datetime) -> None:
    """Stop writing to whoever's mail held this token; any other token does nothing."""
    policy.can_do_public_work(actor).or_raise()
    if not isinstance(letter, letters.Unsubscription):
        raise NotAboutUs
    mailing_list = list_of(team_id=team_id, actor=actor, now=now)
    key = keys.open_key(mailing_list, actor=actor)
    subscriber_id = keys.who_has(key, letter.token)
    if subscriber_id is None:
        return
    active = Subscriber.objects.filter(
        pk=subscriber_id, mailing_list=mailing_list, state=SubscriberState.ACTIVE
    )
    found = active.select_for_update().order_by("id").first()
    if found is None:
        return
    ending.end(found, SubscriberState.LEFT, now=now)
    journal.record(
        action="alliance.newsletter.unsubscribed", objects=[found.id], actor=actor, now=now
    )


@transaction.atomic
def take_issue(*, letter: Letter, team_id: UUID, actor: Actor, now: datetime) -> None:
    """Keep one language of an issue that the site handed over; a later one replaces it."""
    policy.can_do_public_work(actor).or_raise()
    if not isinstance(letter, letters.Issue):
        raise NotAboutUs
    mailing_list = list_of(team_id=team_id, actor=actor, now=now)
    found, _is_new = Issue.objects.select_for_update().get_or_create(
        mailing_list=mailing_list,
        known_as=letter.issue,
        defaults={"number": letter.number, "received_at": now},
    )
    # Letters are opened in the order of their random names, not in that of their writing.
    earlier = found.words.get(letter.language)
    if earlier and letters.Issue.model_validate(earlier).written_at > letter.written_at:
        return
    found.words = found.words | {letter.language: letter.model_dump(mode="json")}
    found.number, found.received_at = letter.number, now
    found.save()
    journal.record(action="alliance.newsletter.handed", objects=[found.id], actor=actor, now=now)


@transaction.atomic
def record_bounces(
    *, bounces: Iterable[tuple[str, Bounce]], actor: Actor, now: datetime
) -> Recorded:
    """Write down which addresses mail came back from; addresses nobody subscribed are passed over.

    A complaint is kept, as a hash, also of an address that is not on the list.
    """
    policy.can_do_public_work(actor).or_raise()
    mailing_list = list_of(team_id=keys.team_of(actor), actor=actor, now=now)
    key = keys.open_key(mailing_list, actor=actor)
    found = {keys.address_hash(key, address): kind for address, kind in bounces}
    active = Subscriber.objects.filter(mailing_list=mailing_list, address_hash__in=list(found))
    known = {one.address_hash: one for one in active.order_by("id")}
    ended = noted = 0
    for hashed, kind in found.items():
        subscriber = known.get(hashed)
        if kind == Bounce.COMPLAINT or (kind == Bounce.HARD and subscriber):
            ending.suppress(mailing_list.id, hashed, GROUNDS[kind], now=now)
        if subscriber and (over := _ending(subscriber, kind)):
            ending.end(subscriber, over, now=now)
            ended += 1
        elif subscriber:
            Subscriber.objects.filter(pk=subscriber.pk).update(soft_bounces=F("soft_bounces") + 1)
            noted += 1
    journal.record(
        action="alliance.newsletter.bounces", objects=[mailing_list.id], actor=actor, now=now
    )
    return Recorded(ended, noted)


def list_of(*, team_id: UUID, actor: Actor, now: datetime) -> MailingList:
    """Return the list of the actor's organisation; where there is none it begins, with its key.

    :param team_id: holds the key from the beginning
    """
    policy.can_do_public_work(actor).or_raise()
    with transaction.atomic():
        found, is_new = MailingList.objects.get_or_create(
            organisation_id=actor.organisation_id,
            defaults={"begun_on": timezone.localdate(now)},
        )
        if is_new:
            papers.make_key(found.pk, team_id=team_id, keyring=keyring_of(actor), now=now)
    return found


def _ending(subscriber: Subscriber, kind: Bounce) -> SubscriberState | None:
    if kind == Bounce.SOFT and subscriber.soft_bounces + 1 >= MOST_SOFT:
        return SubscriberState.BOUNCED
    return ENDS.get(kind)
