"""Timing requests one after the other and from four clients at once, with the server's CPU time.

The node and its twin take turns in short blocks, so that what else the machine does meets both.
"""

from __future__ import annotations

import statistics
import threading
import time
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.browser import Browser
    from benchmarks.server import Server

    Request = Callable[[Browser], object]

WARM_UP = 20


@dataclass(frozen=True)
class Timing:
    """What a kind of request took, in milliseconds."""

    p50: float
    p95: float
    per_second: float
    # Processor time of all the server's processes for one request.
    cpu: float

    def as_dict(self) -> dict[str, float]:
        """Return it for the record."""
        return {name: round(value, 3) for name, value in asdict(self).items()}


@dataclass
class Stopwatch:
    """Blocks of requests to one server; `timing` sums them up."""

    server: Server
    browsers: Sequence[Browser]
    _taken: list[float] = field(default_factory=list)
    _medians: list[float] = field(default_factory=list)
    _cpu: list[float] = field(default_factory=list)
    _rates: list[float] = field(default_factory=list)

    def warm_up(self, request: Request) -> None:
        """Let every worker process see such a request before it counts."""
        self._connect()
        for number in range(WARM_UP):
            request(self.browsers[number % len(self.browsers)])

    def block(self, request: Request, times: int) -> None:
        """Time so many requests: of one browser one after the other, of several at once."""
        self._connect()
        taken: list[float] = []
        cpu, begun = self.server.cpu_seconds(), time.perf_counter()
        if len(self.browsers) == 1:
            _work(self.browsers[0], request, times, taken)
        else:
            _together(self.browsers, request, times, taken)
        elapsed = time.perf_counter() - begun
        self._cpu.append((self.server.cpu_seconds() - cpu) * 1000 / len(taken))
        self._rates.append(len(taken) / elapsed)
        self._medians.append(statistics.median(taken))
        self._taken += taken

    def _connect(self) -> None:
        """Connect anew: the server hangs up on whoever was quiet for long."""
        for browser in self.browsers:
            browser.connection.close()
            browser.connection.connect()

    def timing(self) -> Timing:
        """Return the medians of the blocks; the 95th of all requests."""
        ordered = sorted(self._taken)
        return Timing(
            p50=statistics.median(self._medians),
            p95=ordered[int(len(ordered) * 0.95) - 1],
            per_second=statistics.median(self._rates),
            cpu=statistics.median(self._cpu),
        )


def by_turns(watches: Sequence[Stopwatch], request: Request, *, blocks: int, times: int) -> None:
    """Time the same request on each server in turn, block by block."""
    for watch in watches:
        watch.warm_up(request)
    for _number in range(blocks):
        for watch in watches:
            watch.block(request, times)


def _work(browser: Browser, request: Request, times: int, taken: list[float]) -> None:
    for _number in range(times):
        start = time.perf_counter()
        request(browser)
        taken.append((time.perf_counter() - start) * 1000)


def _together(
    browsers: Sequence[Browser], request: Request, times: int, taken: list[float]
) -> None:
    faults: list[BaseException] = []

    def work(browser: Browser) -> None:
        try:
            _work(browser, request, times, taken)
        except BaseException as fault:  # noqa: BLE001  raised again below, in the main thread
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(browser,)) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
