"""What waits for a decision of two, and who may be the second."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.casework import access, policy, reading, sheets, supervising, vocabulary
from alongside.casework.contents import APPROVED, PROPOSED, Assessment, Proposal
from alongside.casework.errors import NoSuchFile
from alongside.casework.queries.heads import HEAD, File, open_parts, opened_file
from alongside.casework.queries.rows import Chip
from alongside.casework.seconds import second_people
from alongside.organisations import queries as organisations
from alongside.ui.dates import long_date
from alongside.vault import documents

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from alongside.casework.access import Way
    from alongside.casework.reading import Part
    from alongside.core.access import Actor
    from alongside.questionnaires.queries import Opened as Form
    from alongside.vault.documents import Opened
    from alongside.vault.ring import Ring

STATE_CHIPS = {"proposed": "yellow", "confirmed": "green", "sent_back": "plain"}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ProposalView:
    """A proposal in words: what, by whom, and what the second person said."""

    id: str
    about_id: str
    about_version: int
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
    # What an answer sheet answers; None for everything else.
    form: Form | None
    words: str
    colleagues: list[tuple[UUID, str]]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class DecisionPage:
    """A proposal with what it rests on; `may_decide` only for a second person."""

    file: File
    proposal: ProposalView
    about: Part | None
    form: Form | None
    may_decide: bool
    # A newer version was saved after approval of this one was asked for.
    is_overtaken: bool


def to_propose(*, actor: Actor, case_id: UUID, document_id: UUID, now: datetime) -> ProposingPage:
    """Open a document that two decide on; raises NoSuchFile, also for any other."""
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    keys = way.keys()
    file = opened_file(way, keys)
    opened = _newest(keys, document_id)
    if opened is None or not _is_decided_on(way, opened.kind):
        raise NoSuchFile
    way.journal_reading("file.decision.read", HEAD | {opened.compartment}, document_id)
    about = _part(way, opened)
    return ProposingPage(
        file=file,
        about=about,
        form=_form(about, actor),
        words=PROPOSED[opened.kind],
        colleagues=second_people(way, opened),
    )


def to_decide(*, actor: Actor, case_id: UUID, document_id: UUID, now: datetime) -> DecisionPage:
    """Open a proposal with what it rests on; raises NoSuchFile, JournalUnavailable."""
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    keys = way.keys()
    file = opened_file(way, keys)
    part = _with_id(open_parts(way, keys, [Proposal.kind_of]), document_id)
    if part is None:
        raise NoSuchFile
    proposal: Proposal = part.content or Proposal()
    opened = _newest(keys, proposal.about_id) if proposal.about_id else None
    read = {opened.compartment} if opened else set()
    way.journal_reading("file.decision.read", way.compartments & (HEAD | read), document_id)
    [view] = proposal_views(way, [part])
    about = _part(way, opened) if opened else None
    return DecisionPage(
        file=file,
        proposal=view,
        about=about,
        form=_form(about, actor),
        may_decide=_may_decide(way, part, opened) and file.rights.write,
        is_overtaken=bool(opened and supervising.waits_in_vain(proposal, opened.version)),
    )


def _newest(keys: Ring, document_id: UUID) -> Opened | None:
    """Return the newest version of a document that two decide on."""
    versions = documents.history(document_id=document_id, keys=keys)
    return next((one for one in versions[:1] if one.kind in PROPOSED), None)


def _part(way: Way, opened: Opened) -> Part:
    [part] = reading.parts([opened], actor=way.actor, today=way.today, names=way.names)
    if part.problem:
        way.could_not_open([opened.compartment], opened.document_id)
    return part


def _form(about: Part | None, actor: Actor) -> Form | None:
    content = about.content if about else None
    return sheets.form_of(content, actor) if isinstance(content, Assessment) else None


def _is_decided_on(way: Way, kind: str) -> bool:
    if kind not in APPROVED:
        return True
    return supervising.rules_of(way.case.organisation_id).ask_for(kind)


def _may_decide(way: Way, part: Part, about: Opened | None) -> bool:
    """Return whether the asker may be the second; what she is asked for may still be refused."""
    proposal, me = part.content, way.actor
    if proposal is None or proposal.state != "proposed":
        return False
    if me.user_id in {proposal.proposed_by, part.author_id}:
        return False
    if not policy.can_decide(me, way.case):
        return False
    if proposal.about_kind not in APPROVED:
        return True
    rules = supervising.rules_of(way.case.organisation_id)
    is_hers = about is not None and about.author_id == me.user_id
    return rules.is_supervisor(me.user_id, me.role) and not is_hers


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
        about_version=proposal.about_version,
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
