"""The tab "Her way", and what an assessment of a return begins from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from django.utils.translation import gettext as _

from alongside.casework import access, pathway, vocabulary
from alongside.casework.contents import (
    FollowUp,
    Goal,
    Income,
    Livelihood,
    Pathway,
    Proposal,
    Repatriation,
    Service,
    Suitability,
    Wish,
)
from alongside.casework.errors import NoSuchFile
from alongside.casework.queries.clock import clock_views
from alongside.casework.queries.deciding import ProposalView, proposal_views
from alongside.casework.queries.heads import HEAD, File, missing_part, open_parts, opened_file
from alongside.casework.queries.touch import FollowUpView, is_agreed
from alongside.casework.vocabulary.titles import FIELD_TITLES
from alongside.ui.dates import long_date
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from alongside.casework.contents import Content
    from alongside.casework.pathway import Stage
    from alongside.casework.reading import Part
    from alongside.core.access import Actor
    from alongside.vault.ring import Ring

C = TypeVar("C", bound="Content")

READ = HEAD | {Compartment.STORY}
PAPERS = ("travel_permit", "passport", "birth_record", "court_order", "health_paper")
KINDS_ON_IT = (
    Wish.kind_of,
    Suitability.kind_of,
    Proposal.kind_of,
    Repatriation.kind_of,
    Livelihood.kind_of,
    Income.kind_of,
    Service.kind_of,
    FollowUp.kind_of,
)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class WishView:
    """What she said once about where she wants to live."""

    where: str
    words: str
    said: str
    may_contact_family: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AssessmentView:
    """An assessment of a return, and what was proposed of it, newest first."""

    id: str
    when: str
    by: str
    proposals: list[ProposalView]
    is_open: bool
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class LivelihoodView:
    """A job, a training or a business in words."""

    id: str
    title: str
    meta: str
    grant: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class IncomeView:
    """One line of the table of what she has."""

    id: str
    said: str
    band: str
    words: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class JourneyView:
    """The journey back in a few lines, each with what it is about."""

    lines: list[tuple[str, str]]
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PathwayPage:
    """The tab "Her way"; `objection` says why a return is not assessed, "" where it may be.

    `to_prepare` is the confirmed proposal whose preparation is not in her plan yet, or "".
    `is_agreed` is None where nothing of a follow-up clock is planned.
    """

    file: File
    began: bool
    reached: frozenset[Stage]
    wish: WishView | None
    earlier: list[WishView]
    objection: str
    leaves_family_alone: bool
    goes_elsewhere: bool
    assessments: list[AssessmentView]
    to_prepare: str
    pathway: Part
    journey: JourneyView
    livelihoods: list[LivelihoodView]
    incomes: list[IncomeView]
    services: int
    clock: list[FollowUpView]
    is_agreed: bool | None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AssessingPage:
    """An assessment to be written, with what she wishes and what she objects to."""

    file: File
    part: Part
    wish: WishView | None
    objection: str


def her_way(*, actor: Actor, case_id: UUID, now: datetime) -> PathwayPage:
    """Open all that is recorded of her way; raises NoSuchFile, JournalUnavailable."""
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    keys = way.keys(READ)
    file = opened_file(way, keys)
    parts = _by_kind(one for one in open_parts(way, keys, KINDS_ON_IT) if not one.is_taken_back)
    way.journal_reading("file.way.read", way.compartments & READ)
    known = _known(file, parts)
    wish, contact = known.wish, file.parts["safe_contact"].content
    wishes = sorted(parts[Wish.kind_of], key=_said_on, reverse=True)
    views = [_wish(part) for part in wishes]
    proposals = proposal_views(way, parts[Proposal.kind_of])
    later = [one for one in parts[FollowUp.kind_of] if one.content and one.content.mark]
    return PathwayPage(
        file=file,
        began=file.parts[Pathway.kind_of].is_there,
        reached=known.reached,
        wish=views[0] if views else None,
        earlier=views[1:],
        objection=pathway.objection(wish, contact),
        leaves_family_alone=pathway.leaves_family_alone(wish, contact),
        goes_elsewhere=known.goes_elsewhere,
        assessments=[_assessment(part, proposals) for part in parts[Suitability.kind_of]],
        to_prepare=_to_prepare(file, proposals, known),
        pathway=file.parts[Pathway.kind_of],
        journey=_journey(_single(parts, Repatriation.kind_of, keys)),
        livelihoods=[_livelihood(part) for part in parts[Livelihood.kind_of]],
        incomes=[_income(part) for part in sorted(parts[Income.kind_of], key=_said_on)],
        services=len(known.services),
        clock=clock_views(later, way, file),
        is_agreed=is_agreed(way, later),
    )


def to_assess(
    *, actor: Actor, case_id: UUID, document_id: UUID | None, now: datetime
) -> AssessingPage:
    """Open an assessment of a return, or what a new one begins from.

    :raises NoSuchFile: also for a document that is not in this file or of another kind
    """
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    keys = way.keys(READ)
    file = opened_file(way, keys)
    parts = _by_kind(open_parts(way, keys, (Wish.kind_of, Suitability.kind_of)))
    wishes = sorted(parts[Wish.kind_of], key=_said_on, reverse=True)
    found = missing_part(Suitability.kind_of, keys)
    if document_id is not None:
        asked = (one for one in parts[Suitability.kind_of] if one.document_id == document_id)
        found = next(asked, found)
        if not found.is_there:
            raise NoSuchFile
    way.journal_reading("file.part.read", {Wish.compartment, Suitability.compartment})
    wish = wishes[0].content if wishes else None
    return AssessingPage(
        file=file,
        part=found,
        wish=_wish(wishes[0]) if wishes else None,
        objection=pathway.objection(wish, file.parts["safe_contact"].content),
    )


def _by_kind(parts: Iterable[Part]) -> dict[str, list[Part]]:
    found: dict[str, list[Part]] = {kind: [] for kind in KINDS_ON_IT}
    for part in parts:
        found[part.kind].append(part)
    return found


def _single(parts: dict[str, list[Part]], kind: str, keys: Ring) -> Part:
    return next(iter(parts[kind]), missing_part(kind, keys))


def _known(file: File, parts: dict[str, list[Part]]) -> pathway.Recorded:
    def contents(kind: type[C]) -> list[C]:
        return [part.content for part in parts[kind.kind_of] if part.content]

    return pathway.Recorded(
        pathway=file.parts[Pathway.kind_of].content or Pathway(),
        wishes=contents(Wish),
        proposals=contents(Proposal),
        repatriation=next(iter(contents(Repatriation)), Repatriation()),
        livelihoods=contents(Livelihood),
        incomes=contents(Income),
        services=[one for one in contents(Service) if one.state == "given"],
        follow_ups=contents(FollowUp),
    )


def _said_on(part: Part) -> date:
    return (part.content.said_on if part.content else None) or date.min


def _wish(part: Part) -> WishView:
    wish = part.content or Wish()
    return WishView(
        where=vocabulary.label("wheres_to_live", wish.where),
        words=wish.words,
        said=long_date(wish.said_on) if wish.said_on else "",
        may_contact_family=wish.may_contact_family,
        problem=part.problem,
    )


def _assessment(part: Part, proposals: list[ProposalView]) -> AssessmentView:
    assessment = part.content or Suitability()
    about = [one for one in proposals if one.about_id == str(part.document_id)]
    return AssessmentView(
        id=str(part.document_id),
        when=long_date(assessment.visited_on) if assessment.visited_on else part.saved,
        by=assessment.visited_by or part.saved_by,
        proposals=about,
        is_open=all(one.state == "sent_back" for one in about),
        problem=part.problem,
    )


def _to_prepare(file: File, proposals: list[ProposalView], known: pathway.Recorded) -> str:
    if known.finding != "suitable":
        return ""
    goals = [part.content for part in file.goals if part.content]
    prepared = {str(goal.prepares) for goal in goals if isinstance(goal, Goal)}
    confirmed = [one for one in proposals if one.state == "confirmed"]
    waiting = (one.id for one in confirmed if one.finding_code == "suitable")
    found = next(waiting, "")
    return "" if found in prepared else found


def _journey(part: Part) -> JourneyView:
    journey: Repatriation = part.content or Repatriation()
    papers = [
        f"{FIELD_TITLES[name]}: {vocabulary.label('paper_states', getattr(journey, name))}"
        for name in PAPERS
        if getattr(journey, name)
    ]
    lines = (
        (_("Papers"), _joined(*papers, journey.other_papers)),
        (_("Journey"), _joined(_between(journey.leaves_on, journey.arrives_on), journey.route)),
        (_("With her"), journey.escort),
        (
            _("At the border"),
            _handed_over(
                journey.border_on,
                journey.border_place,
                journey.border_given_by,
                journey.border_taken_by,
            ),
        ),
        (
            _("At home"),
            _handed_over(
                journey.home_on, journey.home_place, journey.home_given_by, journey.home_taken_by
            ),
        ),
    )
    return JourneyView(lines=[line for line in lines if line[1]], problem=part.problem)


def _handed_over(on: date | None, place: str, given_by: str, taken_by: str) -> str:
    """Return day and place, and who gave her into whose hands, of what is known of it."""
    by = _("handed over by %(who)s") % {"who": given_by} if given_by else ""
    to = _("received by %(who)s") % {"who": taken_by} if taken_by else ""
    return _joined(long_date(on) if on else "", place, by, to)


def _between(begin: date | None, end: date | None) -> str:
    days = [long_date(day) for day in (begin, end) if day]
    return " – ".join(dict.fromkeys(days))


def _joined(*words: str) -> str:
    return " · ".join(one for one in words if one)


def _livelihood(part: Part) -> LivelihoodView:
    work = part.content or Livelihood()
    kind = vocabulary.label("work_kinds", work.kind, part.written)
    amount = " ".join(one for one in (work.grant, work.grant_currency) if one)
    return LivelihoodView(
        id=str(part.document_id),
        title=": ".join(one for one in (kind, work.what) if one),
        meta=_joined(work.where, _between(work.since, work.until), work.hours),
        grant=_joined(amount, work.grant_for, work.grant_from),
        problem=part.problem,
    )


def _income(part: Part) -> IncomeView:
    income = part.content or Income()
    return IncomeView(
        id=str(part.document_id),
        said=long_date(income.said_on) if income.said_on else "",
        band=vocabulary.label("income_bands", income.band),
        words=income.words,
        problem=part.problem,
    )
