"""A file on its way in: sealed, recognised and scanned piece by piece, and kept only at the end."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from django.conf import settings

from alongside.casework.attached.kinds import Found, Watcher
from alongside.core.clamd import Scan, Verdict
from alongside.vault.attachments import CHUNK, Sealing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from alongside.vault.attachments import FileKey, Readable

MEGABYTE = 1024 * 1024
# What the design holds a node to; an organisation may ask for less.
MOST = 200 * MEGABYTE


class Refusal(Enum):
    """Why a file is not kept."""

    TOO_LARGE = "too_large"
    INFECTED = "infected"
    NOT_SCANNED = "not_scanned"
    NO_ROOM = "no_room"


class Received:
    """A file as it arrives: `write` its pieces, `finish` it, and `keep` or `abandon` it.

    Nothing of it is held in memory but a few pieces, and nothing of it is written in clear. What
    goes wrong is told by `refusal`, so that the rest of a form can still be read.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self.refusal: Refusal | None = None
        self.found = Found("")
        self._watcher = Watcher()
        self._scan = Scan(settings.ALONGSIDE_CLAMD) if settings.ALONGSIDE_CLAMD else None
        self._sealing: Sealing | None = None
        self._try(self._begin)

    def write(self, content: bytes) -> None:
        """Take the next piece; what comes beyond the limit is forgotten."""
        self.size += len(content)
        if self.size > self.limit:
            self._refuse(Refusal.TOO_LARGE)
        if self._sealing is None:
            return
        self._try(self._sealing.write, content)
        self._watcher.write(content)
        if self._scan is not None:
            self._scan.write(content)

    def finish(self) -> None:
        """Say that this was all of it."""
        if self._sealing is None:
            return
        self._try(self._sealing.finish)
        self.found = self._watcher.found()
        verdict = Verdict.CLEAN if self._scan is None else self._scan.verdict()
        if verdict is Verdict.FOUND:
            self._refuse(Refusal.INFECTED)
        elif verdict is Verdict.UNKNOWN:
            self._refuse(Refusal.NOT_SCANNED)

    def content(self) -> Iterator[bytes]:
        """Return what arrived, piece by piece, while it is finished and not yet kept."""
        assert self._sealing is not None  # noqa: S101  nothing refused is read
        return self._sealing.content()

    def keep(self) -> FileKey:
        """Keep it and return what opens it."""
        assert self._sealing is not None  # noqa: S101  nothing refused is kept
        return self._sealing.keep(self.found.media_type)

    def abandon(self) -> None:
        """Leave nothing of it, unless it was kept; may be called again."""
        if self._scan is not None:
            self._scan.close()
        if self._sealing is not None:
            self._sealing.abandon()

    def _begin(self) -> None:
        self._sealing = Sealing()

    def _refuse(self, why: Refusal) -> None:
        self.refusal = self.refusal or why
        self.abandon()
        self._sealing = None

    def _try(self, act: Callable[..., None], *content: bytes) -> None:
        try:
            act(*content)
        except OSError:
            self._refuse(Refusal.NO_ROOM)


def receive(stream: Readable, *, limit: int = MOST) -> Received:
    """Return a stream as it was received; whoever asks keeps or abandons it."""
    received = Received(limit)
    try:
        while piece := stream.read(CHUNK):
            received.write(piece)
        received.finish()
    except BaseException:
        received.abandon()
        raise
    return received
