"""The fixed words of what the alliance follows; their codes stand in the export."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AdvocacyKind(TextChoices):
    """What is followed."""

    BILL = "bill", _("Bill")
    LITIGATION = "litigation", _("Strategic litigation")
    PROCESS = "process", _("International process")


class AdvocacyState(TextChoices):
    """How it stands."""

    PREPARED = "prepared", _("Being prepared")
    OPEN = "open", _("Under way")
    WON = "won", _("Decided as we asked")
    PARTLY = "partly", _("Decided in part as we asked")
    LOST = "lost", _("Decided against us")
    RESTING = "resting", _("Resting")
