"""Attached files: sealed in chunks as they arrive, readable from any place.

A file is ``f1`` ‖ 16 random bytes ‖ chunks of 64 KiB, each sealed under the file's own key with its
number and a last-chunk flag in the nonce, so that nothing can be cut off, put in another order or
added. Zeros lengthen the content to the next 4 KiB; the true size, the key, the kind of file and
its hash are in the :class:`FileKey`, which the caller keeps inside a sealed document.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.conf import settings
from nacl import bindings as sodium
from nacl.exceptions import CryptoError

from alongside.vault.primitives import KEY, TAG, CannotOpen, context, random_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO, Protocol

    class Readable(Protocol):
        """An upload or an open file."""

        def read(self, size: int, /) -> bytes:
            """Return up to ``size`` bytes, empty at the end."""
            ...


VERSION = b"f1"
PREFIX = 16
HEAD = len(VERSION) + PREFIX
CHUNK = 64 * 1024
BLOCK = 4 * 1024
UNFINISHED = ".part"


class TooLarge(Exception):
    """The file is longer than what is accepted."""


@dataclass(frozen=True, slots=True)
class FileKey:
    """All that opens one stored file; belongs inside a sealed document."""

    file_id: UUID
    key: bytes = field(repr=False)
    size: int
    media_type: str = field(repr=False)
    sha: str = field(repr=False)

    def as_dict(self) -> dict[str, Any]:
        """Return it ready for JSON."""
        return {
            "file_id": str(self.file_id),
            "key": self.key.hex(),
            "size": self.size,
            "media_type": self.media_type,
            "sha": self.sha,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> FileKey:
        """Return what :meth:`as_dict` made."""
        return cls(
            file_id=UUID(data["file_id"]),
            key=bytes.fromhex(data["key"]),
            size=data["size"],
            media_type=data["media_type"],
            sha=data["sha"],
        )


class Sealing:
    """A file that is being sealed while its bytes arrive.

    Until :meth:`keep` it lies under a name nobody looks for; :meth:`abandon` takes it away, and
    whatever a killed process left is swept. Of its content two chunks at most are held in memory.
    """

    def __init__(self) -> None:
        self.file_id = uuid4()
        self.size = 0
        self._key = random_bytes(KEY)
        self._sealer = _Sealer(self._key, self.file_id, random_bytes(PREFIX))
        self._digest = hashlib.sha256()
        self._waiting = bytearray()
        self._path = _path(self.file_id)
        self._part = self._path.with_suffix(UNFINISHED)
        self._out: BinaryIO | None = _begun(self._part)
        self._out.write(VERSION + self._sealer.prefix)

    def write(self, content: bytes) -> None:
        """Seal what has arrived; raises OSError where the disk takes no more."""
        assert self._out is not None  # noqa: S101  nothing arrives after the end
        self.size += len(content)
        self._digest.update(content)
        self._waiting += content
        # The last chunk is sealed as the last, so one is held back until more comes.
        while len(self._waiting) > CHUNK:
            self._out.write(self._sealer.seal(bytes(self._waiting[:CHUNK]), last=False))
            del self._waiting[:CHUNK]

    def finish(self) -> None:
        """Seal the last chunk and write all of it to the disk; raises OSError."""
        assert self._out is not None  # noqa: S101  it ends once
        last = bytes(self._waiting)
        self._waiting.clear()
        self._out.write(self._sealer.seal(last.ljust(_padded(len(last)), b"\0"), last=True))
        self._out.flush()
        os.fsync(self._out.fileno())
        self._close()

    def content(self) -> Iterator[bytes]:
        """Return what was sealed, piece by piece, between :meth:`finish` and :meth:`keep`."""
        count = -(-_padded(self.size) // CHUNK)
        return _pieces(self._part, self._sealer, 0, self.size, count)

    def keep(self, media_type: str) -> FileKey:
        """Give the finished file its name and return its key."""
        self._part.rename(self._path)
        _write_down(self._path.parent)
        return FileKey(
            file_id=self.file_id,
            key=self._key,
            size=self.size,
            media_type=media_type,
            sha=self._digest.hexdigest(),
        )

    def abandon(self) -> None:
        """Take away what was not kept; may be called at any time, and again."""
        # A full disk refuses even what is only waiting to be written.
        with suppress(OSError):
            self._close()
        self._part.unlink(missing_ok=True)

    def _close(self) -> None:
        out, self._out = self._out, None
        if out is not None:
            out.close()


def store(*, stream: Readable, media_type: str, limit: int) -> FileKey:
    """Seal a stream into a new file and return its key; raise TooLarge beyond ``limit`` bytes.

    The file appears whole and written to disk, or not at all.
    """
    new = Sealing()
    try:
        while piece := stream.read(CHUNK):
            if new.size + len(piece) > limit:
                raise TooLarge
            new.write(piece)
        new.finish()
        return new.keep(media_type)
    finally:
        new.abandon()


def read(file: FileKey, start: int = 0, length: int | None = None) -> Iterator[bytes]:
    """Return the content from byte ``start`` on, piece by piece; raise CannotOpen.

    A file that is missing, or longer or shorter than it was, is refused before the first piece.
    """
    padded = _padded(file.size)
    count = -(-padded // CHUNK)
    path = _path(file.file_id)
    try:
        with path.open("rb") as source:
            head, size = source.read(HEAD), os.fstat(source.fileno()).st_size
    except OSError as error:
        raise CannotOpen from error
    if size != HEAD + padded + count * TAG or head[: len(VERSION)] != VERSION:
        raise CannotOpen
    end = file.size if length is None else min(file.size, start + length)
    sealer = _Sealer(file.key, file.file_id, head[len(VERSION) :])
    return _pieces(path, sealer, start, end, count)


def discard(file_id: UUID) -> None:
    """Delete a stored file, if it is there."""
    _path(file_id).unlink(missing_ok=True)


def sweep(before: float) -> int:
    """Delete what uploads that died left before this moment (a timestamp); return how many."""
    gone = 0
    for path in Path(settings.ALONGSIDE_MEDIA).glob(f"*/*{UNFINISHED}"):
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
            gone += 1
    return gone


class _Sealer:
    """Seals and opens the chunks of one file."""

    def __init__(self, key: bytes, file_id: UUID, prefix: bytes) -> None:
        self.prefix = prefix
        self._key = key
        self._aad = VERSION + context("file", file_id)
        self._written = 0

    def seal(self, chunk: bytes, *, last: bool) -> bytes:
        nonce = self._nonce(self._written, last=last)
        self._written += 1
        return sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(chunk, self._aad, nonce, self._key)

    def open(self, box: bytes, number: int, *, last: bool) -> bytes:
        nonce = self._nonce(number, last=last)
        try:
            return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
                box, self._aad, nonce, self._key
            )
        except CryptoError as error:
            raise CannotOpen from error

    def _nonce(self, number: int, *, last: bool) -> bytes:
        return self.prefix + number.to_bytes(7, "big") + bytes([last])


def _pieces(path: Path, sealer: _Sealer, start: int, end: int, count: int) -> Iterator[bytes]:
    # Opened when the first piece is asked for: what nobody asks for keeps no file open.
    with path.open("rb") as source:
        for number in range(start // CHUNK, count):
            at = number * CHUNK
            if at >= end:
                return
            source.seek(HEAD + number * (CHUNK + TAG))
            chunk = sealer.open(source.read(CHUNK + TAG), number, last=number == count - 1)
            yield chunk[max(0, start - at) : end - at]


def _padded(size: int) -> int:
    return max(BLOCK, -(-size // BLOCK) * BLOCK)


def _path(file_id: UUID) -> Path:
    return Path(settings.ALONGSIDE_MEDIA) / file_id.hex[:2] / file_id.hex


def _begun(part: Path) -> BinaryIO:
    part.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    return os.fdopen(handle, "wb")


def _write_down(folder: Path) -> None:
    """Make a rename survive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
