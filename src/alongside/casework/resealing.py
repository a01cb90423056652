"""Moving what lies under a team's list and search keys to its next epoch, a batch at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from alongside.casework import dues, lines, summaries
from alongside.casework.models import Case, RegisterLine, Task
from alongside.casework.search import keeping
from alongside.vault.primitives import CannotOpen
from alongside.vault.trust import Untrusted

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.vault.keyring import Keyring

# A segment holds as much as thousands of list heads.
SEGMENTS_IN_A_BATCH = 20


@transaction.atomic
def reseal(*, team_id: UUID, epoch: int, keyring: Keyring, limit: int) -> int:
    """Re-seal up to `limit` boxes that lie under an earlier epoch; return how many are left.

    What does not open stays as it is, and goes on being shown as such; a list head is made again
    when the file is next saved.
    """
    left = _heads(team_id, epoch, keyring, limit)
    left += _tasks(team_id, epoch, keyring, limit)
    left += _lines(team_id, epoch, keyring, limit)
    return left + keeping.reseal(
        team_id=team_id, below=epoch, keyring=keyring, limit=SEGMENTS_IN_A_BATCH
    )


def _heads(team_id: UUID, epoch: int, keyring: Keyring, limit: int) -> int:
    rows = Case.objects.select_for_update().filter(team_id=team_id, summary_epoch__lt=epoch)
    cases = list(rows.order_by("id")[:limit])
    for case in cases:
        try:
            key = keyring.list_key(team_id, case.summary_epoch)
            summary = summaries.open_box(
                bytes(case.summary), case_id=case.id, epoch=case.summary_epoch, key=key
            )
        except (CannotOpen, Untrusted):
            case.summary_epoch = epoch
            continue
        case.summary, case.summary_epoch = summaries.seal(
            summary, case_id=case.id, team_id=team_id, keyring=keyring
        )
    Case.objects.bulk_update(cases, ["summary", "summary_epoch"], batch_size=200)
    return rows.count() if len(cases) == limit else 0


def _tasks(team_id: UUID, epoch: int, keyring: Keyring, limit: int) -> int:
    rows = Task.objects.select_for_update().filter(team_id=team_id, epoch__lt=epoch)
    tasks = list(rows.order_by("id")[:limit])
    for task in tasks:
        words = dues.words_of(task, keyring)
        if words is None:
            task.epoch = epoch
            continue
        task.box, task.epoch = dues.seal(words, task_id=task.id, team_id=team_id, keyring=keyring)
    Task.objects.bulk_update(tasks, ["box", "epoch"], batch_size=200)
    return rows.count() if len(tasks) == limit else 0


def _lines(team_id: UUID, epoch: int, keyring: Keyring, limit: int) -> int:
    rows = RegisterLine.objects.select_for_update().filter(team_id=team_id, epoch__lt=epoch)
    found = list(rows.order_by("id")[:limit])
    for line in found:
        words = lines.open_line(
            bytes(line.box), line_id=line.id, team_id=team_id, epoch=line.epoch, keyring=keyring
        )
        if words is None:
            line.epoch = epoch
            continue
        line.box, line.epoch = lines.seal(words, line_id=line.id, team_id=team_id, keyring=keyring)
    RegisterLine.objects.bulk_update(found, ["box", "epoch"], batch_size=200)
    return rows.count() if len(found) == limit else 0
