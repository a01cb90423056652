"""How a function says what it takes, so that its body receives it ready.

A signature names the kind of each argument, as the specification's table does: `string number?`.
`?` may be left out, `=.` then means the node itself, `*` may come any number of times. `scope`
stands first where the body must know the node or the context.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from alongside.questionnaires.xpath.tree import as_nodes
from alongside.questionnaires.xpath.values import as_boolean, as_number, as_string, atoms

if TYPE_CHECKING:
    from collections.abc import Callable

    from alongside.questionnaires.xpath.context import Scope
    from alongside.questionnaires.xpath.tree import Part
    from alongside.questionnaires.xpath.values import Value


def texts(value: Value) -> list[str]:
    """Return the text of each node, or of the one value."""
    return [node.text for node in value] if isinstance(value, tuple) else [as_string(value)]


def numbers(value: Value) -> list[float]:
    """Return the number of each node, or of the one value."""
    return [as_number(atom) for atom in atoms(value)]


READ: dict[str, Callable[[Value], Any]] = {
    "string": as_string,
    "algorithm": as_string,  # of a digest
    "id": as_string,  # of a secondary instance
    "pattern": as_string,  # a regular expression
    "question": as_string,  # the path of a question, in quotation marks
    "number": as_number,
    "boolean": as_boolean,
    "any": lambda value: value,
    "nodes": as_nodes,
    "texts": texts,
    "numbers": numbers,
}
# The body works them out itself, or only wants to know where they lead.
UNREAD = {"lazy", "path"}


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the language; `most` is nothing if there may be any number of arguments."""

    name: str
    kinds: tuple[str, ...]
    least: int
    most: int | None
    scoped: bool
    implied: bool
    body: Callable[..., Value]

    @classmethod
    def of(cls, name: str, signature: str, body: Callable[..., Value]) -> Function:
        """Return the function of a name and a signature."""
        words = signature.split()
        scoped = words[:1] == ["scope"]
        kinds = words[1:] if scoped else words
        return cls(
            name=name,
            kinds=tuple(kind.rstrip("?*").removesuffix("=.") for kind in kinds),
            least=sum(not kind.endswith(("?", "*", "=.")) for kind in kinds),
            most=None if signature.endswith("*") else len(kinds),
            scoped=scoped,
            implied=signature.endswith("=."),
            body=body,
        )

    def kind(self, number: int) -> str:
        """Return the kind of an argument; the last one's is that of all that follow."""
        return self.kinds[min(number, len(self.kinds) - 1)]

    def call(self, scope: Scope, parts: tuple[Part, ...]) -> Value:
        """Return what the function makes of its arguments."""
        given: list[Any] = [scope] if self.scoped else []
        for number, part in enumerate(parts):
            kind = self.kind(number)
            given.append(part if kind in UNREAD else READ[kind](part.evaluate(scope)))
        return self.body(*given)
