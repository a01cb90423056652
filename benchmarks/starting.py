"""How long `alongside serve --node` takes from its start to its first page."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.running import COMMAND
from benchmarks.server import serving

if TYPE_CHECKING:
    from pathlib import Path

TIMES = 3
FIRST_PAGE = "/in/"


@dataclass(frozen=True)
class Start:
    """One start: seconds until the first page had come, and of processor time until then."""

    seconds: float
    cpu: float


def starts(environment: dict[str, str], log: Path) -> list[Start]:
    """Start a node so often, each time anew; a start before them fills the disk's cache."""
    return [_start(environment, log) for _time in range(TIMES + 1)][1:]


def _start(environment: dict[str, str], log: Path) -> Start:
    begun = time.perf_counter()
    # The time of waiting for it to listen is a part of what is measured.
    with serving((*COMMAND, "--node"), environment, log, path=FIRST_PAGE) as server:
        return Start(time.perf_counter() - begun, server.cpu_seconds())
