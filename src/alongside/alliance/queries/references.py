"""References a member's team for public work was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.alliance import slips
from alongside.alliance.enums.membership import ApplicationState
from alongside.alliance.errors import NotThere
from alongside.alliance.membership_papers import ANSWERED, ASKED, Answered, Asked
from alongside.alliance.models import Reference
from alongside.alliance.queries.letterbox import public_teams
from alongside.audit import journal
from alongside.consent.gate import keyring_of
from alongside.ui import names
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from alongside.core.access import Actor

# More than anybody is asked in a year.
SHOWN = 100


@dataclass(frozen=True, slots=True, repr=False)
class Question:
    """A group somebody is asked about; `said` and `answer` are None where they do not open."""

    reference: Reference
    asks: str
    said: Asked | None
    answer: Answered | None

    @property
    def country(self) -> str:
        """Return the country's name."""
        return names.country(self.said.country) if self.said else ""

    @property
    def may_answer(self) -> bool:
        """Return whether an answer still counts."""
        return self.reference.is_waiting

    @property
    def may_take_back(self) -> bool:
        """Return whether the answer can still be taken back: nobody decided with it."""
        is_open = self.reference.application.state == ApplicationState.OPEN
        return is_open and self.reference.answered_at is not None


def asked(*, actor: Actor) -> list[Reference]:
    """Return which references her team was asked for, those that wait first; opens nothing."""
    rows = list(_rows(actor).order_by("-asked_at", "id")[:SHOWN])
    return sorted(rows, key=lambda one: not one.is_waiting)


def waiting(*, actor: Actor) -> int:
    """Return how many references her team has to answer."""
    open_ones = _rows(actor).filter(application__state=ApplicationState.OPEN, answered_at=None)
    return open_ones.count()


def question(*, reference_id: UUID, actor: Actor, now: datetime) -> Question:
    """Open what her team is asked, and what it answered; raises NotThere."""
    row = found(reference_id=reference_id, actor=actor)
    journal.record_reading(
        action="alliance.reference.read",
        objects=[row.pk],
        actor=actor,
        now=now,
        compartment=Compartment.LIST,
    )
    answers = slips.opened(
        ANSWERED,
        part=slips.ANSWER,
        abouts={row.pk: actor.organisation_id},
        team_ids=actor.team_ids,
        keyring=keyring_of(actor),
    )
    # Where the question does not open the page says so; the secretariat can be asked otherwise.
    said = said_in(row=row, actor=actor)
    return Question(row, row.application.team.organisation.name, said, answers.get(row.pk))


def said_in(*, row: Reference, actor: Actor) -> Asked | None:
    """Return what her team is asked; None where it does not open or another wrote it."""
    questions = slips.opened(
        ASKED,
        part=slips.QUESTION,
        abouts={row.pk: row.application.team.organisation_id},
        team_ids=actor.team_ids,
        keyring=keyring_of(actor),
    )
    return questions.get(row.pk)


def found(*, reference_id: UUID, actor: Actor, held: bool = False) -> Reference:
    """Return a reference her team was asked for; raises NotThere.

    :param held: whether its row is held until the transaction ends
    """
    rows = _rows(actor).filter(pk=reference_id)
    row = (rows.select_for_update(of=("self",)) if held else rows).order_by("id").first()
    if row is None:
        raise NotThere
    return row


def _rows(actor: Actor) -> QuerySet[Reference]:
    return Reference.objects.filter(team__in=public_teams(actor=actor)).select_related(
        "application__team__organisation", "team"
    )
