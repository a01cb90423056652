"""The fixed words of the board of jobs and offers."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NoticeKind(TextChoices):
    """What is offered. A place to stay is none of it: that goes through a referral."""

    JOB = "job", _("Job")
    TRAINING = "training", _("Training")
    EQUIPMENT = "equipment", _("Equipment")
    EXCHANGE = "exchange", _("Exchange")
    OTHER = "other", _("Something else")


class Papers(TextChoices):
    """Whether somebody needs papers for it."""

    NEEDED = "needed", _("Papers are needed")
    NOT_NEEDED = "not_needed", _("No papers are needed")


class ConcernState(TextChoices):
    """What the secretariat decided about a concern."""

    OPEN = "open", _("Not decided")
    KEPT = "kept", _("The offer stays")
    WITHDRAWN = "withdrawn", _("The offer is withdrawn")
