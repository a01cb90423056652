"""What cannot be done, each with a sentence somebody can act on."""

from __future__ import annotations

from django.http import Http404


class Refused(ValueError):
    """Something was not recorded; `str()` is the sentence to show.

    `field` names the answer it stands beside, None where it is about all of them.
    """

    field: str | None = None


class AbuserCannotSign(Refused):
    """The one who hurt her cannot decide for her."""


class KnownToHarm(AbuserCannotSign):
    """The one who would decide stands among the people around her as one who may have hurt her."""

    field = "decider_name"


class NobodyNamed(Refused):
    """Somebody else decided, and nobody knows who it was."""

    field = "decider_name"


class AlreadyAnswered(Refused):
    """A colleague recorded an answer to the same question at the same moment."""


class NothingToWithdraw(Refused):
    """There is no yes that still holds."""


class NeedsExpiry(Refused):
    """A yes must end on a day to come and not too far away."""


class SameDecider(Refused):
    """An exception needs two different people."""


class NoSuchRecord(Http404):
    """Absent, or of another file: the same for whoever asks."""
