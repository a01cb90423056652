"""An uploaded register between two pages: sealed to whoever sent it, never on disk in clear."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.http import Http404

from alongside.casework import actions
from alongside.casework.register.mapping import Mapping, suggest_mapping
from alongside.casework.register.reading import open_register

if TYPE_CHECKING:
    from datetime import datetime
    from typing import BinaryIO

    from alongside.casework.register.layout import Sheet
    from alongside.core.access import Actor

SLOT = "import"


@dataclass(frozen=True, slots=True)
class Kept:
    """A register that is being brought in, and what its columns are."""

    name: str
    content: bytes
    sheet: Sheet
    mapping: Mapping

    def read_as(self, mapping: Mapping) -> Kept:
        """Return it with its columns read another way."""
        return replace(self, mapping=mapping)


def begin(stream: BinaryIO, name: str) -> Kept:
    """Return a register that was just sent, with what its headings suggest.

    Raises UnreadableTable with the sentence to show.
    """
    content = stream.read()
    sheet = open_register(io.BytesIO(content), filename=name)
    return Kept(name, content, sheet, suggest_mapping(sheet.headers, sheet.machine_names))


def keep(kept: Kept, *, actor: Actor, now: datetime) -> None:
    """Keep it for the next page."""
    data = {
        "name": kept.name,
        "content": base64.b64encode(kept.content).decode(),
        "mapping": kept.mapping.model_dump(mode="json"),
    }
    actions.keep_draft(form=SLOT, data=data, actor=actor, now=now)


def take(*, actor: Actor) -> Kept:
    """Return the register she is bringing in.

    Raises Http404 where there is none.
    """
    draft = actions.take_draft(form=SLOT, actor=actor)
    if draft is None:
        raise Http404
    content = base64.b64decode(draft.data["content"])
    name = draft.data["name"]
    sheet = open_register(io.BytesIO(content), filename=name)
    return Kept(name, content, sheet, Mapping.model_validate(draft.data["mapping"]))


def drop(*, actor: Actor) -> None:
    """Forget it."""
    actions.drop_draft(form=SLOT, actor=actor)
