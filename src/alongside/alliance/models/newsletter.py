"""The newsletter: who has it, what was handed over, and what is on its way.

That somebody reads our letter can endanger her, so her address, her language and what she asked
for lie sealed under the list's own key, which the team for public work holds. In clear stand ids,
states and days. Nobody's opening of a mail is known, so there is no column for it.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.alliance.enums.newsletter import (
    DeliveryState,
    Ground,
    SendingState,
    SubscriberState,
)
from alongside.core.models import Record

OPEN = (SendingState.SCHEDULED, SendingState.SENDING)


class MailingList(Record):
    """The newsletter of one organisation; its id is what the list's key is known by."""

    organisation = models.OneToOneField(
        "organisations.Organisation", models.PROTECT, related_name="+"
    )
    begun_on = models.DateField()

    class Privacy:
        clear: ClassVar = {"id", "organisation", "begun_on"}
        sealed: ClassVar = set[str]()

    def __str__(self) -> str:
        return str(self.id)


class Subscriber(Record):
    """Somebody who confirmed that she wants it; `box` and the hash are emptied when she leaves.

    `address_hash` finds a doubled address; it is keyed with the list's sealed key, so that neither
    the database nor the pepper tells whether an address stands on the list.
    """

    mailing_list = models.ForeignKey(MailingList, models.CASCADE, related_name="+")
    state = models.CharField(max_length=12, choices=SubscriberState.choices)
    began_on = models.DateField()
    ended_on = models.DateField(null=True)
    soft_bounces = models.PositiveSmallIntegerField(default=0)
    address_hash = models.CharField(max_length=32, blank=True)
    box = models.BinaryField(default=bytes)

    class Privacy:
        clear: ClassVar = {"id", "mailing_list", "state", "began_on", "ended_on", "soft_bounces"}
        sealed: ClassVar = {"address_hash", "box"}

    class Meta:
        indexes = (models.Index(fields=["mailing_list", "state"], name="subscribers_by_state"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=SubscriberState.values), name="subscriber_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=SubscriberState.ACTIVE, ended_on=None)
                | (~Q(state=SubscriberState.ACTIVE) & Q(ended_on__isnull=False, address_hash="")),
                name="nothing_is_kept_of_who_left",
            ),
            models.UniqueConstraint(
                fields=["mailing_list", "address_hash"],
                condition=~Q(address_hash=""),
                name="each_address_once",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class Suppressed(Record):
    """An address that must not be written to again, as a keyed hash and nothing else."""

    mailing_list = models.ForeignKey(MailingList, models.CASCADE, related_name="+")
    address_hash = models.CharField(max_length=32)
    ground = models.CharField(max_length=12, choices=Ground.choices)
    since = models.DateField()

    class Privacy:
        clear: ClassVar = {"id", "mailing_list", "ground", "since"}
        sealed: ClassVar = {"address_hash"}

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["mailing_list", "address_hash"], name="each_address_suppressed_once"
            ),
            models.CheckConstraint(condition=Q(ground__in=Ground.values), name="ground_known"),
        )

    def __str__(self) -> str:
        return str(self.id)


class Issue(Record):
    """An issue the site handed over; `words` by language, as `letters.Issue` describes them."""

    mailing_list = models.ForeignKey(MailingList, models.CASCADE, related_name="+")
    # The site's own id of it: a later version of the same issue replaces the earlier.
    known_as = models.UUIDField()
    number = models.PositiveIntegerField()
    # Public text, and of nobody who reads it.
    words = models.JSONField(default=dict)
    received_at = models.DateTimeField()

    class Privacy:
        clear: ClassVar = {"id", "mailing_list", "known_as", "number", "words", "received_at"}
        sealed: ClassVar = set[str]()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["mailing_list", "known_as"], name="each_issue_once"),
        )

    def __str__(self) -> str:
        return str(self.number)


class Sending(Record):
    """One planned sending of an issue: its words as they were then, whatever is handed over later.

    The key its deliveries are sealed under lies in a file outside the database
    (`newsletter.worker_keys`) and is destroyed with the last batch.
    """

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="sendings")
    state = models.CharField(max_length=12, choices=SendingState.choices)
    words = models.JSONField()
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Privacy:
        clear: ClassVar = {
            "id",
            "issue",
            "state",
            "words",
            "made_by",
            "made_at",
            "due_at",
            "ended_at",
        }
        sealed: ClassVar = set[str]()

    class Meta:
        indexes = (
            models.Index(
                fields=["due_at"], condition=Q(state__in=OPEN), name="sendings_that_are_open"
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=SendingState.values), name="sending_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, ended_at=None)
                | (~Q(state__in=OPEN) & Q(ended_at__isnull=False)),
                name="what_is_over_says_when",
            ),
            models.UniqueConstraint(
                fields=["issue"], condition=Q(state__in=OPEN), name="one_sending_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class Delivery(Record):
    """One mail to one subscriber; `box` holds where it goes, and is emptied once it served."""

    sending = models.ForeignKey(Sending, models.CASCADE, related_name="deliveries")
    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="+")
    state = models.CharField(max_length=12, choices=DeliveryState.choices)
    tries = models.PositiveSmallIntegerField(default=0)
    box = models.BinaryField(default=bytes)

    class Privacy:
        clear: ClassVar = {"id", "sending", "subscriber", "state", "tries"}
        sealed: ClassVar = {"box"}

    class Meta:
        indexes = (models.Index(fields=["sending", "state"], name="deliveries_by_state"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=DeliveryState.values), name="delivery_state_known"
            ),
            models.UniqueConstraint(fields=["sending", "subscriber"], name="one_mail_each"),
        )

    def __str__(self) -> str:
        return str(self.id)
