"""Giving a file to a colleague of another team: its keys are wrapped to hers, and to nobody else's.

Whoever does it is in both teams, because the boxes of lists lie under keys that only a team's own
members can make. A coordinator always is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Self

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.casework import access, dues, held, lines, policy, reading, summaries, upkeep
from alongside.casework.access import COMPARTMENTS
from alongside.casework.actions import saving
from alongside.casework.actions.saving import Change
from alongside.casework.contents import Note
from alongside.casework.enums import TaskKind, TaskState
from alongside.casework.errors import CannotDo, NotInTeam, Unreadable
from alongside.casework.models import FactsRow, MatchKey, RegisterLine, Task
from alongside.casework.queries.transferring import targets_of
from alongside.casework.search import keeping
from alongside.casework.signals import file_moved
from alongside.consent import actions as consent
from alongside.consent.contents import Conversation
from alongside.consent.enums import Answer, Purpose
from alongside.consent.parties import CaseRef, Recipient
from alongside.vault import ring
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from alongside.casework.access import Way
    from alongside.casework.search.segments import Entry
    from alongside.core.access import Actor

WORK = frozenset({Compartment.CASEWORK})


@transaction.atomic
def transfer(  # noqa: PLR0913  what was asked, and of whom
    *,
    case_id: UUID,
    to_team: UUID,
    to: UUID,
    her_words: str,
    actor: Actor,
    now: datetime,
    words: str = "",
    joint_until: date | None = None,
) -> None:
    """Move a file to another team of ours, after she was asked. Undoing it is another transfer.

    :param her_words: what she said to it
    :param joint_until: the last day the old team still reads it, by a yes of hers; None: none
    :raises NotInTeam: the colleague is not in that team, or the actor not in both
    :raises CannotDo: nobody wrote down what she said
    :raises StillJoined: it is joined with another file about her
    :raises Unreadable: a key of the file does not open, so it would be lost on the way
    """
    way = access.to_change(actor=actor, case_id=case_id, now=now, compartments=COMPARTMENTS)
    policy.can_decide(actor, way.case).or_raise()
    if not her_words.strip():
        raise CannotDo(_("Ask her first, and write down what she said."))
    if (to_team, to) not in {(one.team_id, one.user_id) for one in targets_of(way)}:
        raise NotInTeam
    held.require_apart(way)
    case, old = way.case, way.case.team_id
    keys = upkeep.keys_for(way, WORK)
    labels = _labels(way, keys)
    boxes = _Boxes.opened(way, keys)
    ended = consent.move(case=case, to_team=to_team, actor=actor, now=now)
    ring.grant(subject=case_id, labels=sorted(labels), team_id=to_team, keyring=way.keyring)
    ring.revoke(subject=case_id, labels=sorted(labels), team_id=old)
    case.team_id, case.worker_id, case.since = to_team, to, way.today
    boxes.seal(way, old)
    _move_numbers(case_id, to_team)
    FactsRow.objects.filter(case_id=case_id).update(team_id=to_team)
    _ask_again(way, ended)
    _agree(way, old, her_words, joint_until, labels)
    said = "\n".join(one for one in (her_words.strip(), words.strip()) if one)
    saving.write(way, keys, [Change(Note(title=_("Moved to another team"), text=said))])
    upkeep.after_saving(way, keys, (), due=True)
    way.journal_change("file.transferred", labels, old, to_team, to)
    file_moved.send(
        sender=type(case), case_id=case_id, from_team=old, to_team=to_team, actor=actor, now=now
    )


@dataclass(frozen=True, slots=True, repr=False)
class _Boxes:
    """What lies under a team's list and search keys of one file, opened."""

    summary: summaries.Summary
    known: Entry
    due: list[tuple[Task, dues.TaskWords | None]]
    incidents: list[tuple[RegisterLine, lines.LineWords | None]]

    @classmethod
    def opened(cls, way: Way, keys: ring.Ring) -> Self:
        """Open all of it with the old team's keys."""
        tasks, incidents = _tasks(way.case.id), _lines(way.case.id)
        return cls(
            upkeep.current_summary(way, keys),
            upkeep.entry(way, keys, ()),
            [(task, dues.words_of(task, way.keyring)) for task in tasks],
            [(line, _words(line, way)) for line in incidents],
        )

    def seal(self, way: Way, old: UUID) -> None:
        """Seal all of it under the keys of the team that keeps the file now."""
        case = way.case
        case.summary, case.summary_epoch = summaries.seal(
            self.summary, case_id=case.id, team_id=case.team_id, keyring=way.keyring
        )
        case.save()
        _move_due(way, self.due)
        _move_lines(way, self.incidents)
        keeping.forget([case.id], team_id=old, keyring=way.keyring)
        keeping.put([self.known], team_id=case.team_id, keyring=way.keyring, fresh=True)


def _labels(way: Way, keys: ring.Ring) -> set[str]:
    """Return the parts of the file whose keys its team holds; raises Unreadable."""
    held = {label for team_id, label in ring.holders(way.case.id) if team_id == way.case.team_id}
    if not held <= keys.keys():
        raise Unreadable
    return held


def _tasks(case_id: UUID) -> list[Task]:
    return list(Task.objects.select_for_update().filter(case_id=case_id).order_by("id"))


def _lines(case_id: UUID) -> list[RegisterLine]:
    rows = RegisterLine.objects.select_for_update().filter(case_id=case_id)
    return list(rows.order_by("id"))


def _words(line: RegisterLine, way: Way) -> lines.LineWords | None:
    return lines.open_line(
        bytes(line.box),
        line_id=line.id,
        team_id=line.team_id,
        epoch=line.epoch,
        keyring=way.keyring,
    )


def _move_due(way: Way, due: list[tuple[Task, dues.TaskWords | None]]) -> None:
    """Seal what is due under the new team's key; what is open becomes the new worker's."""
    for task, words in due:
        task.team_id = way.case.team_id
        if task.state == TaskState.OPEN:
            # An alert was for colleagues who are no longer near her.
            is_alert = task.kind == TaskKind.ALERT
            task.state = TaskState.SET_ASIDE if is_alert else TaskState.OPEN
            task.worker_id = way.case.worker_id
        task.box, task.epoch = dues.seal(
            words or dues.TaskWords(reading.cannot_be_opened()),
            task_id=task.id,
            team_id=task.team_id,
            keyring=way.keyring,
        )
        task.save()


def _move_lines(way: Way, found: list[tuple[RegisterLine, lines.LineWords | None]]) -> None:
    for line, words in found:
        line.team_id, line.worker_id = way.case.team_id, way.case.worker_id or line.worker_id
        line.box, line.epoch = lines.seal(
            words or lines.LineWords(), line_id=line.id, team_id=line.team_id, keyring=way.keyring
        )
        line.save()


def _move_numbers(case_id: UUID, to_team: UUID) -> None:
    """Let an import find the file by the organisation's own number in its new team as well."""
    for number in MatchKey.objects.filter(case_id=case_id).order_by("id"):
        if MatchKey.objects.filter(team_id=to_team, digest=number.digest).exists():
            number.delete()
        else:
            number.team_id = to_team
            number.save(update_fields=["team"])


def _ask_again(way: Way, ended: list[str]) -> None:
    """Let the new team ask her itself whether it may ask later how she is."""
    if Purpose.LONG_FOLLOW_UP not in ended:
        return
    dues.end_clock(way.case.id)
    task = Task(kind=TaskKind.TASK, due_on=way.today + dues.TIME_TO_DECIDE)
    dues.put(way, task, dues.TaskWords(_("Ask her whether you may ask later how she is")))


def _agree(way: Way, old: UUID, her_words: str, joint_until: date | None, labels: set[str]) -> None:
    """Write down her yes to the new team and, for a joint time, to the old one."""
    case = CaseRef(
        id=way.case.id, organisation_id=way.case.organisation_id, team_id=way.case.team_id
    )
    said = Conversation(her_words=her_words.strip())
    record = partial(
        consent.record_agreement,
        case=case,
        purpose=Purpose.SERVICE,
        answer=Answer.YES,
        conversation=said,
        actor=way.actor,
        now=way.now,
    )
    record(recipient=Recipient.team(case.team_id))
    if joint_until is not None:
        parts = sorted(labels & COMPARTMENTS)
        record(recipient=Recipient.team(old), compartments=parts, expires_on=joint_until)
