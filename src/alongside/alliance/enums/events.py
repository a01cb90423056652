"""The fixed words of events. Codes of kinds stand in the export, so the site knows them too."""

from __future__ import annotations

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EventKind(TextChoices):
    """What sort of event it is."""

    CONSULTATION = "consultation", _("Consultation")
    WEBINAR = "webinar", _("Webinar")
    MEETING = "meeting", _("Meeting")
    TRAINING = "training", _("Training")
    CONFERENCE = "conference", _("Conference")


class RegistrationState(TextChoices):
    """How far a registration has come."""

    REGISTERED = "registered", _("Has a place")
    WAITING = "waiting", _("Waits for a place")
    CONFIRMED = "confirmed", _("Confirmed")
    ATTENDED = "attended", _("Was there")
    DECLINED = "declined", _("Does not come")
    REFUSED = "refused", _("Refused")


class Agreement(StrEnum):
    """What somebody who registers may agree to; each is a field of what is sealed of her."""

    NAMED = "may_be_named"
    PICTURED = "may_be_pictured"


class FollowUpState(TextChoices):
    """What became of a recommendation."""

    OPEN = "open", _("Not begun")
    UNDER_WAY = "under_way", _("Under way")
    DONE = "done", _("Done")
    SET_ASIDE = "set_aside", _("Set aside")


# Who takes a place.
SEATED = (RegistrationState.REGISTERED, RegistrationState.CONFIRMED, RegistrationState.ATTENDED)


class Need(TextChoices):
    """What somebody needs to be able to come; the site's form asks with the same codes."""

    VISA = "visa", _("Letter for a visa")
    INTERPRETER = "interpreter", _("Interpreter")
    CHILDCARE = "childcare", _("Childcare")
    COST = "cost", _("Help with the cost")
    ACCESS = "access", _("A place she can reach and move about in")
