"""A form or an answer sheet in words, for reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from alongside.questionnaires.definition import Group, Kind, Question
from alongside.questionnaires.filling import ASKED, Filling
from alongside.ui import dates

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from alongside.core.approximate import ApproximateDate
    from alongside.questionnaires.filling import Entry, Page
    from alongside.questionnaires.instance import Node
    from alongside.questionnaires.ready import Ready


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """A heading or a question with its answer; `path` is the same in every sheet of the form."""

    path: str
    depth: int
    words: str
    answer: str = ""
    is_heading: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Section:
    """What stands on one page."""

    title: str
    lines: list[Line]


def outline(ready: Ready, language: str, now: datetime) -> list[Section]:
    """Return everything a form may ask, page by page, whether it comes up or not."""
    filling = Filling(ready, now, language)
    for node in filling.root.everything():
        node.relevant = True
    return [Section(page.title, _asked(filling, page)) for page in filling.all_pages()]


def _asked(filling: Filling, page: Page) -> list[Line]:
    return [
        _heading(filling, entry) if isinstance(entry.item, Group) else _question(filling, entry)
        for entry in page.entries()
        if entry.depth or not isinstance(entry.item, Group)
    ]


def sheet(filling: Filling, exact: Mapping[str, ApproximateDate]) -> list[Section]:
    """Return what was answered, page by page; what was skipped is left out.

    :param exact: the dates that are not known exactly, by their places
    """
    sections = []
    for page in filling.pages():
        lines = [_answered(filling, entry, exact) for entry in page.entries()]
        told = _without_empty_headings([line for line in lines if line is not None])
        if told:
            sections.append(Section(page.title, told))
    return sections


def _answered(filling: Filling, entry: Entry, exact: Mapping[str, ApproximateDate]) -> Line | None:
    item, node = entry.item, entry.node
    if isinstance(item, Group):
        return _heading(filling, entry) if entry.depth or item.repeats else None
    if item.kind not in ASKED and not (item.kind is Kind.NOTE and item.calculate):
        return None
    if not node.text:
        return None
    words = filling.words(item.label, node) or item.name
    known = exact.get(node.place)
    answer = dates.approximate(known) if known else in_words(filling, node, item)
    return Line(item.path, entry.depth, words, answer)


def _heading(filling: Filling, entry: Entry) -> Line:
    words = filling.words(entry.item.label, entry.node)
    number = f" {entry.node.position}" if entry.node.template.repeats else ""
    return Line(entry.node.place, entry.depth, f"{words}{number}".strip(), is_heading=True)


def _question(filling: Filling, entry: Entry) -> Line:
    item, node = entry.item, entry.node
    assert isinstance(item, Question)  # noqa: S101  the caller looked
    options = [filling.option_words(one, node) for one in filling.options(node)]
    return Line(
        item.path, entry.depth, filling.words(item.label, node) or item.name, " · ".join(options)
    )


def _without_empty_headings(lines: list[Line]) -> list[Line]:
    kept: list[Line] = []
    for place, line in enumerate(lines):
        following = lines[place + 1 :]
        filled = bool(following) and following[0].depth > line.depth
        if not line.is_heading or filled:
            kept.append(line)
    return kept


def in_words(filling: Filling, node: Node, item: Question) -> str:
    """Return an answer as it is read."""
    text = node.text
    if item.choices is not None:
        names = {one.name: filling.option_words(one, node) for one in filling.options(node)}
        chosen = [text] if item.kind is Kind.ONE else text.split()
        return " · ".join(names.get(one) or one for one in chosen)
    if item.kind is Kind.TICK:
        return "✓"
    if item.kind is Kind.DATE:
        return _day(text)
    return text


def _day(text: str) -> str:
    try:
        return dates.long_date(date.fromisoformat(text))
    except ValueError:
        return text
