"""The sealed head of a file in a list: what one row shows, and nothing more.

It lies under the list key of the team, apart from the file's own keys, so that a page of 25 rows
opens 25 small boxes with one key.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable  # noqa: TC003  one is used in an annotation read here
from typing import TYPE_CHECKING, Any, NamedTuple

from alongside.casework.contents import (
    Content,
    Episode,
    Identity,
    Needs,
    SafeContact,
    SafetyPlan,
    Whereabouts,
)
from alongside.vault.primitives import CannotOpen
from alongside.vault.small import open_small, seal_small

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.vault.keyring import Keyring

VERSION = 1


class Summary(NamedTuple):
    """One row's words; `next` is the text of what is due first."""

    called: str = ""
    language: str = ""
    from_place: str = ""
    place: str = ""
    left: str = ""
    arrived: str = ""
    needs: tuple[str, ...] = ()
    next: str = ""
    safety_plan: bool = False
    do_not_call: bool = False
    she_calls: bool = False

    @property
    def route(self) -> str:
        """Return "Dhaka → Beirut", or the one place that is known."""
        begin, end = self.left or self.from_place, self.arrived or self.place
        return " → ".join(dict.fromkeys(place for place in (begin, end) if place))

    def with_contents(self, contents: Iterable[Content]) -> Summary:
        """Return the summary after these parts of the file were saved."""
        changed: dict[str, Any] = {}
        for content in contents:
            shown = SHOWN.get(type(content))
            changed |= shown(content) if shown else {}
        return self._replace(**changed)


# What a row shows of each part of the file.
SHOWN: dict[type[Content], Callable[[Any], dict[str, Any]]] = {
    Identity: lambda one: {
        "called": one.called,
        "language": one.language,
        "from_place": one.from_place,
    },
    Whereabouts: lambda one: {"place": one.place},
    Episode: lambda one: {"left": one.from_place, "arrived": one.to_place},
    Needs: lambda one: {"needs": tuple(one.needs)},
    SafetyPlan: lambda one: {"safety_plan": one.active},
    SafeContact: lambda one: {
        "do_not_call": "call" in one.never,
        "she_calls": one.channel == "she_calls",
    },
}


def seal(summary: Summary, *, case_id: UUID, team_id: UUID, keyring: Keyring) -> tuple[bytes, int]:
    """Seal a summary under the team's current list key; return the box and the epoch of the key."""
    epoch = keyring.current_epoch(team_id)
    payload = json.dumps([VERSION, *summary], ensure_ascii=False, separators=(",", ":")).encode()
    box = seal_small(keyring.list_key(team_id, epoch), payload, "case summary", case_id, epoch)
    return box, epoch


def open_box(box: bytes, *, case_id: UUID, epoch: int, key: bytes) -> Summary:
    """Open a summary with the list key of its epoch; raises CannotOpen."""
    version, *fields = json.loads(open_small(key, box, "case summary", case_id, epoch))
    if version != VERSION:
        raise CannotOpen
    fields[6] = tuple(fields[6])
    return Summary(*fields)
