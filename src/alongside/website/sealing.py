"""Letters are closed here for the node, and nothing here can open one.

The site's own few secrets, editors' second factors, rest under its secret key.
"""

from __future__ import annotations

import base64

from nacl import bindings as sodium
from nacl.encoding import RawEncoder, URLSafeBase64Encoder
from nacl.exceptions import CryptoError
from nacl.hash import blake2b
from nacl.secret import SecretBox

# As `vault.letterbox` opens them; this process must not load that room.
MARK = b"l1"
EPOCH = 4
BLOCK = 1024
NOTE = 256


def seal_letter(content: bytes, *, epoch: int, public_key: bytes) -> bytes:
    """Return a letter that only the team of this key can open."""
    padded = sodium.sodium_pad(content, BLOCK)
    return MARK + epoch.to_bytes(EPOCH, "big") + sodium.crypto_box_seal(padded, public_key)


def digest(text: str) -> str:
    """Return the SHA-256 of a text in hexadecimal, as codes in the export are compared."""
    return str(sodium.crypto_hash_sha256(text.encode()).hex())


def seal_secret(text: str, *, key: str) -> str:
    """Return a secret as the database keeps it, useless to whoever has no key."""
    return _box(key).encrypt(text.encode(), encoder=URLSafeBase64Encoder).decode()


def open_secret(sealed: str, *, key: str) -> str:
    """Return what `seal_secret` sealed; raises CryptoError under another key."""
    return _box(key).decrypt(sealed.encode(), encoder=URLSafeBase64Encoder).decode()


def _box(key: str) -> SecretBox:
    return SecretBox(blake2b(key.encode(), person=b"second factor", encoder=RawEncoder))


def close_note(content: bytes, secret: str, purpose: str) -> str:
    """Return words to ourselves that stand in a link: only we can read them, or make such a link.

    They are lengthened, so that a link does not tell how long an address is.
    """
    padded = sodium.sodium_pad(content, NOTE)
    nonce = sodium.randombytes(sodium.crypto_secretbox_NONCEBYTES)
    box = nonce + sodium.crypto_secretbox(padded, nonce, _key(secret, purpose))
    return base64.urlsafe_b64encode(box).decode().rstrip("=")


def open_note(note: str, secret: str, purpose: str) -> bytes | None:
    """Return what :func:`close_note` closed for the same purpose; None for anything else."""
    try:
        box = base64.b64decode(f"{note}{'=' * (-len(note) % 4)}", altchars=b"-_", validate=True)
        cut = sodium.crypto_secretbox_NONCEBYTES
        padded = sodium.crypto_secretbox_open(box[cut:], box[:cut], _key(secret, purpose))
    except (ValueError, CryptoError):
        return None
    return sodium.sodium_unpad(padded, NOTE)


def _key(secret: str, purpose: str) -> bytes:
    return sodium.crypto_generichash_blake2b_salt_personal(
        purpose.encode(), key=secret.encode()[:64], person=b"alongside note"
    )
