"""Exports open with a program that is not ours."""

import io

import pyrage
import pytest

from alongside.vault import export

CHUNK = 64 * 1024
PASSPHRASE = "a-passphrase"


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    """Make the passphrase run cheap; one test takes the real cost."""
    monkeypatch.setattr(export, "WORK", 10)


def encrypted(chunks, passphrase=PASSPHRASE):
    out = io.BytesIO()
    export.encrypt_to_passphrase(chunks, passphrase, out)
    return out.getvalue()


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 9])
def test_another_implementation_of_age_opens_it(size):
    content = bytes(index % 251 for index in range(size))
    pieces = [content[at : at + 10_000] for at in range(0, size, 10_000)]
    assert pyrage.passphrase.decrypt(encrypted(pieces), PASSPHRASE) == content


def test_pieces_of_any_size_make_the_same_content():
    pieces = [b"", b"a", b"b" * (2 * CHUNK), b"", b"c" * CHUNK, b""]
    assert pyrage.passphrase.decrypt(encrypted(pieces), PASSPHRASE) == b"".join(pieces)


def test_the_real_cost_is_that_of_a_sign_in(monkeypatch):
    monkeypatch.setattr(export, "WORK", 17)
    box = encrypted(["মারিয়া".encode()])
    assert box.split(b"\n")[1].endswith(b" 17")
    assert pyrage.passphrase.decrypt(box, PASSPHRASE) == "মারিয়া".encode()


def test_another_passphrase_does_not_open_it():
    with pytest.raises(pyrage.DecryptError):
        pyrage.passphrase.decrypt(encrypted([b"Maria"]), "another")


def test_a_cut_or_changed_export_does_not_open():
    box = encrypted([b"x" * (2 * CHUNK)])
    assert len(pyrage.passphrase.decrypt(box, PASSPHRASE)) == 2 * CHUNK
    start = len(box) - 2 * (CHUNK + 16)
    for wrong in (box[:-1], box[: start + CHUNK + 16], box[:-1] + bytes([box[-1] ^ 1])):
        with pytest.raises(pyrage.DecryptError):
            pyrage.passphrase.decrypt(wrong, PASSPHRASE)


def test_it_is_written_as_it_comes():
    written = []

    class Out:
        def write(self, data):
            written.append(len(data))

    def rows():
        for _ in range(50):
            yield b"r" * (CHUNK // 5)
            # What came is written before more is asked for, but for two chunks.
            produced.append(CHUNK // 5)
            assert sum(produced) - sum(written) <= 3 * CHUNK

    produced = []
    export.encrypt_to_passphrase(rows(), PASSPHRASE, Out())
    assert max(written) == CHUNK + 16
    assert sum(produced) == 50 * (CHUNK // 5)


def test_passphrases_are_five_groups_of_consonants_and_never_the_same():
    made = {export.new_passphrase() for _ in range(100)}
    assert len(made) == 100
    assert {tuple(map(len, one.split("-"))) for one in made} == {(5, 5, 5, 5, 5)}
    assert set("".join(made)) - {"-"} <= set(export.LETTERS)
    assert not set(export.LETTERS) & set("aeiou01l")


def test_a_file_is_opened_again_with_its_passphrase(tmp_path):
    sealed, opened = tmp_path / "register.csv.age", tmp_path / "register.csv"
    passphrase = export.new_passphrase()
    with sealed.open("wb") as out:
        export.encrypt_to_passphrase([b"called;", b"Mira"], passphrase, out)

    export.decrypt_file(sealed, opened, passphrase)

    assert opened.read_bytes() == b"called;Mira"
    assert opened.stat().st_mode & 0o777 == 0o600
    with pytest.raises(export.WrongPassphrase):
        export.decrypt_file(sealed, tmp_path / "other", "bcdfg")
    assert not (tmp_path / "other").exists()
