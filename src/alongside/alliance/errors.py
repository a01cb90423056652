"""What can go wrong in this room, each with a sentence she can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from alongside.alliance.enums.post import PostState


class NotThere(Http404):
    """It is not there, or another organisation's: the same answer for both."""


class NotAboutUs(Exception):
    """A letter is about something that is not here."""


class ChangedMeanwhile(Exception):
    """Somebody else saved the same thing after it was opened."""


class CannotDo(Exception):
    """Something cannot be done now; `str()` is the sentence to show."""


class NotInPublicTeam(CannotDo, PermissionDenied):
    """She does public work and holds none of its keys; a page that she cannot have says so too."""

    def __str__(self) -> str:
        return _("You are not in the team for public work. Ask your coordinator.")


class ShelterSaysWhere(CannotDo):
    """A safe place to stay would say where it is."""

    def __str__(self) -> str:
        return _(
            "A safe place to stay never says where it is or who answers there: leave the town, "
            "the area and the numbers empty. People reach it through another service."
        )


class DealtWithMeanwhile(CannotDo):
    """A colleague noted something of the same letter after it was opened."""

    def __init__(self, state: PostState) -> None:
        super().__init__()
        self.state = state

    def __str__(self) -> str:
        words = _(
            "A colleague noted meanwhile: %(state)s. What you wrote is still here; save again to "
            "write over it."
        )
        return words % {"state": self.state.label}


# Keys.


class KeysChanged(CannotDo):
    """The keys of one of several who are told are not the ones that were known."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def __str__(self) -> str:
        words = _(
            "The keys of %(name)s are not the ones known here, so nothing was sent. Ask your "
            "coordinator to compare them, or choose the others."
        )
        return words % {"name": self.name}


class NotTheirKeys(CannotDo):
    """The keys in the database are not those of the one organisation that is asked or answered."""

    def __str__(self) -> str:
        return _(
            "The keys shown for this organisation are not its own, so nothing was sent. Ask your "
            "coordinator to compare them with theirs."
        )


# Membership.


class Decided(CannotDo):
    """Somebody decided meanwhile."""

    def __str__(self) -> str:
        return _("This application is decided already.")


class NeedsAnother(CannotDo):
    """The same person agrees a second time."""

    def __str__(self) -> str:
        return _("You agreed already. Somebody else of your team for public work has to agree too.")


class NotAgreed(CannotDo):
    """She takes back what she did not say."""

    def __str__(self) -> str:
        return _("You did not agree, so there is nothing to take back.")


class NotAnswered(CannotDo):
    """There is no answer, or it counted already."""

    def __str__(self) -> str:
        return _("Nothing was answered, or it was decided meanwhile, so nothing was taken back.")


class CannotAsk(CannotDo):
    """There is nobody who could be asked."""

    def __str__(self) -> str:
        return _("This member has no team for public work on this node. Note what it tells you.")


class AskedAlready(CannotDo):
    """The same member is asked a second time."""

    def __str__(self) -> str:
        return _("This member was asked already.")


class AnsweredAlready(CannotDo):
    """A colleague answered meanwhile, or the application is decided."""

    def __str__(self) -> str:
        return _("This was answered or decided meanwhile. What you wrote was not sent.")


class NotYet(CannotDo):
    """A membership is confirmed long before it is due."""

    def __str__(self) -> str:
        return _("It is confirmed, and can be again from two months before it is due.")


# The newsletter.


class NobodyToWriteTo(CannotDo):
    """Nobody is left who has not had this issue."""

    def __str__(self) -> str:
        return _("There is nobody to send it to: no subscribers yet, or all of them have had it.")


class IsOnItsWay(CannotDo):
    """Another sending of the same issue is not over."""

    def __str__(self) -> str:
        return _("This issue is planned or being sent already. Stop that sending first.")


class TooEarly(CannotDo):
    """The time it is to be sent at has passed."""

    def __str__(self) -> str:
        return _("This time has passed already. Choose a later one.")


class LettersWait(CannotDo):
    """Somebody unsubscribed, and the letter was not taken in."""

    def __str__(self) -> str:
        return _(
            "Letters from the public site wait, and somebody may have unsubscribed in one. Take "
            "them in first."
        )


class NoMailServer(CannotDo):
    """The mail server does not answer, or refuses."""

    def __str__(self) -> str:
        return _(
            "The mail server did not take it. Check the address, or ask whoever runs this node to "
            "look at its mail settings."
        )


class Unreadable(CannotDo):
    """What was uploaded is no report of a mail server."""

    def __str__(self) -> str:
        return _(
            "This is no report of a mail server that the program can read. Paste the addresses "
            "instead."
        )
