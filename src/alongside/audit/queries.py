"""Reading the journal, and checking that nobody rewrote it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Subquery
from django.db.models.functions import TruncDate

from alongside.audit.journal import START, head_bytes
from alongside.audit.models import Anchor, Entry
from alongside.vault import certificates, hashing, primitives

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from alongside.core.access import AnyActor


# A busy team of twenty writes about as many in a month.
LOOKED_AT = 100_000


@dataclass(frozen=True)
class Looked:
    """One line of "Who looked"."""

    actor: str
    action: str
    compartment: str
    minute: datetime


@dataclass(frozen=True)
class Verdict:
    """What checking the journal found."""

    ok: bool
    entries: int
    first_bad: int | None = None
    reason: str = ""


def who_opened(*, object_id: UUID, actor: AnyActor, limit: int = 100) -> list[Looked]:
    """Return who did what with one thing, newest first."""
    del actor  # whoever may open the file may see who looked; the file's query asked already
    rows = (
        Entry.objects.filter(object_id=str(object_id))
        .order_by("-seq")
        .values_list("actor", "action", "compartment", "minute")[:limit]
    )
    return [Looked(*row) for row in rows]


def amounts_read(
    *, readers: Iterable[UUID], since: datetime, actor: AnyActor
) -> list[tuple[str, date, int]]:
    """Return (reader, day, files opened that day), of the journal's newest entries since then.

    Looks at the last `LOOKED_AT` entries at most, so that the page stays quick for ever.
    """
    rows = _file_readings(readers, since, actor).annotate(day=TruncDate("minute"))
    counted = (
        rows.order_by()
        .values_list("actor", "day")
        .annotate(files=Count("object_id", distinct=True))
    )
    return sorted(counted)


def files_read(
    *, reader: UUID, since: datetime, actor: AnyActor, before: int | None = None, limit: int = 50
) -> list[tuple[str, int, int]]:
    """Return (file, times opened, number of the last entry) of one reader, the last opened first.

    :param before: the number of the last entry of the page before
    """
    rows = _file_readings([reader], since, actor).order_by()
    found = rows.values_list("object_id").annotate(times=Count("seq"), last=Max("seq"))
    if before is not None:
        found = found.filter(last__lt=before)
    return list(found.order_by("-last")[:limit])


def _file_readings(
    readers: Iterable[UUID], since: datetime, actor: AnyActor
) -> QuerySet[Entry, Entry]:
    del actor  # whoever may ask was decided where the page is made
    newest = Entry.objects.order_by("-seq").values("seq")[:1]
    return Entry.objects.filter(
        seq__gt=Subquery(newest) - LOOKED_AT,
        minute__gte=since,
        actor__in=[str(one) for one in readers],
        action__startswith="file.",
        action__endswith="read",
    )


def anchor_lines(*, actor: AnyActor) -> list[str]:
    """Return each signed head as one line: entry, day, hash."""
    del actor
    return [
        f"{one.seq} {one.made_at:%Y-%m-%d} {bytes(one.hash).hex()}"
        for one in Anchor.objects.order_by("seq")
    ]


def verify(*, actor: AnyActor) -> Verdict:
    """Walk the whole chain and every anchor; name the first entry that does not fit."""
    del actor
    anchors = {one.seq: one for one in Anchor.objects.order_by("seq")}
    prev, expected = START, 1
    for entry in Entry.objects.order_by("seq").iterator(chunk_size=2000):
        fault = _fault(entry, prev, expected) or _anchor_fault(entry, anchors.pop(entry.seq, None))
        if fault:
            return Verdict(ok=False, entries=expected - 1, first_bad=expected, reason=fault)
        prev, expected = bytes(entry.hash), expected + 1
    if anchors:
        return Verdict(
            ok=False,
            entries=expected - 1,
            first_bad=expected,
            reason="an anchor was signed for a later entry: the end of the journal is gone",
        )
    return Verdict(ok=True, entries=expected - 1)


def _fault(entry: Entry, prev: bytes, expected: int) -> str:
    if entry.seq != expected:
        return "an entry is missing"
    if bytes(entry.prev) != prev:
        return "it does not follow the entry before it"
    if hashing.chain(prev, entry.content()) != bytes(entry.hash):
        return "its content was changed"
    return ""


def _anchor_fault(entry: Entry, anchor: Anchor | None) -> str:
    if anchor is None:
        return ""
    if bytes(anchor.hash) != bytes(entry.hash):
        return "the signed anchor says something else"
    signer = certificates.public_key_of(anchor.signer_id)
    if signer is None or not primitives.verify(
        signer, head_bytes(entry.seq, bytes(entry.hash)), bytes(anchor.signature)
    ):
        return "the anchor's signature is not good"
    return ""
