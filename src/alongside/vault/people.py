"""The keys of one person: made, opened with a password or a printed code, kept in a session."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from alongside.vault import passwords
from alongside.vault.passwords import burn, needs_renewal
from alongside.vault.primitives import (
    KEY,
    CannotOpen,
    KeyPair,
    context,
    digest,
    fingerprint,
    random_bytes,
    seal,
    signing_public_key,
    unseal,
)
from alongside.vault.recovery_codes import new_code, read_code

if TYPE_CHECKING:
    from uuid import UUID

__all__ = [
    "NewIdentity",
    "UserKeys",
    "WrongPassword",
    "WrongRecoveryCode",
    "burn",
    "change_password",
    "create_identity",
    "fingerprint",
    "needs_renewal",
    "new_recovery_code",
    "open_unlock",
    "recover",
    "seal_unlock",
    "sign_in",
]


class WrongPassword(Exception):
    """The password does not fit."""


class WrongRecoveryCode(Exception):
    """The printed code does not fit, or is no code."""


@dataclass(frozen=True, slots=True)
class UserKeys:
    """A person's secrets while she is signed in, and the organisation key she trusts.

    ``organisation_pin`` is the root of all trust: it lies inside the blob that only her password
    opens, where somebody who can write the database cannot replace it.
    """

    user_id: UUID
    box_sk: bytes = field(repr=False)
    sign_sk: bytes = field(repr=False)
    organisation_pin: bytes = field(repr=False)

    @property
    def pair(self) -> KeyPair:
        """Return her X25519 pair."""
        return KeyPair.of(self.box_sk)

    @property
    def box_pk(self) -> bytes:
        """Return her X25519 public key."""
        return self.pair.public

    @property
    def sign_pk(self) -> bytes:
        """Return her Ed25519 public key."""
        return signing_public_key(self.sign_sk)


@dataclass(frozen=True, slots=True)
class NewIdentity:
    """What a new person's row keeps, what she prints, and her opened keys."""

    password_record: str = field(repr=False)
    box_pk: bytes
    sign_pk: bytes
    sealed_keys: bytes = field(repr=False)
    recovery_keys: bytes = field(repr=False)
    recovery_code: str = field(repr=False)
    keys: UserKeys


def create_identity(*, user_id: UUID, password: str, organisation_pin: bytes) -> NewIdentity:
    """Make a person's keypairs and seal them under her password and under a printed code."""
    keys = UserKeys(
        user_id=user_id,
        box_sk=random_bytes(KEY),
        sign_sk=random_bytes(KEY),
        organisation_pin=organisation_pin,
    )
    record, sealed = change_password(keys=keys, password=password)
    recovery, code = new_recovery_code(keys=keys)
    return NewIdentity(
        password_record=record,
        box_pk=keys.box_pk,
        sign_pk=keys.sign_pk,
        sealed_keys=sealed,
        recovery_keys=recovery,
        recovery_code=code,
        keys=keys,
    )


def sign_in(*, user_id: UUID, password: str, password_record: str, sealed_keys: bytes) -> UserKeys:
    """Open a person's keys.

    Raises WrongPassword, or CannotOpen when the row was damaged or swapped.
    """
    kek = passwords.open_root(password, password_record)
    if kek is None:
        raise WrongPassword
    return _keys(user_id, unseal(kek, bytes(sealed_keys), aad=context("user keys", user_id)))


def change_password(*, keys: UserKeys, password: str) -> tuple[str, bytes]:
    """Return the password record and the sealed keys for a new password; nothing else changes."""
    root = passwords.new_root(password)
    return root.record, seal(root.kek, _blob(keys), aad=context("user keys", keys.user_id))


def new_recovery_code(*, keys: UserKeys) -> tuple[bytes, str]:
    """Return the keys sealed under a new printed code, and the code.

    The old code ends when the row is replaced.

    The pepper takes no part: 160 random bits need none, and the printed code must survive its loss.
    """
    code, raw = new_code()
    return seal(
        digest(raw, "recovery"), _blob(keys), aad=context("recovery keys", keys.user_id)
    ), code


def recover(*, user_id: UUID, code: str, recovery_keys: bytes) -> UserKeys:
    """Open a person's keys with her printed code; raise WrongRecoveryCode."""
    raw = read_code(code)
    if raw is None:
        raise WrongRecoveryCode
    try:
        return _keys(
            user_id,
            unseal(
                digest(raw, "recovery"), bytes(recovery_keys), aad=context("recovery keys", user_id)
            ),
        )
    except CannotOpen as error:
        raise WrongRecoveryCode from error


def seal_unlock(keys: UserKeys) -> tuple[str, bytes]:
    """Return a secret for the unlock cookie and the keys sealed under it for the session row."""
    secret = random_bytes(KEY)
    blob = seal(digest(secret, "unlock"), _blob(keys), aad=context("unlock", keys.user_id))
    return base64.urlsafe_b64encode(secret).decode().rstrip("="), blob


def open_unlock(user_id: UUID, cookie_secret: str, blob: bytes) -> UserKeys:
    """Open a session's keys; raise CannotOpen unless cookie, row and person belong together."""
    try:
        secret = base64.b64decode(cookie_secret.encode() + b"=", altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise CannotOpen from error
    return _keys(
        user_id, unseal(digest(secret, "unlock"), bytes(blob), aad=context("unlock", user_id))
    )


def _blob(keys: UserKeys) -> bytes:
    return keys.box_sk + keys.sign_sk + keys.organisation_pin


def _keys(user_id: UUID, blob: bytes) -> UserKeys:
    if len(blob) != 3 * KEY:
        raise CannotOpen
    return UserKeys(
        user_id=user_id,
        box_sk=blob[:KEY],
        sign_sk=blob[KEY : 2 * KEY],
        organisation_pin=blob[2 * KEY :],
    )
