"""The folder between the node and the site: the export is read here, letters are left here.

Nothing else is shared. The node fetches the letters and asks the site for nothing; where the two
run on two machines, whoever runs the node copies the folder both ways.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.utils import timezone
from pydantic import ValidationError

from alongside.alliance.published import Published
from alongside.website.sealing import seal_letter

if TYPE_CHECKING:
    from pathlib import Path

    from alongside.alliance.letters import Letter

# More than this waits to be fetched: somebody pours letters in, and the disk must not fill.
MOST_LETTERS = 20_000
_read: tuple[int, Published | None] = (0, None)


class NotPublished(Exception):
    """The node has published nothing yet, so there is nobody to write to."""


class BoxFull(Exception):
    """Too many letters wait to be fetched."""


def published() -> Published | None:
    """Return the newest export, or None where there is none that can be read."""
    global _read  # noqa: PLW0603  read again only when the file is another
    path = settings.ALONGSIDE_EXCHANGE / "published.json"
    try:
        stamp = path.stat().st_mtime_ns
    except OSError:
        return None
    if _read[0] != stamp:
        try:
            _read = stamp, Published.model_validate_json(path.read_bytes())
        except ValidationError:
            # What stood before is better than nothing; the node's `doctor` says what is wrong.
            _read = stamp, _read[1]
    return _read[1]


def leave_letter(letter: Letter) -> None:
    """Seal a letter and leave it for the node; raises NotPublished, BoxFull."""
    known = published()
    if known is None:
        raise NotPublished
    box = seal_letter(
        letter.model_dump_json().encode(),
        epoch=known.letterbox.epoch,
        public_key=bytes.fromhex(known.letterbox.key),
    )
    _write(settings.ALONGSIDE_EXCHANGE / "letters", box)


def _write(folder: Path, box: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if sum(1 for _one in os.scandir(folder)) >= MOST_LETTERS:
        raise BoxFull
    name = uuid4().hex
    # Whole or not at all: the node takes what ends in .letter.
    beside = folder / f"{name}.new"
    with beside.open("xb") as out:
        out.write(box)
        out.flush()
        os.fsync(out.fileno())
    # When it was written is in the letter; the folder need not tell it to the minute.
    midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0).timestamp()
    os.utime(beside, (midnight, midnight))
    beside.rename(folder / f"{name}.letter")
