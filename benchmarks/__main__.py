"""The first five rows of the table of numbers to hold, and a register brought in, as ratios.

Each page is asked for through the real server, of a sealed node and of its plaintext twin by turns,
one request after the other and by four clients at once; then comes what costs most.
"""

from __future__ import annotations

import argparse
import os
import platform
import time
from pathlib import Path

from benchmarks import homes, runs
from benchmarks.report import Report
from benchmarks.rows import Effort
from benchmarks.site import measuring as site

LINES = 10


def main() -> None:
    """Measure, print, and keep what was measured in var/bench/last.json."""
    asked = _arguments()
    if asked.fresh:
        homes.forget()
    effort = Effort.quick() if asked.quick else Effort()
    if asked.site:
        _measure_site(effort)
        return
    sizes = sorted(asked.sizes)
    if not asked.profile:
        _measure(sizes, effort)
    home = homes.working_copy(homes.filled(sizes[-1])).sealed
    print("\nWhat costs most:", home.run("benchmarks.profiling", str(asked.profile or LINES)))


def _measure(sizes: list[int], effort: Effort) -> None:
    report = Report(_machine())
    print("; ".join(f"{name}: {value}" for name, value in report.machine.items()))
    print("Milliseconds as the client sees them; CPU is what the server's processes used for one.")
    for size in sizes:
        runs.at_size(size, report, effort, is_largest=size == sizes[-1])
    if len(sizes) > 1:
        runs.growth(sizes[0], sizes[-1], report, effort)
    runs.importing(report, effort)
    print("\n" + report.table())
    report.keep(homes.BENCH / "last.json")


def _measure_site(effort: Effort) -> None:
    report = Report(_machine())
    print("; ".join(f"{name}: {value}" for name, value in report.machine.items()))
    site.pages(report, effort)
    site.start(report)
    print("\n" + report.table())
    report.keep(homes.BENCH / "site.json")


def _machine() -> dict[str, str]:
    """Return what was measured on, and what else it was doing."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    models = {line.partition(": ")[2] for line in lines if line.startswith("model name")}
    return {
        "day": time.strftime("%Y-%m-%d %H:%M"),
        "processors": f"{os.cpu_count()} × {', '.join(models)}",
        "Python": platform.python_version(),
        "load before": f"{os.getloadavg()[0]:.1f}",
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench ARGS=…", description=__doc__)
    sizes = homes.SIZES[1:]
    parser.add_argument("--sizes", type=int, nargs="+", choices=sizes, default=list(sizes))
    parser.add_argument("--fresh", action="store_true", help="fill the databases anew")
    parser.add_argument("--quick", action="store_true", help="few requests: does all of it work?")
    parser.add_argument("--site", action="store_true", help="the public site and the node's start")
    parser.add_argument(
        "--profile",
        type=int,
        nargs="?",
        const=30,
        default=0,
        metavar="LINES",
        help="measure nothing, only print what costs most",
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
