"""Values and how one kind becomes another.

A value is a text, a number, a truth, a date, a date-time, a time of day, or nodes. XPath 1.0
(https://www.w3.org/TR/1999/REC-xpath-19991116/#booleans) says how they compare; that dates count
as days since 1 January 1970 is ODK's addition (https://getodk.github.io/xforms-spec/#fn:number).
"""

from __future__ import annotations

import math
import operator
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from alongside.questionnaires.instance import Kind, Node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Atom = str | float | bool | date | time  # a datetime is a date
Nodes = tuple[Node, ...]
Value = Atom | Nodes

EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - the zero of a clock on a wall, in no zone
DAY = timedelta(days=1)
SPACE = " \t\r\n"
MOST_DIGITS = 2_000  # the smallest number written out has 1,076
NUMBER = re.compile(r"-?(\d+(\.\d*)?|\.\d+)", re.ASCII)
MOMENT = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)"
    r"(?P<clock>T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d(:?\d\d)?)?)?",
    re.ASCII,
)
CLOCK = re.compile(r"\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d(:?\d\d)?)?", re.ASCII)

ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def typed(node: Node) -> Atom:
    """Return a node's answer as its kind has it; as a text where it is not of that kind."""
    text = node.text
    match node.kind:
        case Kind.INT | Kind.DECIMAL:
            number = from_text(text)
            return text if math.isnan(number) else number
        case Kind.BOOLEAN if text:
            return text in {"true", "1"}
        case Kind.DATE | Kind.DATE_TIME | Kind.TIME:
            return moment(text)
        case _:
            return text


def atoms(value: Value) -> Iterator[Atom]:
    """Yield the answers of nodes, or the one value itself."""
    if isinstance(value, tuple):
        yield from map(typed, value)
    else:
        yield value


def single(value: Value) -> Atom:
    """Return the answer of the first node, empty without one, or the value itself."""
    return next(atoms(value), "")


def moment(text: str) -> str | date | time:
    """Return the date, date-time or time of day that a text writes, or else the text."""
    stripped = text.strip(SPACE)
    try:
        if found := MOMENT.fullmatch(stripped):
            return (datetime if found["clock"] else date).fromisoformat(stripped)
        return time.fromisoformat(stripped) if CLOCK.fullmatch(stripped) else text
    except ValueError:  # 30 February
        return text


def from_text(text: str) -> float:
    """Return the number XPath reads in a text; an empty one is not a number."""
    stripped = text.strip(SPACE)
    if len(stripped) > MOST_DIGITS or not NUMBER.fullmatch(stripped):
        return math.nan
    return float(stripped)


def as_number(value: Value) -> float:
    """Return the number of a value, NaN where it has none.

    A date counts the days since 1970, a date-time counts them on the clock where it was written
    (so that it is comparable with a date), a time of day is a part of a day.
    """
    atom = single(value)
    if isinstance(atom, str):
        number = from_text(atom)
        atom = moment(atom) if math.isnan(number) else number
    match atom:
        case datetime():
            return (atom.replace(tzinfo=None) - EPOCH) / DAY
        case date():
            return float((atom - EPOCH.date()).days)
        case time():
            return (datetime.combine(EPOCH, atom.replace(tzinfo=None)) - EPOCH) / DAY
        case str():
            return math.nan
        case _:
            return float(atom)


def as_string(value: Value) -> str:
    """Return a value's text; of several nodes the first one's, as it was answered."""
    match value:
        case tuple():
            return value[0].text if value else ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return number_text(value)
        case datetime() | time():
            return value.isoformat(timespec="milliseconds")
        case date():
            return value.isoformat()
        case _:
            return value


def number_text(number: float) -> str:
    """Return a number as XPath writes it: 3, 0.1, -2, NaN, Infinity, never with an exponent."""
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if number == 0:
        return "0"
    text = format(Decimal(repr(float(number))), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def as_boolean(value: Value) -> bool:
    """Return whether a value holds.

    Nodes hold if one of them does, a blank one does not: XPath would ask only whether there is a
    node, but ODK's phones ask for its answer, and that is what forms are written for.
    """
    match value:
        case tuple():
            return any(node.kind is Kind.GROUP or as_boolean(typed(node)) for node in value)
        case str():
            return value != ""
        case bool() | int() | float():
            return not (math.isnan(value) or value == 0)
        case _:
            return True


def from_days(days: float) -> datetime | None:
    """Return the moment so many days after 1970 on a clock on a wall; none outside the calendar."""
    try:
        return EPOCH + timedelta(days=days)
    except (ValueError, OverflowError):
        return None


def equal(left: Atom, right: Atom) -> bool:
    """Say whether two values are the same, read as the more exact of their kinds."""
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    if isinstance(left, bool) or isinstance(right, bool):
        words = {as_string(left), as_string(right)}
        # XPath takes every text for true, also the word; no form that says 'false' means it so.
        if words <= {"true", "false"}:
            return len(words) == 1
        return as_boolean(left) == as_boolean(right)
    if both := exact(left, right):
        return both[0] == both[1]
    return as_number(left) == as_number(right)


def ordered(sign: str, left: Atom, right: Atom) -> bool:
    """Say whether the one stands before the other; what is not a number stands nowhere."""
    both = exact(left, right) or (as_number(left), as_number(right))
    return ORDER[sign](*both)


def difference(left: Value, right: Value) -> float:
    """Return the number between two values, in days between two dates."""
    if both := exact(single(left), single(right)):
        return (both[0] - both[1]) / DAY
    return as_number(left) - as_number(right)


def exact(left: Atom, right: Atom) -> tuple[datetime, datetime] | None:
    """Return both as moments in time if both say in which zone they were written."""
    both = [moment(value) if isinstance(value, str) else value for value in (left, right)]
    known = [value for value in both if isinstance(value, datetime) and value.tzinfo]
    return (known[0], known[1]) if len(known) == 2 else None  # noqa: PLR2004 - left and right


def compare(sign: str, left: Value, right: Value) -> bool:
    """Say whether a comparison holds for any of the nodes; no node counts as an empty one."""
    if sign in ORDER:
        return any(ordered(sign, a, b) for a in read(left) for b in read(right))
    wanted = sign == "="
    return any(equal(a, b) is wanted for a in read(left) for b in read(right))


def read(value: Value) -> list[Atom]:
    """Return what a comparison looks at."""
    return [*atoms(value)] or [""]
