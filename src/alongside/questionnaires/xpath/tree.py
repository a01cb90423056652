"""An expression that has been read: what its parts are and how each is worked out.

Chains of one precedence are kept flat, so that a sum of a thousand answers is not a thousand
levels deep; the reader bounds what depth is left.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from django.utils.translation import gettext as _

from alongside.questionnaires.xpath import values
from alongside.questionnaires.xpath.context import Scope
from alongside.questionnaires.xpath.errors import CannotEvaluate
from alongside.questionnaires.xpath.values import as_boolean, as_number

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from alongside.questionnaires.instance import Node
    from alongside.questionnaires.xpath.context import Context
    from alongside.questionnaires.xpath.functions import Function
    from alongside.questionnaires.xpath.values import Nodes, Value

# Operators by how closely they bind, the loosest first; those of one line are read left to right.
PRECEDENCE = (
    ("or",),
    ("and",),
    ("=", "!="),
    ("<", "<=", ">", ">="),
    ("+", "-"),
    ("*", "div", "mod"),
)
LEVEL = {sign: level for level, signs in enumerate(PRECEDENCE) for sign in signs}


class Part(Protocol):
    """Any part of an expression; `height` is how many levels of parts it has."""

    @property
    def height(self) -> int: ...

    def evaluate(self, scope: Scope) -> Value:
        """Return what it is worth for the node of a scope."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A text or a number that stands in the expression."""

    value: str | float
    height: int = 1

    def evaluate(self, scope: Scope) -> Value:
        scope.context.budget.spend()
        return self.value


@dataclass(frozen=True, slots=True)
class Negative:
    """A part with a minus before it."""

    part: Part
    height: int

    def evaluate(self, scope: Scope) -> Value:
        return -as_number(self.part.evaluate(scope))


@dataclass(slots=True)
class Chain:
    """Parts joined by operators of one precedence, read from left to right; it grows as it is."""

    first: Part
    rest: list[tuple[str, Part]]
    height: int

    def evaluate(self, scope: Scope) -> Value:
        value = self.first.evaluate(scope)
        for sign, part in self.rest:
            if sign in {"or", "and"}:
                if as_boolean(value) is (sign == "or"):
                    return sign == "or"
                value = as_boolean(part.evaluate(scope))
            else:
                value = joined(scope.context, sign, value, part.evaluate(scope))
        return value


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    function: Function
    arguments: tuple[Part, ...]
    height: int

    def evaluate(self, scope: Scope) -> Value:
        scope.context.budget.spend()
        value = self.function.call(scope, self.arguments)
        return scope.context.budget.read(value) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: a name, `*`, `.` or `..`, and what of it is meant."""

    name: str
    predicates: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """Steps from the node itself, from the nodes that `start` is worth, or `absolute`.

    The first step of an absolute path names the root: that of the answers, or of the secondary
    instance that `start` calls for.
    """

    steps: tuple[Step, ...]
    height: int
    absolute: bool = False
    start: Part | None = None

    def evaluate(self, scope: Scope) -> Value:
        nodes = self.begin(scope)
        last = len(self.steps) - 1
        for number, step in enumerate(self.steps):
            if self.absolute and number == 0:
                nodes = tuple(node for node in nodes if step.name in {node.name, "*"})
                nodes = filtered(scope.context, nodes, step.predicates)
            else:
                own = self.own and number != last and not step.predicates
                nodes = walked(scope.context, nodes, step, own=own)
        return included(scope.context, nodes)

    @property
    def own(self) -> bool:
        """Say whether it is a full path into the answers."""
        return self.absolute and self.start is None

    def begin(self, scope: Scope) -> Nodes:
        """Return where the first step is taken from."""
        if self.start is not None:
            return as_nodes(self.start.evaluate(scope))
        if self.absolute:
            return (*scope.context.node.lineage(),)[-1:]
        return (scope.node,)


@dataclass(frozen=True, slots=True)
class Filtered:
    """Nodes in brackets, of which predicates choose some among all of them."""

    part: Part
    predicates: tuple[Part, ...]
    height: int

    def evaluate(self, scope: Scope) -> Value:
        return filtered(scope.context, as_nodes(self.part.evaluate(scope)), self.predicates)


def as_nodes(value: Value) -> Nodes:
    """Return nodes as they are.

    Raises:
        CannotEvaluate: it is something else, as one branch of an if() may be.
    """
    if not isinstance(value, tuple):
        raise CannotEvaluate(_("Answers of the form are needed here, not a text or a number."))
    return value


def walked(context: Context, nodes: Nodes, step: Step, *, own: bool) -> Nodes:
    """Return where a step leads from each of the nodes.

    With `own`, of a repeat around the expression only the instance it stands in: ODK reads a full
    path inside a repeat so (https://getodk.github.io/xforms-spec/#a-big-deviation-with-xforms).
    A step with a predicate chooses for itself, and the last step means all there are.
    """
    around = set(map(id, context.node.lineage())) if own else set()
    found: list[Node] = []
    for node in nodes:
        context.budget.spend()
        near = neighbours(node, step.name)
        if around:
            near = [each for each in near if id(each) in around] or near
        found += filtered(context, near, step.predicates)
    return unique(found)


def neighbours(node: Node, name: str) -> Sequence[Node]:
    """Return the nodes one step away."""
    if name == ".":
        return (node,)
    if name == "..":
        return (node.parent,) if node.parent else ()
    if name == "*":
        return [child for children in node.children.values() for child in children]
    return node.children.get(name, ())


def filtered(context: Context, nodes: Sequence[Node], predicates: Sequence[Part]) -> Nodes:
    """Return the nodes for which each predicate holds; a number holds for that position."""
    for predicate in predicates:
        size, kept = len(nodes), []
        for position, node in enumerate(nodes, start=1):
            value = predicate.evaluate(Scope(context, node, position, size))
            if isinstance(value, float):
                value = value == position
            if as_boolean(value):
                kept.append(node)
        nodes = kept
    return (*nodes,)


def included(context: Context, nodes: Nodes) -> Nodes:
    """Return the nodes whose answers count, having paid for reading them."""
    kept = []
    for node in nodes:
        context.budget.read(node.text)
        if node.included:
            kept.append(node)
    return (*kept,)


def unique(nodes: Sequence[Node]) -> Nodes:
    """Return each node once, in the order found."""
    return (*{id(node): node for node in nodes}.values(),)


def joined(context: Context, sign: str, left: Value, right: Value) -> Value:
    """Return what an operator makes of two values."""
    if sign == "|":
        nodes = (*as_nodes(left), *as_nodes(right))
        context.budget.spend(len(nodes))
        return unique(nodes)
    if sign == "-":
        return values.difference(left, right)
    if sign in ARITHMETIC:
        return ARITHMETIC[sign](as_number(left), as_number(right))
    if isinstance(left, tuple) and isinstance(right, tuple):
        context.budget.spend(len(left) * len(right))
    return values.compare(sign, left, right)


def divided(left: float, right: float) -> float:
    """Return a quotient; by zero it is infinite, and zero by zero is not a number."""
    if right == 0:
        sign = math.copysign(1, left) * math.copysign(1, right)
        return math.nan if left == 0 or math.isnan(left) else math.copysign(math.inf, sign)
    return left / right


def remainder(left: float, right: float) -> float:
    """Return what is left of a division, with the sign of the dividend."""
    if right == 0 or math.isinf(left):
        return math.nan
    return math.fmod(left, right)


ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": lambda left, right: left + right,
    "*": lambda left, right: left * right,
    "div": divided,
    "mod": remainder,
}
