"""Timing requests one after the other and from four clients at once, with the server's CPU time."""

from __future__ import annotations

import statistics
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from benchmarks.server import Server

WARM_UP = 10
CLIENTS = 4


@dataclass(frozen=True)
class Timing:
    """What a kind of request took: milliseconds, requests a second, server CPU milliseconds each."""

    p50: float
    p95: float
    per_second: float
    cpu: float


def one_after_the_other(
    server: Server, client: httpx.Client, request: Callable[[httpx.Client], None], times: int
) -> Timing:
    """Time requests of one client, sequentially."""
    for _number in range(WARM_UP):
        request(client)
    cpu, begun, taken = server.cpu_seconds(), time.perf_counter(), []
    for _number in range(times):
        start = time.perf_counter()
        request(client)
        taken.append((time.perf_counter() - start) * 1000)
    return _timing(taken, time.perf_counter() - begun, server.cpu_seconds() - cpu)


def four_at_once(
    server: Server,
    clients: list[httpx.Client],
    request: Callable[[httpx.Client], None],
    times: int,
) -> Timing:
    """Time requests of several clients at the same time; `times` is the number of each."""
    taken: list[float] = []
    faults: list[BaseException] = []

    def work(client: httpx.Client) -> None:
        try:
            for _number in range(times):
                start = time.perf_counter()
                request(client)
                taken.append((time.perf_counter() - start) * 1000)
        except BaseException as fault:  # noqa: BLE001 -- it is raised again below, in the main thread
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(client,)) for client in clients]
    cpu, begun = server.cpu_seconds(), time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return _timing(taken, time.perf_counter() - begun, server.cpu_seconds() - cpu)


def _timing(taken: list[float], elapsed: float, cpu: float) -> Timing:
    ordered = sorted(taken)
    return Timing(
        p50=statistics.median(ordered),
        p95=ordered[int(len(ordered) * 0.95) - 1],
        per_second=len(ordered) / elapsed,
        cpu=cpu * 1000 / len(ordered),
    )
