"""What costs most in a request: the functions in which a worker process spends its time.

Run inside a home. Requests go through all middleware in this process, under cProfile; its own cost
falls on small functions most, so the shares tell more than the times.
"""

from __future__ import annotations

import cProfile
import pstats
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client

import alongside
from alongside.cli import boot
from benchmarks.world.founding import PASSWORD, SIGN_IN_NAMES, World
from benchmarks.world.people import person

if TYPE_CHECKING:
    from collections.abc import Callable

PACKAGE = str(Path(alongside.__file__).parent)
LIBRARIES = "site-packages/"
TIMES = 40
WARM_UP = 10


def main(lines: str) -> None:
    """Print the costliest functions of each kind of request."""
    boot.collect_static()
    client = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0], headers={"accept-encoding": "gzip"})
    landed = client.post("/in/", {"name": SIGN_IN_NAMES[0], "password": PASSWORD})
    if urlsplit(landed.headers.get("Location", "/in/")).path == "/in/":
        raise RuntimeError("The invented password was refused.")
    for name, request in requests(client).items():
        report(name, request, int(lines))


def requests(client: Client) -> dict[str, Callable[[], int]]:
    """Return each kind of request by name; each returns the status it was answered with."""
    story = f"/p/{World.read().deep_file}/"
    fresh = {"called": person(1).called, "language": "bn"}
    typed = {"q": person(5).names[0].latin[0]}
    return {
        "list": lambda: client.get("/p/").status_code,
        "file": lambda: client.get(story).status_code,
        "inbox": lambda: client.get("/r/").status_code,
        "search": lambda: client.post("/p/find/", typed).status_code,
        "new file": lambda: client.post("/p/new/", fresh).status_code,
    }


def report(name: str, request: Callable[[], int], lines: int) -> None:
    """Profile one kind of request and print where its time goes."""
    statuses = {request() for _number in range(WARM_UP)}
    profile = cProfile.Profile()
    profile.enable()
    statuses |= {request() for _number in range(TIMES)}
    profile.disable()
    stats = pstats.Stats(profile)
    total, calls = stats.total_tt, stats.total_calls / TIMES  # type: ignore[attr-defined]
    print(f"\n{name}: answered {sorted(statuses)}, {calls:,.0f} calls a request")
    rows = [
        (own, cumulated, count, f"{_short(file)}:{line} {function}")
        for (file, line, function), (_, count, own, cumulated, _) in stats.stats.items()  # type: ignore[attr-defined]
    ]
    print("  of the time in one of our functions and what it calls:")
    ours = [row for row in rows if row[3].startswith("alongside/")]
    for _own, cumulated, count, where in sorted(ours, key=lambda row: -row[1])[:lines]:
        print(f"    {cumulated / total:6.1%} {count / TIMES:8.1f} x  {where}")
    print("  of the time in a function itself:")
    for own, _cumulated, count, where in sorted(rows, reverse=True)[:lines]:
        print(f"    {own / total:6.1%} {count / TIMES:8.1f} x  {where}")


def _short(file: str) -> str:
    """Return a path from the package on."""
    if file.startswith(PACKAGE):
        return "alongside" + file.removeprefix(PACKAGE)
    return file.rpartition(LIBRARIES)[2]
