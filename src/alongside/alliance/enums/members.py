"""The fixed words of this room. Their codes stand in the export, so the site knows them too."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Theme(TextChoices):
    """The alliance's thematic directions, and the space of self-organised groups."""

    ACCOUNTABILITY = "accountability", _("Accountability")
    JUSTICE = "justice", _("Access to justice")
    WORK = "work", _("Power in migration and work")
    GROUPS = "groups", _("Self-organised groups")


class ServiceKind(TextChoices):
    """What a service is; a place to stay is the one that never says where."""

    HOTLINE = "hotline", _("Talking to somebody, by phone or chat")
    LEGAL = "legal", _("A lawyer, or advice about rights")
    SHELTER = "shelter", _("A safe place to stay")
    HEALTH = "health", _("A doctor or a nurse")
    COUNSELLING = "counselling", _("Counselling")
    PAPERS = "papers", _("Passports and other papers")
    RETURN = "return", _("Going home, and arriving there")
    WAGES = "wages", _("Wages that were not paid")
    LIVELIHOOD = "livelihood", _("Training, work or a livelihood")
    INTERPRETER = "interpreter", _("An interpreter")
    MONEY = "money", _("Money, food or clothes")
    GROUP = "group", _("A group of people who know")


class Situation(TextChoices):
    """What may have happened to somebody, in her words; the codes of the site's first page."""

    UNPAID = "unpaid", _("I was not paid")
    PAPERS = "papers", _("They keep my passport")
    CONFINED = "confined", _("I cannot leave the house")
    THREATS = "threats", _("Someone threatens me")
    FRIEND = "friend", _("I worry about a friend")
    HOME = "home", _("I want to go home")


class RowOutcome(TextChoices):
    """What became of a row of a spreadsheet."""

    CREATED = "created", _("New")
    UPDATED = "updated", _("Updated")
    UNCHANGED = "unchanged", _("Nothing new")
    REFUSED = "refused", _("Refused")


class Difference(TextChoices):
    """What is different from the last publication."""

    ADDED = "added", _("Added")
    CHANGED = "changed", _("Changed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
