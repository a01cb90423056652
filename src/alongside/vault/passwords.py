"""From a password to a verifier and a key, in one slow run."""

from __future__ import annotations

import base64
import binascii
import unicodedata
from dataclasses import dataclass, field
from threading import BoundedSemaphore

from django.conf import settings
from nacl import bindings as sodium

from alongside.vault import pepper
from alongside.vault.primitives import CannotOpen, digest, equal, random_bytes

ALGORITHM = "argon2id-1"
SALT = 16
# A record from the database must not make the server allocate without end.
LARGEST_OPS = 16
LARGEST_MEMORY = 1 << 30

# Each run holds 128 MiB; a small machine survives two at once and the others wait their turn.
slow_runs = BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class Root:
    """What one Argon2id run gives: the verifier that is stored, the key that is not."""

    record: str = field(repr=False)
    kek: bytes = field(repr=False)


def new_root(password: str) -> Root:
    """Return a fresh record and key for ``password`` with the parameters of today."""
    ops, memory = settings.ALONGSIDE_ARGON2
    salt = random_bytes(SALT)
    verifier, kek = _run(password, salt, ops, memory)
    record = "$".join([ALGORITHM, str(ops), str(memory), _text(salt), _text(verifier)])
    return Root(record=record, kek=kek)


def open_root(password: str, record: str) -> bytes | None:
    """Return the key when ``password`` fits ``record``, else None.

    Raises CannotOpen on a damaged record.
    """
    ops, memory, salt, expected = _parse(record)
    verifier, kek = _run(password, salt, ops, memory)
    return kek if equal(verifier, expected) else None


def burn(password: str) -> None:
    """Spend what a sign-in costs, so that an unknown name takes as long as a known one."""
    ops, memory = settings.ALONGSIDE_ARGON2
    _run(password, random_bytes(SALT), ops, memory)


def needs_renewal(record: str) -> bool:
    """Return whether a record was made with weaker parameters than the settings ask for now."""
    ops, memory, _salt, _verifier = _parse(record)
    return (ops, memory) != tuple(settings.ALONGSIDE_ARGON2)


def _typed(password: str) -> bytes:
    """Return one form of what keyboards may send in several (NFKC, as NIST SP 800-63B advises)."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")


def _run(password: str, salt: bytes, ops: int, memory: int) -> tuple[bytes, bytes]:
    secret = pepper.read()
    with slow_runs:
        slow = sodium.crypto_pwhash_alg(
            32, _typed(password), salt, ops, memory, sodium.crypto_pwhash_ALG_ARGON2ID13
        )
    root = digest(slow, "root", key=secret)
    return digest(root, "verifier"), digest(root, "kek")


def _parse(record: str) -> tuple[int, int, bytes, bytes]:
    try:
        algorithm, ops, memory, salt, verifier = record.split("$")
        parsed = int(ops), int(memory), _bytes(salt), _bytes(verifier)
    except (ValueError, binascii.Error) as error:
        raise CannotOpen from error
    if (
        algorithm != ALGORITHM
        or not 1 <= parsed[0] <= LARGEST_OPS
        or not 0 < parsed[1] <= LARGEST_MEMORY
        or len(parsed[2]) != SALT
    ):
        raise CannotOpen
    return parsed


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text.encode(), altchars=b"-_", validate=True)
