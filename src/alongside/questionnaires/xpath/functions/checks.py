"""What can be known of a call before anybody has answered anything."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _, ngettext

from alongside.questionnaires.xpath import patterns, references
from alongside.questionnaires.xpath.functions.texts import DIGESTS
from alongside.questionnaires.xpath.patterns import BadPattern
from alongside.questionnaires.xpath.tree import Call, Chain, Filtered, Literal, Path
from alongside.questionnaires.xpath.values import as_string

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from alongside.questionnaires.xpath.functions.signature import Function
    from alongside.questionnaires.xpath.tree import Part

MAY_GIVE_NODES = {"instance", "current", "randomize", "indexed-repeat", "if", "coalesce", "once"}
ODD = {"indexed-repeat": 1, "weighted-checklist": 0}  # how many arguments stand beside the pairs


def unknown(name: str, known: Iterable[str], unsupported: Iterable[str]) -> str:
    """Return what to say of a function that there is not."""
    if name in unsupported:
        return _("%(name)s() is not supported.") % {"name": name}
    near = difflib.get_close_matches(name.lower(), [*known], n=1)
    if near:
        return _("There is no %(name)s(). Perhaps %(near)s() is meant?") % {
            "name": name,
            "near": near[0],
        }
    return _("There is no %(name)s().") % {"name": name}


def gives_nodes(part: Part) -> bool:
    """Say whether a part may be worth nodes rather than a value."""
    match part:
        case Path() | Filtered():
            return True
        case Chain(rest=[(sign, _part), *_rest]):
            return sign == "|"
        case Call(function=function):
            return function.name in MAY_GIVE_NODES
        case _:
            return False


def objection(function: Function, parts: tuple[Part, ...]) -> str:
    """Return why a function cannot be called with these arguments, or nothing."""
    if len(parts) < function.least:
        return ngettext(
            "%(name)s() needs at least %(count)s argument.",
            "%(name)s() needs at least %(count)s arguments.",
            function.least,
        ) % {"name": function.name, "count": function.least}
    if function.most is not None and len(parts) > function.most:
        return ngettext(
            "%(name)s() takes at most %(count)s argument.",
            "%(name)s() takes at most %(count)s arguments.",
            function.most,
        ) % {"name": function.name, "count": function.most}
    if len(parts) % 2 != ODD.get(function.name, len(parts) % 2):
        return _("The last arguments of %(name)s() come in pairs.") % {"name": function.name}
    for number, part in enumerate(parts):
        check = CHECKS.get(function.kind(number))
        if sentence := check(part) if check else "":
            return f"{function.name}(): {sentence}"
    return ""


def nodes(part: Part) -> str:
    if gives_nodes(part):
        return ""
    return _("It needs answers of the form, such as ${question}, not a text or a number.")


def path(part: Part) -> str:
    plain = (
        isinstance(part, Path)
        and part.start is None
        and not any(step.predicates or step.name == "*" for step in part.steps)
    )
    return "" if plain else _("It needs a question or a repeat of the form here.")


def name(part: Part) -> str:
    if isinstance(part, Literal) and isinstance(part.value, str):
        return ""
    return _("It needs a name in quotation marks.")


def question(part: Part) -> str:
    if isinstance(part, Literal) and references.PLAIN.fullmatch(as_string(part.value).strip()):
        return ""
    return _("It needs a question in quotation marks, such as '${question}'.")


def pattern(part: Part) -> str:
    if isinstance(part, Literal):
        try:
            patterns.read(as_string(part.value))
        except BadPattern as bad:
            return str(bad)
    return ""


def algorithm(part: Part) -> str:
    if isinstance(part, Literal) and part.value not in DIGESTS:
        return _("It knows %(names)s.") % {"names": ", ".join(DIGESTS)}
    return ""


CHECKS: dict[str, Callable[[Part], str]] = {
    "nodes": nodes,
    "path": path,
    "id": name,
    "question": question,
    "pattern": pattern,
    "algorithm": algorithm,
}
