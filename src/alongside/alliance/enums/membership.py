"""The fixed words of membership."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ApplicationState(TextChoices):
    """How far an application has come."""

    OPEN = "open", _("To decide")
    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Declined")


class Stance(TextChoices):
    """What somebody who was asked says of a group."""

    SUPPORTS = "supports", _("Supports it")
    AGAINST = "against", _("Does not support it")
    UNKNOWN = "unknown", _("Does not know the group")


class MembershipState(TextChoices):
    """How a membership stands on a day: told by its dates alone (`alliance.membership`)."""

    NEW = "new", _("New member")
    CURRENT = "current", _("Confirmed")
    GRACE = "grace", _("To confirm")
    LAPSED = "lapsed", _("Lapsed")
