"""The fixed words of urgent alerts. They are sealed with the alert; none stands in a table."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AlertKind(TextChoices):
    """What happened to somebody who defends others."""

    THREAT = "threat", _("Threat")
    DETENTION = "detention", _("Detention")
    RAID = "raid", _("Raid")
    ATTACK = "attack", _("Attack")
    ONLINE_ATTACK = "online_attack", _("Attack online")
    OTHER = "other", _("Something else")


class Ask(TextChoices):
    """What is asked of those who are told."""

    SPEAK = "speak", _("Speak about it publicly")
    WRITE = "write", _("Write to authorities")
    QUIET = "quiet", _("Keep quiet about it")
    STAND_BY = "stand_by", _("Stand by")
    MONEY = "money", _("Money")
    SHELTER = "shelter", _("A safe place abroad")


class Onward(TextChoices):
    """Whom those who are told may tell."""

    NOBODY = "nobody", _("Nobody: it stays with us")
    MEMBERS = "members", _("Other members of the alliance")
    PUBLICLY = "publicly", _("Everybody: it may be said in public")


class Chosen(TextChoices):
    """Who is told: every member with an account here, or those that are ticked."""

    SOME = "some", _("The members I tick below")
    ALL = "all", _("Every member with an account here")
