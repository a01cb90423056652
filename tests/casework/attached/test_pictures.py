"""Copies of pictures, made where a hostile file can do no harm."""

import io
import struct
import subprocess
import sys
import zlib

import pytest
from PIL import Image

from alongside.casework.attached import pictures
from alongside.casework.attached.pictures import Copies, copies
from tests.casework.pictures import photo


def made(content, media_type="image/jpeg"):
    return copies([content], media_type=media_type, size=len(content))


def png(width, height):
    """Return a picture that says it is this large, in a few bytes."""

    def chunk(kind, data):
        checked = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checked

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = chunk(b"IDAT", zlib.compress(bytes(100_000)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + rows + chunk(b"IEND", b"")


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_pictures_of_every_kind_of_colour(mode):
    out = io.BytesIO()
    Image.new(mode, (300, 200)).save(out, "PNG")
    found = made(out.getvalue(), "image/png")
    assert found.problem == ""
    assert Image.open(io.BytesIO(found.clean)).size == (300, 200)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
def test_hidden_things_of_other_formats_stay_behind(kind):
    content = photo(format=kind)
    assert b"CANARY" in content
    found = made(content, f"image/{kind.lower()}")
    assert (found.problem, b"CANARY" in found.clean + found.small) == ("", False)


@pytest.mark.parametrize("size", [(50_000, 50_000), (50_000, 1), (9000, 9000)])
def test_a_picture_that_is_too_large_is_not_decoded(size):
    assert made(png(*size), "image/png") == Copies(problem="too_many_points")


def test_a_picture_that_takes_too_much_memory_breaks_nobody_else(monkeypatch, tmp_path):
    program = tmp_path / "greedy.py"
    program.write_text("import sys; sys.stdin.buffer.read(); x = bytearray(10**12)")
    monkeypatch.setattr(pictures, "PROGRAM", program)
    assert made(photo()) == Copies(problem="unreadable")


def test_a_picture_that_takes_too_long_is_given_up(monkeypatch, tmp_path):
    program = tmp_path / "slow.py"
    program.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(pictures, "PROGRAM", program)
    monkeypatch.setattr(pictures, "SECONDS", 0.5)
    assert made(photo()) == Copies(problem="unreadable")


@pytest.mark.parametrize(
    "line", [b"", b"[]", b'{"problem": ""}', b'{"problem": "", "sizes": [9, 9]}']
)
def test_an_answer_that_makes_no_sense_is_no_picture(monkeypatch, tmp_path, line):
    program = tmp_path / "odd.py"
    program.write_text(f"import sys; sys.stdin.buffer.read(); sys.stdout.buffer.write({line!r})")
    monkeypatch.setattr(pictures, "PROGRAM", program)
    assert made(photo()) == Copies(problem="unreadable")


def test_the_program_cannot_write_files_nor_take_all_memory(tmp_path):
    script = (
        f"import sys; sys.path.insert(0, {str(pictures.PROGRAM.parent)!r}); import reencode\n"
        "reencode.confine()\n"
        "try: bytearray(10**10)\n"
        "except MemoryError: print('no memory')\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"try: open({str(tmp_path / 'x')!r}, 'wb', buffering=0).write(b'x')\n"
        "except OSError: print('no file')\n"
    )
    done = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, check=False)
    assert done.stdout.split(b"\n")[:2] == [b"no memory", b"no file"]


@pytest.mark.parametrize(
    ("media_type", "size", "problem"),
    [("image/heic", 10, "kind"), ("image/gif", 10, "kind"), ("image/png", 61 * 2**20, "too_large")],
)
def test_what_is_not_even_tried(media_type, size, problem):
    assert copies(iter(()), media_type=media_type, size=size) == Copies(problem=problem)
