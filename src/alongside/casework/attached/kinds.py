"""What a file is, told by its content alone: its name and what the browser says are only claims.

The first bytes are compared with the signatures of the kinds that are kept most (Wikipedia, "List
of file signatures"; ISO/IEC 14496-12 for `ftyp`). Whoever may be shown on a page is on this list;
everything else is bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

BYTES = "application/octet-stream"
# Far more than any signature needs; a page hidden in a comment of a picture begins later.
HEAD = 4096


class Shape(StrEnum):
    """How something can be shown on a page."""

    PICTURE = "picture"
    SOUND = "sound"
    FILM = "film"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: what it is called, how it may be shown, and the endings that fit it.

    `packed` says that other files inside it are nothing unusual.
    """

    media_type: str
    label: _StrPromise
    endings: tuple[str, ...]
    shape: Shape = Shape.NONE
    packed: bool = False


KINDS = {
    kind.media_type: kind
    for kind in (
        Kind("image/jpeg", _("Picture (JPEG)"), (".jpg", ".jpeg", ".jpe", ".jfif"), Shape.PICTURE),
        Kind("image/png", _("Picture (PNG)"), (".png",), Shape.PICTURE),
        Kind("image/webp", _("Picture (WebP)"), (".webp",), Shape.PICTURE),
        Kind("image/heic", _("Picture (HEIC)"), (".heic", ".heif"), Shape.PICTURE),
        Kind("image/avif", _("Picture (AVIF)"), (".avif",), Shape.PICTURE),
        Kind("image/gif", _("Picture (GIF)"), (".gif",), Shape.PICTURE),
        Kind("image/tiff", _("Picture (TIFF)"), (".tif", ".tiff"), Shape.PICTURE),
        Kind("application/pdf", _("PDF document"), (".pdf",)),
        Kind("audio/mpeg", _("Sound (MP3)"), (".mp3",), Shape.SOUND),
        Kind("audio/mp4", _("Sound (M4A)"), (".m4a", ".mp4"), Shape.SOUND),
        Kind("audio/ogg", _("Sound (Ogg)"), (".ogg", ".oga", ".opus"), Shape.SOUND),
        Kind("audio/wav", _("Sound (WAV)"), (".wav",), Shape.SOUND),
        Kind("audio/amr", _("Sound (AMR)"), (".amr",)),
        Kind("video/mp4", _("Film (MP4)"), (".mp4", ".m4v", ".mov", ".m4a"), Shape.FILM),
        Kind("video/quicktime", _("Film (QuickTime)"), (".mov", ".qt"), Shape.FILM),
        Kind("video/3gpp", _("Film (3GP)"), (".3gp", ".3gpp", ".amr"), Shape.FILM),
        Kind("video/webm", _("Film or sound (WebM)"), (".webm", ".weba", ".mkv"), Shape.FILM),
        Kind(
            "application/zip",
            _("Office document or ZIP archive"),
            (".zip", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".epub"),
            packed=True,
        ),
        Kind(
            "application/x-ole-storage",
            _("Older office document"),
            (".doc", ".xls", ".ppt", ".msg"),
            packed=True,
        ),
        Kind("text/rtf", _("Text document (RTF)"), (".rtf",), packed=True),
    )
}
UNKNOWN = Kind(BYTES, _("Another kind of file"), (), packed=True)

# Where it stands, what stands there, and what it is then.
SIGNATURES = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (0, b"%PDF-", "application/pdf"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"OggS", "audio/ogg"),
    (0, b"#!AMR", "audio/amr"),
    (0, b"\x1a\x45\xdf\xa3", "video/webm"),
    (0, b"PK\x03\x04", "application/zip"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (0, b"{\\rtf", "text/rtf"),
    (8, b"WEBP", "image/webp"),
    (8, b"WAVE", "audio/wav"),
)
# What `ftyp` names, by its first letters; every other brand is a film.
BRANDS = (
    (("heic", "heix", "hevc", "heim", "heis", "mif1", "msf1"), "image/heic"),
    (("avif", "avis"), "image/avif"),
    (("M4A", "M4B"), "audio/mp4"),
    (("qt",), "video/quicktime"),
    (("3gp", "3g2"), "video/3gpp"),
)
# MPEG audio, layer III, without a tag before it: eleven bits set, then version and layer.
MP3_FRAMES = frozenset({b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa"})

# What makes a browser or an unpacker take a file for another kind than it begins as, in small
# letters. The long ones are searched for everywhere; the short ones turn up in any large film by
# chance, so they are searched for where programs look: at the beginning and the end.
ANYWHERE = (b"<script", b"<!doctype html")
AT_AN_END = (*ANYWHERE, b"<html", b"<svg", b"<?php", b"<iframe")
PDF, END_OF_ZIP = b"%PDF-", b"PK\x05\x06"
# The end of a ZIP archive is at most a comment of 64 KiB away from the end of the file.
TAIL = 66 * 1024
LONGEST = max(map(len, AT_AN_END))


@dataclass(frozen=True, slots=True)
class Found:
    """What the content says; `mixed` where it would pass for another kind as well."""

    media_type: str
    mixed: bool = False


class Watcher:
    """Looks at a file while it passes; holds its beginning and its end."""

    def __init__(self) -> None:
        self._head = b""
        self._tail = b""
        self._foreign = False

    def write(self, content: bytes) -> None:
        """Look at the next piece."""
        if len(self._head) < HEAD:
            self._head += content[: HEAD - len(self._head)]
        window = (self._tail[-LONGEST:] + content).lower()
        self._foreign = self._foreign or any(mark in window for mark in ANYWHERE)
        self._tail = (self._tail + content)[-TAIL:]

    def found(self) -> Found:
        """Return what it is, once all of it was seen."""
        media_type = recognised(self._head)
        packed = kind_of(media_type).packed
        return Found(media_type, mixed=not packed and (self._foreign or self._at_an_end()))

    def _at_an_end(self) -> bool:
        """Return whether another kind of file begins or ends in this one."""
        if PDF in self._head[1:] or END_OF_ZIP in self._tail:
            return True
        ends = (self._head.lower(), self._tail.lower())
        return any(mark in end for end in ends for mark in AT_AN_END)


def recognised(head: bytes) -> str:
    """Return the media type that the first bytes of a file say."""
    if head[4:8] == b"ftyp":
        brand = head[8:12].decode("latin-1").strip()
        return next((kind for known, kind in BRANDS if brand.startswith(known)), "video/mp4")
    for place, signature, media_type in SIGNATURES:
        if head[place : place + len(signature)] == signature and (
            place == 0 or head.startswith(b"RIFF")
        ):
            return media_type
    return "audio/mpeg" if head[:2] in MP3_FRAMES else BYTES


def kind_of(media_type: str) -> Kind:
    """Return what is known about a media type."""
    return KINDS.get(media_type, UNKNOWN)


def claimed(name: str) -> Kind | None:
    """Return what the ending of a name says; None where it says nothing we know."""
    ending = PurePath(name).suffix.lower()
    return next((kind for kind in KINDS.values() if ending in kind.endings), None)


def ending(name: str, media_type: str) -> str:
    """Return what the name of a copy ends in, so that the right program opens it; "" if not sure.

    Of kinds with several endings it is the one it came with, where that fits.
    """
    kind, came_as = kind_of(media_type), PurePath(name).suffix.lower()
    if came_as in kind.endings:
        return came_as
    return kind.endings[0] if kind.endings else ""


def agrees(name: str, media_type: str) -> bool:
    """Return whether the ending of a name fits what the content is; one we do not know does."""
    said = claimed(name)
    ending = PurePath(name).suffix.lower()
    return said is None or ending in kind_of(media_type).endings
