"""What may have happened to somebody who looks for help, in her words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Situation(NamedTuple):
    """A situation: its code in the services directory, her words for it, a drawing.

    `key` stands in addresses, where the code would tell what happened to her.
    """

    code: str
    words: _StrPromise
    icon: str
    key: str


SITUATIONS = (
    Situation("unpaid", _("I was not paid"), "scales", "1"),
    Situation("papers", _("They keep my passport"), "lock", "2"),
    Situation("confined", _("I cannot leave the house"), "home", "3"),
    Situation("threats", _("Someone threatens me"), "phone", "4"),
    Situation("friend", _("I worry about a friend"), "people", "5"),
    Situation("home", _("I want to go home"), "arrow", "6"),
)


def of_key(key: str) -> Situation | None:
    """Return the situation an address speaks of."""
    return next((one for one in SITUATIONS if one.key == key), None)


def of_code(code: str) -> Situation | None:
    """Return the situation of a code."""
    return next((one for one in SITUATIONS if one.code == code), None)


def choices() -> list[tuple[str, _StrPromise]]:
    """Return code and words of each."""
    return [(one.code, one.words) for one in SITUATIONS]
