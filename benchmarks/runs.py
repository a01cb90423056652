"""What is measured at each size, and what it is held to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from benchmarks import homes, rows, uploads
from benchmarks.report import Line
from benchmarks.running import running

if TYPE_CHECKING:
    from benchmarks.report import Report
    from benchmarks.rows import Effort, Measured
    from benchmarks.running import Running

SEALED, TWIN = "sealed", "twin"
ALL_WITH_ONE = (
    "UPDATE {table} SET worker_id = "
    "(SELECT id FROM organisations_user WHERE sign_in_name = 'worker0')"
)
TABLES = {SEALED: "casework_case", TWIN: "twin_plainperson"}
# Row 1 and row 4 of the table: to the twin, and in milliseconds.
LIST_HOLD, FILE_HOLD = (1.2, 15), (1.5, 20)
GROWTH_HOLD = 1.1
RECALL_HOLD, SEARCH_HOLD, FASTER_HOLD = 0.95, 50, 20
NEW_FILES_HOLD = 100


def at_size(size: int, report: Report, effort: Effort, *, is_largest: bool) -> None:
    """Measure a node of one size against its twin."""
    print(f"\n{size:,} files: {SEALED} / {TWIN}", flush=True)
    pair = homes.working_copy(homes.filled(size))
    with running(pair.sealed) as node, running(pair.twin) as twin:
        _pages(size, pair, node, twin, report, effort)
        _search(size, pair, node, twin, report, effort, is_largest=is_largest)
        _new_files(size, node, twin, report, effort)
        for home in pair.both():
            home.run(
                "benchmarks.world.statement", ALL_WITH_ONE.format(table=TABLES[home.path.name])
            )
        where = f"{size:,}, all with one worker"
        measured = rows.page(node, twin, rows.LIST, effort, four=False)
        report.time(f"list, {where}", measured, SEALED, TWIN)
        _hold(report, "first page of the list", where, measured, LIST_HOLD)
        mb = (node.server.memory_mb(), twin.server.memory_mb())
        print(f"    largest process {mb[0]:.0f} / {mb[1]:.0f} MB")
    if is_largest:
        # A server of its own: what a search left in a process is not what an upload takes.
        with running(pair.sealed) as fresh:
            sent = uploads.measured(fresh)
        print(f"    {sent}")
        for line in sent.lines():
            report.hold(line)


def importing(report: Report, effort: Effort) -> None:
    """Bring in a register, into a node and into its twin."""
    rows = effort.register_rows
    print(f"\na register of {rows:,} rows: {SEALED} / {TWIN}", flush=True)
    pair = homes.working_copy(homes.filled(homes.SIZES[1]))
    told = {
        home.path.name: json.loads(home.run("benchmarks.importing", str(rows)))
        for home in pair.both()
    }
    sealed, twin = told[SEALED], told[TWIN]
    report.timings["import of a register"] = told
    ratio = sealed["seconds"] / twin["seconds"]
    print(
        f"    {sealed['seconds']:.1f} / {twin['seconds']:.1f} s = {ratio:.2f}   "
        f"{rows / sealed['seconds']:,.0f} / {rows / twin['seconds']:,.0f} rows a second   "
        f"memory grew by {sealed['grown_mb']:.0f} / {twin['grown_mb']:.0f} MB   "
        f"progress told {sealed['steps']} times"
    )


def growth(small: int, large: int, report: Report, effort: Effort) -> None:
    """Measure the same pages of a large and a small node by turns."""
    print(f"\ngrowth: {large:,} / {small:,} files, both sealed", flush=True)
    great = homes.working_copy(homes.filled(large)).sealed
    little = homes.working_copy(homes.filled(small), "small").sealed
    paths = {"list": rows.LIST, "file": homes.deep_file(great), "inbox": rows.INBOX}
    with running(great) as grown, running(little) as begun:
        for name, path in paths.items():
            measured = rows.page(grown, begun, path, effort, four=False)
            report.time(f"{name}, {large:,} to {small:,}", measured, str(large), str(small))
            what = f"growth of the {name} page"
            where = f"{small:,} → {large:,}"
            report.hold(Line(what, where, measured.ratio, GROWTH_HOLD, " ×"))


def _pages(
    size: int, pair: homes.Pair, node: Running, twin: Running, report: Report, effort: Effort
) -> None:
    where = f"{size:,} files"
    for name, path, hold in (
        ("first page of the list", rows.LIST, LIST_HOLD),
        ("one file with 200 entries", homes.deep_file(pair.sealed), FILE_HOLD),
        ("inbox", rows.INBOX, None),
    ):
        for clients in (1, 4):
            measured = rows.page(node, twin, path, effort, four=clients > 1)
            report.time(f"{name}, {clients} at once", measured, SEALED, TWIN)
            if hold and clients == 1:
                _hold(report, name, where, measured, hold)


def _hold(
    report: Report, name: str, where: str, measured: Measured, hold: tuple[float, float]
) -> None:
    report.hold(Line(f"{name}: times its twin", where, measured.ratio, hold[0], " ×"))
    report.hold(Line(f"{name}: p50", where, measured.first.p50, hold[1], " ms"))


def _search(
    size: int,
    pair: homes.Pair,
    node: Running,
    twin: Running,
    report: Report,
    effort: Effort,
    *,
    is_largest: bool,
) -> None:
    measured = rows.search(node, twin, size, effort)
    report.time("search (the twin's is LIKE)", measured, SEALED, TWIN)
    if not is_largest:
        return
    for group, share in sorted(measured.notes.items()):
        print(f"      recall {share:.2f}  {group}")
    where = f"{size:,} files, nine scripts"
    report.hold(Line("search: recall", where, measured.notes["all"], RECALL_HOLD, at_most=False))
    report.hold(Line("search: p50", where, measured.first.p50, SEARCH_HOLD, " ms"))
    cost = rows.opening(pair.sealed)
    report.timings["opening each row, CPU ms"] = dict(cost)
    for way, what in (("heads", "list head"), ("files", "file's own part")):
        times = cost[way] / cost["search"]
        print(
            f"      CPU of opening each {what} {cost[way]:,.0f} ms, search {cost['search']:.1f} ms"
        )
        line = f"search: faster than opening each {what}"
        report.hold(Line(line, where, times, FASTER_HOLD, " ×", at_most=False))


def _new_files(size: int, node: Running, twin: Running, report: Report, effort: Effort) -> None:
    for clients in (1, 4):
        measured = rows.new_file(node, twin, effort, four=clients > 1)
        report.time(f"new file through the form, {clients} at once", measured, SEALED, TWIN)
    what, rate = "new files, 4 clients, durable", measured.first.per_second
    report.hold(Line(what, f"{size:,} files", rate, NEW_FILES_HOLD, "/s", at_most=False))
