"""Functions of texts, of lists of choices written as a text, and of truths."""

from __future__ import annotations

import base64
import binascii
import math
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.questionnaires.xpath import patterns
from alongside.questionnaires.xpath.context import MOST_TEXT
from alongside.questionnaires.xpath.errors import CannotEvaluate
from alongside.questionnaires.xpath.patterns import BadPattern
from alongside.questionnaires.xpath.values import as_boolean, as_string
from alongside.vault import hashing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from alongside.questionnaires.xpath.context import Scope
    from alongside.questionnaires.xpath.tree import Part
    from alongside.questionnaires.xpath.values import Value

LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"
DIGESTS = {"SHA-256": 256, "SHA-384": 384, "SHA-512": 512}  # MD5 and SHA-1 are broken


def joined(scope: Scope, separator: str, *lists: list[str]) -> str:
    """Return all texts with a separator between them, refused before it grows too long."""
    parts = [text for texts in lists for text in texts]
    scope.context.budget.spend(len(parts))
    if sum(map(len, parts)) + len(separator) * len(parts) > MOST_TEXT:
        raise CannotEvaluate(_("Working this out makes too long a text."))
    return separator.join(parts)


def substr(text: str, start: float, end: float = math.inf) -> str:
    """Return the characters from `start` up to `end`, counted from 0, from the end if negative."""
    if math.isnan(start) or math.isnan(end):
        return ""
    first, last = (int(max(-MOST_TEXT, min(MOST_TEXT, edge))) for edge in (start, end))
    return text[first:last]


def substring_after(text: str, part: str) -> str:
    """Return what follows a part of a text; all of it follows an empty one."""
    return text.partition(part)[2] if part else text


def translate(text: str, old: str, new: str) -> str:
    """Replace each character of `old` by its counterpart in `new`, or by nothing."""
    pairs = {ord(letter): new[i : i + 1] for i, letter in reversed([*enumerate(old)])}
    return text.translate(pairs)


def regex(scope: Scope, text: str, pattern: str) -> bool:
    """Say whether the whole text is what a pattern describes, as ODK's phones do."""
    try:
        found = patterns.read(pattern)
    except BadPattern as bad:
        raise CannotEvaluate(str(bad)) from bad
    return found.fullmatch(scope.context.budget.read(text)) is not None


def selected_at(text: str, index: float) -> str:
    """Return a chosen value by its place, the first being 0; nothing where there is none."""
    chosen = text.split()
    return chosen[int(index)] if 0 <= index < len(chosen) else ""


def identifier(scope: Scope, length: float | None = None) -> str:
    """Return a random UUID, or so many random letters and digits."""
    chance = scope.context.random
    if length is None:
        return str(UUID(int=chance.getrandbits(128), version=4))
    if not length <= MOST_TEXT:
        raise CannotEvaluate(_("Working this out makes too long a text."))
    count = int(max(0, length))
    scope.context.budget.spend(count)
    return "".join(chance.choice(LETTERS) for _place in range(count))


def digest(text: str, algorithm: str, encoding: str = "base64") -> str:
    """Return a text's SHA-2, in base64 or in hex (XForms 1.1, 7.11.1)."""
    if algorithm not in DIGESTS or encoding not in {"base64", "hex"}:
        raise CannotEvaluate(_("digest() knows SHA-256, SHA-384, SHA-512, and base64 or hex."))
    raw = hashing.sha2(text.encode("utf-8", "surrogatepass"), DIGESTS[algorithm])
    return raw.hex() if encoding == "hex" else base64.b64encode(raw).decode()


def base64_decode(text: str) -> str:
    """Return the text that was written in base64, empty if none was."""
    try:
        return base64.b64decode(text.encode(), validate=True).decode("utf-8", "replace")
    except (binascii.Error, UnicodeEncodeError):
        return ""


def choose(scope: Scope, condition: Part, then: Part, otherwise: Part) -> Value:
    """Work out one of two parts, and leave the other alone."""
    return (then if as_boolean(condition.evaluate(scope)) else otherwise).evaluate(scope)


def coalesce(scope: Scope, *parts: Part) -> Value:
    """Return the first value that is not empty."""
    found = (part.evaluate(scope) for part in parts)
    return next((value for value in found if as_string(value)), "")


def once(scope: Scope, part: Part) -> Value:
    """Keep the answer that is there; work one out only where there is none."""
    node = scope.context.node
    return (node,) if node.text else part.evaluate(scope)


def checklist(least: float, most: float, *answers: list[float]) -> bool:
    """Say whether so many of the answers are more than 0; a limit of -1 is none."""
    return between(least, most, sum(number > 0 for each in answers for number in each))


def weighted_checklist(least: float, most: float, *pairs: list[float]) -> bool:
    """Say whether the weights of the answers that are more than 0 add up to so much."""
    answers: Iterable[float] = (number for each in pairs[::2] for number in each)
    weights: Iterable[float] = (number for each in pairs[1::2] for number in each)
    return between(least, most, sum(w for a, w in zip(answers, weights, strict=False) if a > 0))


def between(least: float, most: float, number: float) -> bool:
    return (least == -1 or number >= least) and (most == -1 or number <= most)


TABLE: dict[str, tuple[str, Callable[..., Value]]] = {
    "string": ("any=.", as_string),
    "concat": ("scope texts*", lambda scope, *lists: joined(scope, "", *lists)),
    "join": ("scope string texts*", joined),
    "string-length": ("string", lambda text: float(len(text))),
    "substr": ("string number number?", substr),
    "substring-before": ("string string", lambda text, part: text[: max(0, text.find(part))]),
    "substring-after": ("string string", substring_after),
    "contains": ("string string", lambda text, part: part in text),
    "starts-with": ("string string", lambda text, part: text.startswith(part)),
    "ends-with": ("string string", lambda text, part: text.endswith(part)),
    "translate": ("string string string", translate),
    "normalize-space": ("string=.", lambda text: " ".join(text.split())),
    "regex": ("scope string pattern", regex),
    "uuid": ("scope number?", identifier),
    "digest": ("string algorithm string?", digest),
    "base64-decode": ("string", base64_decode),
    "selected": ("string string", lambda text, value: value.strip() in text.split()),
    "selected-at": ("string number", selected_at),
    "count-selected": ("string", lambda text: float(len(text.split()))),
    "boolean": ("any", as_boolean),
    "boolean-from-string": ("string", lambda text: text in {"true", "1"}),
    "not": ("boolean", lambda truth: not truth),
    "true": ("", lambda: True),
    "false": ("", lambda: False),
    "if": ("scope lazy lazy lazy", choose),
    "coalesce": ("scope lazy lazy lazy*", coalesce),
    "once": ("scope lazy", once),
    "checklist": ("number number numbers*", checklist),
    "weighted-checklist": ("number number numbers*", weighted_checklist),
}
