"""An answer sheet: what counts, what is worked out, what is wrong, page by page.

Everything is decided here, on the server, each time answers come in; a browser only shows it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.questionnaires.definition import ANY, Group, Kind, Question
from alongside.questionnaires.instance import Json, Node, from_json
from alongside.questionnaires.xpath import (
    Budget,
    CannotEvaluate,
    Context,
    as_boolean,
    as_number,
    as_string,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from alongside.questionnaires.definition import Choice, Text
    from alongside.questionnaires.ready import Ready
    from alongside.questionnaires.xpath import Expression

# Of one repeat: what a page can show and somebody can fill in.
MOST_OFTEN = 100
# The option that "or_other" adds to a list, in whatever languages the form is.
ADDED = ("other", "Other")
SHOWN = frozenset(Kind) - {Kind.HIDDEN}
ASKED = SHOWN - {Kind.NOTE}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on a page: a question, or a group that begins; `depth` is how far inside."""

    node: Node
    item: Group | Question
    depth: int

    @property
    def is_question(self) -> bool:
        """Return whether it is asked, said or shown, and not a group's heading."""
        return isinstance(self.item, Question)


@dataclass
class Filling:
    """The answers to one questionnaire while somebody gives them."""

    ready: Ready
    now: datetime
    # The form's name of the language it is read in.
    language: str = ANY
    answers: Json | None = None
    root: Node = field(init=False)

    def __post_init__(self) -> None:
        """Take the answers that are there, and work out what follows.

        :raises NotOfTheForm: they belong to another form
        """
        self._random = random.Random()  # noqa: S311  what a form draws is no secret
        self._fresh: set[int] = set()
        if self.answers is None:
            self.root = Node(self.ready.template)
            self._begin(self.root)
        else:
            self.root = from_json(self.ready.template, self.answers)
        self.settle()

    # What follows from the answers.

    def settle(self) -> None:
        """Work out anew what is relevant, how often something is asked, and every calculation."""
        self._budget = Budget()
        for path in self.ready.order:
            item = self.ready.items[path]
            if isinstance(item, Group) and item.count:
                for holder in self._nodes(path.rpartition("/")[0]):
                    self._repeat(holder, item)
            for node in self._nodes(path):
                self._work_out(node, item)
        self._fresh.clear()

    def _work_out(self, node: Node, item: Group | Question) -> None:
        relevant = self.expression(node, "relevant")
        node.relevant = relevant is None or self._holds(relevant, node)
        if isinstance(item, Group) or not node.included:
            return
        first = self.expression(node, "first_value") if id(node) in self._fresh else None
        worked_out = self.expression(node, "calculate") or first
        if worked_out is not None:
            node.text = self.text(worked_out, node)

    def _repeat(self, holder: Node, item: Group) -> None:
        """Ask as often as the form says."""
        expression = self.ready.expressions[item.path, "count"]
        try:
            wanted = as_number(expression.value(self.context(holder)))
        except CannotEvaluate:
            return
        often = min(int(wanted), MOST_OFTEN) if wanted == wanted and wanted > 0 else 0  # noqa: PLR0124  NaN is no number
        nodes = holder.children[item.name]
        while len(nodes) < often:
            self._begin(holder.add(item.name))
        while len(nodes) > often:
            nodes[-1].remove()

    def _begin(self, node: Node) -> None:
        """Ask what repeats in a new part once; all its first values are still to come."""
        self._fresh.add(id(node))
        for name, nodes in node.children.items():
            item = self.ready.items[f"{node.path}/{name}"]
            if isinstance(item, Group) and item.repeats and not item.count:
                node.add(name)
            for child in nodes:
                self._begin(child)

    def context(self, node: Node) -> Context:
        """Return what an expression of a node may know."""
        return Context(
            node=node,
            now=self.now,
            random=self._random,
            instances=self.ready.instances,
            language=self.language,
            version=self.ready.questionnaire.version,
            choice_name=self._choice_name,
            budget=self._budget,
        )

    def expression(self, node: Node, what: str) -> Expression | None:
        """Return what decides one thing about a node."""
        return self.ready.expressions.get((node.path, what))

    def _holds(self, expression: Expression, node: Node) -> bool:
        try:
            return as_boolean(expression.value(self.context(node)))
        except CannotEvaluate:
            return False

    def text(self, expression: Expression, node: Node) -> str:
        """Return what an expression comes to; nothing where it asks for too much."""
        try:
            return as_string(expression.value(self.context(node)))
        except CannotEvaluate:
            return ""

    def _nodes(self, path: str) -> list[Node]:
        """Return every node of a path, one for each time its repeats are asked."""
        names = path.strip("/").split("/")[1:]
        nodes = [self.root]
        for name in names:
            nodes = [child for node in nodes for child in node.children[name]]
        return nodes

    # What is shown.

    def pages(self) -> list[Page]:
        """Return the pages that have something to show, in order."""
        return [page for page in self.all_pages() if any(page.entries())]

    def all_pages(self) -> list[Page]:
        """Return every page; one for each group of the form, and one for what lies between."""
        holder, item = self.root, self.ready.questionnaire.root
        while _only_group(item):
            inner = item.items[0]
            assert isinstance(inner, Group)  # noqa: S101  _only_group looked
            holder, item = holder.children[inner.name][0], inner
        pages: list[Page] = []
        loose: list[Question] = []
        for one in item.items:
            if isinstance(one, Question):
                loose.append(one)
                continue
            if loose:
                pages.append(Page(self, holder, loose))
            loose = []
            pages.append(Page(self, holder, [one]))
        return [*pages, Page(self, holder, loose)] if loose else pages

    def words(self, text: Text, node: Node) -> str:
        """Return a text of the form in the reader's language, with what is put in."""
        first = self.ready.questionnaire.languages[0]
        pieces = text.get(self.language) or text.get(first) or next(iter(text.values()), [])
        return "".join(
            piece if isinstance(piece, str) else self.text(self.ready.outputs[piece[1]], node)
            for piece in pieces
        )

    def option_words(self, option: Choice, node: Node) -> str:
        """Return what an option is called; the one forms add by themselves, in our words."""
        words = self.words(option.label, node)
        return _("Other") if (option.name, words) == ADDED else words or option.name

    def options(self, node: Node) -> list[Choice]:
        """Return the options of a question as they are now."""
        item = self.ready.items[node.path]
        if isinstance(item, Group) or item.choices is None:
            return []
        expression = self.expression(node, "options")
        if expression is None:
            return self.ready.questionnaire.lists.get(item.choices.list_name, [])
        try:
            found = expression.value(self.context(node))
        except CannotEvaluate:
            return []
        nodes = found if isinstance(found, tuple) else ()
        return [self.ready.options[id(one)] for one in nodes]

    def _choice_name(self, path: str, value: str) -> str:
        for node in self._nodes(path) if path in self.ready.items else ():
            for option in self.options(node):
                if option.name == value:
                    return self.option_words(option, node)
        return value

    # What is wrong.

    def is_required(self, node: Node) -> bool:
        """Return whether the form wants an answer here."""
        expression = self.expression(node, "required")
        return expression is not None and self._holds(expression, node)

    def is_refused(self, node: Node) -> bool:
        """Return whether the form refuses the answer that is there."""
        expression = self.expression(node, "constraint")
        return bool(node.text) and expression is not None and not self._holds(expression, node)

    def unanswered(self) -> Iterator[Node]:
        """Return what the form still wants answered, or answered differently."""
        for page in self.pages():
            for entry in page.entries():
                if entry.is_question and self.is_wanting(entry.node):
                    yield entry.node

    def is_wanting(self, node: Node) -> bool:
        """Return whether this is not yet as the form wants it."""
        return (not node.text and self.is_required(node)) or self.is_refused(node)

    # Answers come in.

    def add(self, holder: Node, name: str) -> Node:
        """Ask something once more.

        :raises NotOfTheForm: nothing of this name is asked often, or it is asked often enough
        """
        node = holder.add(name)
        self._begin(node)
        self.settle()
        return node

    def kept(self) -> dict[str, Json]:
        """Return all answers as they are kept while something is still to come."""
        return self._answers(relevant_only=False)

    def final(self) -> dict[str, Json]:
        """Return the answers that count."""
        return self._answers(relevant_only=True)

    def _answers(self, *, relevant_only: bool) -> dict[str, Json]:
        answers = self.root.as_json(relevant_only=relevant_only)
        assert isinstance(answers, dict)  # noqa: S101  the root is a group
        return answers


@dataclass(frozen=True, slots=True)
class Page:
    """What is asked on one page: a group, or the questions between two groups."""

    filling: Filling
    holder: Node
    items: Sequence[Group | Question]

    @property
    def title(self) -> str:
        """Return the heading of the group; loose questions have none."""
        first = self.items[0]
        if isinstance(first, Question):
            return ""
        nodes = self.holder.children[first.name]
        return self.filling.words(first.label, nodes[0] if nodes else self.holder)

    @property
    def repeated(self) -> Group | None:
        """Return the group that is asked as often as wanted, where the page is one."""
        first = self.items[0]
        return first if isinstance(first, Group) and first.repeats else None

    def entries(self, *, kinds: frozenset[Kind] = SHOWN) -> Iterator[Entry]:
        """Return what is shown now, in order; hidden and irrelevant parts are not."""
        for item in self.items:
            yield from self._entries(self.holder, item, 0, kinds)

    def _entries(
        self, holder: Node, item: Group | Question, depth: int, kinds: frozenset[Kind]
    ) -> Iterator[Entry]:
        for node in holder.children[item.name]:
            if not node.included:
                continue
            if isinstance(item, Question):
                if item.kind in kinds:
                    yield Entry(node, item, depth)
                continue
            inside = [
                entry
                for child in item.items
                for entry in self._entries(node, child, depth + 1, kinds)
            ]
            if inside or item.repeats:
                yield Entry(node, item, depth)
                yield from inside


def _only_group(item: Group) -> bool:
    shown = [one for one in item.items if isinstance(one, Group) or one.kind in SHOWN]
    return (
        len(item.items) == 1
        and len(shown) == 1
        and isinstance(shown[0], Group)
        and not shown[0].repeats
        and any(isinstance(one, Group) for one in shown[0].items)
    )


def places(entries: Iterable[Entry]) -> dict[str, Node]:
    """Return the nodes of the questions shown, by their places."""
    return {entry.node.place: entry.node for entry in entries if entry.is_question}
