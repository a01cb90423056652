"""Writing a note for the next shift, reading it, and its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.audit import journal
from alongside.casework import policy, reading, shifts
from alongside.casework.errors import CannotDo, NothingToTell
from alongside.casework.models import Case, ShiftNote, ShiftReading
from alongside.casework.queries.named import people
from alongside.casework.queries.shifts import FileLink, NotePage, Reader, own_teams, standing
from alongside.consent.gate import keyring_of
from alongside.organisations import queries as organisations
from alongside.organisations.enums import Role
from alongside.ui.dates import day_and_time
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime, timedelta
    from uuid import UUID

    from alongside.core.access import Actor, SystemActor

BATCH = 200


@transaction.atomic
def write_shift_note(
    *,
    team_id: UUID,
    text: str,
    files: Collection[UUID] = (),
    lasts: timedelta = shifts.USUAL,
    actor: Actor,
    now: datetime,
) -> UUID:
    """Leave a note for a team of the actor's; it ends by itself.

    :raises NothingToTell: it says nothing
    :raises CannotDo: it would last longer than a week, or speaks of a file that is not hers
    """
    policy.can_list(actor).or_raise()
    if team_id not in {team.id for team in own_teams(actor)}:
        raise Http404
    if not text.strip():
        raise NothingToTell
    if not shifts.LONGEST >= lasts > lasts * 0:
        raise CannotDo(_("A note for a shift lasts a week at most."))
    mine = Case.objects.filter(pk__in=files, team_id__in=actor.team_ids).order_by("reference")
    about = tuple(shifts.About(*row) for row in mine.values_list("pk", "reference"))
    if len(about) != len(set(files)):
        raise CannotDo(_("A note only speaks of files you may open. Choose them again."))
    note = ShiftNote(team_id=team_id, author_id=actor.user_id, written_at=now, ends_at=now + lasts)
    shifts.seal(note, shifts.Words(text.strip(), about), keyring=keyring_of(actor), now=now)
    note.save(force_insert=True)
    journal.record(
        action="shift.note.written",
        objects=[note.id, team_id],
        actor=actor,
        now=now,
        compartment=Compartment.LIST,
    )
    return note.id


@transaction.atomic
def read_shift_note(*, note_id: UUID, actor: Actor, now: datetime) -> NotePage:
    """Open a note and write down that she read it; raises Http404, also once it has ended."""
    policy.can_list(actor).or_raise()
    note = standing(actor, now).filter(pk=note_id).first()
    if note is None:
        raise Http404
    journal.record_reading(
        action="shift.note.read",
        objects=[note.id, note.team_id],
        actor=actor,
        now=now,
        compartment=Compartment.LIST,
    )
    if note.author_id != actor.user_id:
        ShiftReading.objects.get_or_create(
            note=note, reader_id=actor.user_id, defaults={"read_at": now}
        )
    words = shifts.words_of(note, keyring_of(actor))
    about = words.files if words else ()
    named = people(actor=actor, case_ids=[one.case_id for one in about], now=now)
    readings = list(note.readings.order_by("read_at", "id").values_list("reader_id", "read_at"))
    ids = {note.author_id, *(reader for reader, _at in readings)}
    names = organisations.display_names(user_ids=ids, actor=actor)
    day = timezone.localdate(now)
    return NotePage(
        id=str(note.id),
        team=note.team.name,
        author=reading.called(note.author_id, names, actor),
        written=day_and_time(note.written_at, day),
        ends=day_and_time(note.ends_at, day),
        text=words.text if words else "",
        problem="" if words else reading.cannot_be_opened(),
        files=[
            FileLink(
                str(one.case_id),
                one.reference,
                named[str(one.case_id)].name if str(one.case_id) in named else "",
                may_open=str(one.case_id) in named,
            )
            for one in about
        ],
        readers=[
            Reader(reading.called(reader, names, actor), day_and_time(at, day))
            for reader, at in readings
        ],
        may_end=note.author_id == actor.user_id or actor.role == Role.COORDINATOR,
    )


@transaction.atomic
def end_shift_note(*, note_id: UUID, actor: Actor, now: datetime) -> None:
    """Destroy a note before its time: whoever wrote it, or a coordinator; raises Http404."""
    policy.can_list(actor).or_raise()
    notes = standing(actor, now).filter(pk=note_id)
    if actor.role != Role.COORDINATOR:
        notes = notes.filter(author_id=actor.user_id)
    note = notes.first()
    if note is None:
        raise Http404
    shifts.destroy([note.id])
    journal.record(action="shift.note.ended", objects=[note_id, note.team_id], actor=actor, now=now)


def end_shift_notes(*, actor: SystemActor, now: datetime) -> int:
    """Destroy the notes whose time is over, in small transactions; return how many."""
    total = 0
    while ended := _end_some(actor=actor, now=now):
        total += ended
    return total


@transaction.atomic
def _end_some(*, actor: SystemActor, now: datetime) -> int:
    rows = ShiftNote.objects.select_for_update().filter(ends_at__lte=now)
    ids = list(rows.order_by("ends_at", "id").values_list("pk", flat=True)[:BATCH])
    if ids:
        shifts.destroy(ids)
        journal.record(action="shift.note.ended", objects=ids, actor=actor, now=now)
    return len(ids)
