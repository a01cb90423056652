"""The scanner's protocol, spoken with one of our own over a real socket."""

import pytest

from alongside.core import clamd
from alongside.core.clamd import NotOnThisMachine, Scan, Verdict
from tests.scanner import EICAR, scanning


@pytest.fixture
def path(tmp_path_factory):
    # The path of a socket is at most 107 bytes long.
    return tmp_path_factory.mktemp("s") / "clamd"


def verdict(address, *pieces):
    with Scan(str(address)) as scan:
        for piece in pieces:
            scan.write(piece)
        return scan.verdict()


def test_a_file_is_looked_at_piece_by_piece(path):
    with scanning(path) as scanner:
        assert verdict(path, b"a" * 70_000, b"", b"b") is Verdict.CLEAN
        assert scanner.seen == [b"a" * 70_000 + b"b"]


def test_what_it_finds_is_found_across_pieces(path):
    with scanning(path):
        assert verdict(path, EICAR[:20], EICAR[20:]) is Verdict.FOUND


def test_what_it_gives_up_on_is_not_clean(path):
    with scanning(path, longest=1000):
        assert verdict(path, *[b"x" * 900] * 50) is Verdict.UNKNOWN


@pytest.mark.parametrize("answer", [b"stream: ERROR", b"", b"OK", b"stream: OK?"])
def test_what_it_says_otherwise_is_not_clean(path, answer):
    with scanning(path, answer=answer or b" "):
        assert verdict(path, b"x") is Verdict.UNKNOWN


def test_where_nobody_answers_nothing_is_clean(path):
    assert verdict(path, b"x") is Verdict.UNKNOWN
    assert clamd.answers(str(path)) is False


def test_one_that_is_there_says_so(path):
    with scanning(path):
        assert clamd.answers(str(path)) is True


@pytest.mark.parametrize("address", ["192.0.2.1:3310", "scanner.example:3310", "127.0.0.1", "x"])
def test_nothing_is_sent_to_another_machine(address):
    with pytest.raises(NotOnThisMachine):
        clamd.connect(address)
    assert verdict(address, b"x") is Verdict.UNKNOWN
