"""What cannot be done with keeping and erasing, each with a sentence somebody can act on."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext as _

from alongside.casework.errors import CannotDo


class NoSuchErasure(Http404):
    """Absent, or nothing of hers: the same for whoever asks."""


class AlreadyAsked(CannotDo):
    """An erasure of the same file waits already."""

    def __init__(self) -> None:
        super().__init__(_("Somebody asked for this already. It waits for a second person."))


class AlreadyDone(CannotDo):
    """It was decided meanwhile."""

    def __init__(self) -> None:
        super().__init__(_("This was decided meanwhile."))


class WrongReference(CannotDo):
    """Whoever confirms wrote the reference of another file."""

    field = "reference"

    def __init__(self) -> None:
        super().__init__(_("This is not the reference of this file. Look at it again."))


class Held(CannotDo):
    """A legal hold stands."""

    def __init__(self) -> None:
        super().__init__(_("A legal hold stands. Nothing of this file is erased until it ends."))


class NeedsTwoCoordinators(CannotDo):
    """What is locked away is given back by a coordinator, and decided by two."""

    def __init__(self) -> None:
        super().__init__(
            _("Two different coordinators are needed. Make somebody else a coordinator first.")
        )


class NotInThePast(CannotDo):
    """A day to look at it again has to come."""

    field = "review_on"

    def __init__(self) -> None:
        super().__init__(_("Choose a day that is still to come."))
