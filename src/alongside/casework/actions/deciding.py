"""A decision of two: one proposes what follows from a document, somebody else confirms it or not.

What is asked of a document before it is decided on stands in `CHECKS`, by its kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from alongside.casework import access, dues, pathway, policy, upkeep
from alongside.casework.actions import saving
from alongside.casework.actions.saving import Change
from alongside.casework.contents import KINDS, PROPOSED, Proposal, Suitability
from alongside.casework.errors import AlreadyDecided, NoSuchFile, NotAnother, Unreadable
from alongside.casework.reading import content_of
from alongside.casework.seconds import second_people
from alongside.vault import documents
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from collections.abc import Callable
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
    finding: str,
    to: UUID,
    actor: Actor,
    now: datetime,
    reasons: str = "",
) -> Saved:
    """Propose what follows from a document, and ask a colleague to decide.

    :raises AlreadyDecided: a decision on it waits or was taken
    :raises NotAnother: who is asked is the actor herself, or does not keep the file
    :raises NoSuchFile: also for a document that is not decided on
    """
    way, keys = _way(case_id, actor, now)
    about = _about(way, keys, about_id)
    require_undecided(way, keys, about_id)
    if to not in dict(second_people(way)):
        raise NotAnother
    CHECKS[about.kind](way, keys)
    proposal = Proposal(
        about_kind=about.kind,
        about_id=about_id,
        about_version=about.version,
        finding=finding,
        reasons=reasons,
        proposed_by=actor.user_id,
        proposed_on=way.today,
        asked=to,
    )
    return _save(way, keys, Change(proposal), "file.decision.proposed")


@transaction.atomic
def decide(
    *,
    case_id: UUID,
    proposal_id: UUID,
    agrees: bool,
    actor: Actor,
    now: datetime,
    comment: str = "",
) -> Saved:
    """Decide as was proposed, or send it back with a comment; then what it rests on can change.

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
    if agrees:
        if _about(way, keys, proposal.about_id).version != proposal.about_version:
            raise AlreadyDecided
        CHECKS[proposal.about_kind](way, keys)
    state = "confirmed" if agrees else "sent_back"
    decided = proposal.model_copy(
        update={
            "state": state,
            "decided_by": actor.user_id,
            "decided_on": way.today,
            "comment": comment.strip(),
        }
    )
    return _save(way, keys, Change(decided, head.version, proposal_id), f"file.decision.{state}")


def require_undecided(way: Way, keys: Ring, about_id: UUID) -> None:
    """Raise AlreadyDecided where a decision rests on a document, or waits."""
    for one in upkeep.contents_of(way, keys, [Proposal.kind_of]):
        if isinstance(one, Proposal) and one.about_id == about_id and one.state in STANDING:
            raise AlreadyDecided


def _way(case_id: UUID, actor: Actor, now: datetime) -> tuple[Way, Ring]:
    way = access.to_change(actor=actor, case_id=case_id, now=now, compartments=COMPARTMENTS)
    policy.can_decide(actor, way.case).or_raise()
    return way, upkeep.keys_for(way, {Compartment.CASEWORK})


def _about(way: Way, keys: Ring, document_id: UUID) -> Opened:
    """Return the newest version of what is decided on; raises NoSuchFile, Unreadable."""
    opened = documents.open_documents(subject=way.case.id, keys=keys, kinds=list(PROPOSED))
    for one in opened:
        if one.document_id == document_id:
            if content_of(one) is None:
                way.could_not_open([one.compartment], document_id)
                raise Unreadable
            return one
    raise NoSuchFile


def _save(way: Way, keys: Ring, change: Change, action: str) -> Saved:
    saved = saving.write(way, keys, [change])[0]
    proposal = Proposal.model_validate(change.content)
    dues.follow(way, saved.document_id, proposal)
    upkeep.after_saving(way, keys, (), due=True)
    about = [proposal.about_id] if proposal.about_id else []
    way.journal_change(action, {Proposal.compartment}, saved.document_id, *about)
    return saved
