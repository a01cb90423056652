"""Locking a file away, or who she is: keys go to the coordination team, names out of lists.

A lock is made by whoever keeps the file, and lifted by a coordinator: she alone holds the keys.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from alongside.casework import access, dues, facts, held, lines, policy, summaries, upkeep
from alongside.casework.contents import Incident
from alongside.casework.dues import TaskWords
from alongside.casework.errors import AlreadyLocked, Unreadable
from alongside.casework.models import RegisterLine, Task
from alongside.casework.reading import content_of
from alongside.casework.search import keeping
from alongside.casework.summaries import Summary
from alongside.consent import actions as consents
from alongside.organisations import queries as organisations
from alongside.organisations.enums import TeamKind
from alongside.vault import documents, ring
from alongside.vault.compartments import Compartment
from alongside.vault.small import open_small, seal_small

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from alongside.casework.access import Way
    from alongside.core.access import Actor
    from alongside.vault.ring import Ring

IDENTITY = frozenset({Compartment.IDENTITY})


@transaction.atomic
def mask(*, case_id: UUID, actor: Actor, now: datetime) -> None:
    """Take who she is from everybody who keeps her file; lists show the reference instead.

    :raises AlreadyLocked: it is masked already, or closed to her team
    :raises StillJoined: it is joined with another file about her
    """
    way = access.to_change(actor=actor, case_id=case_id, now=now, compartments=(), closed=True)
    policy.can_decide(actor, way.case).or_raise()
    if way.case.masked_on is not None:
        raise AlreadyLocked
    held.require_apart(way)
    keys = upkeep.keys_for(way, IDENTITY)
    summary = upkeep.current_summary(way, keys)
    _hand_to_coordination(way, IDENTITY)
    way.case.masked_on = way.today
    _show(way, summary._replace(called=way.case.reference, from_place=""))
    _let_search_find_the_reference(way)
    way.journal_change("file.masked", IDENTITY)


@transaction.atomic
def unmask(*, case_id: UUID, actor: Actor, now: datetime) -> None:
    """Give who she is back to those who keep her file, as a coordinator; two decided it."""
    way = access.to_lock(actor=actor, case_id=case_id, now=now)
    way.case.masked_on = None
    _take_back(way, IDENTITY)
    _show_again(way, upkeep.keys_for(way, ()))
    way.journal_change("file.unmasked", IDENTITY)


@transaction.atomic
def restrict(*, case_id: UUID, guards: Iterable[UUID], actor: Actor, now: datetime) -> bytes:
    """Close a file to everybody but two people, and return what its lists said, sealed in it.

    Nothing of it is changed, nor counted, as long as it is closed.

    :raises AlreadyLocked: it is closed already
    """
    way = access.to_change(actor=actor, case_id=case_id, now=now, compartments=(), closed=True)
    keys = upkeep.keys_for(way, {Compartment.CASEWORK})
    kept = json.dumps({"tasks": _set_tasks_apart(way)}).encode()
    box = seal_small(keys[Compartment.CASEWORK].secret, kept, "restricted", case_id)
    for line in RegisterLine.objects.filter(case_id=case_id).order_by("id"):
        words = lines.LineWords()
        line.box, line.epoch = lines.seal(
            words, line_id=line.id, team_id=line.team_id, keyring=way.keyring
        )
        line.save()
    _hand_to_coordination(way, keys.keys())
    way.case.guards = [str(one) for one in guards]
    _show(way, Summary(called=way.case.reference))
    keeping.forget([case_id], team_id=way.case.team_id, keyring=way.keyring)
    facts.remove(case_id)
    way.journal_change("file.restricted")
    return box


@transaction.atomic
def lift(*, case_id: UUID, box: bytes, actor: Actor, now: datetime) -> None:
    """Open a file again to those who keep it, as one of the two who could open it."""
    way = access.to_lock(actor=actor, case_id=case_id, now=now)
    keys = upkeep.keys_for(way, ())
    way.case.guards = []
    _take_back(way, keys.keys() - (IDENTITY if way.case.masked_on else frozenset()))
    if Compartment.CASEWORK not in keys:
        raise Unreadable
    kept = open_small(keys[Compartment.CASEWORK].secret, box, "restricted", case_id)
    for task_id, worker_id, text, hint in json.loads(kept)["tasks"]:
        task = Task.objects.filter(pk=task_id).order_by("id").first()
        if task is not None:
            dues.put(
                way, task, TaskWords(text, hint), worker_id=UUID(worker_id) if worker_id else None
            )
    opened = documents.open_documents(subject=case_id, keys=keys, kinds=[Incident.kind_of])
    for one in opened:
        incident = content_of(one)
        if isinstance(incident, Incident) and not incident.taken_back:
            lines.put(way, one.document_id, incident)
    _show_again(way, keys)
    way.journal_change("file.unrestricted")


def _coordination(way: Way) -> UUID:
    teams = organisations.all_teams(actor=way.actor)
    return next(team.id for team in teams if team.kind == TeamKind.COORDINATION)


def _hand_to_coordination(way: Way, labels: Iterable[str]) -> None:
    """Wrap keys to the coordination team, and take them from every other."""
    wanted, coordination = sorted(labels), _coordination(way)
    ring.grant(subject=way.case.id, labels=wanted, team_id=coordination, keyring=way.keyring)
    for team_id in {team for team, label in ring.holders(way.case.id) if label in wanted}:
        if team_id != coordination:
            ring.revoke(subject=way.case.id, labels=wanted, team_id=team_id)


def _take_back(way: Way, labels: Iterable[str]) -> None:
    """Wrap keys to the team that keeps the file again, and to those she still shares with."""
    wanted = sorted(labels)
    ring.grant(subject=way.case.id, labels=wanted, team_id=way.case.team_id, keyring=way.keyring)
    consents.wrap_again(case_id=way.case.id, labels=wanted, actor=way.actor)
    ring.revoke(subject=way.case.id, labels=wanted, team_id=_coordination(way))


def _show(way: Way, summary: Summary) -> None:
    case = way.case
    case.summary, case.summary_epoch = summaries.seal(
        summary, case_id=case.id, team_id=case.team_id, keyring=way.keyring
    )
    case.save()


def _show_again(way: Way, keys: Ring) -> None:
    """Make list head and search entry anew from the file; a masked one stays as it is."""
    kinds = [content.kind_of for content in upkeep.IN_THE_HEAD]
    opened = keys if way.case.masked_on is None else _without_identity(keys)
    contents = upkeep.contents_of(way, opened, kinds)
    summary = Summary().with_contents(reversed(contents))
    way.case.next_due_on, first = dues.first(way)
    if way.case.masked_on is not None:
        summary = summary._replace(called=way.case.reference, from_place="")
    _show(way, summary._replace(next=first))
    if way.case.masked_on is None:
        upkeep.index(way, keys, contents)
    else:
        _let_search_find_the_reference(way)


def _without_identity(keys: Ring) -> Any:
    return {label: key for label, key in keys.items() if label != Compartment.IDENTITY}


def _let_search_find_the_reference(way: Way) -> None:
    team_id = way.case.team_id
    keeping.forget([way.case.id], team_id=team_id, keyring=way.keyring)
    entry = keeping.entry_of(way.case, None, None, "")
    keeping.put([entry], team_id=team_id, keyring=way.keyring, fresh=True)


def _set_tasks_apart(way: Way) -> list[list[str]]:
    """Empty what is due in the file, which lies under the team's key; return what it said."""
    said = []
    for task in Task.objects.filter(case_id=way.case.id).order_by("id"):
        words = dues.words_of(task, way.keyring) or TaskWords("")
        said.append([str(task.id), str(task.worker_id or ""), words.text, words.hint])
        task.worker_id = None
        task.box, task.epoch = dues.seal(
            TaskWords(""), task_id=task.id, team_id=task.team_id, keyring=way.keyring
        )
        task.save()
    return said
