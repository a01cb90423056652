"""What cannot be done with a referral, each with a sentence somebody can act on."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext as _


class NoSuchReferral(Http404):
    """Absent, or nothing of hers: the same for whoever asks."""


class NoSuchOrganisation(Http404):
    """Absent, or the asker's own."""


class CannotDo(Exception):
    """Something was not done; `str()` is the sentence to show."""


class NotAllowed(CannotDo):
    """Such a step may not follow, or not by this party."""


class ReasonMissing(CannotDo):
    """A step that needs words came without."""


class NothingToShare(CannotDo):
    """Something was ticked that the file does not hold."""


class NotSent(CannotDo):
    """The envelope could not be made; nothing left the organisation."""


class NoTeam(CannotDo):
    """She is in no team that could keep what was received."""

    def __init__(self) -> None:
        super().__init__(_("You are in no team that can receive people. Ask your coordinator."))


class Unreadable(CannotDo):
    """An envelope is genuine and does not hold what it should."""


def sentence(reason: str) -> str:
    """Return why an envelope was refused, for a person."""
    sentences = {
        "unknown_organisation": _("This organisation has no keys here yet."),
        "not_pinned": _("Nobody has confirmed the keys of this organisation yet."),
        "forged": _(
            "The keys of this organisation do not fit its signature. Do not send anything; "
            "ask your coordinator to call them and compare the numbers."
        ),
        "no_envelope_key": _("Your team does not hold the key to sign for your organisation."),
        "no_intake_key": _("Your team does not hold the key to open what is sent to you."),
        "too_large": _("This is too long to send. Make it shorter."),
        "not_for_us": _("It was addressed to somebody else."),
        "outside_window": _("It came too late, or its clock is wrong."),
        "replayed": _("It has come before."),
        "cannot_open": _("It could not be opened."),
        "unreadable": _("It could not be read."),
    }
    return sentences.get(reason, _("It was not accepted."))
