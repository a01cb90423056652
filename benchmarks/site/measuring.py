"""What pages of a large and of a small site take, through the real server, by turns."""

from __future__ import annotations

import contextlib
import http.client
import shutil
from typing import TYPE_CHECKING
from urllib.parse import quote

from benchmarks import homes
from benchmarks.browser import Browser
from benchmarks.report import Line
from benchmarks.rows import Measured
from benchmarks.running import COMMAND, Running
from benchmarks.server import serving
from benchmarks.starting import starts
from benchmarks.timing import Stopwatch, by_turns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.report import Report
    from benchmarks.rows import Effort

SETTINGS = "alongside.config.settings.site"
# Organisations and publications.
SMALL, LARGE = (50, 500), (500, 5_000)
FILLERS = ("benchmarks/site/fill.py", "src/alongside/website/migrations/0*.py")
FIRST, PAGE, START = 200, 300, 1.5
PAGES = (
    ("first page", "/en/", FIRST),
    ("members", "/en/members/", PAGE),
    ("library", "/en/library/", PAGE),
    ("search, Latin", "/en/library/?q=wages", PAGE),
    ("search, Bengali", f"/en/library/?q={quote('অধিকার')}", PAGE),
    ("search, Arabic", f"/en/library/?q={quote('حقوق')}", PAGE),
    ("search, Thai", f"/en/library/?q={quote('สิทธิแรงงาน')}", PAGE),
    ("a publication", "/en/library/number-7/", PAGE),
)


def pages(report: Report, effort: Effort) -> None:
    """Measure each kind of page, and how much longer it takes on a site ten times as large."""
    large, small = (f"{size[0]} and {size[1]:,}" for size in (LARGE, SMALL))
    print(f"\nsite, organisations and publications: {large} / {small}", flush=True)
    with _running(LARGE) as grown, _running(SMALL) as begun:
        for name, path, hold in PAGES:
            watches = [Stopwatch(one.server, one.browsers) for one in (grown, begun)]
            by_turns(
                watches,
                lambda browser, path=path: browser.get(path),
                blocks=effort.blocks,
                times=effort.times,
            )
            measured = Measured(watches[0].timing(), watches[1].timing())
            report.time(f"site: {name}", measured, large, small)
            report.hold(Line(f"site, {name}: p50", large, measured.first.p50, hold, " ms"))


def start(report: Report) -> None:
    """Measure a node alone from its start to its first page."""
    home = homes.working_copy(homes.filled(homes.SIZES[0]), "start").sealed
    taken = starts(home.environment, home.path.with_suffix(".log"))
    for one in taken:
        print(f"    start of the node: {one.seconds:.2f} s, CPU {one.cpu:.2f} s")
    best = min(one.seconds for one in taken)
    report.hold(Line("node alone: start to first page", "an empty node", best, START, " s"))


@contextlib.contextmanager
def _running(size: tuple[int, int]) -> Iterator[Running]:
    """Serve a copy of a filled site to somebody who signs in nowhere."""
    home = _filled(size)
    copied = homes.Home(homes.BENCH / f"run-site-{size[0]}", SETTINGS)
    shutil.rmtree(copied.path, ignore_errors=True)
    shutil.copytree(home.path, copied.path)
    command = (*COMMAND, "--site")
    with serving(command, copied.environment, copied.path.with_suffix(".log")) as server:
        line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        yield Running(server, [Browser(line)])


def _filled(size: tuple[int, int]) -> homes.Home:
    place = homes.BENCH / homes.fingerprint(FILLERS) / f"site-{size[0]}"
    home = homes.Home(place, SETTINGS)
    if not (place / "done").is_file():
        shutil.rmtree(place, ignore_errors=True)
        # The site's own folder lies in that of the node.
        (place / "site").mkdir(parents=True)
        print(home.run("benchmarks.site.fill", *map(str, size)), end="", flush=True)
        (place / "done").touch()
    return home
