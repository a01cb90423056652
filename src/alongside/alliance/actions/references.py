"""Answering what the secretariat asks of a group that applies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from alongside.alliance import slips
from alongside.alliance.enums.membership import ApplicationState
from alongside.alliance.errors import AnsweredAlready, NotAnswered, NotTheirKeys
from alongside.alliance.models import Application
from alongside.alliance.queries import references as queries
from alongside.audit import journal
from alongside.consent.gate import keyring_of
from alongside.vault.compartments import Compartment
from alongside.vault.primitives import CannotOpen
from alongside.vault.trust import Untrusted

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.alliance.membership_papers import Answered
    from alongside.alliance.models import Reference
    from alongside.core.access import Actor


@transaction.atomic
def answer(*, reference_id: UUID, said: Answered, actor: Actor, now: datetime) -> None:
    """Say what her organisation knows of a group; sealed for it and for the secretariat.

    :raises AnsweredAlready: a colleague answered, or the application is decided
    :raises CannotOpen: the question does not open
    :raises NotTheirKeys: somebody else's keys stand where the secretariat's should
    """
    row = queries.found(reference_id=reference_id, actor=actor, held=True)
    if not row.is_waiting:
        raise AnsweredAlready
    teams = [one for one in (row.team, row.application.team) if one is not None]
    if queries.said_in(row=row, actor=actor) is None:
        raise CannotOpen
    keyring = keyring_of(actor)
    try:
        slips.keep(said, about=row.pk, part=slips.ANSWER, teams=teams, keyring=keyring, now=now)
    except Untrusted as fault:
        raise NotTheirKeys from fault
    row.answered_at = now
    row.save(update_fields=["answered_at"])
    _journal("alliance.reference.answered", row, actor, now)


@transaction.atomic
def take_back(*, reference_id: UUID, actor: Actor, now: datetime) -> None:
    """Take back what her organisation answered, while the application is not decided.

    What the secretariat read, it read. The question waits for an answer again.

    :raises NotAnswered: there is no answer, or it was decided meanwhile
    """
    row = queries.found(reference_id=reference_id, actor=actor, held=True)
    # Held too, so that nobody decides on an answer that is being taken back.
    application = Application.objects.select_for_update().get(pk=row.application_id)
    if row.answered_at is None or application.state != ApplicationState.OPEN:
        raise NotAnswered
    slips.forget([row.pk], part=slips.ANSWER)
    row.answered_at = None
    row.save(update_fields=["answered_at"])
    _journal("alliance.reference.taken_back", row, actor, now)


def _journal(action: str, row: Reference, actor: Actor, now: datetime) -> None:
    journal.record(
        action=action,
        objects=[row.pk, row.application_id],
        actor=actor,
        now=now,
        compartment=Compartment.LIST,
    )
