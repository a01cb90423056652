"""The lines of the violence register: what one row shows of an incident, and nothing more.

They lie under the list key of the team, apart from the file's own keys, as list heads do.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from alongside.casework.models import RegisterLine
from alongside.casework.violence.verdict import verdict_on
from alongside.core.approximate import ApproximateDate
from alongside.vault.primitives import CannotOpen
from alongside.vault.small import open_small, seal_small
from alongside.vault.trust import Untrusted

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.casework.access import Way
    from alongside.casework.contents import Incident
    from alongside.vault.keyring import Keyring

VERSION = 1
WHAT_FOR = "register line"


class LineWords(NamedTuple):
    """What a line says, in codes; `happened` is None where nobody knows when."""

    core_type: str = ""
    contexts: tuple[str, ...] = ()
    delay: str = ""
    happened: ApproximateDate | None = None


def put(way: Way, document_id: UUID, incident: Incident) -> None:
    """Write the line of an incident, new or changed."""
    line = RegisterLine.objects.filter(document_id=document_id).order_by("id").first()
    if line is None:
        line = RegisterLine(
            case_id=way.case.id,
            team_id=way.case.team_id,
            worker_id=way.actor.user_id,
            document_id=document_id,
            registered_on=way.today,
        )
    line.box, line.epoch = seal(
        words_of(incident), line_id=line.id, team_id=line.team_id, keyring=way.keyring
    )
    line.save()


def words_of(incident: Incident) -> LineWords:
    """Return what the line of an incident says."""
    verdict = verdict_on(incident)
    return LineWords(
        verdict.core_type or "", verdict.contexts, verdict.delay or "", incident.happened
    )


def seal(words: LineWords, *, line_id: UUID, team_id: UUID, keyring: Keyring) -> tuple[bytes, int]:
    """Seal a line under the team's current list key; return the box and the epoch of the key."""
    epoch = keyring.current_epoch(team_id)
    happened = words.happened.model_dump(mode="json") if words.happened else None
    said = [VERSION, *words[:-1], happened]
    payload = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    return seal_small(keyring.list_key(team_id, epoch), payload, WHAT_FOR, line_id, epoch), epoch


def open_line(
    box: bytes, *, line_id: UUID, team_id: UUID, epoch: int, keyring: Keyring
) -> LineWords | None:
    """Open a line; None where it does not open."""
    try:
        key = keyring.list_key(team_id, epoch)
        payload = open_small(key, box, WHAT_FOR, line_id, epoch)
    except (CannotOpen, Untrusted):
        return None
    version, core_type, contexts, delay, happened = json.loads(payload)
    if version != VERSION:
        return None
    when = ApproximateDate.model_validate(happened) if happened else None
    return LineWords(core_type, tuple(contexts), delay, when)
