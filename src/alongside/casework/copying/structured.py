"""A copy of one file as data: a documented, versioned structure (docs/handbook/copies.md)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from alongside.casework.attached.sharing import OPENS_BYTES
from alongside.casework.contents import KINDS, Attachment

if TYPE_CHECKING:
    from alongside.casework.copying.document import FileCopy
    from alongside.casework.reading import Part

FORMAT = "alongside-file-copy"
VERSION = 1
# What opens the bytes of a document that lies here; the copy does not hold those.
KEPT_BACK = OPENS_BYTES | {"sha"}


def as_json(copy: FileCopy, reason: dict[str, str]) -> str:
    """Return the copy as JSON text."""
    case, mark = copy.case, copy.mark
    found = {
        "format": FORMAT,
        "version": VERSION,
        "copy": {
            "id": mark.copy_id,
            "number": mark.number,
            "taken_on": mark.taken_on,
            "taken_by": mark.taken_by,
            "organisation": mark.organisation,
            "recipient": mark.recipient,
            "reason": reason,
            "compartments": copy.compartments,
        },
        "file": {
            "reference": case.reference,
            "opened_on": case.opened_on,
            "closed_on": case.closed_on,
            "phase": case.phase,
        },
        "parts": [_part(part) for part in copy.parts],
    }
    return json.dumps(found, ensure_ascii=False, indent=2, default=_plain)


def _part(part: Part) -> dict[str, Any]:
    return {
        "kind": part.kind,
        "compartment": KINDS[part.kind].compartment,
        "version": part.version,
        "saved_at": part.saved_at,
        "saved_by": part.saved_by,
        "content": _content(part),
        "problem": part.problem,
    }


def _content(part: Part) -> dict[str, Any] | None:
    if part.content is None:
        return None
    content: dict[str, Any] = part.content.model_dump(mode="json")
    return _without_keys(content) if isinstance(part.content, Attachment) else content


def _without_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_keys(one) for name, one in value.items() if name not in KEPT_BACK}
    if isinstance(value, list):
        return [_without_keys(one) for one in value]
    return value


def _plain(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
