"""Exports in the age v1 format (https://age-encryption.org/v1), which anybody can open without us.

Written here and not by a library because the one we have takes the whole content into memory for a
passphrase. It is the published format over libsodium's ChaCha20-Poly1305 and the standard library's
scrypt and HMAC; the tests open it with that library.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from typing import TYPE_CHECKING

import pyrage
from nacl import bindings as sodium

from alongside.vault.passwords import slow_runs
from alongside.vault.primitives import random_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import BinaryIO

CHUNK = 64 * 1024
FILE_KEY = 16
SALT = 16
# 2^17 × 8 × 128 bytes: 128 MiB, as much as a sign-in.
WORK = 17
BLOCKS = 8
# Consonants only, no look-alikes: 25 of them hold 106 bits and spell no word.
LETTERS = "bcdfghjkmnpqrstvwxz"
GROUPS = 5


class WrongPassphrase(Exception):
    """The passphrase does not open the file."""


def new_passphrase() -> str:
    """Return five groups of five letters to be told by another way than the file."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUPS)) for _ in range(GROUPS))


def encrypt_to_passphrase(chunks: Iterable[bytes], passphrase: str, out: BinaryIO) -> None:
    """Write ``chunks`` to ``out`` as one age file; memory stays flat however long it is."""
    file_key, nonce = random_bytes(FILE_KEY), random_bytes(16)
    out.write(_header(file_key, passphrase))
    out.write(nonce)
    key = _hkdf(file_key, salt=nonce, info=b"payload")
    number, held = 0, b""
    for block in _blocks(chunks):
        if held:
            out.write(_seal(key, held, number, last=False))
            number += 1
        held = block
    out.write(_seal(key, held, number, last=True))


def _header(file_key: bytes, passphrase: str) -> bytes:
    salt = random_bytes(SALT)
    with slow_runs:
        wrapping = hashlib.scrypt(
            passphrase.encode(),
            salt=b"age-encryption.org/v1/scrypt" + salt,
            n=1 << WORK,
            r=BLOCKS,
            p=1,
            maxmem=2 * (128 * BLOCKS << WORK),
            dklen=32,
        )
    body = sodium.crypto_aead_chacha20poly1305_ietf_encrypt(file_key, None, bytes(12), wrapping)
    stanza = f"-> scrypt {_text(salt)} {WORK}\n{_text(body)}\n"
    header = f"age-encryption.org/v1\n{stanza}---".encode()
    mac = hmac.digest(_hkdf(file_key, salt=b"", info=b"header"), header, "sha256")
    return header + f" {_text(mac)}\n".encode()


def _blocks(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Cut into pieces of exactly 64 KiB, the last one shorter."""
    waiting = bytearray()
    for chunk in chunks:
        waiting += chunk
        while len(waiting) >= CHUNK:
            yield bytes(waiting[:CHUNK])
            del waiting[:CHUNK]
    if waiting:
        yield bytes(waiting)


def _seal(key: bytes, block: bytes, number: int, *, last: bool) -> bytes:
    nonce = number.to_bytes(11, "big") + bytes([last])
    return sodium.crypto_aead_chacha20poly1305_ietf_encrypt(block, None, nonce, key)


def _hkdf(secret: bytes, *, salt: bytes, info: bytes) -> bytes:
    """Return 32 bytes of HKDF-SHA-256 (RFC 5869)."""
    extracted = hmac.digest(salt or bytes(32), secret, "sha256")
    return hmac.digest(extracted, info + b"\x01", "sha256")


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode().rstrip("=")


def decrypt_file(source: Path, target: Path, passphrase: str) -> None:
    """Open one of these files into a new file only its owner may read.

    :raises WrongPassphrase: it does not fit, or the file is damaged or none of these
    """
    try:
        content = pyrage.passphrase.decrypt(source.read_bytes(), passphrase)
    except pyrage.DecryptError as refusal:
        raise WrongPassphrase from refusal
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(content)
