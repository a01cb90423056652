"""A decision of two: one proposes what follows from a document, somebody else confirms it or not.

What is asked of a document before it is decided on stands in `CHECKS`, by its kind. What only a
supervisor approves is asked of the organisation's rules as well; a newer version needs it anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from alongside.casework import access, dues, pathway, policy, supervising, upkeep
from alongside.casework.actions import files, saving
from alongside.casework.actions.saving import Change
from alongside.casework.contents import (
    APPROVED,
    KINDS,
    PROPOSED,
    Closing,
    ClosingRequest,
    Proposal,
    Suitability,
)
from alongside.casework.enums import TaskState
from alongside.casework.errors import (
    AlreadyDecided,
    ChangedSince,
    NoSuchFile,
    NotAnother,
    NotSupervisor,
    Unreadable,
)
from alongside.casework.models import Task
from alongside.casework.reading import content_of
from alongside.casework.seconds import second_people
from alongside.vault import documents
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime
    from uuid import UUID

    from alongside.casework.access import Way
    from alongside.core.access import Actor
    from alongside.vault.documents import Opened, Saved
    from alongside.vault.ring import Ring

COMPARTMENTS = frozenset(
    {Compartment.CASEWORK, Compartment.LOCATION, *(KINDS[kind].compartment for kind in PROPOSED)}
)
CHECKS: dict[str, Callable[[Way, Ring], None]] = {Suitability.kind_of: pathway.require_her_wish}
STANDING = frozenset({"proposed", "confirmed"})


@transaction.atomic
def propose(
    *,
    case_id: UUID,
    about_id: UUID,
    finding: str = "",
    to: UUID,
    actor: Actor,
    now: datetime,
    reasons: str = "",
) -> Saved:
    """Propose what follows from a document, and ask a colleague to decide.

    :param finding: a code of what may follow; what is only approved needs none
    :raises AlreadyDecided: a decision on it waits or was taken
    :raises NotAnother: who is asked is the actor herself, or does not keep the file or approve
    :raises NoSuchFile: also for a document that is not decided on
    """
    way, keys = _way(case_id, actor, now)
    return _propose(way, keys, about_id, finding=finding, to=to, reasons=reasons)


@transaction.atomic
def ask_to_close(
    *,
    case_id: UUID,
    closing: Closing,
    to: UUID,
    actor: Actor,
    now: datetime,
) -> Saved:
    """Ask a supervisor to approve closing a file; it is closed when she does.

    :raises AlreadyDecided: that was asked already and waits
    :raises CannotDo: as `files.close`
    """
    way, keys = _way(case_id, actor, now)
    files.require_day(way, closing)
    head = upkeep.heads_of(way, keys, [ClosingRequest.kind_of]).get(ClosingRequest.kind_of)
    if head is not None:
        require_undecided(way, keys, head.document_id, version=head.version, only=("proposed",))
    request = ClosingRequest(
        reason=closing.reason, words=closing.words, closed_on=closing.closed_on
    )
    saved = saving.write(way, keys, [Change(request, head.version if head else None)])[0]
    return _propose(way, keys, saved.document_id, finding="", to=to, reasons="")


@transaction.atomic
def decide(
    *,
    case_id: UUID,
    proposal_id: UUID,
    agrees: bool,
    actor: Actor,
    now: datetime,
    comment: str = "",
) -> str:
    """Decide as was proposed, or send it back with a comment; then what it rests on can change.

    Returns the kind of document that was decided on.

    :raises NotAnother: the actor proposed it herself
    :raises AlreadyDecided: somebody decided meanwhile, or it rests on words that have changed
    """
    way, keys = _way(case_id, actor, now)
    head = saving.head_of(way, keys, Proposal.kind_of, proposal_id)
    proposal = Proposal.model_validate(head.content)
    if proposal.state != "proposed" or proposal.about_id is None:
        raise AlreadyDecided
    # The version is sealed together with who saved it, so that nobody proposes in another's name.
    if actor.user_id in {proposal.proposed_by, head.author_id}:
        raise NotAnother
    about = _about(way, keys, proposal.about_id)
    _require_right(way, about)
    if agrees:
        if about.version != proposal.about_version:
            raise ChangedSince if about.kind in APPROVED else AlreadyDecided
        _check(way, keys, about.kind)
    state = "confirmed" if agrees else "sent_back"
    decided = proposal.model_copy(
        update={
            "state": state,
            "decided_by": actor.user_id,
            "decided_on": way.today,
            "comment": comment.strip(),
        }
    )
    _save(way, keys, Change(decided, head.version, proposal_id), state)
    if agrees and about.kind == ClosingRequest.kind_of:
        request = ClosingRequest.model_validate(about.content)
        closing = Closing(reason=request.reason, words=request.words, closed_on=request.closed_on)
        files.close_as(way, keys, closing)
    return about.kind


def require_undecided(
    way: Way,
    keys: Ring,
    about_id: UUID,
    *,
    version: int | None = None,
    only: Collection[str] = STANDING,
) -> None:
    """Raise AlreadyDecided where a decision rests on a document, or waits.

    :param version: of this version alone, as with approvals
    """
    for one in _proposals(way, keys, about_id):
        proposal = Proposal.model_validate(one.content)
        if proposal.state in only and version in {None, proposal.about_version}:
            raise AlreadyDecided


def _propose(
    way: Way, keys: Ring, about_id: UUID, *, finding: str, to: UUID, reasons: str
) -> Saved:
    about = _about(way, keys, about_id)
    is_approval = about.kind in APPROVED
    require_undecided(way, keys, about_id, version=about.version if is_approval else None)
    _check(way, keys, about.kind)
    if to not in dict(second_people(way, about)):
        raise NotAnother
    proposal = Proposal(
        about_kind=about.kind,
        about_id=about_id,
        about_version=about.version,
        finding=APPROVED.get(about.kind, finding),
        reasons=reasons,
        proposed_by=way.actor.user_id,
        proposed_on=way.today,
        asked=to,
    )
    earlier = _proposals(way, keys, about_id)
    # What was sent back to somebody is answered by this.
    ids = [one.document_id for one in earlier]
    Task.objects.filter(document_id__in=ids, state=TaskState.OPEN).update(state=TaskState.DONE)
    for one in earlier:
        # Approval that waits for an older version now waits for this one.
        if Proposal.model_validate(one.content).state == "proposed":
            return _save(way, keys, Change(proposal, one.version, one.document_id), "proposed")
    return _save(way, keys, Change(proposal), "proposed")


def _way(case_id: UUID, actor: Actor, now: datetime) -> tuple[Way, Ring]:
    way = access.to_change(actor=actor, case_id=case_id, now=now, compartments=COMPARTMENTS)
    policy.can_decide(actor, way.case).or_raise()
    return way, upkeep.keys_for(way, {Compartment.CASEWORK})


def _about(way: Way, keys: Ring, document_id: UUID) -> Opened:
    """Return the newest version of what is decided on; raises NoSuchFile, Unreadable."""
    for one in documents.history(document_id=document_id, keys=keys)[:1]:
        if one.kind not in PROPOSED:
            break
        if content_of(one) is None:
            way.could_not_open([one.compartment], document_id)
            raise Unreadable
        return one
    raise NoSuchFile


def _proposals(way: Way, keys: Ring, about_id: UUID) -> list[Opened]:
    """Return what was proposed of a document, newest first, as far as it opens."""
    opened = documents.open_documents(subject=way.case.id, keys=keys, kinds=[Proposal.kind_of])
    found = [(one, content_of(one)) for one in opened]
    return [
        one
        for one, content in found
        if isinstance(content, Proposal) and content.about_id == about_id
    ]


def _check(way: Way, keys: Ring, kind: str) -> None:
    """Raise what stands against deciding on a document of this kind now."""
    if kind in APPROVED:
        if not supervising.rules_of(way.case.organisation_id).ask_for(kind):
            raise NoSuchFile
        return
    CHECKS[kind](way, keys)


def _require_right(way: Way, about: Opened) -> None:
    """Raise NotSupervisor, or NotAnother for who wrote what is to be approved."""
    if about.kind not in APPROVED:
        return
    if about.author_id == way.actor.user_id:
        raise NotAnother
    rules = supervising.rules_of(way.case.organisation_id)
    if not rules.is_supervisor(way.actor.user_id, way.actor.role):
        raise NotSupervisor


def _save(way: Way, keys: Ring, change: Change, state: str) -> Saved:
    saved = saving.write(way, keys, [change])[0]
    proposal = Proposal.model_validate(change.content)
    dues.follow(way, saved.document_id, proposal)
    upkeep.after_saving(way, keys, (), due=True)
    about = [proposal.about_id] if proposal.about_id else []
    of_what = "approval" if proposal.about_kind in APPROVED else "decision"
    action = f"file.{of_what}.{state}"
    way.journal_change(action, {Proposal.compartment}, saved.document_id, *about)
    return saved
