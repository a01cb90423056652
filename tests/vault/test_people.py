"""A person's keys: password, printed code, session."""

from uuid import uuid4

import pytest
from hypothesis import given, strategies as st

from alongside.vault import passwords, people, recovery_codes
from alongside.vault.people import WrongPassword, WrongRecoveryCode
from alongside.vault.primitives import CannotOpen
from tests.vault.factories import PASSWORD

PIN = bytes(range(32))


@pytest.fixture
def identity():
    return people.create_identity(user_id=uuid4(), password=PASSWORD, organisation_pin=PIN)


def sign_in(identity, password=PASSWORD, **changed):
    row = {
        "user_id": identity.keys.user_id,
        "password_record": identity.password_record,
        "sealed_keys": identity.sealed_keys,
    }
    return people.sign_in(password=password, **{**row, **changed})


def test_the_password_opens_the_keys(identity):
    keys = sign_in(identity)
    assert keys == identity.keys
    assert (keys.box_pk, keys.sign_pk) == (identity.box_pk, identity.sign_pk)
    assert keys.organisation_pin == PIN


def test_another_password_does_not(identity):
    with pytest.raises(WrongPassword):
        sign_in(identity, password=PASSWORD + " ")


def test_the_same_word_typed_on_another_keyboard_does():
    composed, decomposed = "crème à মো", "cre\u0300me a\u0300 ম\u09c7\u09be"
    assert composed != decomposed
    identity = people.create_identity(user_id=uuid4(), password=composed, organisation_pin=PIN)
    assert sign_in(identity, password=decomposed) == identity.keys


def test_a_password_with_half_a_letter_is_only_wrong(identity):
    with pytest.raises(WrongPassword):
        sign_in(identity, password="\ud800")


def test_keys_of_another_person_do_not_open(identity):
    with pytest.raises(CannotOpen):
        sign_in(identity, user_id=uuid4())


def test_the_record_fits_the_column_and_names_its_cost(identity, settings):
    algorithm, ops, memory, _salt, _verifier = identity.password_record.split("$")
    assert (algorithm, int(ops), int(memory)) == ("argon2id-1", *settings.ALONGSIDE_ARGON2)
    assert len(identity.password_record) <= 128


@pytest.mark.parametrize(
    "record",
    [
        "",
        "argon2id-1$1$8388608$AAAA",
        "argon2id-2$1$8388608$AAAAAAAAAAAAAAAAAAAAAA==$AAAA",
        "argon2id-1$17$8388608$AAAAAAAAAAAAAAAAAAAAAA==$AAAA",
        "argon2id-1$1$2147483648$AAAAAAAAAAAAAAAAAAAAAA==$AAAA",
        "argon2id-1$1$8388608$AAAA$AAAA",
        "argon2id-1$1$8388608$*$AAAA",
        "argon2id-1$1$x$AAAAAAAAAAAAAAAAAAAAAA==$AAAA",
    ],
)
def test_a_damaged_record_is_not_a_wrong_password(identity, record):
    with pytest.raises(CannotOpen):
        sign_in(identity, password_record=record)


def test_the_cost_may_grow_and_old_records_still_open(identity, settings):
    assert people.needs_renewal(identity.password_record) is False
    settings.ALONGSIDE_ARGON2 = (2, 8 * 1024 * 1024)
    assert people.needs_renewal(identity.password_record) is True
    keys = sign_in(identity)
    record, sealed = people.change_password(keys=keys, password=PASSWORD)
    assert people.needs_renewal(record) is False
    assert sign_in(identity, password_record=record, sealed_keys=sealed) == keys


def test_one_slow_run_a_sign_in_known_or_not(identity, monkeypatch):
    runs = []
    slow = passwords.sodium.crypto_pwhash_alg

    def counted(size, password, salt, ops, memory, algorithm):
        runs.append((len(salt), ops, memory, algorithm))
        return slow(size, password, salt, ops, memory, algorithm)

    monkeypatch.setattr(passwords.sodium, "crypto_pwhash_alg", counted)
    sign_in(identity)
    with pytest.raises(WrongPassword):
        sign_in(identity, password="wrong")
    people.burn("wrong")
    assert len(runs) == 3
    assert len(set(runs)) == 1


def test_a_changed_password_reseals_and_changes_nothing_else(identity):
    record, sealed = people.change_password(keys=identity.keys, password="another long sentence")
    changed = {"password_record": record, "sealed_keys": sealed}
    assert sign_in(identity, password="another long sentence", **changed) == identity.keys
    with pytest.raises(WrongPassword):
        sign_in(identity, **changed)
    assert (
        people.recover(
            user_id=identity.keys.user_id,
            code=identity.recovery_code,
            recovery_keys=identity.recovery_keys,
        )
        == identity.keys
    )


def test_the_printed_code_opens_however_it_is_typed(identity):
    code = identity.recovery_code
    assert [len(group) for group in code.split("-")] == [4] * 8
    for typed in (code, code.lower(), code.replace("-", ""), f"  {code.replace('-', ' ')}\n"):
        assert (
            people.recover(
                user_id=identity.keys.user_id, code=typed, recovery_keys=identity.recovery_keys
            )
            == identity.keys
        )


def test_look_alike_letters_are_read_as_meant():
    raw = bytes(20)
    assert recovery_codes.read_code("O" * 32) == raw
    assert recovery_codes.read_code("0" * 32) == raw
    assert recovery_codes.read_code("I" * 32) == recovery_codes.read_code("1" * 32)
    assert recovery_codes.read_code("l" * 32) == recovery_codes.read_code("1" * 32)


@given(st.text())
def test_any_other_text_is_no_code(text):
    letters = [letter for letter in text.upper() if letter.isalnum()]
    assert recovery_codes.read_code(text) is None or len(letters) == 32


def test_codes_are_160_random_bits():
    made = [recovery_codes.new_code() for _ in range(20)]
    assert len({raw for _code, raw in made}) == 20
    assert all(recovery_codes.read_code(code) == raw and len(raw) == 20 for code, raw in made)


@pytest.mark.parametrize("change", [lambda code: "", lambda code: code[:-1], lambda code: "U" * 32])
def test_a_wrong_code_is_refused(identity, change):
    with pytest.raises(WrongRecoveryCode):
        people.recover(
            user_id=identity.keys.user_id,
            code=change(identity.recovery_code),
            recovery_keys=identity.recovery_keys,
        )


def test_a_new_code_ends_the_old_one(identity):
    recovery_keys, code = people.new_recovery_code(keys=identity.keys)
    user_id = identity.keys.user_id
    assert people.recover(user_id=user_id, code=code, recovery_keys=recovery_keys) == identity.keys
    with pytest.raises(WrongRecoveryCode):
        people.recover(user_id=user_id, code=identity.recovery_code, recovery_keys=recovery_keys)


def test_the_printed_code_survives_the_loss_of_the_pepper(identity, settings, tmp_path):
    settings.ALONGSIDE_PEPPER_FILE = tmp_path / "gone"
    assert (
        people.recover(
            user_id=identity.keys.user_id,
            code=identity.recovery_code,
            recovery_keys=identity.recovery_keys,
        )
        == identity.keys
    )


def test_cookie_and_row_together_open_the_session(identity):
    secret, blob = people.seal_unlock(identity.keys)
    assert people.open_unlock(identity.keys.user_id, secret, blob) == identity.keys
    assert secret.isascii()
    assert people.seal_unlock(identity.keys)[0] != secret


def test_no_secret_shows_in_a_representation(identity):
    shown = repr(identity) + repr(identity.keys)
    secrets = [
        identity.keys.box_sk,
        identity.keys.sign_sk,
        identity.sealed_keys,
        identity.recovery_keys,
        identity.recovery_code,
        identity.password_record,
    ]
    assert [secret for secret in secrets if repr(secret)[2:-1] in shown] == []
    assert str(identity.keys.user_id) in shown
