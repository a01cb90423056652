"""The fixed words of this room."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Ground(TextChoices):
    """Why a file is to be erased."""

    HER_WISH = "her_wish", _("She wants it")
    RETENTION = "retention", _("Its time is over")
    MISTAKE = "mistake", _("It was opened by mistake")


class ErasureState(TextChoices):
    """How far an erasure has come."""

    ASKED = "asked", _("Waits for the second person")
    # Something forbids it today; it is looked at again when that ends.
    HELD = "held", _("Waits until the legal hold ends")
    SENT_BACK = "sent_back", _("Not erased")
    # Its keys are gone; what they opened is being deleted.
    DESTROYED = "destroyed", _("Keys destroyed")
    CLEARED = "cleared", _("Erased")


STANDING = (ErasureState.ASKED, ErasureState.HELD)
DONE = (ErasureState.DESTROYED, ErasureState.CLEARED)


class HoldGround(TextChoices):
    """Why nothing of a file may be erased."""

    COURT_ORDER = "court_order", _("A court ordered it")
    COMPLAINT = "complaint", _("A complaint is being looked into")
    HER_CLAIM = "her_claim", _("She claims her rights in court")


class FileClass(TextChoices):
    """What sort of file a rule is about."""

    PERSON = "person", _("Somebody we walk with")
    INCIDENT = "incident", _("A registered incident")
    DEFENDER = "defender", _("A defender at risk")
    # Whatever it is kept for: nobody ever wrote down who she is.
    ANONYMOUS = "anonymous", _("A file without a name")
