"""Referrals and the envelopes they travel in.

In clear stand only ids, workflow and days. Who she is and what she needs lies sealed under a key
of the referral's own: (referral, "referral"), wrapped to the team that deals with it.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from alongside.core.models import Record
from alongside.organisations.models import Organisation, Team
from alongside.referrals.enums import Box, EnvelopeState, Side, State, Urgency


class Referral(Record):
    """One organisation's copy of a referral; the other's has the same thread."""

    side = models.CharField(max_length=8, choices=Side.choices)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    # Nobody's until somebody opens it.
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")
    other = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    thread_id = models.UUIDField()
    # The file it is about (sent), or the file that was made from it (received).
    case_id = models.UUIDField(null=True)
    state = models.CharField(max_length=16, choices=State.choices)
    urgency = models.CharField(max_length=8, choices=Urgency.choices)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    # Somebody of this side has to look.
    waiting = models.BooleanField(default=False)
    # How many steps this side sent, and the last it has seen of the other's.
    sent_count = models.PositiveIntegerField(default=0)
    seen_count = models.PositiveIntegerField(default=0)
    # Sent: when they confirmed that their copy is locked. Received: when we did.
    acknowledged_on = models.DateField(null=True)
    locked_on = models.DateField(null=True)
    # When the sender erased her file, and asked the receiver to do the same.
    erase_asked_on = models.DateField(null=True)
    head = models.BinaryField(default=bytes)

    class Privacy:
        clear: ClassVar = {
            "id",
            "side",
            "organisation",
            "team",
            "other",
            "thread_id",
            "case_id",
            "state",
            "urgency",
            "created_at",
            "changed_at",
            "waiting",
            "sent_count",
            "seen_count",
            "acknowledged_on",
            "locked_on",
            "erase_asked_on",
        }
        sealed: ClassVar = {"head"}

    class Meta:
        indexes = (
            models.Index(
                fields=["organisation", "side", "-created_at", "-id"], name="referrals_in_order"
            ),
            models.Index(
                fields=["organisation", "side", "-changed_at"],
                condition=Q(waiting=True),
                name="referrals_that_wait",
            ),
            models.Index(fields=["case_id"], name="referrals_of_a_file"),
        )
        constraints = (
            models.UniqueConstraint(fields=["side", "thread_id"], name="one_copy_on_each_side"),
            models.CheckConstraint(
                condition=Q(side__in=Side.values)
                & Q(state__in=State.values)
                & Q(urgency__in=Urgency.values),
                name="referral_words_known",
            ),
            models.CheckConstraint(
                condition=~Q(organisation=F("other")), name="referral_to_somebody_else"
            ),
            models.CheckConstraint(
                condition=Q(side=Side.RECEIVED) | Q(case_id__isnull=False, team__isnull=False),
                name="what_is_sent_is_of_a_file",
            ),
            models.CheckConstraint(
                condition=~Q(side=Side.RECEIVED) | ~Q(state=State.DRAFT),
                name="no_draft_is_received",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class Envelope(Record):
    """A sealed and signed envelope on its way out or in; `box` is emptied once it has served.

    Rows of the inbox stay as the memory of what has come: the same id is never taken in twice.
    """

    side = models.CharField(max_length=4, choices=Box.choices)
    head_id = models.UUIDField()
    thread_id = models.UUIDField()
    kind = models.CharField(max_length=24)
    sender_id = models.UUIDField()
    recipient_id = models.UUIDField()
    state = models.CharField(max_length=10, choices=EnvelopeState.choices)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    # One word, where it was refused.
    refused = models.CharField(max_length=32, blank=True)
    box = models.BinaryField(default=bytes)

    class Privacy:
        clear: ClassVar = {
            "id",
            "side",
            "head_id",
            "thread_id",
            "kind",
            "sender_id",
            "recipient_id",
            "state",
            "created_at",
            "expires_at",
            "changed_at",
            "refused",
        }
        sealed: ClassVar = {"box"}

    class Meta:
        indexes = (
            models.Index(
                fields=["created_at"],
                condition=Q(state=EnvelopeState.QUEUED),
                name="envelopes_to_deliver",
            ),
            models.Index(fields=["recipient_id", "thread_id"], name="envelopes_of_a_thread"),
        )
        constraints = (
            models.UniqueConstraint(fields=["side", "head_id"], name="no_envelope_twice"),
            models.CheckConstraint(
                condition=Q(side__in=Box.values) & Q(state__in=EnvelopeState.values),
                name="envelope_words_known",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
