"""Functions of numbers; what has no answer is NaN, as in IEEE 754."""

from __future__ import annotations

import math
from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from alongside.questionnaires.xpath.values import as_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from alongside.questionnaires.xpath.values import Nodes, Value

MOST_DECIMALS = 400  # no number has more


def real(function: Callable[..., float]) -> Callable[..., float]:
    """Return a function of the reals that answers NaN or infinity where Python would raise."""

    def answered(*numbers: float) -> float:
        try:
            return function(*numbers)
        except ValueError:
            return math.nan
        except OverflowError:
            return math.inf

    return answered


def power(base: float, exponent: float) -> float:
    """Return a power; what is too large is infinite, with its sign."""
    if base == 0 and exponent < 0:
        return math.inf
    found = real(math.pow)(base, exponent)
    odd = math.isfinite(exponent) and math.fmod(exponent, 2) != 0
    return -found if odd and base < 0 and found == math.inf else found


def logarithm(function: Callable[[float], float]) -> Callable[[float], float]:
    """Return a logarithm that knows that of zero."""
    return lambda number: -math.inf if number == 0 else real(function)(number)


def rounded(number: float, decimals: float = 0) -> float:
    """Round to so many decimals; what lies in the middle goes up, also below zero."""
    if not math.isfinite(number) or not abs(decimals) <= MOST_DECIMALS:
        return number
    unit = Decimal(1).scaleb(-int(decimals))
    shifted = Decimal(repr(number)) / unit + Decimal("0.5")
    return float(shifted.to_integral_value(ROUND_FLOOR) * unit)


def whole(number: float) -> float:
    """Cut off what follows the decimal point."""
    return float(math.trunc(number)) if math.isfinite(number) else number


def extreme(pick: Callable[[list[float]], float]) -> Callable[..., float]:
    """Return min() or max() of numbers and nodes; NaN if one of them is, or if there is none."""

    def picked(*lists: list[float]) -> float:
        numbers = [number for each in lists for number in each]
        return pick(numbers) if numbers and not any(map(math.isnan, numbers)) else math.nan

    return picked


def total(nodes: Nodes) -> float:
    """Return a sum; an empty answer among them is not a number, as XPath has it."""
    return float(sum(as_number((node,)) for node in nodes))


TABLE: dict[str, tuple[str, Callable[..., Value]]] = {
    "number": ("any=.", as_number),
    "int": ("number", whole),
    "round": ("number number?", rounded),
    "abs": ("number", abs),
    "sum": ("nodes", total),
    "min": ("numbers numbers*", extreme(min)),
    "max": ("numbers numbers*", extreme(max)),
    "pow": ("number number", power),
    "sqrt": ("number", real(math.sqrt)),
    "exp": ("number", real(math.exp)),
    "exp10": ("number", lambda number: power(10, number)),
    "log": ("number", logarithm(math.log)),
    "log10": ("number", logarithm(math.log10)),
    "sin": ("number", real(math.sin)),
    "cos": ("number", real(math.cos)),
    "tan": ("number", real(math.tan)),
    "asin": ("number", real(math.asin)),
    "acos": ("number", real(math.acos)),
    "atan": ("number", real(math.atan)),
    "atan2": ("number number", real(math.atan2)),
    "pi": ("", lambda: math.pi),
}
