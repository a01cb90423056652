"""The key of one sending: the only thing the background worker can open anything with.

It lies in a file, not in the database, so that no copy of the database holds addresses; it is
overwritten and deleted when the last mail went. `ALONGSIDE_SENDING_KEYS` may name a folder in
memory: then a power cut ends a sending, and what is left of it is planned again.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.conf import settings

from alongside.vault.primitives import KEY, random_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from uuid import UUID


@contextmanager
def made(sending_id: UUID) -> Iterator[bytes]:
    """Make the key of a sending and keep it, unless what it is made for fails.

    Raises FileExistsError rather than replace one.
    """
    secret = _make(sending_id)
    try:
        yield secret
    except BaseException:
        destroy(sending_id)
        raise


def _make(sending_id: UUID) -> bytes:
    path = _path(sending_id)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    secret = random_bytes(KEY)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(secret)
        out.flush()
        os.fsync(out.fileno())
    return secret


def read(sending_id: UUID) -> bytes | None:
    """Return the key; None where it is gone."""
    try:
        secret = _path(sending_id).read_bytes()
    except OSError:
        return None
    return secret if len(secret) == KEY else None


def destroy(sending_id: UUID) -> None:
    """Overwrite the key and delete it; nothing happens where it is gone already."""
    path = _path(sending_id)
    try:
        with path.open("r+b") as out:
            out.write(bytes(KEY))
            out.flush()
            os.fsync(out.fileno())
    except FileNotFoundError:
        return
    path.unlink(missing_ok=True)


def _path(sending_id: UUID) -> Path:
    folder: Path = settings.ALONGSIDE_SENDING_KEYS
    return folder / f"{sending_id.hex}.key"
