"""The six contexts of an incident: derived from its answers by rule, never chosen.

Source: GBVIMS User Guide, case contexts.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from alongside.casework.violence.questions import SEXUAL, CoreType

if TYPE_CHECKING:
    from collections.abc import Iterable

PARTNER = "intimate_partner"
# The answers that say that there was no abduction, or no harmful practice.
NONE = "none"


class Context(StrEnum):
    """What an incident is seen as besides its type; several may hold."""

    INTIMATE_PARTNER = "intimate_partner_violence"
    CHILD_SEXUAL_ABUSE = "child_sexual_abuse"
    EARLY_MARRIAGE = "early_marriage"
    EXPLOITATION = "possible_sexual_exploitation"
    SLAVERY = "possible_sexual_slavery"
    HARMFUL_PRACTICE = "harmful_traditional_practice"


def contexts(
    kind: CoreType | None,
    *,
    relations: Iterable[str] = (),
    is_child: bool | None = None,
    exchanged: bool | None = None,
    abduction: str = "",
    practice: str = "",
) -> tuple[Context, ...]:
    """Return the contexts that hold, in the standard's order.

    What is not known makes no rule true: None, "" and an unknown type say neither yes nor no.

    :param relations: codes of what those who did it are to her
    """
    sexual = kind in SEXUAL
    holds = {
        Context.INTIMATE_PARTNER: PARTNER in relations,
        Context.CHILD_SEXUAL_ABUSE: sexual and is_child is True,
        Context.EARLY_MARRIAGE: kind == CoreType.FORCED_MARRIAGE and is_child is True,
        Context.EXPLOITATION: sexual and exchanged is True,
        Context.SLAVERY: sexual and abduction not in {"", NONE},
        Context.HARMFUL_PRACTICE: practice not in {"", NONE},
    }
    return tuple(context for context in Context if holds[context])
