"""The fixed words of this room."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class FileKind(TextChoices):
    """What a file is kept for."""

    PERSON = "person", _("Somebody we walk with")
    INCIDENT = "incident", _("A registered incident")
    DEFENDER = "defender", _("A defender at risk")


# An incident that stands alone is a file, but nobody walks with it.
PEOPLE = (FileKind.PERSON, FileKind.DEFENDER)


class Phase(TextChoices):
    """How far the work has come; it moves when a fact is recorded, never by ticking a state."""

    NEW = "new", _("First contact")
    ASSESSMENT = "assessment", _("Finding out what she needs")
    PLAN = "plan", _("Making her plan")
    SERVICES = "services", _("Support under way")
    FOLLOW_UP = "follow_up", _("Keeping in touch")
    CLOSED = "closed", _("Closed")


OPEN_PHASES = tuple(phase for phase in Phase if phase != Phase.CLOSED)


class ClosedReason(TextChoices):
    """Why a file was closed."""

    GOALS_REACHED = "goals_reached", _("She reached what she wanted")
    SHE_DECIDED = "she_decided", _("She decided to end it")
    MOVED = "moved", _("She moved away")
    HANDED_ON = "handed_on", _("Another organisation walks with her now")
    LOST_CONTACT = "lost_contact", _("We lost contact")
    SAFETY = "safety", _("It was not safe to go on")
    DIED = "died", _("She died")
    OPENED_BY_MISTAKE = "opened_by_mistake", _("The file was opened by mistake")
    OTHER = "other", _("Another reason")
    # Nobody chooses it: it is what joining two files leaves behind.
    JOINED = "joined", _("Joined with another file about her")


class TaskKind(TextChoices):
    """What sort of thing is due."""

    TASK = "task", pgettext_lazy("something to do", "Task")
    STEP = "step", _("Step of her plan")
    FOLLOW_UP = "follow_up", _("Follow-up")
    # Of the follow-up clock: it outlives the file's closing, and ends with her yes to it.
    LATER = "later", _("Follow-up of the clock")
    # Something one colleague has to read; each has her own.
    ALERT = "alert", _("Alert")
    APPOINTMENT = "appointment", _("Appointment")
    # Of a conference; what two people decide waits for the second of them.
    DECISION = "decision", _("Decision")
    SECOND = "second", _("To decide as the second person")
    # What others agreed to for her ends that day.
    MAJORITY = "majority", _("She comes of age")
    # Whether a file ends, which is decided outside of it.
    KEEPING = "keeping", _("To decide whether her file is kept")


# Ended by a decision alone, and of whoever was asked, wherever the file goes.
DECISIONS = (TaskKind.SECOND, TaskKind.KEEPING)


class TaskState(TextChoices):
    """Whether it still has to be done."""

    OPEN = "open", pgettext_lazy("something to do", "Open")
    DONE = "done", pgettext_lazy("something to do", "Done")
    SET_ASIDE = "set_aside", pgettext_lazy("something to do", "Set aside")


class RowOutcome(TextChoices):
    """What became of one row of an imported register."""

    CREATED = "created", _("New file")
    UPDATED = "updated", _("File updated")
    UNCHANGED = "unchanged", _("Nothing new")
    REFUSED = "refused", _("Refused")


class AgeBand(TextChoices):
    """Age when the file was opened, as coarse as statistics need it."""

    CHILD = "0-11", _("0–11")
    ADOLESCENT = "12-17", _("12–17")
    YOUNG = "18-24", _("18–24")
    ADULT = "25-34", _("25–34")
    MIDDLE = "35-49", _("35–49")
    OLDER = "50+", _("50 and over")
    NOT_KNOWN = "not_known", _("Not known")
