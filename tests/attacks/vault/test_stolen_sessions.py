"""Attack: a dump of the database holds every session row; a cookie jar holds one cookie."""

import base64
from uuid import uuid4

import pytest

from alongside.vault import people
from alongside.vault.primitives import CannotOpen, derive, digest, unseal
from tests.vault.factories import PASSWORD

pytestmark = pytest.mark.attack
PIN = bytes(range(32))


@pytest.fixture
def keys():
    return people.create_identity(user_id=uuid4(), password=PASSWORD, organisation_pin=PIN).keys


def test_the_row_alone_opens_nothing(keys):
    secret, blob = people.seal_unlock(keys)
    guesses = [
        "",
        "A" * 43,
        secret[:-1],
        secret + "A",
        secret.swapcase(),
        "ж" * 43,
        str(keys.user_id),
    ]
    guesses += [
        base64.urlsafe_b64encode(blob[at : at + 32]).decode().rstrip("=") for at in range(9)
    ]
    for guess in guesses:
        with pytest.raises(CannotOpen):
            people.open_unlock(keys.user_id, guess, blob)
    assert people.open_unlock(keys.user_id, secret, blob) == keys


def test_the_row_holds_neither_cookie_nor_keys(keys):
    secret, blob = people.seal_unlock(keys)
    raw = base64.urlsafe_b64decode(secret + "=")
    assert len(raw) == 32
    for known in (raw, digest(raw, "unlock"), keys.box_sk, keys.sign_sk, keys.organisation_pin):
        assert known not in blob


def test_a_cookie_opens_its_own_row_only(keys):
    secret, blob = people.seal_unlock(keys)
    again, second = people.seal_unlock(keys)
    with pytest.raises(CannotOpen):
        people.open_unlock(keys.user_id, secret, second)
    with pytest.raises(CannotOpen):
        people.open_unlock(keys.user_id, again, blob)


def test_a_row_put_under_another_person_does_not_open(keys):
    secret, blob = people.seal_unlock(keys)
    with pytest.raises(CannotOpen):
        people.open_unlock(uuid4(), secret, blob)


def test_a_dump_without_the_pepper_cannot_even_try_passwords(keys, settings, tmp_path):
    """With the right password and every row, but another pepper, the keys stay shut."""
    record, sealed = people.change_password(keys=keys, password=PASSWORD)
    row = {"user_id": keys.user_id, "password_record": record, "sealed_keys": sealed}
    assert people.sign_in(password=PASSWORD, **row) == keys
    settings.ALONGSIDE_PEPPER_FILE = tmp_path / "another"
    people.passwords.pepper.create(tmp_path / "another")
    with pytest.raises(people.WrongPassword):
        people.sign_in(password=PASSWORD, **row)


def test_the_stored_verifier_is_not_a_key(keys):
    """What the row shows of a password opens nothing, however it is derived further."""
    record, sealed = people.change_password(keys=keys, password=PASSWORD)
    verifier = base64.urlsafe_b64decode(record.rsplit("$", 1)[1])
    aad = people.context("user keys", keys.user_id)
    tried = [verifier, derive(verifier, "kek"), digest(verifier, "kek"), digest(verifier, "root")]
    for key in tried:
        with pytest.raises(CannotOpen):
            unseal(key, sealed, aad=aad)


def test_blobs_of_one_person_are_not_each_other(keys):
    """A recovery blob in the place of the password's, or of a session's, does not open."""
    record, _sealed = people.change_password(keys=keys, password=PASSWORD)
    recovery_keys, code = people.new_recovery_code(keys=keys)
    secret, blob = people.seal_unlock(keys)
    for swapped in (recovery_keys, blob):
        with pytest.raises(CannotOpen):
            people.sign_in(
                user_id=keys.user_id,
                password=PASSWORD,
                password_record=record,
                sealed_keys=swapped,
            )
    with pytest.raises(people.WrongRecoveryCode):
        people.recover(user_id=keys.user_id, code=code, recovery_keys=blob)
    with pytest.raises(CannotOpen):
        people.open_unlock(keys.user_id, secret, recovery_keys)
