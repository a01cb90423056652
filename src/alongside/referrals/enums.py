"""The fixed words of this room."""

from __future__ import annotations

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Side(TextChoices):
    """Whose copy a row is: each organisation keeps its own."""

    SENT = "sent", _("Sent")
    RECEIVED = "received", _("Received")


class State(TextChoices):
    """How far a referral has come.

    HL7 SDOH Clinical Care 3.0.0, Task.status, and "withdrawn" for the woman herself.
    """

    DRAFT = "draft", _("Not sent yet")
    REQUESTED = "requested", _("Sent, not opened yet")
    RECEIVED = "received", _("Opened, no answer yet")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Declined")
    IN_PROGRESS = "in_progress", _("In progress")
    ON_HOLD = "on_hold", _("On hold")
    COMPLETED = "completed", _("Completed")
    FAILED = "failed", _("Did not work out")
    CANCELLED = "cancelled", _("Cancelled")
    ENTERED_IN_ERROR = "entered_in_error", _("Sent by mistake")
    WITHDRAWN = "withdrawn", _("Sharing stopped")


class Party(StrEnum):
    """Who may set a state."""

    REQUESTER = "requester"
    RESPONDER = "responder"
    # Not a colleague's decision: her consent was withdrawn or came to its end.
    WOMAN = "woman"


class Urgency(TextChoices):
    """How soon she needs it; the one thing about it that an unopened envelope shows."""

    TODAY = "today", _("Today")
    WEEK = "week", _("This week")
    ROUTINE = "routine", _("When they can")


class Decline(TextChoices):
    """Why a request is declined."""

    NOT_ELIGIBLE = "not_eligible", _("We do not do this")
    FULL = "full", _("We are full")
    OUTSIDE_AREA = "outside_area", _("Too far from us")
    MORE_INFORMATION = "more_information", _("We need to know more first")
    OTHER = "other", _("Something else")


class Kind(TextChoices):
    """What an envelope carries; for a request the urgency stands behind it, "referral/today"."""

    REFERRAL = "referral", _("Request")
    ANSWER = "answer", _("Answer")
    FEEDBACK = "feedback", _("News from the sender")
    WITHDRAW = "withdraw", _("She stopped sharing")
    ERASE = "erase", _("Her file was erased")


class Box(TextChoices):
    """Which side of the post an envelope's row stands on."""

    OUT = "out", _("Out")
    IN = "in", _("In")


class EnvelopeState(TextChoices):
    """Where an envelope is."""

    QUEUED = "queued", _("Waiting to be delivered")
    DELIVERED = "delivered", _("Delivered")
    OPENED = "opened", _("Opened")
    CANCELLED = "cancelled", _("Taken back")
    EXPIRED = "expired", _("Could not be delivered in time")
