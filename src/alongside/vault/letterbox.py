"""Letters from people who hold no key: sealed on the public site, opened by one team of the node.

The site knows the team's public key and can only close. Its format, which `website.sealing`
writes: ``l1`` ‖ epoch (4 bytes) ‖ libsodium sealed box of the padded letter. Whoever leaves the
team knew the keys of the epochs before; with a new epoch the export names its key at once, and
what waits is sealed anew (`seal_anew`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nacl import bindings as sodium
from nacl.exceptions import CryptoError

from alongside.vault.primitives import CannotOpen, unpad

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.vault.keyring import Keyring

MARK = b"l1"
EPOCH = 4
BEFORE = len(MARK) + EPOCH
# What a letter is lengthened to a multiple of, so that its size does not tell what it says.
BLOCK = 1024


def public_key(*, team_id: UUID, keyring: Keyring) -> tuple[int, bytes]:
    """Return the current epoch of a team's letterbox and its public key, 32 bytes."""
    epoch = keyring.current_epoch(team_id)
    return epoch, keyring.letterbox(team_id, epoch).public


def open_letter(box: bytes, *, team_id: UUID, keyring: Keyring) -> bytes:
    """Open a letter to a team; raise CannotOpen for anything else, NotAMember for a stranger."""
    return unpad(_opened(box, team_id, keyring), BLOCK)


def seal_anew(box: bytes, *, team_id: UUID, keyring: Keyring) -> bytes:
    """Return a letter sealed to the team's current epoch; raise as `open_letter` does.

    When the change of a team's keys is finished nobody opens what still lies under the old ones.
    """
    epoch, public = public_key(team_id=team_id, keyring=keyring)
    padded = _opened(box, team_id, keyring)
    return MARK + epoch.to_bytes(EPOCH, "big") + sodium.crypto_box_seal(padded, public)


def _opened(box: bytes, team_id: UUID, keyring: Keyring) -> bytes:
    current = keyring.current_epoch(team_id)
    epoch = int.from_bytes(box[len(MARK) : BEFORE], "big")
    if box[: len(MARK)] != MARK or len(box) < BEFORE + sodium.crypto_box_SEALBYTES:
        raise CannotOpen
    if not 1 <= epoch <= current:
        raise CannotOpen
    pair = keyring.letterbox(team_id, epoch)
    try:
        opened: bytes = sodium.crypto_box_seal_open(box[BEFORE:], pair.public, pair.secret)
    except CryptoError as error:
        raise CannotOpen from error
    return opened
