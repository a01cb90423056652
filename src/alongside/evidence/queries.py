"""Released figures, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.evidence import policy
from alongside.evidence.registered import TABLES, label_of

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from alongside.core.access import Actor
    from alongside.evidence.models import Release


@dataclass(frozen=True)
class Line:
    """One category; `count` is None for "fewer than ten"."""

    label: str
    count: int | None

    @property
    def text(self) -> str:
        """Return the count in words where there is no number to say."""
        return _("fewer than 10") if self.count is None else str(self.count)


@dataclass(frozen=True)
class ShownTable:
    """A table with its finding, its lines and why it is withheld, if it is."""

    key: str
    title: str | Promise
    finding: str
    lines: list[Line]
    total: int
    largest: int
    withheld: str


def shown_tables(*, release: Release, actor: Actor) -> list[ShownTable]:
    """Return the tables of one release in the active language."""
    policy.can_see_figures(actor).or_raise()
    return [_shown(table.key, table.title, release.tables[table.key]) for table in TABLES]


def _shown(key: str, title: str | Promise, stored: dict[str, object]) -> ShownTable:
    cells: dict[str, int | None] = stored["cells"]  # type: ignore[assignment]
    lines = [Line(label_of(key, name), count) for name, count in cells.items()]
    numbers = [line.count for line in lines if line.count is not None]
    return ShownTable(
        key=key,
        title=title,
        finding=_finding(lines, str(stored["withheld"])),
        lines=lines,
        total=int(stored["total"]),  # type: ignore[call-overload]
        largest=max(numbers, default=0),
        withheld=str(stored["withheld"]),
    )


def _finding(lines: list[Line], withheld: str) -> str:
    if withheld == "few":
        return _("Fewer than 10 people: nothing can be shown without exposing somebody.")
    if withheld == "same":
        return _("Everybody is in one line, so showing it would tell about each person.")
    shown = [line for line in lines if line.count is not None]
    if not shown:
        return _("Every line stands for fewer than 10 people.")
    most = max(shown, key=lambda line: line.count or 0)
    return _("Most often: %(label)s (about %(count)s)") % {
        "label": most.label,
        "count": most.count,
    }
