"""Seal, wrap, sign and derive with libsodium; knows no table and no framework.

Every box begins with two bytes that name its algorithm and version:
``x1`` XChaCha20-Poly1305, ``w1`` X25519 sealed box with its context bound inside, ``e1`` Ed25519.
Old boxes must open for ever, so a change of algorithm is a new name beside the old one.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from functools import lru_cache
from uuid import UUID

from nacl import bindings as sodium
from nacl.exceptions import CryptoError

SEALED = b"x1"
WRAPPED = b"w1"
SIGNED = b"e1"
NONCE = 24
TAG = 16
KEY = 32
BLOCK = 256
BINDING = 16
DOMAIN = b"alongside/1"

Part = str | bytes | int | UUID


class CannotOpen(Exception):
    """A box does not open: damaged, moved, swapped, or not for this key."""


@dataclass(frozen=True, slots=True)
class KeyPair:
    """An X25519 pair; the public half is kept because computing it costs as much as opening."""

    public: bytes
    secret: bytes = field(repr=False)

    @classmethod
    def of(cls, secret: bytes) -> KeyPair:
        """Return the pair of a 32-byte secret."""
        return cls(public=sodium.crypto_scalarmult_base(secret), secret=secret)

    @classmethod
    def new(cls) -> KeyPair:
        """Return a random pair."""
        return cls.of(random_bytes(KEY))


def random_bytes(count: int) -> bytes:
    """Return ``count`` bytes from the system's generator."""
    return secrets.token_bytes(count)


def equal(left: bytes, right: bytes) -> bool:
    """Compare in constant time."""
    return secrets.compare_digest(left, right)


def encode_part(part: Part) -> bytes:
    """Return one part of a context, with its length and type before it."""
    if isinstance(part, UUID):
        return b"\0\0\0\x11u" + part.bytes
    if isinstance(part, str):
        raw = b"s" + part.encode()
    elif isinstance(part, bytes):
        raw = b"b" + part
    else:
        raw = b"i" + str(int(part)).encode()
    return len(raw).to_bytes(4, "big") + raw


def context(*parts: Part) -> bytes:
    """Return an injective encoding of ``parts``: different parts never give the same bytes."""
    return b"".join([DOMAIN, *map(encode_part, parts)])


def digest(data: bytes, purpose: str, *, key: bytes = b"", size: int = 32) -> bytes:
    """Return BLAKE2b of ``data`` in the domain ``purpose`` (at most 16 bytes), keyed if asked."""
    person = purpose.encode().ljust(16, b"\0")
    return hashlib.blake2b(data, digest_size=size, key=key, person=person).digest()


def derive(key: bytes, purpose: str, size: int = 32) -> bytes:
    """Return another key for ``purpose``; it tells nothing about ``key``."""
    return digest(purpose.encode(), "derive", key=key, size=size)


def seal(key: bytes, message: bytes, *, aad: bytes) -> bytes:
    """Seal with XChaCha20-Poly1305: ``x1`` ‖ 24-byte nonce ‖ ciphertext."""
    nonce = random_bytes(NONCE)
    body = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(message, SEALED + aad, nonce, key)
    return SEALED + nonce + body


def unseal(key: bytes, box: bytes, *, aad: bytes) -> bytes:
    """Open what :func:`seal` made; raise CannotOpen for any other bytes, key or context."""
    if box[:2] != SEALED or len(box) < 2 + NONCE + TAG:
        raise CannotOpen
    try:
        return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
            box[2 + NONCE :], SEALED + aad, box[2 : 2 + NONCE], key
        )
    except CryptoError as error:
        raise CannotOpen from error


def _binding(aad: bytes) -> bytes:
    return digest(WRAPPED + aad, "wrap context", size=BINDING)


def wrap(public_key: bytes, message: bytes, *, aad: bytes) -> bytes:
    """Seal to a public key; a sealed box has no associated data, so its hash goes inside."""
    return WRAPPED + sodium.crypto_box_seal(_binding(aad) + message, public_key)


def unwrap(pair: KeyPair, box: bytes, *, aad: bytes) -> bytes:
    """Open what :func:`wrap` made for this pair and context, or raise CannotOpen."""
    if box[:2] != WRAPPED or len(box) < 2 + sodium.crypto_box_SEALBYTES + BINDING:
        raise CannotOpen
    try:
        opened = sodium.crypto_box_seal_open(box[2:], pair.public, pair.secret)
    except CryptoError as error:
        raise CannotOpen from error
    if not equal(opened[:BINDING], _binding(aad)):
        raise CannotOpen
    return opened[BINDING:]


def signing_public_key(seed: bytes) -> bytes:
    """Return the Ed25519 public key of a 32-byte seed."""
    return sodium.crypto_sign_seed_keypair(seed)[0]


def sign(seed: bytes, message: bytes) -> bytes:
    """Sign with Ed25519: ``e1`` ‖ 64 bytes. The message must be a :func:`context`."""
    _, secret = sodium.crypto_sign_seed_keypair(seed)
    return SIGNED + sodium.crypto_sign(SIGNED + message, secret)[:64]


# Only public data goes through here, so remembering the answer gives nothing away; a page that
# opens a hundred keys of one colleague would otherwise spend its time on the same curve points.
@lru_cache(maxsize=8192)
def verify(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Return whether ``signature`` by ``public_key`` stands under ``message``."""
    if signature[:2] != SIGNED or len(signature) != 2 + sodium.crypto_sign_BYTES:
        return False
    if len(public_key) != sodium.crypto_sign_PUBLICKEYBYTES:
        return False
    try:
        sodium.crypto_sign_open(signature[2:] + SIGNED + message, public_key)
    except CryptoError:
        return False
    return True


def pad(message: bytes, block: int = BLOCK) -> bytes:
    """Lengthen to the next multiple of ``block`` so that a size tells little (ISO/IEC 7816-4)."""
    return sodium.sodium_pad(message, block)


def unpad(message: bytes, block: int = BLOCK) -> bytes:
    """Undo :func:`pad`; raise CannotOpen when it was not padded so.

    It follows an authenticated opening, so it need not take constant time.
    """
    content = message.rstrip(b"\0")
    if len(message) % block or not 1 <= len(message) - len(content) + 1 <= block:
        raise CannotOpen
    if content[-1:] != b"\x80":
        raise CannotOpen
    return content[:-1]


def fingerprint(*public_keys: bytes) -> str:
    """Return 30 digits in groups of five that two people can compare by voice (99 bits)."""
    raw = digest(context(*public_keys), "fingerprint", size=30)
    groups = (int.from_bytes(raw[at : at + 5], "big") % 100_000 for at in range(0, 30, 5))
    return " ".join(f"{group:05d}" for group in groups)
