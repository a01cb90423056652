"""Headings matched to fields as a whole, because labels repeat: three Longitudes, three Types."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from alongside.casework.register.headings import GENERIC, LIKELY, NAMED, candidates
from alongside.casework.register.htcds import FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Match = tuple[str, float]

# A neighbour of the same section makes a field likelier; alone, a generic label means nothing.
SAME_SECTION = 1.0
LEFT_ALONE = 0.6
# Two generic labels in a row may be chance ("Date", "Type"); three are a group of the standard.
GENERIC_LEFT_ALONE = 1.05


class Path(NamedTuple):
    """The best reading of the columns so far, ending in a section."""

    sureness: float
    fields: tuple[str | None, ...]


def match_fields(headings: Sequence[str], machine_names: Sequence[str]) -> dict[int, Match]:
    """Return field and sureness by column; a field is given to one column only.

    Columns whose label and machine name agree come first, then labels, then machine names, then
    labels that need their neighbours.
    """
    by_label = [candidates(heading) for heading in headings]
    by_name = [candidates(name) if name else {} for name in machine_names]
    matched: dict[int, Match] = {}
    for found in (
        _agreeing(by_label, by_name),
        _standing_alone(by_label),
        _in_the_named_section(by_label, by_name),
        _standing_alone(by_name),
    ):
        _take(matched, found)
    _take(matched, _by_neighbours(by_label, matched))
    return matched


def _agreeing(
    by_label: list[Mapping[str, float]], by_name: list[Mapping[str, float]]
) -> list[tuple[int, Match]]:
    both = []
    for i, (labels, names) in enumerate(zip(by_label, by_name, strict=False)):
        both += [(i, (field, NAMED)) for field in names if field in labels]
    return both


def _standing_alone(found: list[Mapping[str, float]]) -> list[tuple[int, Match]]:
    sure = [
        (i, (field, sureness))
        for i, fields in enumerate(found)
        for field, sureness in fields.items()
        if sureness > 1 and len(fields) == 1
    ]
    return sorted(sure, key=lambda match: -match[1][1])


def _in_the_named_section(
    by_label: list[Mapping[str, float]], by_name: list[Mapping[str, float]]
) -> list[tuple[int, Match]]:
    """Choose among fields of one label by the section of a machine name that disagrees."""
    found = []
    for i, (labels, names) in enumerate(zip(by_label, by_name, strict=False)):
        sections = {FIELDS[name].section for name in names}
        found += [(i, (f, LIKELY)) for f in labels if FIELDS[f].section in sections]
    return found


def _take(matched: dict[int, Match], found: list[tuple[int, Match]]) -> None:
    taken = {field for field, _ in matched.values()}
    for i, (field, sureness) in found:
        if i not in matched and field not in taken:
            matched[i] = (field, sureness)
            taken.add(field)


def _by_neighbours(
    by_label: list[Mapping[str, float]], matched: dict[int, Match]
) -> list[tuple[int, Match]]:
    """Choose among the fields that share a label, by the sections to the left and right.

    A best path through the columns: each choice earns its own sureness and more when the section
    stays the same; leaving the column alone earns a little.
    """
    taken = {field for field, _ in matched.values()}
    paths: dict[str, Path] = {"": Path(0, ())}
    for i, fields in enumerate(by_label):
        if i in matched:
            steps: list[tuple[str | None, float]] = [(matched[i][0], 0)]
        else:
            steps = [(None, _left_alone(fields))]
            steps += [(f, sure) for f, sure in fields.items() if f not in taken]
        paths = _step(paths, steps)
    best = max(paths.values(), key=lambda path: path.sureness)
    return [
        (i, (field, min(max(by_label[i].values()), LIKELY - 1)))
        for i, field in enumerate(best.fields)
        if field and i not in matched
    ]


def _left_alone(fields: Mapping[str, float]) -> float:
    if not fields:
        return 0
    return GENERIC_LEFT_ALONE if max(fields.values()) <= GENERIC else LEFT_ALONE


def _step(paths: dict[str, Path], steps: list[tuple[str | None, float]]) -> dict[str, Path]:
    """Extend each path by each choice and keep the best one into each section."""
    extended: dict[str, Path] = {}
    for section, path in paths.items():
        for field, sure in steps:
            into = FIELDS[field].section if field else section
            gain = SAME_SECTION if field and into == section else 0
            if field and field in path.fields:
                continue
            step = Path(path.sureness + sure + gain, (*path.fields, field))
            # Of equal paths the later seen one: it gave the field to the column further left.
            if into not in extended or step.sureness >= extended[into].sureness:
                extended[into] = step
    return extended
