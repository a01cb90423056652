"""The pepper file: made once, read often, and a sentence when something is wrong with it."""

import stat

import pytest

from alongside.vault import at_rest, hashing, pepper
from alongside.vault.pepper import PepperDamaged, PepperMissing
from alongside.vault.primitives import CannotOpen


@pytest.fixture
def path(settings, tmp_path):
    settings.ALONGSIDE_PEPPER_FILE = tmp_path / "fresh-pepper"
    return settings.ALONGSIDE_PEPPER_FILE


def test_a_new_pepper_is_read_back_and_is_for_the_owner_only(path):
    pepper.create(path)
    secret = pepper.read()
    assert len(secret) == 32
    assert secret.hex() in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_pepper_is_never_replaced(path):
    pepper.create(path)
    before = path.read_text()
    with pytest.raises(FileExistsError):
        pepper.create(path)
    assert path.read_text() == before


def test_a_missing_pepper_says_what_to_do(path):
    with pytest.raises(PepperMissing) as raised:
        pepper.read()
    assert str(raised.value) == (
        f"The pepper file {path} is not there. Put the copy you keep apart back in its place; "
        "nobody can sign in without it."
    )


def test_a_pepper_that_is_a_folder_cannot_be_read(path):
    path.mkdir()
    with pytest.raises(PepperMissing) as raised:
        pepper.read()
    assert str(raised.value) == (
        f"The pepper file {path} cannot be read. It must belong to the user who runs Alongside."
    )


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: "",
        lambda text: text[:-3],
        lambda text: text.replace(pepper.PREFIX, ""),
        lambda text: text[:30] + ("0" if text[30] != "0" else "1") + text[31:],
        lambda text: text.replace(text[30], "ж", 1),
        lambda text: text.rstrip() + "00",
    ],
    ids=["empty", "cut", "headless", "one digit changed", "not a digit", "longer"],
)
def test_a_damaged_pepper_is_recognised(path, damage):
    pepper.create(path)
    path.write_text(damage(path.read_text()))
    with pytest.raises(PepperDamaged) as raised:
        pepper.read()
    assert str(raised.value) == (
        f"The pepper file {path} is damaged. Put the copy you keep apart back in its place."
    )


def test_a_pepper_put_back_is_read_again(path, tmp_path):
    pepper.create(path)
    first = pepper.read()
    path.unlink()
    pepper.create(path)
    assert pepper.read() != first


def test_tokens_depend_on_value_purpose_and_pepper(path):
    pepper.create(path)
    token = hashing.opaque("maria", "throttle")
    assert token == hashing.opaque("maria", "throttle")
    assert len(token) == 32
    assert "maria" not in token
    others = {hashing.opaque("maria", "other"), hashing.opaque("mari", "throttle")}
    path.unlink()
    pepper.create(path)
    others.add(hashing.opaque("maria", "throttle"))
    assert len(others - {token}) == 3


def test_the_chain_depends_on_all_before_and_not_on_the_order_of_fields():
    entry = {"seq": 1, "action": "opened"}
    assert hashing.chain(bytes(32), entry) == hashing.chain(
        bytes(32), {"action": "opened", "seq": 1}
    )
    others = {
        hashing.chain(b"\1" * 32, entry),
        hashing.chain(bytes(32), {"seq": 2, "action": "opened"}),
        hashing.chain(bytes(32), {"seq": "1", "action": "opened"}),
    }
    assert len(others - {hashing.chain(bytes(32), entry)}) == 3


def test_a_secret_of_the_machine_opens_for_its_purpose_under_its_pepper(path):
    pepper.create(path)
    sealed = at_rest.seal_with_pepper("JBSWY3DPEHPK3PXP", "second factor")
    assert at_rest.open_with_pepper(sealed, "second factor") == "JBSWY3DPEHPK3PXP"
    assert "JBSWY3DPEHPK3PXP" not in sealed
    for damaged in ("", "ж", sealed[:-4], sealed.swapcase()):
        with pytest.raises(CannotOpen):
            at_rest.open_with_pepper(damaged, "second factor")
    with pytest.raises(CannotOpen):
        at_rest.open_with_pepper(sealed, "another purpose")
    path.unlink()
    pepper.create(path)
    with pytest.raises(CannotOpen):
        at_rest.open_with_pepper(sealed, "second factor")
