"""What is different between two publications, in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from alongside.alliance.enums import Difference
from alongside.alliance.labels import label_of, reads, title_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic import BaseModel

# What nobody reads: how a thing is found, not what it says.
SILENT = frozenset({"id", "member", "slug", "statement"})
KINDS = {Difference.ADDED: "green", Difference.CHANGED: "blue", Difference.WITHDRAWN: "yellow"}


@dataclass(frozen=True)
class Line:
    """One thing that is said, as it was and as it will be."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """One thing of the export that is different from what is public now."""

    part: str
    difference: Difference
    title: str
    lines: list[Line] = field(default_factory=list)

    @property
    def words(self) -> str:
        """Return the kind of difference in words."""
        return str(self.difference.label)

    @property
    def chip_kind(self) -> str:
        """Return the kind of chip that shows it."""
        return KINDS[self.difference]


def as_json(parts: dict[str, tuple[BaseModel, ...]]) -> dict[str, list[dict[str, Any]]]:
    """Return the parts of an export as they are kept to be compared with."""
    return {name: [one.model_dump(mode="json") for one in rows] for name, rows in parts.items()}


def changes(
    before: Mapping[str, Iterable[Mapping[str, Any]]],
    after: Mapping[str, Iterable[Mapping[str, Any]]],
) -> list[Change]:
    """Return what is added, changed or withdrawn, part by part in the order of `after`."""
    found: list[Change] = []
    for part in (*after, *(one for one in before if one not in after)):
        was = {one["id"]: one for one in before.get(part, ())}
        will = {one["id"]: one for one in after.get(part, ())}
        for key, new in will.items():
            old = was.get(key)
            if old is None:
                found.append(_change(part, Difference.ADDED, new, _lines({}, new)))
            elif lines := _lines(old, new):
                found.append(_change(part, Difference.CHANGED, new, lines))
        found += [
            _change(part, Difference.WITHDRAWN, old, [])
            for key, old in was.items()
            if key not in will
        ]
    return found


def _change(part: str, difference: Difference, row: Mapping[str, Any], lines: list[Line]) -> Change:
    return Change(part, difference, title_of(row.get("name") or row.get("title") or ""), lines)


def _lines(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Line]:
    lines = []
    for name in dict.fromkeys((*new, *old)):
        if name in SILENT or old.get(name) == new.get(name):
            continue
        before, after = reads(name, old.get(name)), reads(name, new.get(name))
        # What is new and says nothing is not worth a line.
        if before != after and (old or new[name]):
            lines.append(Line(label_of(name), before, after))
    return lines
