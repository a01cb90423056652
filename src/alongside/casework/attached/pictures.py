"""Copies of a picture without what is hidden in it, made where a hostile file can do no harm."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

PROGRAM = Path(__file__).with_name("reencode.py")
# What the program can read; other pictures are kept without a copy.
READABLE = frozenset({"image/jpeg", "image/png", "image/webp", "image/avif"})
# No phone's photo is that large; longer ones would cost the program's memory twice.
LARGEST = 60 * 1024 * 1024
LARGEST_COPY = 16 * 1024 * 1024
SECONDS = 30
# One after the other in each web process: pictures wait for each other, not pages for pictures.
_turn = threading.Semaphore(1)


@dataclass(frozen=True, slots=True, repr=False)
class Copies:
    """Two JPEGs, or the code of why there are none."""

    clean: bytes = b""
    small: bytes = b""
    problem: str = ""


def copies(pieces: Iterable[bytes], *, media_type: str, size: int) -> Copies:
    """Return what may be shown and shared of a picture: at most 2,000 and 320 points a side."""
    if media_type not in READABLE:
        return Copies(problem="kind")
    if size > LARGEST:
        return Copies(problem="too_large")
    with _turn:
        return _asked(pieces)


def _asked(pieces: Iterable[bytes]) -> Copies:
    # An empty environment, no file but its own three, and its own limits: see the program.
    with subprocess.Popen(  # noqa: S603  our own program, nothing of the upload
        [sys.executable, "-I", str(PROGRAM)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
    ) as program:
        assert program.stdin is not None  # noqa: S101  asked for above
        assert program.stdout is not None  # noqa: S101  asked for above
        late = threading.Timer(SECONDS, program.kill)
        late.start()
        try:
            # It reads all before it answers; one that died reads no more.
            with contextlib.suppress(BrokenPipeError):
                for piece in pieces:
                    program.stdin.write(piece)
            with contextlib.suppress(BrokenPipeError):
                program.stdin.close()
            return _answer(program.stdout.readline(4096), program.stdout.read(LARGEST_COPY))
        finally:
            late.cancel()
            program.kill()


def _answer(line: bytes, rest: bytes) -> Copies:
    try:
        answer = json.loads(line)
        sizes = answer["sizes"]
    except (ValueError, KeyError, TypeError):
        # It was ended: too much memory, too much time, or a crash.
        return Copies(problem="unreadable")
    if answer["problem"] or len(sizes) != 2 or sum(sizes) != len(rest):  # noqa: PLR2004  two copies
        return Copies(problem=answer["problem"] or "unreadable")
    return Copies(clean=rest[: sizes[0]], small=rest[sizes[0] :])
