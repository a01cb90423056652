"""The expressions of forms: the part of XPath that OpenRosa and ODK use, with their functions.

`parse` reads one, `Expression.value` works it out for a node. Both are bounded whatever the text
says: neither hangs, overflows, nor raises anything but what is named here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.questionnaires.xpath import references
from alongside.questionnaires.xpath.context import Budget, Context, Scope
from alongside.questionnaires.xpath.errors import BadExpression, CannotEvaluate
from alongside.questionnaires.xpath.parser import Parser
from alongside.questionnaires.xpath.values import as_boolean, as_number, as_string

if TYPE_CHECKING:
    from alongside.questionnaires.xpath.tree import Part
    from alongside.questionnaires.xpath.values import Value

__all__ = [
    "BadExpression",
    "Budget",
    "CannotEvaluate",
    "Context",
    "Expression",
    "as_boolean",
    "as_number",
    "as_string",
    "parse",
]


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression that has been read.

    Args:
        text: as it was written.
        part: what it consists of.
        references: the places it reads, as written but without predicates: `/data/age`, `../age`.
            A group or a repeat is among them where its instances are counted or their place asked.
        instances: the ids of the secondary instances it looks into.
    """

    text: str
    part: Part
    references: frozenset[str]
    instances: frozenset[str]

    def value(self, context: Context) -> Value:
        """Work it out.

        Raises:
            CannotEvaluate: it takes too much work, or names what the form does not have.
        """
        return self.part.evaluate(Scope(context, context.node))

    def reads(self, path: str) -> frozenset[str]:
        """Return the full paths it reads when it belongs to the node at `path`."""
        return frozenset(references.resolved(place, path) for place in self.references)


def parse(text: str) -> Expression:
    """Read an expression.

    Raises:
        BadExpression: it cannot be used; says why, and at which character.
    """
    parser = Parser(text)
    part = parser.whole()
    return Expression(text, part, references.all_read(part), frozenset(parser.instances))
