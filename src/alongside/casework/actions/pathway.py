"""Her way: what is recorded of it, whether she can return, what prepares it, the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.casework import access, clock, dues, pathway, reaching, upkeep
from alongside.casework.actions import deciding, drafts, saving
from alongside.casework.actions.saving import Change, save_parts
from alongside.casework.contents import FollowUp, Goal, Proposal, Step, Wish
from alongside.casework.errors import AlreadyDecided, CannotDo, NotHerWish
from alongside.casework.reading import content_of
from alongside.vault import documents
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from uuid import UUID

    from alongside.casework.access import Way
    from alongside.casework.clock import Start
    from alongside.casework.contents import (
        Income,
        Livelihood,
        Pathway,
        Repatriation,
        Suitability,
    )
    from alongside.core.access import Actor
    from alongside.vault.documents import Saved
    from alongside.vault.ring import Ring

WORK = frozenset({Compartment.CASEWORK})


def record_on_her_way(
    *,
    case_id: UUID,
    content: Pathway | Wish | Repatriation | Livelihood | Income,
    actor: Actor,
    now: datetime,
    document_id: UUID | None = None,
    base_version: int | None = None,
    draft: str = "",
) -> Saved:
    """Record one fact of her way.

    :raises Conflict: somebody saved it meanwhile
    :raises NotHerWish: a wish she said once is not written over; another one is another wish
    """
    if not isinstance(content, pathway.RECORDED):
        raise TypeError(f"{content!r} is not recorded like this")
    if isinstance(content, Wish) and document_id is not None:
        raise NotHerWish(_("What she said once stays. Write down what she says now beside it."))
    [saved] = save_parts(
        case_id=case_id,
        changes=[Change(content, base_version, document_id)],
        actor=actor,
        now=now,
        draft=draft,
        action="file.way.recorded",
    )
    return saved


@transaction.atomic
def assess_return(
    *,
    case_id: UUID,
    assessment: Suitability,
    actor: Actor,
    now: datetime,
    document_id: UUID | None = None,
    base_version: int | None = None,
    draft: str = "",
) -> Saved:
    """Record what was seen and heard of a return to her family.

    :raises NotHerWish: she was not asked, or does not want it
    :raises AlreadyDecided: a decision rests on it; another assessment is another document
    :raises Conflict: somebody saved it meanwhile
    """
    way = access.to_change(actor=actor, case_id=case_id, now=now, compartments=pathway.ASSESSING)
    keys = upkeep.keys_for(way, {assessment.compartment, Compartment.CASEWORK})
    pathway.require_her_wish(way, keys)
    if document_id is not None:
        deciding.require_undecided(way, keys, document_id)
    saved = saving.write(way, keys, [Change(assessment, base_version, document_id)])[0]
    upkeep.after_saving(way, keys, [assessment])
    way.journal_change("file.return.assessed", {assessment.compartment}, saved.document_id)
    drafts.drop_draft(form=draft, actor=actor, case_id=case_id)
    return saved


@transaction.atomic
def prepare_return(*, case_id: UUID, proposal_id: UUID, actor: Actor, now: datetime) -> Saved:
    """Put the preparation of a return that two found suitable into her plan, once.

    :raises CannotDo: two have not decided so
    :raises AlreadyDecided: it is in her plan already
    :raises NotHerWish: she does not want it any more
    """
    way = access.to_change(actor=actor, case_id=case_id, now=now, compartments=pathway.ASSESSING)
    keys = upkeep.keys_for(way, WORK)
    head = saving.head_of(way, keys, Proposal.kind_of, proposal_id)
    proposal = Proposal.model_validate(head.content)
    if (proposal.state, proposal.finding) != ("confirmed", "suitable"):
        raise CannotDo(_("Two people have not decided that she can return with preparation."))
    pathway.require_her_wish(way, keys)
    goals = upkeep.contents_of(way, keys, [Goal.kind_of])
    if any(isinstance(one, Goal) and one.prepares == proposal_id for one in goals):
        raise AlreadyDecided
    goal = _preparation(way, keys, proposal_id)
    saved = saving.write(way, keys, [Change(goal)])[0]
    dues.follow(way, saved.document_id, goal)
    upkeep.after_saving(way, keys, [goal], due=True)
    way.journal_change("file.goal.saved", WORK, saved.document_id)
    return saved


@transaction.atomic
def plan_clock(
    *,
    case_id: UUID,
    start: Start,
    planned: Mapping[str, date],
    how: str,
    actor: Actor,
    now: datetime,
) -> list[Saved]:
    """Plan the days of the follow-up clock, by mark; what an earlier clock still planned is over.

    A closed file has one as well: she may have agreed to be asked after it is closed.

    :raises NotSafe: she has not said that this way is safe
    :raises NotAgreed: she has not agreed to be asked for long, or not any more
    :raises CannotDo: her yes ends before one of the days, or there is none
    """
    if not planned:
        raise CannotDo(_("Keep at least one of the days."))
    way = access.to_change(actor=actor, case_id=case_id, now=now, compartments=WORK, closed=True)
    clock.require(way, planned.values())
    keys = upkeep.keys_for(way, WORK)
    reaching.require(way, keys, how, field="how")
    over = _over(way, keys)
    asked = {"how": how, "counted_from": start.day, "counted_since": start.since}
    new = [
        Change(FollowUp(planned_on=day, mark=mark, **asked))
        for mark, day in sorted(planned.items(), key=lambda pair: pair[1])
    ]
    changes = [*over, *new]
    saved = saving.write(way, keys, changes)
    for one, change in zip(saved, changes, strict=True):
        content = FollowUp.model_validate(change.content)
        dues.follow_up(way, one.document_id, content, is_agreed=True)
    upkeep.after_saving(way, keys, [change.content for change in changes], due=True)
    way.journal_change("file.clock.planned", WORK, *(one.document_id for one in saved))
    return saved[len(over) :]


@transaction.atomic
def follow_clock(*, case_id: UUID, actor: Actor, now: datetime) -> None:
    """Let what is planned of the clock be due as far as she agrees to it now; raises NoSuchFile."""
    way = access.to_change(actor=actor, case_id=case_id, now=now, compartments=WORK, closed=True)
    keys = upkeep.keys_for(way, WORK)
    planned = [
        (one.document_id, content)
        for one in documents.open_documents(subject=case_id, keys=keys, kinds=[FollowUp.kind_of])
        if isinstance(content := content_of(one), FollowUp) and content.mark and content.is_open
    ]
    if planned:
        is_agreed = bool(clock.agreement(way))
        for document_id, content in planned:
            dues.follow_up(way, document_id, content, is_agreed=is_agreed)
        upkeep.after_saving(way, keys, (), due=True)


def _over(way: Way, keys: Ring) -> list[Change]:
    """Return the open days of an earlier clock, set aside."""
    changes = []
    for one in documents.open_documents(subject=way.case.id, keys=keys, kinds=[FollowUp.kind_of]):
        content = content_of(one)
        if isinstance(content, FollowUp) and content.mark and content.is_open:
            over = content.model_copy(update={"set_aside_on": way.today})
            changes.append(Change(over, one.version, one.document_id))
    return changes


def _preparation(way: Way, keys: Ring, proposal_id: UUID) -> Goal:
    wishes = upkeep.contents_of(way, keys, [Wish.kind_of])
    wish = pathway.newest(one for one in wishes if isinstance(one, Wish))
    steps = (_("Family training"), _("Family support group"))
    return Goal(
        words=(wish.words if wish else "") or _("To live with my family again"),
        steps=[Step(text=text, who="together") for text in steps],
        prepares=proposal_id,
    )
