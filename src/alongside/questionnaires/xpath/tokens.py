"""The words of an expression (https://www.w3.org/TR/1999/REC-xpath-19991116/#exprlex)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from alongside.questionnaires.xpath.errors import BadExpression

if TYPE_CHECKING:
    from collections.abc import Iterator

WORD_OPERATORS = {"and", "or", "div", "mod"}
# After these a name is a name and * stands for any name; after all else they are operators.
BEFORE_A_VALUE = {"(", "[", ",", "/", "|", "+", "-", "=", "!=", "<", "<=", ">", ">="}

# Marks that belong to letters in the scripts of South Asia and elsewhere, which \w leaves out.
MARKS = r"\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0e4e\u200c\u200d"
NAME = rf"[^\W\d][\w.\-{MARKS}]*"
QNAME = rf"{NAME}(?::{NAME})?"
TOKEN = re.compile(
    rf"""
    (?P<space>\s+)
    | (?P<number>[0-9]+(\.[0-9]*)?|\.[0-9]+)
    | (?P<text>"[^"]*"|'[^']*')
    | (?P<sign>//|::|!=|<=|>=|\.\.|[()\[\],/|+\-=<>.*])
    | (?P<name>{QNAME})
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """One word: its kind (number, text, sign, operator, name, end), itself, its first character."""

    kind: str
    text: str
    place: int


def tokens(expression: str) -> Iterator[Token]:
    """Yield the words of an expression, and an end.

    Raises:
        BadExpression: something in it is no word of the language.
    """
    position, before = 0, Token("sign", "(", 0)
    while position < len(expression):
        found = TOKEN.match(expression, position)
        if found is None:
            raise BadExpression(complaint(expression, position), position + 1)
        kind, text = found.lastgroup or "", found[0]
        if kind != "space":
            before = Token(classified(kind, text, before), text, position + 1)
            refuse(before)
            yield before
        position = found.end()
    yield Token("end", "", len(expression) + 1)


def classified(kind: str, text: str, before: Token) -> str:
    """Return what a word is, which for some depends on the word before it."""
    value_expected = before.kind == "operator" or (
        before.kind == "sign" and before.text in BEFORE_A_VALUE
    )
    if text == "*":
        return "name" if value_expected else "operator"
    if kind == "name" and text in WORD_OPERATORS and not value_expected:
        return "operator"
    if kind == "sign" and text in BEFORE_A_VALUE - {"(", "[", ",", "/"}:
        return "operator"
    return kind


def refuse(token: Token) -> None:
    """Refuse what XPath has and forms have not."""
    if token.text == "//":
        raise BadExpression(_("“//” looks everywhere. Name the question instead."), token.place)
    if token.text == "::":
        raise BadExpression(_("“::” is not supported. Name the question instead."), token.place)


def complaint(expression: str, position: int) -> str:
    """Return what is wrong with the character at a position."""
    character = expression[position]
    if character in "\"'":
        return _("A text begins here that does not end: the second quotation mark is missing.")
    if character in "“”„«»‘’‚`´":
        return _("Quotation marks must be straight, ' or \", not curly.")
    if character == "$":
        return _("This ${name} is not the name of a question in the form.")
    if character == "@":
        return _("“@” is not supported: a form's answers have no attributes.")
    if character == "!":
        return _("“!” stands only before “=”. To turn an answer round write not(…).")
    return _("“%(character)s” means nothing in an expression.") % {"character": character}
