"""What this room does at news from below: keys renewed, a yes or a stop to what she was asked.

Each loads what it works with when its news comes, so that a node starts without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alongside.casework.errors import NoSuchFile
from alongside.casework.models import AccessSlot
from alongside.consent import files, signals
from alongside.consent.enums import Purpose, RecipientKind
from alongside.core.access import Actor
from alongside.organisations.signals import team_rekeyed

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import AnyActor
    from alongside.vault.keyring import Keyring


def listen() -> None:
    """Connect; called once when the room is ready."""
    team_rekeyed.connect(reseal, dispatch_uid="casework")
    signals.consent_given.connect(count_her, dispatch_uid="casework")
    signals.consent_withdrawn.connect(count_her_no_more, dispatch_uid="casework")
    signals.consent_expired.connect(count_her_no_more, dispatch_uid="casework")
    signals.consent_given.connect(follow_clock, dispatch_uid="casework clock")
    signals.consent_withdrawn.connect(follow_clock, dispatch_uid="casework clock")
    signals.consent_expired.connect(follow_clock, dispatch_uid="casework clock")
    signals.consent_withdrawn.connect(end_slots, dispatch_uid="casework slots")
    signals.consent_expired.connect(end_slots, dispatch_uid="casework slots")
    files.register(head_for_consent)


def reseal(*, team_id: UUID, new_epoch: int, keyring: Keyring, limit: int, **_rest: Any) -> int:
    """Move list heads, tasks and segments to a team's new key; return how many are left."""
    from alongside.casework import resealing

    return resealing.reseal(team_id=team_id, epoch=new_epoch, keyring=keyring, limit=limit)


def count_her(*, case_id: UUID, record: Any, actor: AnyActor, now: datetime, **_rest: Any) -> None:
    """Write her facts when she agrees to be counted."""
    from alongside.casework import access, facts

    if record.purpose != Purpose.STATISTICS or not isinstance(actor, Actor):
        return
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    if way.is_keeper and record.expires_on:
        facts.write(way, way.keys(facts.COMPARTMENTS), until=record.expires_on)


def count_her_no_more(*, case_id: UUID, record: Any, **_rest: Any) -> None:
    """Remove her facts when she stops or her yes is over."""
    from alongside.casework import facts

    if record.purpose == Purpose.STATISTICS:
        facts.remove(case_id)


def follow_clock(
    *, case_id: UUID, record: Any, actor: AnyActor, now: datetime, **_rest: Any
) -> None:
    """Let the days of the follow-up clock be due while she agrees to it, and no longer."""
    from alongside.casework import actions, dues

    # What another team of ours may ask her later is theirs to plan.
    if record.purpose != Purpose.LONG_FOLLOW_UP or record.recipient_id != record.team_id:
        return
    dues.end_clock(case_id)
    if isinstance(actor, Actor):
        actions.follow_clock(case_id=case_id, actor=actor, now=now)


def end_slots(*, case_id: UUID, record: Any, **_rest: Any) -> None:
    """Destroy what a volunteer was given when she stops sharing it, or her yes is over."""
    from alongside.casework import slots

    if record.recipient_kind == RecipientKind.MEMBER:
        rows = AccessSlot.objects.filter(case_id=case_id, volunteer_id=record.recipient_id)
        slots.destroy(rows)


def head_for_consent(*, actor: AnyActor, case_id: UUID, now: datetime) -> files.FileHead:
    """Return the top of a file for the pages about her answers; raises NoSuchFile."""
    from alongside.casework import deciders, tabs
    from alongside.casework.queries import known_around, open_file

    if not isinstance(actor, Actor):
        raise NoSuchFile
    file = open_file(actor=actor, case_id=case_id, now=now)
    identity = file.parts["identity"].content

    def around() -> files.Around:
        known = known_around(actor=actor, case_id=case_id, now=now)
        return deciders.around(known.people, is_whole=known.is_whole)

    return files.FileHead(
        case=file.case,  # type: ignore[arg-type]
        called=file.head.name,
        reference=file.head.reference,
        language=identity.language if identity else "",
        tabs=tabs.links(actor=actor, file=file, case_id=case_id, current="consent"),
        around=around,
    )
