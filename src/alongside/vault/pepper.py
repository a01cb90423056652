"""The pepper: a secret in a file beside the database, so that a stolen database is not enough."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from alongside.vault.primitives import digest, equal, random_bytes

PREFIX = "alongside-pepper-1:"
SIZE = 32
CHECK = 4


class PepperMissing(Exception):
    """The pepper file is not where the settings say."""


class PepperDamaged(Exception):
    """The pepper file is there and does not hold a whole pepper."""


def create(path: Path | str) -> None:
    """Write a new pepper, readable by the owner only.

    Raises FileExistsError rather than replace one.
    """
    secret = random_bytes(SIZE)
    line = f"{PREFIX}{secret.hex()}{_check(secret).hex()}\n"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def read() -> bytes:
    """Return the 32 bytes of settings.ALONGSIDE_PEPPER_FILE.

    Raises PepperMissing or PepperDamaged.
    """
    path = Path(settings.ALONGSIDE_PEPPER_FILE)
    try:
        changed = path.stat().st_mtime_ns
    except OSError as error:
        raise PepperMissing(
            _(
                "The pepper file %(path)s is not there. Put the copy you keep apart back in its "
                "place; nobody can sign in without it."
            )
            % {"path": path}
        ) from error
    return _read(path, changed)


@lru_cache(maxsize=4)
def _read(path: Path, changed: int) -> bytes:  # noqa: ARG001 - a changed file is read again
    try:
        text = path.read_text(encoding="ascii").strip()
        raw = bytes.fromhex(text.removeprefix(PREFIX))
    except OSError as error:
        raise PepperMissing(
            _(
                "The pepper file %(path)s cannot be read. It must belong to the user who runs "
                "Alongside."
            )
            % {"path": path}
        ) from error
    except ValueError as error:
        raise _damaged(path) from error
    secret, check = raw[:SIZE], raw[SIZE:]
    if not text.startswith(PREFIX) or not equal(check, _check(secret)):
        raise _damaged(path)
    return secret


def _damaged(path: Path) -> PepperDamaged:
    return PepperDamaged(
        _("The pepper file %(path)s is damaged. Put the copy you keep apart back in its place.")
        % {"path": path}
    )


def _check(secret: bytes) -> bytes:
    return digest(secret, "pepper check", size=CHECK)
