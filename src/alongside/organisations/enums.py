"""The fixed words of this room."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What somebody does here; an organisation may call it otherwise but not invent rights."""

    COORDINATOR = "coordinator", _("Coordinator")
    CASEWORKER = "caseworker", _("Caseworker")
    SHELTER_WORKER = "shelter_worker", _("Shelter worker")
    LAWYER = "lawyer", _("Lawyer")
    TRAINER = "trainer", _("Trainer")
    ORGANISER = "organiser", _("Organiser")
    GRANTS_OFFICER = "grants_officer", _("Grants officer")
    EDITOR = "editor", _("Editor")
    RESEARCHER = "researcher", _("Researcher")
    VOLUNTEER = "volunteer", _("Volunteer")
    PARTICIPANT = "participant", _("Participant")


class TeamKind(TextChoices):
    """What a team is for, which decides the compartments it holds."""

    COORDINATION = "coordination", _("Coordination")
    CASEWORK = "casework", _("Casework")
    LEGAL = "legal", _("Legal help")
    SHELTER = "shelter", _("Safe house")
    RESEARCH = "research", _("Research")
    PUBLIC = "public", _("Public work")


class UserState(TextChoices):
    """How far somebody has come: asked in, waiting to be confirmed, at work, or gone."""

    INVITED = "invited", _("Asked to join again")
    WAITING = "waiting", _("Waiting to be confirmed")
    ACTIVE = "active", _("At work")
    LEFT = "left", _("Has left")


class Device(TextChoices):
    """What a session runs on, as coarsely as helps to recognise one's own."""

    PHONE = "phone", _("Phone")
    COMPUTER = "computer", _("Computer")
    OTHER = "other", _("Something else")
