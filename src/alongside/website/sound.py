"""What a recording is, told by how it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.core.files import File

MP3_FRAME, MP3_SYNC = 0xFF, 0xE0


def kind(file: File[bytes]) -> str | None:
    """Return the media type of a recording by how it begins, or None for anything else."""
    try:
        with file.open() as opened:
            start = opened.read(4)
    except OSError:
        return None
    if start.startswith(b"OggS"):
        return "audio/ogg"
    is_frame = len(start) > 1 and start[0] == MP3_FRAME and start[1] & MP3_SYNC == MP3_SYNC
    return "audio/mpeg" if start.startswith(b"ID3") or is_frame else None
