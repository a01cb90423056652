"""The tree of answers to one form: an XForms instance, without the XML.

A `Template` says what a form asks; a `Node` is one place for an answer. What is kept is JSON.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Self

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator

Json = str | dict[str, "Json"] | list["Json"]

MOST_REPEATS = 10_000  # instances of one repeat; an item of a choice list is one too
MOST_TEXT = 100_000  # characters of one answer

STEP = re.compile(r"(?P<name>[^/\[\]]+)(?:\[(?P<position>[1-9][0-9]{0,5})\])?", re.ASCII)


class Kind(StrEnum):
    """What a bind says of an answer; the words are those of its `type` attribute."""

    GROUP = "group"
    STRING = "string"
    INT = "int"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    DATE_TIME = "dateTime"
    TIME = "time"
    SELECT = "select"
    SELECT1 = "select1"

    @classmethod
    def of(cls, written: str) -> Self:
        """Return the kind of a bind's type; without one or with another one it is a string."""
        kinds = {kind.value: kind for kind in cls if kind is not cls.GROUP}
        return kinds.get(written.rpartition(":")[2], kinds["string"])


class NotOfTheForm(ValueError):
    """Something in kept answers has no place in the form; `place` says where it stood."""

    def __init__(self, sentence: str, place: str) -> None:
        super().__init__(sentence)
        self.place = place


@dataclass(frozen=True)
class Template:
    """What a form asks in one place: a question, a group, or a group that repeats.

    Args:
        name: the element's name, unique among its siblings.
        text: the answer a new node begins with.
        repeats: whether there may be none, one or many of it beside each other.
        children: what it holds, in the form's order; only a group holds anything.
    """

    name: str
    kind: Kind = Kind.STRING
    text: str = ""
    repeats: bool = False
    children: tuple[Template, ...] = ()

    @cached_property
    def named(self) -> dict[str, Template]:
        """Return the children by their names."""
        return {child.name: child for child in self.children}


class Node:
    """One place for an answer, in one instance of each repeat around it."""

    __slots__ = ("children", "parent", "relevant", "template", "text")

    def __init__(self, template: Template, parent: Node | None = None) -> None:
        self.template = template
        self.parent = parent
        self.text = template.text
        self.relevant = True
        self.children: dict[str, list[Node]] = {
            child.name: [] if child.repeats else [Node(child, self)] for child in template.children
        }

    @property
    def name(self) -> str:
        return self.template.name

    @property
    def kind(self) -> Kind:
        return self.template.kind

    @property
    def included(self) -> bool:
        """Say whether it is relevant and stands in nothing that is not."""
        return all(node.relevant for node in self.lineage())

    @property
    def position(self) -> int:
        """Return its place among siblings of its name; the first is 1."""
        return self.parent.children[self.name].index(self) + 1 if self.parent else 1

    @property
    def path(self) -> str:
        """Return where the form has it, as in `/data/child/age`."""
        return "".join(f"/{node.name}" for node in reversed([*self.lineage()]))

    @property
    def place(self) -> str:
        """Return where the answers have it, as in `/data/child[2]/age`; `find` understands it."""
        return "".join(
            f"/{node.name}[{node.position}]" if node.template.repeats else f"/{node.name}"
            for node in reversed([*self.lineage()])
        )

    def lineage(self) -> Iterator[Node]:
        """Yield it, the node around it, and so on up to the root."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    def everything(self) -> Iterator[Node]:
        """Yield it and all it holds, in the form's order."""
        yield self
        for nodes in self.children.values():
            for node in nodes:
                yield from node.everything()

    def add(self, name: str) -> Node:
        """Append an instance of a repeat, with its default answers.

        Raises:
            NotOfTheForm: nothing of this name repeats here, or there are too many already.
        """
        template = self.template.named.get(name)
        if template is None or not template.repeats:
            raise NotOfTheForm(_("Nothing of this name repeats here."), f"{self.place}/{name}")
        siblings = self.children[name]
        if len(siblings) >= MOST_REPEATS:
            raise NotOfTheForm(_("There are too many of these already."), f"{self.place}/{name}")
        siblings.append(Node(template, self))
        return siblings[-1]

    def remove(self) -> None:
        """Take this instance of a repeat out of the answers, with all it holds.

        Raises:
            NotOfTheForm: it does not repeat.
        """
        if self.parent is None or not self.template.repeats:
            raise NotOfTheForm(_("Nothing of this name repeats here."), self.place)
        siblings = self.parent.children[self.name]
        del siblings[self.position - 1]

    def find(self, place: str) -> Node | None:
        """Return the node at a full path from this root, or nothing.

        Without a number a repeat's first instance is meant: `/data/child/age`, `/data/child[2]`.
        """
        steps = [STEP.fullmatch(step) for step in place.removeprefix("/").split("/")]
        if not place.startswith("/") or not steps[0] or steps[0][0] != self.name:
            return None
        node = self
        for step in steps[1:]:
            siblings = node.children.get(step["name"], []) if step else []
            position = int(step["position"] or 1) if step else 1
            if position > len(siblings):
                return None
            node = siblings[position - 1]
        return node

    def as_json(self, *, relevant_only: bool = False) -> Json:
        """Return the answers: a text, a dict of a group's parts, a list of a repeat's instances.

        A record that is handed in leaves out what is not relevant; a draft keeps all of it.
        """
        if self.kind is not Kind.GROUP:
            return self.text
        kept: dict[str, Json] = {}
        for name, nodes in self.children.items():
            parts = [
                node.as_json(relevant_only=relevant_only)
                for node in nodes
                if node.relevant or not relevant_only
            ]
            if self.template.named[name].repeats:
                kept[name] = parts
            elif parts:
                kept[name] = parts[0]
        return kept


def from_json(template: Template, data: Json) -> Node:
    """Return the tree of kept answers; what was not kept has its default.

    Raises:
        NotOfTheForm: something has no place in the form, or not in this shape or size.
    """
    root = Node(template)
    _fill(root, data)
    return root


def _fill(node: Node, data: object) -> None:
    if node.kind is Kind.GROUP:
        _fill_group(node, data)
    elif not isinstance(data, str):
        raise NotOfTheForm(_("An answer is a text."), node.place)
    elif len(data) > MOST_TEXT:
        raise NotOfTheForm(_("This answer is too long."), node.place)
    else:
        node.text = data


def _fill_group(node: Node, data: object) -> None:
    if not isinstance(data, dict):
        raise NotOfTheForm(_("A group holds named answers."), node.place)
    for name, part in data.items():
        child = node.template.named.get(name)
        if child is None:
            raise NotOfTheForm(_("The form does not ask this."), f"{node.place}/{name}")
        if not child.repeats:
            _fill(node.children[name][0], part)
        elif isinstance(part, list):
            for instance in part:
                _fill(node.add(name), instance)
        else:
            raise NotOfTheForm(_("What repeats is kept as a list."), f"{node.place}/{name}")
