"""An issue on its way: tried, planned with the keys open, sent by the machine without them."""

from __future__ import annotations

import logging
from smtplib import (
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.conf import settings
from django.core import mail
from django.db import transaction
from django.db.models import F

from alongside.alliance.enums.newsletter import (
    DeliveryState,
    Ground,
    SendingState,
    SubscriberState,
)
from alongside.alliance.errors import (
    IsOnItsWay,
    LettersWait,
    NobodyToWriteTo,
    NoMailServer,
    NotThere,
    TooEarly,
)
from alongside.alliance.models import Delivery, Issue, Sending, Subscriber
from alongside.alliance.models.newsletter import OPEN
from alongside.alliance.newsletter import ending, keys, mails, worker_keys
from alongside.alliance.queries.letterbox import is_unsubscribing
from alongside.audit import journal
from alongside.organisations import policy
from alongside.vault.primitives import CannotOpen

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import Actor, SystemActor

logger = logging.getLogger(__name__)

# A mail of which a server said "not now" is tried so often.
MOST_TRIES = 3
PERMANENT = 500
# Whoever has had an issue, or may have, is not sent it again.
HAD = (DeliveryState.TAKEN, DeliveryState.SENT, DeliveryState.FAILED)


class Later(Exception):
    """The mail server cannot go on just now; the next batch tries again."""


def try_out(*, issue_id: UUID, address: str, actor: Actor, now: datetime) -> int:
    """Send an issue in each of its languages to one address, and return how many mails that were.

    :raises NoMailServer: it was not taken
    """
    issue = _issue(issue_id, actor)
    made = [
        mails.mail(
            issue.words,
            keys.Target(address=address, language=one.language, token="trial"),  # noqa: S106  nobody's
            is_trial=True,
        )
        for one in mails.versions(issue.words)
    ]
    journal.record(action="alliance.newsletter.tried", objects=[issue.id], actor=actor, now=now)
    try:
        with mail.get_connection() as connection:
            return int(connection.send_messages(made) or 0)
    except (OSError, SMTPException, ValueError) as fault:
        raise NoMailServer from fault


@transaction.atomic
def schedule(
    *,
    issue_id: UUID,
    due_at: datetime,
    themes: Collection[str] = (),
    actor: Actor,
    now: datetime,
) -> UUID:
    """Plan to send an issue to everybody who has not had it, and return the sending.

    Her keys are open now and not later: each address is sealed anew, under a key that exists for
    this sending alone.

    :param themes: what it is about; whoever asked for others alone is left out
    :raises CannotDo: with the sentence to show
    """
    issue = _issue(issue_id, actor)
    if due_at < now:
        raise TooEarly
    if is_unsubscribing(actor=actor):
        raise LettersWait
    if Sending.objects.filter(issue=issue, state__in=OPEN).exists():
        raise IsOnItsWay
    sending = Sending.objects.create(
        issue=issue,
        state=SendingState.SCHEDULED,
        words=issue.words,
        made_by=actor.user_id,
        made_at=now,
        due_at=due_at,
    )
    with worker_keys.made(sending.id) as secret:
        if not Delivery.objects.bulk_create(
            _deliveries(sending, secret, themes, actor=actor), batch_size=500
        ):
            raise NobodyToWriteTo
        journal.record(
            action="alliance.newsletter.scheduled", objects=[sending.id], actor=actor, now=now
        )
    return sending.id


@transaction.atomic
def stop(*, sending_id: UUID, actor: Actor, now: datetime) -> None:
    """Stop a sending: what has not left does not leave; nothing happens where it is over."""
    policy.can_do_public_work(actor).or_raise()
    found = Sending.objects.select_for_update().filter(
        pk=sending_id, issue__mailing_list__organisation_id=actor.organisation_id
    )
    sending = found.order_by("id").first()
    if sending is None:
        raise NotThere
    if sending.state not in OPEN:
        return
    _finish(sending, SendingState.STOPPED, now=now)
    journal.record(action="alliance.newsletter.stopped", objects=[sending.id], actor=actor, now=now)


def send_due(*, actor: SystemActor, now: datetime) -> int:
    """Send one batch of each sending whose time has come; return how many mails left."""
    due = Sending.objects.filter(state__in=OPEN, due_at__lte=now).order_by("due_at", "id")
    return sum(_batch(sending, actor=actor, now=now) for sending in due)


def _batch(sending: Sending, *, actor: SystemActor, now: datetime) -> int:
    secret = worker_keys.read(sending.id)
    if secret is None:
        # It lay in memory and the machine was switched off; what is left is planned again.
        _finish(sending, SendingState.STOPPED, now=now)
        return 0
    if sending.state == SendingState.SCHEDULED:
        Sending.objects.filter(pk=sending.pk, state=SendingState.SCHEDULED).update(
            state=SendingState.SENDING
        )
        journal.record(
            action="alliance.newsletter.began", objects=[sending.id], actor=actor, now=now
        )
    sent = 0
    connection = mail.get_connection()
    try:
        # First the server, then the first mail: a server that is away costs nobody her issue.
        connection.open()
        for delivery in list(_waiting(sending)[: settings.ALONGSIDE_MAIL_BATCH]):
            sent += _send(sending, delivery, secret, connection, now=now)
    except (OSError, SMTPException, Later) as fault:
        logger.warning("A newsletter pauses: %s", type(fault).__name__)
    finally:
        connection.close()
    if not _waiting(sending).exists():
        _finish(sending, SendingState.DONE, now=now)
    return sent


def _waiting(sending: Sending) -> Any:
    found = Delivery.objects.filter(
        sending=sending, state=DeliveryState.WAITING, sending__state__in=OPEN
    )
    return found.order_by("tries", "id")


def _send(
    sending: Sending, delivery: Delivery, secret: bytes, connection: Any, *, now: datetime
) -> int:
    """Send one mail at most once: that it is taken is on the disk before the server hears of it."""
    taken = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.WAITING).update(
        state=DeliveryState.TAKEN, tries=F("tries") + 1
    )
    if not taken:
        return 0
    try:
        target = keys.target_of(secret, delivery)
        message = mails.mail(sending.words, target)
        connection.send_messages([message])
    except (CannotOpen, ValueError):
        _settle(delivery, DeliveryState.FAILED)
        return 0
    except SMTPRecipientsRefused as refusal:
        [(code, _words)] = refusal.recipients.values()
        _refused(delivery, code, is_hers=True, now=now)
        return 0
    except (SMTPSenderRefused, SMTPDataError) as refusal:
        _refused(delivery, refusal.smtp_code, is_hers=False, now=now)
        raise Later from refusal
    except SMTPResponseException as refusal:
        # Said before the mail was handed over.
        _refused(delivery, min(refusal.smtp_code, PERMANENT - 1), is_hers=False, now=now)
        raise Later from refusal
    _settle(delivery, DeliveryState.SENT)
    return 1


def _refused(delivery: Delivery, code: int, *, is_hers: bool, now: datetime) -> None:
    """Try it again where the server said "later"; end her subscription where nobody is there."""
    if code < PERMANENT and delivery.tries + 1 < MOST_TRIES:
        Delivery.objects.filter(pk=delivery.pk).update(state=DeliveryState.WAITING)
        return
    with transaction.atomic():
        _settle(delivery, DeliveryState.FAILED)
        subscriber = Subscriber.objects.select_for_update().get(pk=delivery.subscriber_id)
        if not is_hers or subscriber.state != SubscriberState.ACTIVE:
            return
        if code < PERMANENT:
            Subscriber.objects.filter(pk=subscriber.pk).update(soft_bounces=F("soft_bounces") + 1)
            return
        ending.suppress(
            subscriber.mailing_list_id, subscriber.address_hash, Ground.BOUNCED, now=now
        )
        ending.end(subscriber, SubscriberState.BOUNCED, now=now)


def _settle(delivery: Delivery, state: DeliveryState) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(state=state, box=b"")


def _finish(sending: Sending, state: SendingState, *, now: datetime) -> None:
    """End a sending and destroy what opened its addresses."""
    with transaction.atomic():
        rows = Delivery.objects.filter(sending=sending)
        rows.filter(state=DeliveryState.WAITING).update(state=DeliveryState.DROPPED, box=b"")
        rows.exclude(box=b"").update(box=b"")
        Sending.objects.filter(pk=sending.pk, state__in=OPEN).update(state=state, ended_at=now)
    worker_keys.destroy(sending.id)


def _issue(issue_id: UUID, actor: Actor) -> Issue:
    policy.can_do_public_work(actor).or_raise()
    found = Issue.objects.filter(
        pk=issue_id, mailing_list__organisation_id=actor.organisation_id
    ).select_related("mailing_list")
    issue = found.order_by("id").first()
    if issue is None:
        raise NotThere
    return issue


def _deliveries(
    sending: Sending, secret: bytes, themes: Collection[str], *, actor: Actor
) -> Iterable[Delivery]:
    mailing_list = sending.issue.mailing_list
    key = keys.open_key(mailing_list, actor=actor)
    had = Delivery.objects.filter(sending__issue=sending.issue, state__in=HAD)
    active = Subscriber.objects.filter(mailing_list=mailing_list, state=SubscriberState.ACTIVE)
    for subscriber in active.exclude(pk__in=had.values("subscriber_id")).order_by("id"):
        try:
            person = keys.person_of(key, subscriber)
        except CannotOpen:
            logger.warning("A subscriber does not open: %s", subscriber.id)
            continue
        if themes and person.themes and not set(themes) & set(person.themes):
            continue
        delivery_id = uuid4()
        target = keys.Target(
            address=person.address,
            language=person.language,
            token=keys.token_of(key, subscriber.id),
        )
        yield Delivery(
            id=delivery_id,
            sending=sending,
            subscriber=subscriber,
            state=DeliveryState.WAITING,
            box=keys.seal_target(secret, target, delivery_id),
        )
