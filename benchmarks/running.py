"""A node started as its users start it, with four colleagues signed in."""

from __future__ import annotations

import contextlib
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.browser import signed_in
from benchmarks.server import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.browser import Browser
    from benchmarks.homes import Home
    from benchmarks.server import Server

COMMAND = (str(Path(sys.executable).parent / "alongside"), "serve")
CLIENTS = 4
# As `benchmarks.world.founding` names them; that module needs a database to be read.
PASSWORD = "correct horse battery"  # noqa: S105  nobody stands behind it


@dataclass(frozen=True)
class Running:
    """A server and who is signed in there."""

    server: Server
    browsers: list[Browser]

    @property
    def one(self) -> list[Browser]:
        """Return the browser that asks one thing after the other."""
        return self.browsers[:1]


@contextlib.contextmanager
def running(home: Home) -> Iterator[Running]:
    """Start `alongside serve` on a home and sign four colleagues in."""
    log = home.path.with_suffix(".log")
    with serving(COMMAND, home.environment, log) as server:
        browsers = [signed_in(server, f"worker{number}", PASSWORD) for number in range(CLIENTS)]
        yield Running(server, browsers)
