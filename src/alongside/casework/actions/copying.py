"""A copy of one file that leaves: chosen parts, a reason, for somebody named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from alongside.casework import access, policy
from alongside.casework.actions.exporting import (
    Wish,
    leaving,
    sweep_exports,
    waiting,
    write_down,
)
from alongside.casework.copying import document, page, structured
from alongside.casework.errors import NoPdfHere, NothingChosen
from alongside.casework.models import Case, CopyOut
from alongside.core.access import SystemActor
from alongside.organisations.queries import display_names
from alongside.ui import pdf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from uuid import UUID

    from alongside.casework.access import Way
    from alongside.casework.actions.exporting import Export, Ticket
    from alongside.core.access import Actor


def export_file(
    *,
    case_id: UUID,
    format: str,  # noqa: A002  the field's own word
    reason: str,
    actor: Actor,
    now: datetime,
    encrypted: bool = True,
) -> Export:
    """Return a copy of everything in one file, to read (html, pdf) or for a program (json).

    :raises NothingToTell: there is no reason
    :raises PermissionDenied: not hers to take out, or unencrypted and she is no coordinator
    """
    return _file(case_id, Wish(format, reason, encrypted), actor, now)[1]


def prepare_copy(*, case_id: UUID, wish: Wish, actor: Actor, now: datetime) -> Ticket:
    """Make a copy of the chosen parts of a file that waits to be fetched.

    :raises CannotDo: a part was not chosen, or no PDF can be made here; and as `export_file`
    """
    sweep_exports(actor=SystemActor(reason="exports"), now=now)
    copy, made = _file(case_id, wish, actor, now)
    return waiting(copy, made, actor, now)


def _file(case_id: UUID, wish: Wish, actor: Actor, now: datetime) -> tuple[CopyOut, Export]:
    if wish.format == "pdf" and pdf.missing():
        raise NoPdfHere
    with transaction.atomic():
        way = access.to_read(actor=actor, case_id=case_id, now=now)
        policy.can_export_file(actor, way.case).or_raise()
        chosen = way.compartments if wish.parts is None else wish.parts & way.compartments
        if not chosen:
            raise NothingChosen
        # Held, so that no two copies of a file have one number.
        Case.objects.select_for_update().filter(pk=case_id).order_by("id").first()
        number = CopyOut.objects.filter(case_id=case_id).count() + 1
        copy = write_down(wish, team_id=way.case.team_id, case_id=case_id, actor=actor, now=now)
        content = document.compose(way, _mark(way, copy, number, wish), chosen)
        way.journal_change("file.exported", chosen, copy.id)
    # It is made when all is written down, and the database waits for nobody's layout.
    return copy, leaving(_made(content, wish), way.case.reference, wish)


def _mark(way: Way, copy: CopyOut, number: int, wish: Wish) -> document.Mark:
    names = display_names(user_ids={way.actor.user_id}, actor=way.actor)
    return document.Mark(
        copy_id=copy.id,
        number=number,
        organisation=way.case.organisation.name,
        taken_by=names.get(way.actor.user_id, ""),
        taken_on=way.today,
        recipient=wish.recipient.strip(),
    )


def _made(content: document.FileCopy, wish: Wish) -> Iterator[bytes]:
    if wish.format == "json":
        return iter([structured.as_json(content, wish.told).encode()])
    if wish.format == "pdf":
        return iter([pdf.from_page(page.html(content), style=page.style())])
    return iter([page.html(content).encode()])
