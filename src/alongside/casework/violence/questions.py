"""The one type of an incident: six questions in order, and the first yes decides.

Source: GBVIMS User Guide, classification tool. One incident, one person, one type.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class CoreType(StrEnum):
    """What an incident is counted as. The first six stand in the order of the questions."""

    RAPE = "rape"
    SEXUAL_ASSAULT = "sexual_assault"
    PHYSICAL_ASSAULT = "physical_assault"
    FORCED_MARRIAGE = "forced_marriage"
    DENIAL = "denial_of_resources_opportunities_or_services"
    PSYCHOLOGICAL = "psychological_emotional_abuse"
    NON_GBV = "non-gbv"


IN_ORDER = tuple(CoreType)[:6]
SEXUAL = frozenset({CoreType.RAPE, CoreType.SEXUAL_ASSAULT})


class Decided(NamedTuple):
    """The type, and the number of the question it rests on (1 to 6).

    Without a yes anywhere the type is NON_GBV and the number 0. Where a question was left open
    before any yes, there is no type, and the number is that question's: blank is not "no".
    """

    core_type: CoreType | None
    question: int


def core_type(answers: Sequence[bool | None]) -> Decided:
    """Return the type that six answers decide, in the order of the questions; None is left open.

    :raises ValueError: there are more or fewer than six
    """
    for number, (answer, kind) in enumerate(zip(answers, IN_ORDER, strict=True), start=1):
        if answer is None:
            return Decided(None, number)
        if answer:
            return Decided(kind, number)
    return Decided(CoreType.NON_GBV, 0)
