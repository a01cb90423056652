"""A defender at risk: what threatens her, and telling the colleagues who have to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.casework import access, dues, upkeep
from alongside.casework.actions import drafts, files, saving
from alongside.casework.actions.saving import Change
from alongside.casework.contents import Note, Threat
from alongside.casework.enums import TaskKind
from alongside.casework.errors import NothingToTell, NotInTeam
from alongside.casework.models import Task
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import Actor
    from alongside.vault.documents import Saved

WORK = frozenset({Compartment.CASEWORK})


@transaction.atomic
def record_threat(
    *,
    case_id: UUID,
    threat: Threat,
    actor: Actor,
    now: datetime,
    document_id: UUID | None = None,
    base_version: int | None = None,
    draft: str = "",
) -> Saved:
    """Write down what threatens her, or another version of it; raises Conflict, NoSuchFile."""
    compartments = {threat.compartment}
    way = access.to_change(actor=actor, case_id=case_id, now=now, compartments=compartments)
    keys = upkeep.keys_for(way, compartments)
    saved = saving.write(way, keys, [Change(threat, base_version, document_id)])[0]
    upkeep.after_saving(way, keys, [threat])
    way.journal_change("file.threat.recorded", compartments, saved.document_id)
    drafts.drop_draft(form=draft, actor=actor, case_id=case_id)
    return saved


@transaction.atomic
def alert(
    *, case_id: UUID, to: Collection[UUID], words: str, actor: Actor, now: datetime
) -> list[UUID]:
    """Put an alert on the Today of chosen colleagues; return what was put there.

    The words are kept in her file; who was told stands in the journal. Only those who hold the
    file's keys can be told, because the words are sealed for them.

    :raises NotInTeam: one of them does not hold the file's keys, or does not work here any more
    :raises NothingToTell: nobody is chosen, or nothing is said
    """
    way = access.to_change(actor=actor, case_id=case_id, now=now, compartments=WORK)
    told = set(to)
    if not told or not words.strip():
        raise NothingToTell
    if not told <= {member.id for member in files.keepers(way.case, actor)}:
        raise NotInTeam
    keys = upkeep.keys_for(way, WORK)
    note = Note(title=_("Alert to colleagues"), text=words, happened_on=way.today)
    saved = saving.write(way, keys, [Change(note)])[0]
    title = _("Read an alert about a defender")
    alert_words = dues.TaskWords(title, words.strip()[: dues.HINT_LENGTH])
    tasks = []
    for colleague in sorted(told):
        task = Task(kind=TaskKind.ALERT, due_on=way.today)
        dues.put(way, task, alert_words, worker_id=colleague)
        tasks.append(task.id)
    way.journal_change("file.alert.sent", WORK, saved.document_id, *sorted(told))
    return tasks
