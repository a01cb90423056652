"""Bringing in services from a spreadsheet: tried first, written when somebody says so."""

from __future__ import annotations

import base64
import io
from typing import IO, TYPE_CHECKING, Any, cast

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from alongside.alliance.actions import services as actions
from alongside.alliance.enums import RowOutcome
from alongside.alliance.given import columns
from alongside.alliance.importing import Read, Table, Told, lacking, read_table
from alongside.alliance.labels import title_of
from alongside.alliance.models import Service
from alongside.alliance.queries import members
from alongside.audit import journal
from alongside.vault import drafts
from alongside.vault.primitives import CannotOpen

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.alliance.models import Member
    from alongside.core.access import Actor
    from alongside.vault.keyring import Keyring


def begin(
    *, member_id: UUID, file: IO[bytes], filename: str, language: str, actor: Actor, now: datetime
) -> None:
    """Keep a spreadsheet until it was looked at, sealed to whoever sent it.

    :param language: of texts whose column names none
    :raises UnreadableTable: with the sentence to show
    """
    members.to_change(member_id=member_id, actor=actor)
    content = file.read()
    read_table(
        io.BytesIO(content), filename=filename, language=language, today=timezone.localdate(now)
    )
    data = {
        "content": base64.b64encode(content).decode(),
        "filename": filename,
        "language": language,
    }
    drafts.keep(keyring=_keyring(actor), slot=_slot(member_id), data=data, now=now)


def preview(*, member_id: UUID, actor: Actor, now: datetime) -> tuple[list[Told], tuple[str, ...]]:
    """Return what would become of every row, and the columns left out; nothing is written.

    Raises Http404 where there is nothing she sent.
    """
    member = members.to_change(member_id=member_id, actor=actor)
    table = _kept(member_id, actor, now)
    there = _standing(member)
    return [_judge(row, _match(row, there)) for row in table.rows], table.left_out


@transaction.atomic
def run(*, member_id: UUID, actor: Actor, now: datetime) -> list[Told]:
    """Write what the spreadsheet says; return what became of every row. Raises Http404."""
    member = members.to_change(member_id=member_id, actor=actor)
    table = _kept(member_id, actor, now)
    there, told = _standing(member), []
    for row in table.rows:
        found = _match(row, there)
        judged = _judge(row, found)
        told.append(judged)
        how: dict[str, Any] = {
            "given": row.over(found),
            "confirmed_on": row.confirmed_on or timezone.localdate(now),
            "actor": actor,
            "now": now,
        }
        if judged.outcome == RowOutcome.CREATED:
            actions.create(member=member, **how)
        elif judged.outcome == RowOutcome.UPDATED and found is not None:
            actions.update(service=found, version=found.version, **how)
    drafts.drop(keyring=_keyring(actor), slot=_slot(member_id))
    journal.record(action="alliance.services.imported", objects=[member.pk], actor=actor, now=now)
    return told


def _kept(member_id: UUID, actor: Actor, now: datetime) -> Table:
    try:
        kept = drafts.take(keyring=_keyring(actor), slot=_slot(member_id))
    except CannotOpen:
        kept = None
    if kept is None:
        raise Http404
    return read_table(
        io.BytesIO(base64.b64decode(kept["content"])),
        filename=kept["filename"],
        language=kept["language"],
        today=timezone.localdate(now),
    )


def _standing(member: Member) -> dict[str, Service]:
    """Return a member's services by their number, or by each of their names."""
    found: dict[str, Service] = {}
    for service in Service.objects.filter(member=member).order_by("confirmed_on", "id"):
        names = [] if service.reference else service.name.values()
        for key in (service.reference, *(name.casefold() for name in names)):
            if key:
                found[key] = service
    return found


def _match(row: Read, there: dict[str, Service]) -> Service | None:
    if row.given.reference:
        return there.get(row.given.reference)
    names = row.given.texts.get("name", {}).values()
    return next((there[name.casefold()] for name in names if name.casefold() in there), None)


def _judge(row: Read, found: Service | None) -> Told:
    given = row.over(found)
    changes = columns(given, found)
    problems = (*row.problems, *lacking(given, changes.get("name", found.name if found else {})))
    name = row.name or (title_of(found.name) if found else "")
    if problems:
        return Told(row.number, name, RowOutcome.REFUSED, problems)
    if found is None:
        return Told(row.number, name, RowOutcome.CREATED)
    differs = any(getattr(found, name) != value for name, value in changes.items())
    later = row.confirmed_on is not None and row.confirmed_on != found.confirmed_on
    outcome = RowOutcome.UPDATED if differs or later else RowOutcome.UNCHANGED
    return Told(row.number, name, outcome)


def _slot(member_id: UUID) -> str:
    return f"alliance-services:{member_id}"


def _keyring(actor: Actor) -> Keyring:
    return cast("Keyring", actor.keys)
