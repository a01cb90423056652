"""Functions of nodes, of the form around them, and of chance."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.questionnaires.xpath import references
from alongside.questionnaires.xpath.errors import CannotEvaluate
from alongside.questionnaires.xpath.tree import Path, included

if TYPE_CHECKING:
    from collections.abc import Callable

    from alongside.questionnaires.instance import Node
    from alongside.questionnaires.xpath.context import Scope
    from alongside.questionnaires.xpath.values import Nodes, Value

PRIME = 2_147_483_647  # the modulus of Park and Miller's generator
FACTOR = 16_807
CHILDREN = 100  # that are looked through in one step


def instance(scope: Scope, name: str) -> Nodes:
    """Return the root of a secondary instance, which is the first step of a path into it."""
    root = scope.context.instances.get(name)
    if root is None:
        raise CannotEvaluate(_("The form has no list “%(name)s”.") % {"name": name})
    return (root,)


def position(scope: Scope, nodes: Nodes | None = None) -> float:
    """Return a node's place among its siblings, or that of the node a predicate looks at."""
    if nodes is None:
        return float(scope.position)
    if not nodes:
        return math.nan
    found = nodes[0].position
    scope.context.budget.spend(found // CHILDREN)
    return float(found)


def indexed_repeat(scope: Scope, target: Path, *chosen: Path | float) -> Nodes:
    """Return the answers to a question in one instance of each repeat named."""
    here = scope.context.node
    repeats = [each for each in chosen if isinstance(each, Path)]
    indexes = [each for each in chosen if not isinstance(each, Path)]
    wanted = {
        references.resolved(references.place(repeat), here.path): index
        for repeat, index in zip(repeats, indexes, strict=True)
    }
    *_above, root = here.lineage()
    around = set(map(id, here.lineage()))
    full = references.resolved(references.place(target), here.path)
    path, *names = full.removeprefix("/").split("/")
    nodes = [root] if root.name == path else []
    path = f"/{path}"
    for name in names:
        path = f"{path}/{name}"
        near: list[Node] = []
        for node in nodes:
            siblings = node.children.get(name, [])
            near += picked(siblings, wanted[path]) if path in wanted else siblings
        if path not in wanted and path != full:
            near = [node for node in near if id(node) in around] or near
        scope.context.budget.spend(1 + len(near))
        nodes = near
    return included(scope.context, tuple(nodes))


def picked(nodes: list[Node], index: float) -> list[Node]:
    """Return the node at a place, the first being 1, or none."""
    return [nodes[int(index) - 1]] if 1 <= index <= len(nodes) else []


def randomize(scope: Scope, nodes: Nodes, seed: float | None = None) -> Nodes:
    """Shuffle nodes, the same way each time for the same seed.

    It is the inside-out variant of Fisher and Yates's shuffle; with a seed its numbers come from
    Park and Miller's generator, so that other programs shuffle the same form the same way.
    """
    draw = scope.context.random.random if seed is None else park_miller(seed)
    shuffled: list[Node] = []
    for i, node in enumerate(nodes):
        scope.context.budget.spend()
        shuffled.append(node)
        other = int(draw() * (i + 1))
        shuffled[i], shuffled[other] = shuffled[other], node
    return tuple(shuffled)


def park_miller(seed: float) -> Callable[[], float]:
    """Return a source of numbers from 0 up to 1 that a seed decides."""
    state = int(math.fmod(seed, PRIME)) if math.isfinite(seed) else 0
    state = state if state > 0 else state + PRIME - 1

    def draw() -> float:
        nonlocal state
        state = state * FACTOR % PRIME
        return (state - 1) / (PRIME - 1)

    return draw


def choice_name(scope: Scope, value: str, question: str) -> str:
    """Return the label of a choice, from its value and the path of its question."""
    path = references.resolved(question.strip(), scope.context.node.path)
    return scope.context.choice_name(path, value)


TABLE: dict[str, tuple[str, Callable[..., Value]]] = {
    "count": ("nodes", lambda nodes: float(len(nodes))),
    "count-non-empty": ("nodes", lambda nodes: float(sum(node.text != "" for node in nodes))),
    "position": ("scope nodes?", position),
    "last": ("scope", lambda scope: float(scope.size)),
    "name": ("nodes=.", lambda nodes: nodes[0].name if nodes else ""),
    "local-name": ("nodes=.", lambda nodes: nodes[0].name.rpartition(":")[2] if nodes else ""),
    "instance": ("scope id", instance),
    "current": ("scope", lambda scope: (scope.context.node,)),
    "indexed-repeat": ("scope path path number path? number? path? number?", indexed_repeat),
    "randomize": ("scope nodes number?", randomize),
    "random": ("scope", lambda scope: scope.context.random.random()),
    "version": ("scope", lambda scope: scope.context.version),
    "jr:itext": ("scope string", lambda scope, name: scope.context.itext(name)),
    "jr:choice-name": ("scope string question", choice_name),
}
