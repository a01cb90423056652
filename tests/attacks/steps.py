"""What takes several steps to put into the scene."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from alongside.casework import actions, queries
from alongside.casework.register.mapping import suggest_mapping
from alongside.casework.register.reading import open_register
from tests.casework.factories import make_case

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.casework.imports import Report


def brought_in(who: dict[str, Any], register: bytes) -> Report:
    """Bring in a register of two people."""
    sheet = open_register(io.BytesIO(register), filename="register.csv")
    mapping = suggest_mapping(sheet.headers, sheet.machine_names)
    return actions.import_register(register=sheet, mapping=mapping, name="register.csv", **who)


def joined(about: dict[str, Any]) -> UUID:
    """Let a file hold another one about her; return the document that says so."""
    third = make_case(about["actor"], "")
    beside = queries.side_by_side(other_id=third.id, **about)
    return actions.join(other_id=third.id, choices={}, seen=beside.seen, **about)
