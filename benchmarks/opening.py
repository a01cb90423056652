"""What a name search would cost without segments: opening every row, in two ways, and ours.

Run inside a sealed home; prints JSON with milliseconds. The comparison itself is as cheap as can be
(a substring), so that only the opening counts against it.
"""

from __future__ import annotations

import json
import statistics
import time
from typing import TYPE_CHECKING, Any

from alongside.casework import queries, summaries
from alongside.casework.models import Case
from alongside.vault import documents, ring
from benchmarks.world.founding import actors
from benchmarks.world.sealing import NOW

if TYPE_CHECKING:
    from alongside.core.access import Actor

SAMPLE = 500
SEARCHES = 15
TYPED = "Katerina Antoniu"


def main() -> None:
    """Measure all three in this process, which does nothing else."""
    actor = actors()[0]
    queries.find(actor=actor, text=TYPED, now=NOW)
    taken = [_milliseconds(_search, actor) for _number in range(SEARCHES)]
    heads = _milliseconds(_every_head, actor)
    files = _milliseconds(_some_files, actor) / SAMPLE * Case.objects.count()
    print(json.dumps({"search": statistics.median(taken), "heads": heads, "files": files}))


def _milliseconds(work: Any, actor: Actor) -> float:
    """Return processor time: what else the machine does is not in it."""
    begun = time.process_time()
    work(actor)
    return (time.process_time() - begun) * 1000


def _search(actor: Actor) -> None:
    queries.find(actor=actor, text=TYPED, now=NOW)


def _every_head(actor: Actor) -> int:
    """Open the list head of every file with the one key they lie under: the cheapest opening."""
    rows = Case.objects.filter(team_id__in=actor.team_ids).order_by()
    found = 0
    for case_id, team_id, epoch, box in rows.values_list(
        "id", "team_id", "summary_epoch", "summary"
    ).iterator(chunk_size=2000):
        key = actor.keys.list_key(team_id, epoch)  # type: ignore[attr-defined]
        head = summaries.open_box(bytes(box), case_id=case_id, epoch=epoch, key=key)
        found += TYPED in head.called
    return found


def _some_files(actor: Actor) -> int:
    """Open what each file says of who she is, with its own key: how a file is opened."""
    ids = (
        Case.objects.filter(team_id__in=actor.team_ids).order_by("id").values_list("id", flat=True)
    )
    keyring: Any = actor.keys
    found = 0
    for case_id in ids[:SAMPLE]:
        keys = ring.open(subject=case_id, labels=["identity"], keyring=keyring)
        opened = documents.open_documents(subject=case_id, keys=keys, kinds=["identity"])
        found += any(TYPED in one.content["called"] for one in opened if one.content)
    return found
