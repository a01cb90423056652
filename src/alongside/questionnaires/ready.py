"""A questionnaire made ready to be filled in: its expressions read, and in which order they go."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from alongside.questionnaires import xpath
from alongside.questionnaires.definition import Choices, Group, Kind, Question
from alongside.questionnaires.instance import Kind as NodeKind, Node, Template

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from alongside.questionnaires.definition import Choice, Output, Questionnaire, Text
    from alongside.questionnaires.xpath import Expression

NODE_KINDS = {
    Kind.WHOLE: NodeKind.INT,
    Kind.DECIMAL: NodeKind.DECIMAL,
    Kind.DATE: NodeKind.DATE,
    Kind.TIME: NodeKind.TIME,
    Kind.MOMENT: NodeKind.DATE_TIME,
    Kind.ONE: NodeKind.SELECT1,
    Kind.SEVERAL: NodeKind.SELECT,
}
# What decides whether a node counts and what it holds; the others only read it.
DECISIVE = ("relevant", "calculate", "count", "first_value")
# The texts in which something worked out may stand.
TEXTS = ("label", "hint", "required_message", "constraint_message")


class Circle(ValueError):
    """Two questions wait for each other; `path` is one of them."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


@dataclass(frozen=True)
class Ready:
    """What is worked out once for a version of a form, and used for every answer sheet."""

    questionnaire: Questionnaire
    template: Template
    items: dict[str, Group | Question]
    # (path, what it decides) → expression.
    expressions: dict[tuple[str, str], Expression]
    # Texts' outputs, as they are written.
    outputs: dict[str, Expression]
    order: list[str]
    instances: dict[str, Node]
    options: dict[int, Choice] = field(repr=False, default_factory=dict)


def ready(questionnaire: Questionnaire) -> Ready:
    """Return a questionnaire made ready.

    :raises BadExpression: one of its expressions cannot be read
    :raises Circle: what is asked or worked out depends on itself
    """
    items: dict[str, Group | Question] = {one.path: one for one in questionnaire.walk()}
    expressions = {
        (path, what): xpath.parse(text)
        for path, one in items.items()
        for what, text in written(one)
    }
    outputs = {text: xpath.parse(text) for text in _outputs(questionnaire, items.values())}
    instances, options = _instances(questionnaire)
    return Ready(
        questionnaire=questionnaire,
        template=_template(questionnaire.root),
        items=items,
        expressions=expressions,
        outputs=outputs,
        order=_order(items, expressions),
        instances=instances,
        options=options,
    )


def written(item: Group | Question) -> Iterator[tuple[str, str]]:
    """Return what an item decides by expressions, and each of them as it is written."""
    if isinstance(item, Group):
        pairs = [("relevant", item.relevant), ("count", item.count)]
    else:
        pairs = [
            (what, getattr(item, what))
            for what in ("relevant", "required", "constraint", "calculate", "first_value")
        ]
        if item.choices and item.choices.only:
            pairs.append(("options", options_path(item)))
    return ((what, text) for what, text in pairs if text)


def options_path(question: Question) -> str:
    """Return the expression for the options of a question."""
    choices = question.choices or Choices(list_name="")
    return f"instance('{choices.list_name}')/root/item[{choices.only}]"


def _outputs(questionnaire: Questionnaire, items: Iterable[Group | Question]) -> Iterator[str]:
    texts = [getattr(item, name, {}) for item in items for name in TEXTS]
    texts += [choice.label for choices in questionnaire.lists.values() for choice in choices]
    return (piece[1] for text in texts for piece in _pieces(text) if not isinstance(piece, str))


def _pieces(text: Text) -> Iterator[str | Output]:
    return (piece for pieces in text.values() for piece in pieces)


def _template(item: Group | Question) -> Template:
    if isinstance(item, Group):
        children = tuple(_template(child) for child in item.items)
        return Template(item.name, NodeKind.GROUP, repeats=item.repeats, children=children)
    return Template(item.name, NODE_KINDS.get(item.kind, NodeKind.STRING), text=item.default)


def _instances(questionnaire: Questionnaire) -> tuple[dict[str, Node], dict[int, Choice]]:
    """Return the lists of options as trees, and which option each item stands for."""
    roots, options = {}, {}
    for name, choices in questionnaire.lists.items():
        columns = dict.fromkeys(column for choice in choices for column in choice.columns)
        parts = tuple(Template(column) for column in ("name", "label", *columns))
        item = Template("item", NodeKind.GROUP, repeats=True, children=parts)
        root = Node(Template("root", NodeKind.GROUP, children=(item,)))
        for choice in choices:
            node = root.add("item")
            node.children["name"][0].text = choice.name
            for column, text in choice.columns.items():
                node.children[column][0].text = text
            options[id(node)] = choice
        roots[name] = root
    return roots, options


def _order(
    items: dict[str, Group | Question], expressions: dict[tuple[str, str], Expression]
) -> list[str]:
    """Return every path, each after those its own value or relevance depends on."""
    needs: dict[str, list[str]] = defaultdict(list)
    for (path, what), expression in expressions.items():
        if what in DECISIVE:
            needs[path] += sorted(one for one in expression.reads(path) if one in items)
    for path in items:
        around = path.rpartition("/")[0]
        if around in items:
            needs[path].append(around)
    order: list[str] = []
    done: set[str] = set()
    for path in items:
        _visit(path, needs, order, done)
    return order


def _visit(start: str, needs: dict[str, list[str]], order: list[str], done: set[str]) -> None:
    """Put a path behind everything it needs; raises Circle where that comes back to it."""
    under_way: dict[str, list[str]] = {}
    waiting = [start]
    while waiting:
        path = waiting[-1]
        if path in done:
            waiting.pop()
            continue
        left = under_way.setdefault(path, list(needs[path]))
        while left and left[-1] in done:
            left.pop()
        if not left:
            under_way.pop(path)
            done.add(path)
            order.append(path)
            waiting.pop()
        elif left[-1] in under_way:
            raise Circle(left[-1])
        else:
            waiting.append(left.pop())
