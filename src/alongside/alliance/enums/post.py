"""The fixed words of what visitors write."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PostKind(TextChoices):
    """What sort of letter it is."""

    MESSAGE = "message", _("Message")
    SIGN_ON = "sign_on", _("A name under a statement")
    CONCERN = "concern", _("Concern")


class PostState(TextChoices):
    """What became of a letter."""

    WAITING = "waiting", _("Not dealt with")
    ANSWERED = "answered", _("Answered")
    PASSED_ON = "passed_on", _("Passed on")
    NOTHING = "nothing", _("Nothing to do")
    ACCEPTED = "accepted", _("Name accepted")
    DECLINED = "declined", _("Name declined")
