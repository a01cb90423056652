"""What a file is by its first bytes: a name can say anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from wagtail.documents.models import Document

# MPEG audio begins with an ID3 tag or with eleven set bits (ISO/IEC 11172-3, 2.4.1.3).
_FRAME = 0xE0
_WEBM = b"\x1a\x45\xdf\xa3"
_BOM = b"\xef\xbb\xbf"


def _is_sound(start: bytes) -> bool:
    return start[:3] == b"ID3" or (start[:1] == b"\xff" and start[1:2] >= bytes([_FRAME]))


def _is_film(start: bytes) -> bool:
    return start[4:8] == b"ftyp" or start[:4] == _WEBM


def _is_captions(start: bytes) -> bool:
    return start.removeprefix(_BOM)[:6] == b"WEBVTT"


def require_sound(document: Document | None) -> None:
    """Raise ValidationError unless the file is an MP3 recording."""
    if document and not (_ends(document, "mp3") and _is_sound(_start(document))):
        raise ValidationError(_("This file is not an MP3 recording. Choose one that is."))


def require_film(document: Document | None) -> None:
    """Raise ValidationError unless the file is an MP4 or WebM film."""
    if document and not (_ends(document, "mp4", "webm") and _is_film(_start(document))):
        raise ValidationError(_("This file is not an MP4 or WebM film. Choose one that is."))


def require_captions(document: Document | None) -> None:
    """Raise ValidationError unless the file holds captions in the WebVTT format."""
    if document and not (_ends(document, "vtt") and _is_captions(_start(document))):
        raise ValidationError(_("This file does not begin with WEBVTT, as captions do."))


def _ends(document: Document, *endings: str) -> bool:
    return document.file_extension.lower() in endings


def _start(document: Document) -> bytes:
    try:
        with document.file.storage.open(document.file.name) as content:
            return bytes(content.read(12))
    except FileNotFoundError:
        return b""
