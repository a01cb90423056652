"""What waits for a decision of two, and who may be the second."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.casework import access, policy, reading, vocabulary
from alongside.casework.contents import KINDS, PROPOSED, Proposal
from alongside.casework.errors import NoSuchFile
from alongside.casework.queries.heads import HEAD, File, open_parts, opened_file
from alongside.casework.queries.rows import Chip
from alongside.casework.seconds import second_people
from alongside.organisations import queries as organisations
from alongside.ui.dates import long_date

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from alongside.casework.access import Way
    from alongside.casework.reading import Part
    from alongside.core.access import Actor

STATE_CHIPS = {"proposed": "yellow", "confirmed": "green", "sent_back": "plain"}
READ = HEAD | {KINDS[kind].compartment for kind in PROPOSED}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ProposalView:
    """A proposal in words: what, by whom, and what the second person said."""

    id: str
    about_id: str
    finding: str
    finding_code: str
    state: str
    chip: Chip
    reasons: str
    proposed_by: str
    proposed: str
    asked: str
    decided_by: str
    decided: str
    comment: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ProposingPage:
    """A document of which something is to be proposed, and who may be asked to decide."""

    file: File
    about: Part
    words: str
    colleagues: list[tuple[UUID, str]]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class DecisionPage:
    """A proposal with what it rests on; `may_decide` only for a second person."""

    file: File
    proposal: ProposalView
    about: Part | None
    may_decide: bool


def to_propose(*, actor: Actor, case_id: UUID, document_id: UUID, now: datetime) -> ProposingPage:
    """Open a document that two decide on; raises NoSuchFile, also for any other."""
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    keys = way.keys(READ)
    file = opened_file(way, keys)
    about = _with_id(open_parts(way, keys, PROPOSED), document_id)
    if about is None:
        raise NoSuchFile
    way.journal_reading("file.decision.read", way.compartments & READ, document_id)
    return ProposingPage(
        file=file, about=about, words=PROPOSED[about.kind], colleagues=second_people(way)
    )


def to_decide(*, actor: Actor, case_id: UUID, document_id: UUID, now: datetime) -> DecisionPage:
    """Open a proposal with what it rests on; raises NoSuchFile, JournalUnavailable."""
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    keys = way.keys(READ)
    file = opened_file(way, keys)
    parts = open_parts(way, keys, [Proposal.kind_of, *PROPOSED])
    part = _with_id((one for one in parts if one.kind == Proposal.kind_of), document_id)
    if part is None:
        raise NoSuchFile
    way.journal_reading("file.decision.read", way.compartments & READ, document_id)
    proposal = part.content or Proposal()
    waits = part.content is not None and proposal.state == "proposed"
    second = actor.user_id not in {proposal.proposed_by, part.author_id}
    may = file.rights.write and bool(policy.can_decide(actor, way.case))
    [view] = proposal_views(way, [part])
    others = (one for one in parts if one.kind != Proposal.kind_of)
    return DecisionPage(
        file=file,
        proposal=view,
        about=_with_id(others, proposal.about_id),
        may_decide=waits and second and may,
    )


def proposal_views(way: Way, parts: Iterable[Part]) -> list[ProposalView]:
    """Return proposals in words; at most one query, for the names of those who took part."""
    found = list(parts)
    contents = [part.content for part in found if part.content]
    people = {one for c in contents for one in (c.proposed_by, c.decided_by, c.asked) if one}
    unknown = people - way.names.keys() - {way.actor.user_id}
    if unknown:
        way.names.update(organisations.display_names(user_ids=unknown, actor=way.actor))
    return [_view(way, part) for part in found]


def _view(way: Way, part: Part) -> ProposalView:
    proposal: Proposal = part.content or Proposal()
    group = PROPOSED.get(proposal.about_kind, "")
    return ProposalView(
        id=str(part.document_id),
        about_id=str(proposal.about_id or ""),
        finding=vocabulary.label(group, proposal.finding) if group else "",
        finding_code=proposal.finding,
        state="" if part.problem else proposal.state,
        chip=Chip(vocabulary.label("proposal_states", proposal.state), STATE_CHIPS[proposal.state]),
        reasons=proposal.reasons,
        proposed_by=reading.called(proposal.proposed_by, way.names, way.actor),
        proposed=long_date(proposal.proposed_on) if proposal.proposed_on else "",
        asked=reading.called(proposal.asked, way.names, way.actor),
        decided_by=reading.called(proposal.decided_by, way.names, way.actor),
        decided=long_date(proposal.decided_on) if proposal.decided_on else "",
        comment=proposal.comment,
        problem=part.problem,
    )


def _with_id(parts: Iterable[Part], document_id: UUID | None) -> Part | None:
    return next((part for part in parts if part.document_id == document_id), None)
