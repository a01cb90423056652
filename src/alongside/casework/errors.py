"""What can go wrong with a file, each with a sentence she can act on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from alongside.casework.contents import Content
    from alongside.casework.reading import Part


class NoSuchFile(Http404):
    """The file is not there, or not hers to know of: the same answer for both.

    It is Django's own 404 so that no page can forget to turn it into one.
    """


class CannotDo(Exception):
    """Something cannot be done now; `str()` is the sentence to show.

    `field` names the answer it stands beside on the page, None where it is about all of them.
    """

    field: str | None = None


class AlreadyClosed(CannotDo):
    """The file is closed, so nothing is added until it is opened again."""

    def __init__(self) -> None:
        super().__init__(_("This file is closed. Open it again first."))


class AlreadyLocked(CannotDo):
    """What is locked away cannot be locked again, nor changed."""

    def __init__(self) -> None:
        super().__init__(_("This is locked away. A coordinator can tell you why."))


class NotClosed(CannotDo):
    """Only a closed file can be opened again."""

    def __init__(self) -> None:
        super().__init__(_("This file is not closed."))


class StillJoined(CannotDo):
    """The file is joined with another; what is asked for is decided for each by itself."""

    def __init__(self) -> None:
        super().__init__(
            _("This file is joined with another one about her. Take the two apart first.")
        )


class HeldByAnother(CannotDo):
    """The file is joined with another, which says who she is and how to reach her."""

    def __init__(self) -> None:
        super().__init__(
            _("This file is joined with another one. Who she is and how to reach her stands there.")
        )


class NotInTeam(CannotDo):
    """A file is only handed to somebody who holds its keys."""

    def __init__(self) -> None:
        super().__init__(_("She is not in the team that keeps this file. Choose somebody who is."))


class TooLarge(CannotDo):
    """An attachment is larger than is kept."""

    def __init__(self, limit: int) -> None:
        megabytes = {"number": max(1, limit // (1024 * 1024))}
        super().__init__(
            _("This file is larger than %(number)d MB. Make it smaller or share it in parts.")
            % megabytes
        )


class Infected(CannotDo):
    """The scanner found something in an attachment."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The virus scanner found something harmful in this file, so it was not kept. "
                "Ask whoever gave it to you for another copy, or photograph it from a screen."
            )
        )


class NotScanned(CannotDo):
    """A scanner is meant to look at attachments, and did not."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The virus scanner did not look at this file, so it was not kept. Try again later, "
                "and tell whoever looks after this installation."
            )
        )


class NoRoom(CannotDo):
    """The disk is full."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "There is no room left for this file, so it was not kept. "
                "Tell whoever looks after this installation."
            )
        )


class Unreadable(CannotDo):
    """What has to be changed does not open, so that changing it would lose it."""

    def __init__(self) -> None:
        super().__init__(
            _("This part could not be opened, so it cannot be changed. Tell your coordinator.")
        )


class NothingToTell(CannotDo):
    """A reason is needed and was not given."""

    def __init__(self) -> None:
        super().__init__(_("Say why, so that it can be read in the journal later."))


class NotSafe(CannotDo):
    """She must not be contacted like this, or has not said yet that it is safe."""

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class NoTeam(CannotDo):
    """She is in no team that keeps files."""

    def __init__(self) -> None:
        super().__init__(_("You are not in a team that keeps files. Ask your coordinator."))


class NotHerWish(CannotDo):
    """She did not say that she wants it, or said that she does not; the sentence says which."""


class NotAgreed(CannotDo):
    """She has not agreed to be asked later how she is."""

    def __init__(self) -> None:
        super().__init__(
            _("She has not agreed to be asked later how she is, or her yes has ended. Ask her.")
        )


class NotAnother(CannotDo):
    """Whoever proposed something cannot decide it, nor be asked to."""

    def __init__(self) -> None:
        super().__init__(
            _("Two people decide. Ask a colleague of the team that keeps her file to be the other.")
        )


class AlreadyDecided(CannotDo):
    """A proposal was decided, or waits: nothing it rests on is changed, nor proposed again."""

    def __init__(self) -> None:
        super().__init__(
            _("This waits for a decision, or was decided meanwhile. Look at it again first.")
        )


class NotSupervisor(CannotDo):
    """Whoever decides this has to be somebody who approves in this organisation."""

    def __init__(self) -> None:
        super().__init__(
            _("Somebody who approves decides this: a coordinator, or whoever Settings names.")
        )


class ChangedSince(CannotDo):
    """What was to be approved is not as it was when approval was asked for."""

    def __init__(self) -> None:
        super().__init__(
            _("It was changed after approval was asked for. Approval has to be asked for anew.")
        )


class NeedsApproval(CannotDo):
    """The file is closed only once somebody else approved it."""

    def __init__(self) -> None:
        super().__init__(_("In your organisation a supervisor approves first. Ask for it."))


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that two people wrote differently."""

    field: str
    yours: Any
    theirs: Any


class Conflict(Exception):
    """Somebody else saved the same part meanwhile; nothing was written.

    Save again with `base_version=theirs.version` to keep both versions in order.
    """

    def __init__(self, *, yours: Content, theirs: Part) -> None:
        super().__init__(_("Somebody else saved this meanwhile. Look at both before you save."))
        self.kind = yours.kind_of
        self.yours = yours
        self.theirs = theirs

    @property
    def differences(self) -> list[Difference]:
        """Return the fields that differ, in the order of the form."""
        theirs = self.theirs.content
        if theirs is None:
            return []
        return [
            Difference(name, getattr(self.yours, name), getattr(theirs, name))
            for name in type(self.yours).model_fields
            if getattr(self.yours, name) != getattr(theirs, name)
        ]


class NoSuchWord(Http404):
    """There is no such list, or no such word in it."""


class BadWord(CannotDo):
    """A word cannot be like this; the sentence says what would do."""

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class NothingChosen(CannotDo):
    """A copy without any part of the file."""

    field = "parts"

    def __init__(self) -> None:
        super().__init__(_("Choose what the copy shall hold."))


class NoPdfHere(CannotDo):
    """The system lacks what a PDF is laid out with."""

    field = "format"

    def __init__(self) -> None:
        super().__init__(_("No PDF can be made on this node: parts of its system are missing."))
