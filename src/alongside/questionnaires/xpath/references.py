"""Which answers an expression reads: for the order of calculations, and to find circles.

A place is a path without predicates: `/data/child/age`, or one that begins at the node whose
expression it is: `../age`, `.`. In a list of steps a full path begins with an empty one.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.questionnaires.xpath.errors import BadExpression
from alongside.questionnaires.xpath.tokens import QNAME
from alongside.questionnaires.xpath.tree import Call, Chain, Filtered, Negative, Path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alongside.questionnaires.xpath.tree import Part

Steps = tuple[str, ...]
Places = list[Steps]

MOST = 10_000

PLAIN = re.compile(rf"(/{QNAME})+|\.|((\.|\.\.)/)*(\.\.|{QNAME})(/{QNAME})*")


def stepped(steps: Steps, name: str) -> Steps:
    """Return the place one step further on."""
    if name == ".":
        return steps
    if name != "..":
        return (*steps, name)
    if steps and steps[-1] not in {"..", ""}:
        return steps[:-1]
    return steps if steps == ("",) else (*steps, "..")


def written(steps: Steps) -> str:
    """Return a place as a path."""
    return "/" if steps == ("",) else "/".join(steps) or "."


def resolved(path: str, here: str) -> str:
    """Return the full path of a place named from a node whose full path is `here`."""
    first, *names = path.split("/")
    steps = ("",) if first == "" else stepped(tuple(here.split("/")), first)
    for name in names:
        steps = stepped(steps, name)
    return written(steps)


def place(path: Path) -> str:
    """Return where a path leads, without its predicates."""
    return written(locations(path, [()])[0])


def begun(path: Path, here: Places) -> Places:
    """Return where a path begins."""
    if path.start is not None:
        return locations(path.start, here)
    return [("",)] if path.absolute else here


def locations(part: Part, here: Places) -> Places:
    """Return the places whose nodes a part gives; none in a secondary instance.

    Of a function they are those of its arguments, which may be more than those it chooses.

    Raises:
        BadExpression: there are too many, as brackets within predicates can make them.
    """
    match part:
        case Path():
            found = begun(part, here)
            for step in part.steps:
                found = [stepped(each, step.name) for each in found]
        case Filtered(part=inner):
            found = locations(inner, here)
        case Call(function=function) if function.name == "current":
            found = [()]
        case _:
            found = [place for each in inside(part) for place in locations(each, here)]
    if len(found) > MOST:
        raise BadExpression(_("The expression reads too many answers."), 1)
    return [*dict.fromkeys(found)]


def read_by(part: Part, here: Places) -> Iterator[str]:
    """Yield the places a part reads.

    Args:
        part: of an expression.
        here: the places it is worked out for; none in a predicate of a secondary instance.
    """
    match part:
        case Path():
            yield from map(written, locations(part, here))
            yield from read_on_the_way(part, here)
        case Filtered(part=inner, predicates=predicates):
            yield from read_by(inner, here)
            for predicate in predicates:
                yield from read_by(predicate, locations(inner, here))
        case _:
            for each in inside(part):
                yield from read_by(each, here)


def read_on_the_way(path: Path, here: Places) -> Iterator[str]:
    """Yield the places that a path's start and its predicates read."""
    if path.start is not None:
        yield from read_by(path.start, here)
    found = begun(path, here)
    for step in path.steps:
        found = [stepped(each, step.name) for each in found]
        for predicate in step.predicates:
            yield from read_by(predicate, found)


def inside(part: Part) -> tuple[Part, ...]:
    """Return what a part is made of that is worked out for the same node."""
    match part:
        case Chain(first=first, rest=rest):
            return (first, *(other for _sign, other in rest))
        case Call(arguments=arguments):
            return arguments
        case Negative(part=inner):
            return (inner,)
        case _:
            return ()


def all_read(part: Part) -> frozenset[str]:
    """Return the places an expression reads.

    Raises:
        BadExpression: there are too many.
    """
    found = [*islice(read_by(part, [()]), MOST + 1)]
    if len(found) > MOST:
        raise BadExpression(_("The expression reads too many answers."), 1)
    return frozenset(found)
