"""The table: what shall hold, what was measured, and whether it does."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.rows import Measured

WIDTHS = (50, 30, 9, 10, 4)


@dataclass(frozen=True)
class Line:
    """One thing that shall hold; `at_most` False means at least."""

    what: str
    where: str
    measured: float
    hold: float
    unit: str = ""
    at_most: bool = True

    @property
    def is_ok(self) -> bool:
        """Return whether it holds."""
        return self.measured <= self.hold if self.at_most else self.measured >= self.hold

    def cells(self) -> tuple[str, ...]:
        """Return it as a row of the table."""
        sign = "≤" if self.at_most else "≥"
        return (
            self.what,
            self.where,
            f"{self.measured:.2f}{self.unit}",
            f"{sign} {self.hold:g}{self.unit}",
            "ok" if self.is_ok else "NO",
        )


@dataclass
class Report:
    """Everything that was measured in one run."""

    machine: dict[str, Any]
    lines: list[Line] = field(default_factory=list)
    timings: dict[str, dict[str, Any]] = field(default_factory=dict)

    def hold(self, line: Line) -> None:
        """Add a line of the table, shown as soon as it is known."""
        self.lines.append(line)
        print(
            "  ".join(cell.ljust(width) for cell, width in zip(line.cells(), WIDTHS, strict=True))
        )

    def time(self, name: str, measured: Measured, first: str, second: str) -> None:
        """Keep and show what two servers took."""
        load = os.getloadavg()[0]
        self.timings[name] = {
            first: measured.first.as_dict(),
            second: measured.second.as_dict(),
            "ratio": round(measured.ratio, 3),
            "cpu_ratio": round(measured.cpu_ratio, 3),
            "load": load,
            **measured.notes,
        }
        one, other = measured.first, measured.second
        print(
            f"    {name:<44} p50 {one.p50:6.1f} / {other.p50:6.1f} ms ={measured.ratio:5.2f}   "
            f"p95 {one.p95:6.1f} / {other.p95:6.1f}   CPU {one.cpu:6.2f} / {other.cpu:6.2f} ms "
            f"={measured.cpu_ratio:5.2f}   {one.per_second:6.1f} / {other.per_second:6.1f} a second"
            f"   load {load:.1f}",
            flush=True,
        )

    def table(self) -> str:
        """Return the whole table."""
        head = ("what", "where", "measured", "hold", "ok")
        rows = [head, *(line.cells() for line in self.lines)]
        return "\n".join(
            "  ".join(cell.ljust(width) for cell, width in zip(row, WIDTHS, strict=True)).rstrip()
            for row in rows
        )

    def keep(self, path: Path) -> None:
        """Write everything as JSON."""
        path.parent.mkdir(parents=True, exist_ok=True)
        content = {
            "machine": self.machine,
            "lines": [asdict(line) | {"ok": line.is_ok} for line in self.lines],
            "timings": self.timings,
        }
        path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n")
