"""Opening a file, closing it, opening it again, handing it to a colleague."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import transaction
from django.db.models import CharField
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.casework import (
    access,
    alike,
    dues,
    held,
    majority,
    policy,
    slots,
    summaries,
    supervising,
    upkeep,
)
from alongside.casework.access import Way
from alongside.casework.actions import drafts, saving
from alongside.casework.actions.saving import Change
from alongside.casework.contents import Closing, ClosingRequest, Identity, Note
from alongside.casework.enums import (
    DECISIONS,
    ClosedReason,
    FileKind,
    Phase,
    TaskKind,
    TaskState,
)
from alongside.casework.errors import (
    AlreadyClosed,
    CannotDo,
    HeldByAnother,
    NeedsApproval,
    NotClosed,
    NoTeam,
    NotInTeam,
)
from alongside.casework.models import AccessSlot, Case, Task
from alongside.consent import gate
from alongside.consent.enums import Action, Purpose
from alongside.core.ids import new_reference
from alongside.core.prepared import Prepared
from alongside.organisations import queries as organisations
from alongside.vault import documents, ring
from alongside.vault.compartments import Compartment
from alongside.vault.documents import NewDocument

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from alongside.casework.contents import Content
    from alongside.core.access import Actor
    from alongside.vault.documents import Saved

# A reference is one of 14 million; two files with the same one are a matter of trying again.
TRIES = 8


class Opened(NamedTuple):
    """A file that was opened, and the version of what she is called."""

    case_id: UUID
    reference: str
    version: int


def open_case(  # noqa: PLR0913  a file may begin with nothing or with everything
    *,
    identity: Identity,
    actor: Actor,
    now: datetime,
    kind: FileKind = FileKind.PERSON,
    parts: Sequence[Content] = (),
    team_id: UUID | None = None,
    worker_id: UUID | None = None,
    opened_on: date | None = None,
    draft: str = "",
) -> Opened:
    """Begin a file with what she is called; only the keys it needs now are made.

    :param worker_id: whose file it becomes; without, the actor's
    :raises NoTeam: she is in no team that keeps files
    """
    case = new_case(actor, now, kind=kind, team_id=team_id)
    case.worker_id, case.opened_on = worker_id or case.worker_id, opened_on or case.opened_on
    # Before anybody has to wait for it.
    gate.keyring_of(actor).unlock(case.team_id)
    with transaction.atomic():
        begun = begin(case, [identity, *parts], actor=actor, now=now)
        drafts.drop_draft(form=draft, actor=actor)
    alike.look_for_new([identity, *parts], begun.way)
    return Opened(case.id, case.reference, 1)


def new_case(actor: Actor, now: datetime, *, kind: FileKind, team_id: UUID | None = None) -> Case:
    """Return the row of a file that begins today with the actor; raises NoTeam."""
    today = timezone.localdate(now)
    return Case(
        organisation_id=actor.organisation_id,
        team_id=own_team(actor, team_id),
        worker_id=actor.user_id,
        kind=kind,
        opened_on=today,
        since=today,
    )


class Begun(NamedTuple):
    """A new file with its keys open, and its documents in the order of their contents."""

    way: Way
    keys: ring.Ring
    saved: list[Saved]


def begin(
    case: Case,
    contents: Sequence[Content],
    *,
    actor: Actor,
    now: datetime,
    action: str = "file.opened",
    indexed: bool = True,
) -> Begun:
    """Write a new file: keys, documents, row, search entry and the journal's line."""
    policy.can_open_case(actor, case.team_id).or_raise()
    # What she is asked and answers is sealed with the work, so that key is always there.
    compartments = frozenset({content.compartment for content in contents} | {Compartment.CASEWORK})
    way = _new_way(case, compartments, actor, now)
    labels: dict[str, list[UUID]] = {label: [case.team_id] for label in sorted(compartments)}
    keys = ring.create_many(subject=case.id, labels=labels, keyring=way.keyring, now=now)
    new = [NewDocument(one.compartment, one.kind_of, one) for one in contents]
    saved = documents.save_all(
        subject=case.id, documents=new, keys=keys, keyring=way.keyring, now=now
    )
    case.phase = upkeep.advanced(case.phase, contents)
    summary = summaries.Summary().with_contents(contents)
    case.summary, case.summary_epoch = summaries.seal(
        summary, case_id=case.id, team_id=case.team_id, keyring=way.keyring
    )
    _insert(case)
    for one, content in zip(saved, contents, strict=True):
        dues.follow(way, one.document_id, content)
    if majority.follow(way, contents) or any(isinstance(one, dues.DUE) for one in contents):
        upkeep.after_saving(way, keys, (), due=True)
    if indexed:
        upkeep.index(way, keys, contents, fresh=True)
    way.journal_change(action, compartments)
    return Begun(way, keys, saved)


@transaction.atomic
def close(
    *, case_id: UUID, closing: Closing, actor: Actor, now: datetime, draft: str = ""
) -> Saved:
    """Close a file with a reason; what is still due is set aside.

    :raises AlreadyClosed: also by somebody else meanwhile
    :raises CannotDo: the day lies before the file was opened or after today
    :raises NeedsApproval: the organisation wants somebody else to approve it first
    """
    compartments = {Compartment.CASEWORK}
    way = access.to_change(actor=actor, case_id=case_id, now=now, compartments=compartments)
    policy.can_decide(actor, way.case).or_raise()
    if way.case.closed_on is not None:
        raise AlreadyClosed
    rules = supervising.rules_of(way.case.organisation_id)
    if rules.ask_for(ClosingRequest.kind_of):
        raise NeedsApproval
    saved = close_as(way, upkeep.keys_for(way, compartments), closing)
    drafts.drop_draft(form=draft, actor=actor, case_id=case_id)
    return saved


def close_as(way: Way, keys: ring.Ring, closing: Closing) -> Saved:
    """Close a file inside the caller's transaction, once everything allows it."""
    case, closed_on = way.case, require_day(way, closing)
    content = closing.model_copy(update={"closed_on": closed_on, "phase_before": Phase(case.phase)})
    saved = saving.write(way, keys, [Change(content)])[0]
    dues.set_aside(way, *held.held_by(way, keys))
    slots.destroy(AccessSlot.objects.filter(case_id=case.id))
    case.phase, case.closed_on, case.closed_reason = Phase.CLOSED, closed_on, closing.reason
    upkeep.after_saving(way, keys, (), due=True)
    way.journal_change("file.closed", {Compartment.CASEWORK}, saved.document_id)
    return saved


def require_day(way: Way, closing: Closing) -> date:
    """Return the day a file is closed on, today where none is said; raises CannotDo."""
    closed_on = closing.closed_on or way.today
    if not way.case.opened_on <= closed_on <= way.today:
        raise CannotDo(_("The day must lie between the day the file was opened and today."))
    return closed_on


@transaction.atomic
def reopen(*, case_id: UUID, why: str, actor: Actor, now: datetime) -> Saved:
    """Open a closed file again where the work stood, with what was planned due again.

    :raises NotClosed: it is not closed
    """
    compartments = {Compartment.CASEWORK}
    way = access.to_change(
        actor=actor, case_id=case_id, now=now, compartments=compartments, closed=True
    )
    policy.can_decide(actor, way.case).or_raise()
    case = way.case
    if case.closed_on is None:
        raise NotClosed
    if case.closed_reason == ClosedReason.JOINED:
        raise HeldByAnother
    keys = upkeep.keys_for(way, compartments)
    change, phase = _reopening(way, keys, why)
    saved = saving.write(way, keys, [change])[0]
    case.phase, case.closed_on, case.closed_reason = phase, None, None
    _take_up(way, keys)
    for other in held.held_by(way, keys):
        held_way = access.to_change(actor=actor, case_id=other, now=now, compartments=compartments)
        held_keys = upkeep.keys_for(held_way, compartments)
        _take_up(held_way, held_keys)
        upkeep.after_saving(held_way, held_keys, (), due=True)
    upkeep.after_saving(way, keys, (), due=True)
    way.journal_change("file.reopened", compartments, saved.document_id)
    return saved


@transaction.atomic
def hand_over(*, case_id: UUID, to: UUID, actor: Actor, now: datetime, words: str = "") -> None:
    """Give a file and what is due in it to a colleague of the same team.

    :raises NotInTeam: she does not hold the file's keys, or does not work here any more
    """
    compartments = {Compartment.CASEWORK}
    way = access.to_change(actor=actor, case_id=case_id, now=now, compartments=compartments)
    case = way.case
    policy.can_decide(actor, case).or_raise()
    if case.closed_on is not None:
        raise AlreadyClosed
    if to not in {member.id for member in keepers(case, actor)}:
        raise NotInTeam
    case.worker_id, case.since = to, way.today
    case.save(update_fields=["worker", "since"])
    keys = upkeep.keys_for(way, compartments)
    others = held.held_by(way, keys)
    Case.objects.filter(pk__in=others).update(worker_id=to, since=way.today)
    due = Task.objects.filter(case_id__in=[case.id, *others], state=TaskState.OPEN)
    # These stay with whom they were sent to, or asked of.
    due.exclude(kind__in=(TaskKind.ALERT, *DECISIONS)).update(worker_id=to)
    if words:
        saving.write(way, keys, [Change(Note(title=_("Handed over"), text=words))])
    way.journal_change("file.handed_over", compartments, to)


def keepers(case: Case, actor: Actor) -> list[organisations.Member]:
    """Return the colleagues who hold the keys of a file and work with files."""
    members = organisations.members_of(organisation_id=case.organisation_id, actor=actor)
    return [one for one in members if policy.is_keeper(one.role, one.team_ids, case.team_id)]


def own_team(actor: Actor, team_id: UUID | None) -> UUID:
    """Return the team a new file belongs to: the one asked for, or her first that keeps files.

    :raises NoTeam: there is none, or the one asked for is not hers
    """
    for team in organisations.teams_of(actor=actor):
        if team.kind in policy.FILE_TEAMS and team_id in {None, team.id}:
            return team.id
    raise NoTeam


def _new_way(case: Case, compartments: frozenset[str], actor: Actor, now: datetime) -> Way:
    decision = gate.decide(
        actor=actor,
        action=Action.WRITE,
        case=case,
        compartment=compartments,
        purpose=Purpose.SERVICE,
        recipient=None,
        now=now,
    ).or_raise()
    return Way(case=case, actor=actor, decision=decision, compartments=compartments, now=now)


def _insert(case: Case) -> None:
    for _try in range(TRIES - 1):
        if not _REFERRED.rows(case.reference):
            break
        case.reference = new_reference()
    case.save(force_insert=True)


def _take_up(way: Way, keys: ring.Ring) -> None:
    """Make tasks of what was planned in a file before it was closed."""
    kinds = [content.kind_of for content in dues.DUE]
    dues.take_up(way, documents.open_documents(subject=way.case.id, keys=keys, kinds=kinds))


def _referred(reference: Any) -> QuerySet[Case, tuple[Any, ...]]:
    return Case.objects.filter(reference=reference).order_by("id").values_list("id")


_REFERRED = Prepared(_referred, CharField())


def _reopening(way: Way, keys: ring.Ring, why: str) -> tuple[Change, str]:
    newest = documents.open_documents(
        subject=way.case.id, keys=keys, kinds=[Closing.kind_of], limit=1
    )
    for one in newest:
        head = saving.head_of(way, keys, Closing.kind_of, one.document_id)
        closing = Closing.model_validate(head.content)
        content = closing.model_copy(update={"reopened_on": way.today, "reopened_why": why})
        return Change(content, head.version, head.document_id), closing.phase_before
    # The closing was brought in with a register and has no document of its own.
    content = Closing(
        reason=way.case.closed_reason,
        closed_on=way.case.closed_on,
        reopened_on=way.today,
        reopened_why=why,
    )
    return Change(content), content.phase_before
