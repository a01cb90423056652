"""Reads an expression (https://getodk.github.io/xforms-spec/#xpath-operators)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.questionnaires.xpath.errors import BadExpression
from alongside.questionnaires.xpath.functions import FUNCTIONS, UNSUPPORTED, checks
from alongside.questionnaires.xpath.tokens import WORD_OPERATORS, tokens
from alongside.questionnaires.xpath.tree import (
    LEVEL,
    Call,
    Chain,
    Filtered,
    Literal,
    Negative,
    Path,
    Step,
)

if TYPE_CHECKING:
    from alongside.questionnaires.xpath.tokens import Token
    from alongside.questionnaires.xpath.tree import Part

LONGEST = 20_000  # characters
# Each level is at most four calls deep in the reader and in the evaluator; Python allows 1,000.
DEEPEST = 100
ROOTED = {"instance", "current"}  # functions a path may go on from


class Parser:
    """Where in an expression the reading is, and what it has met."""

    def __init__(self, text: str) -> None:
        if len(text) > LONGEST:
            raise BadExpression(
                _("The expression is longer than %(most)s characters.") % {"most": LONGEST}, LONGEST
            )
        self.tokens = [*tokens(text)]
        self.position = 0
        self.instances: set[str] = set()

    def whole(self) -> Part:
        """Read all of it."""
        part = self.expression(0)
        if self.here.kind != "end":
            raise BadExpression(unexpected(self.here), self.here.place)
        return part

    def expression(self, depth: int) -> Part:
        """Read values and the operators between them, until something that is neither."""
        self.bound(depth)
        operands: list[Part] = [self.operand(depth)]
        signs: list[Token] = []
        while self.here.kind == "operator" and self.here.text in LEVEL:
            sign = self.take()
            while signs and LEVEL[signs[-1].text] >= LEVEL[sign.text]:
                self.fold(operands, signs)
            signs.append(sign)
            operands.append(self.operand(depth))
        while signs:
            self.fold(operands, signs)
        return operands[0]

    def fold(self, operands: list[Part], signs: list[Token]) -> None:
        """Join the last two values by the last operator."""
        right, left, sign = operands.pop(), operands.pop(), signs.pop()
        if isinstance(left, Chain) and LEVEL.get(left.rest[0][0]) == LEVEL[sign.text]:
            left.rest.append((sign.text, right))
            left.height = self.bound(max(left.height, 1 + right.height), sign)
        else:
            height = self.bound(1 + max(left.height, right.height), sign)
            left = Chain(left, [(sign.text, right)], height)
        operands.append(left)

    def operand(self, depth: int) -> Part:
        """Read a value, with any minus before it and any other nodes united with it."""
        minuses = 0
        while self.skip("-"):
            minuses += 1
        part = self.value(depth)
        sign, others = self.here, []
        while self.skip("|"):
            others.append((sign.text, self.value(depth)))
        if others:
            parts = [part, *(other for _sign, other in others)]
            if not all(map(checks.gives_nodes, parts)):
                raise BadExpression(_("“|” joins answers, not values."), sign.place)
            part = Chain(part, others, self.bound(1 + max(each.height for each in parts)))
        # Two minuses still make a number of a text.
        for _minus in range(minuses % 2 or min(minuses, 2)):
            part = Negative(part, self.bound(1 + part.height))
        return part

    def value(self, depth: int) -> Part:
        """Read a text, a number, a path, a call, or something in brackets."""
        token = self.here
        if token.kind == "text":
            return Literal(self.take().text[1:-1])
        if token.kind == "number":
            return Literal(float(self.take().text))
        if self.skip("/"):
            return self.path(depth, absolute=True)
        if token.kind == "name" and self.tokens[self.position + 1].text == "(":
            call = self.call(depth)
            return self.onward(call, depth) if call.function.name in ROOTED else call
        if token.kind == "name" or token.text in {".", ".."}:
            return self.path(depth)
        if self.skip("("):
            part = self.expression(depth + 1)
            self.expect(")", token)
            return self.onward(part, depth) if checks.gives_nodes(part) else part
        raise BadExpression(unvalued(token), token.place)

    def onward(self, part: Part, depth: int) -> Part:
        """Read predicates of nodes, and a path that goes on from them."""
        if predicates := self.predicates(depth):
            height = max(part.height, *(each.height for each in predicates))
            part = Filtered(part, predicates, self.bound(1 + height))
        if not self.skip("/"):
            return part
        rooted = isinstance(part, Call) and part.function.name == "instance"
        return self.path(depth, absolute=rooted, start=part)

    def path(self, depth: int, *, absolute: bool = False, start: Part | None = None) -> Path:
        """Read steps."""
        steps = [self.step(depth)]
        while self.skip("/"):
            steps.append(self.step(depth))
        if len(steps) > DEEPEST:
            raise BadExpression(_("This path has too many steps."), self.here.place)
        inside = [part.height for step in steps for part in step.predicates]
        height = self.bound(1 + max([*inside, start.height if start else 0]))
        return Path(tuple(steps), height, absolute, start)

    def step(self, depth: int) -> Step:
        token = self.take()
        if token.kind != "name" and token.text not in {".", ".."}:
            raise BadExpression(_("After “/” stands the name of a question."), token.place)
        if self.here.text == "(":
            raise BadExpression(
                _("%(name)s() cannot be a part of a path.") % {"name": token.text}, token.place
            )
        return Step(token.text, self.predicates(depth))

    def predicates(self, depth: int) -> tuple[Part, ...]:
        found = []
        while self.here.text == "[":
            opening = self.take()
            found.append(self.expression(depth + 1))
            self.expect("]", opening)
        return tuple(found)

    def call(self, depth: int) -> Call:
        """Read a function's name and its arguments."""
        name, opening = self.take(), self.take()
        function = FUNCTIONS.get(name.text)
        if function is None:
            raise BadExpression(checks.unknown(name.text, FUNCTIONS, UNSUPPORTED), name.place)
        parts: list[Part] = []
        while not self.skip(")"):
            if parts:
                self.expect(",", opening)
            parts.append(self.expression(depth + 1))
        if function.implied and len(parts) == function.least:
            parts.append(Path((Step("."),), 1))
        if sentence := checks.objection(function, tuple(parts)):
            raise BadExpression(sentence, name.place)
        if function.name == "instance" and isinstance(parts[0], Literal):
            self.instances.add(str(parts[0].value))
        height = self.bound(1 + max((part.height for part in parts), default=0))
        return Call(function, tuple(parts), height)

    def bound(self, height: int, token: Token | None = None) -> int:
        """Return a height that is not too high."""
        if height > DEEPEST:
            raise BadExpression(
                _("The brackets are nested too deeply."), (token or self.here).place
            )
        return height

    @property
    def here(self) -> Token:
        return self.tokens[self.position]

    def take(self) -> Token:
        token = self.here
        self.position = min(self.position + 1, len(self.tokens) - 1)
        return token

    def skip(self, text: str) -> bool:
        """Say whether a sign comes next, and go past it."""
        found = self.here.text == text and self.here.kind in {"sign", "operator"}
        self.position += found
        return found

    def expect(self, text: str, opening: Token) -> None:
        if self.skip(text):
            return
        if self.here.kind == "end":
            raise BadExpression(
                _("The bracket that opens here is not closed: “%(sign)s” is missing.")
                % {"sign": ")" if opening.text == "(" else "]"},
                opening.place,
            )
        raise BadExpression(unexpected(self.here), self.here.place)


def unvalued(token: Token) -> str:
    """Return what to say of something that stands where a value should."""
    if token.kind == "end":
        return _("The expression ends where a value should follow.")
    return _("“%(word)s” stands where a question, a text or a number should.") % {
        "word": token.text
    }


def unexpected(token: Token) -> str:
    """Return what to say of something that stands after a value."""
    if token.text.lower() in WORD_OPERATORS:
        return _("“%(word)s” is written in small letters.") % {"word": token.text}
    return _("“%(word)s” stands where an operator such as “and” or “=” should.") % {
        "word": token.text
    }
