"""The node's side of the folder between it and the public site."""

from __future__ import annotations

import os
import shutil
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from pydantic import ValidationError

from alongside.alliance.letters import ANY
from alongside.alliance.published import Letterbox, Published
from alongside.vault import letterbox
from alongside.vault.keyring import NotAMember
from alongside.vault.primitives import CannotOpen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path
    from uuid import UUID

    from alongside.alliance.letters import Letter
    from alongside.vault.keyring import Keyring

# No visitor's letter is longer.
LONGEST = 64 * 1024


@dataclass(frozen=True, slots=True)
class Fetched:
    """A letter as it lies in the folder; `letter` is None where it does not open."""

    path: Path
    letter: Letter | None

    def done(self) -> None:
        """Delete it: what it says is kept by whoever took it in."""
        if self.path.is_dir() and not self.path.is_symlink():
            shutil.rmtree(self.path)
        else:
            self.path.unlink(missing_ok=True)


def publish(export: Published) -> None:
    """Put an export where the site reads it, whole or not at all."""
    folder = settings.ALONGSIDE_EXCHANGE
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = folder / "published.new"
    with beside.open("wb") as out:
        out.write(export.model_dump_json(indent=1).encode())
        out.flush()
        os.fsync(out.fileno())
    beside.replace(folder / "published.json")


def renew(*, team_id: UUID, keyring: Keyring) -> None:
    """Name a team's new key in the export, and seal to it what waits under the keys before.

    For the team that letters are sealed to, and no other.
    """
    export = _published()
    epoch, key = letterbox.public_key(team_id=team_id, keyring=keyring)
    if export is None or not _is_sealed_to(export.letterbox, epoch, team_id, keyring):
        return
    # First, so that nothing more is sealed to the old key.
    publish(export.model_copy(update={"letterbox": Letterbox(epoch=epoch, key=key.hex())}))
    for path in sorted((settings.ALONGSIDE_EXCHANGE / "letters").glob("*.letter")):
        try:
            box = letterbox.seal_anew(_read(path), team_id=team_id, keyring=keyring)
        except (OSError, CannotOpen):
            continue
        beside = path.with_suffix(".new")
        beside.write_bytes(box)
        beside.replace(path)


def _published() -> Published | None:
    try:
        content = (settings.ALONGSIDE_EXCHANGE / "published.json").read_bytes()
        return Published.model_validate_json(content)
    except (OSError, ValidationError):
        return None


def _is_sealed_to(named: Letterbox, epoch: int, team_id: UUID, keyring: Keyring) -> bool:
    try:
        return (
            named.epoch <= epoch
            and keyring.letterbox(team_id, named.epoch).public.hex() == named.key
        )
    except CannotOpen:
        return False


def waiting() -> int:
    """Return how many letters wait to be fetched."""
    folder = settings.ALONGSIDE_EXCHANGE / "letters"
    return sum(1 for _one in folder.glob("*.letter")) if folder.is_dir() else 0


def letters(*, team_id: UUID, keyring: Keyring) -> Iterator[Fetched]:
    """Open the letters that wait, one after another; each stays until `done` is called.

    What does not open is given too.
    """
    folder = settings.ALONGSIDE_EXCHANGE / "letters"
    for path in sorted(folder.glob("*.letter")) if folder.is_dir() else []:
        yield letter(path, team_id=team_id, keyring=keyring)


def letter(path: Path, *, team_id: UUID, keyring: Keyring) -> Fetched:
    """Open one of the letters that wait."""
    return Fetched(path, _opened(path, team_id, keyring))


def delete_before(day: datetime) -> int:
    """Delete the letters that nobody fetched since; return how many."""
    folder, gone = settings.ALONGSIDE_EXCHANGE / "letters", 0
    for path in folder.glob("*.letter") if folder.is_dir() else []:
        if path.lstat().st_mtime < day.timestamp():
            Fetched(path, None).done()
            gone += 1
    return gone


def _opened(path: Path, team_id: UUID, keyring: Keyring) -> Letter | None:
    try:
        box = _read(path)
        return ANY.validate_json(letterbox.open_letter(box, team_id=team_id, keyring=keyring))
    except NotAMember:
        # Not the letter's fault: whoever deletes what does not open would lose them all.
        raise
    except (OSError, CannotOpen, ValidationError):
        return None


def _read(path: Path) -> bytes:
    """Return a file of the folder; raise OSError for what is no file of a letter's size.

    Whoever broke into the site writes here: neither a link to one of our own files nor a pipe that
    never ends may be read as a letter.
    """
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(handle, "rb") as file:  # noqa: PTH123  opened above, with what Path.open cannot say
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode) or found.st_size > LONGEST:
            raise OSError
        return file.read(LONGEST + 1)
