"""The fixed words of the newsletter."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SubscriberState(TextChoices):
    """Whether somebody is written to, and why no longer."""

    ACTIVE = "active", _("Subscribed")
    LEFT = "left", _("Unsubscribed")
    BOUNCED = "bounced", _("Address no longer works")
    COMPLAINED = "complained", _("Must not be written to")


class Ground(TextChoices):
    """Why an address must not be written to again."""

    BOUNCED = "bounced", _("It does not exist, or refuses our mail for good")
    COMPLAINED = "complained", _("Somebody asked never to be written to again")


class Bounce(TextChoices):
    """What came back; RFC 3464, section 2.3.4: the first digit of the status, 5 or 4."""

    HARD = "hard", _("The address does not exist any more")
    SOFT = "soft", _("Not now: the mailbox is full, or its server was away")
    COMPLAINT = "complaint", _("She wrote that she does not want our mail")


class SendingState(TextChoices):
    """How far a sending has come."""

    SCHEDULED = "scheduled", _("Planned")
    SENDING = "sending", _("Being sent")
    DONE = "done", _("Sent")
    STOPPED = "stopped", _("Stopped")


class DeliveryState(TextChoices):
    """How far one mail has come: it is taken before it is sent, so that none is sent twice."""

    WAITING = "waiting", _("Waiting")
    TAKEN = "taken", _("Perhaps sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Refused")
    DROPPED = "dropped", _("Not sent")
