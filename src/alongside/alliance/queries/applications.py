"""Applications as the secretariat's team for public work reads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q
from django.utils import timezone

from alongside.alliance import exchange, papers, policy, slips
from alongside.alliance.enums.membership import ApplicationState
from alongside.alliance.errors import NotThere
from alongside.alliance.letters import KEPT_AFTER
from alongside.alliance.membership_papers import ANSWERED, ASKED, Answered, Applied, Declined
from alongside.alliance.models import Alliance, Application, Member
from alongside.alliance.paging import listed
from alongside.alliance.queries.letterbox import addressed_team, public_teams
from alongside.audit import journal
from alongside.consent.gate import keyring_of
from alongside.organisations.enums import TeamKind, UserState
from alongside.organisations.models import Team
from alongside.ui import names
from alongside.vault import ring
from alongside.vault.compartments import Compartment
from alongside.vault.primitives import CannotOpen

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from alongside.alliance.models import Agreement, Reference
    from alongside.core.access import Actor

HOW_MANY_AGREE = 2
# Whose agreement counts: whoever works in the team that the application was sent to, still.
COUNTS = Q(
    agreements__user__state=UserState.ACTIVE, agreements__user__memberships__team=F("team_id")
)


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """An application on the list; `said` is None where it does not open."""

    application: Application
    said: Applied | None
    agreed: int
    answered: int
    asked: int

    @property
    def state(self) -> ApplicationState:
        """Return how far it has come."""
        return ApplicationState(self.application.state)

    @property
    def country(self) -> str:
        """Return the country's name."""
        return names.country(self.said.country) if self.said else ""


@dataclass(frozen=True, slots=True, repr=False)
class Listing:
    """Applications, open ones first, and how many letters wait on the site."""

    rows: list[Row]
    more: bool
    letters: int
    may_fetch: bool
    may_write: bool


@dataclass(frozen=True, slots=True, repr=False)
class Heard:
    """What somebody said of the group; `said` is None until she answers, or where it is broken."""

    reference: Reference
    who: str
    said: Answered | None


@dataclass(frozen=True, slots=True, repr=False)
class Page:
    """One application with everything heard about it."""

    application: Application
    said: Applied
    references: list[Heard]
    agreements: list[Agreement]
    reason: str
    may_agree: bool

    @property
    def state(self) -> ApplicationState:
        """Return how far it has come."""
        return ApplicationState(self.application.state)

    @property
    def country(self) -> str:
        """Return the country's name."""
        return names.country(self.said.country)

    @property
    def deleted_on(self) -> date | None:
        """Return the day it is deleted on; None where it was not declined."""
        if self.state != ApplicationState.DECLINED or self.application.decided_at is None:
            return None
        return timezone.localdate(self.application.decided_at + KEPT_AFTER)

    @property
    def is_open(self) -> bool:
        """Return whether it is still to be decided."""
        return self.application.state == ApplicationState.OPEN


def is_of_secretariat(*, actor: Actor) -> bool:
    """Return whether somebody speaks for the alliance."""
    return bool(policy.can_act_for_all(actor, Alliance.secretariat_of_all()))


def applications(*, actor: Actor, now: datetime, page: int = 1) -> Listing:
    """Open the applications of her team, those to decide first."""
    policy.can_act_for_all(actor, Alliance.secretariat_of_all()).or_raise()
    teams = public_teams(actor=actor)
    is_decided = Q(state__in=[ApplicationState.APPROVED, ApplicationState.DECLINED])
    rows = Application.objects.filter(team__in=teams).annotate(
        is_decided=is_decided,
        agreed=Count("agreements", distinct=True, filter=COUNTS),
        asked=Count("references", distinct=True),
        answered=Count("references", Q(references__answered_at__isnull=False), distinct=True),
    )
    found = listed(rows.order_by("is_decided", "-arrived_at", "id"), page)
    keys = ring.open_many(
        subjects=[one.pk for one in found.rows], label=papers.LABEL, keyring=keyring_of(actor)
    )
    if found.rows:
        journal.record_reading(
            action="alliance.applications.read",
            objects=[one.pk for one in found.rows],
            actor=actor,
            now=now,
            compartment=Compartment.LIST,
        )
    may_fetch = addressed_team(actor=actor) is not None
    return Listing(
        rows=[
            Row(one, _said(one, keys.get(one.pk)), one.agreed, one.answered, one.asked)
            for one in found.rows
        ],
        more=found.more,
        letters=exchange.waiting() if may_fetch else 0,
        may_fetch=may_fetch,
        may_write=bool(teams),
    )


def application(*, application_id: UUID, actor: Actor, now: datetime) -> Page:
    """Open one application with what was heard of it; raises NotThere, CannotOpen."""
    row = found(application_id=application_id, actor=actor)
    said = said_in(row=row, actor=actor)
    journal.record_reading(
        action="alliance.application.read",
        objects=[row.pk],
        actor=actor,
        now=now,
        compartment=Compartment.LIST,
    )
    agreements = list(
        row.agreements_that_count().select_related("user").order_by("agreed_at", "id")
    )
    return Page(
        application=row,
        said=said,
        references=_heard(row, actor),
        agreements=agreements,
        reason=_reason(row, actor),
        may_agree=row.state == ApplicationState.OPEN
        and all(one.user_id != actor.user_id for one in agreements),
    )


def found(*, application_id: UUID, actor: Actor, held: bool = False) -> Application:
    """Return an application of her team; raises NotThere.

    :param held: whether its row is held until the transaction ends
    """
    policy.can_act_for_all(actor, Alliance.secretariat_of_all()).or_raise()
    rows: QuerySet[Application] = Application.objects.filter(
        pk=application_id,
        team_id__in=actor.team_ids,
        team__organisation_id=actor.organisation_id,
    )
    row = (rows.select_for_update(of=("self",)) if held else rows).order_by("id").first()
    if row is None:
        raise NotThere
    return row


def said_in(*, row: Application, actor: Actor) -> Applied:
    """Return what a group wrote of itself; raises CannotOpen."""
    said = _said(row, papers.key_of(row.pk, keyring_of(actor)))
    if said is None:
        raise CannotOpen
    return said


def to_ask(*, application_id: UUID, actor: Actor) -> list[Member]:
    """Return the members that can be asked here about a group and were not yet."""
    row = found(application_id=application_id, actor=actor)
    asked = row.references.exclude(member=None).values_list("member_id", flat=True)
    rows = Member.objects.filter(organisation__teams__kind=TeamKind.PUBLIC)
    rows = rows.exclude(organisation_id=actor.organisation_id).exclude(pk__in=list(asked))
    return list(rows.order_by("name", "id").distinct())


def team_to_ask(*, member: Member, actor: Actor) -> Team | None:
    """Return who answers for a member on this node; nobody asks her own organisation."""
    if member.organisation_id is None or member.organisation_id == actor.organisation_id:
        return None
    teams = Team.objects.filter(organisation_id=member.organisation_id, kind=TeamKind.PUBLIC)
    return teams.order_by("name", "id").first()


def _said(row: Application, key: ring.RingKey | None) -> Applied | None:
    return papers.opened(Applied, row.box, row_id=row.pk, key=key) if key else None


def _reason(row: Application, actor: Actor) -> str:
    if not row.ending:
        return ""
    key = papers.key_of(row.pk, keyring_of(actor))
    ending = papers.opened(Declined, row.ending, row_id=row.pk, key=key)
    return ending.reason if ending else ""


def _heard(row: Application, actor: Actor) -> list[Heard]:
    rows = list(row.references.select_related("member").order_by("asked_at", "id"))
    ours = {one.pk: actor.organisation_id for one in rows}
    team_ids, keyring = [row.team_id], keyring_of(actor)
    asked = slips.opened(
        ASKED, part=slips.QUESTION, abouts=ours, team_ids=team_ids, keyring=keyring
    )
    # Whom we asked stands in what we sealed: whoever writes the database asks nobody else.
    by = {one.pk: actor.organisation_id for one in rows if one.member is None}
    by |= {one: question.of for one, question in asked.items()}
    answers = slips.opened(
        ANSWERED, part=slips.ANSWER, abouts=by, team_ids=team_ids, keyring=keyring
    )
    heard = []
    for one in rows:
        said = answers.get(one.pk)
        who = one.member.name if one.member else (said.who if said else "")
        heard.append(Heard(one, who, said))
    return heard
