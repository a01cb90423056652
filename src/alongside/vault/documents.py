"""Sealed documents: typed contents, every saved version kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import CharField, UUIDField
from pydantic_core import from_json

from alongside.core.prepared import Prepared
from alongside.vault import ring
from alongside.vault.guard import writing
from alongside.vault.models import SealedDocument
from alongside.vault.primitives import CannotOpen, context, pad, seal, unpad, unseal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from django.db.models import QuerySet

    from alongside.vault.keyring import Keyring
    from alongside.vault.ring import RingKey

CANNOT_OPEN = "cannot_open"


class Content(Protocol):
    """A pydantic model with a schema version."""

    @property
    def schema_version(self) -> int:
        """Return the version its fields follow."""
        ...

    def model_dump_json(self) -> str:
        """Return the content as JSON."""
        ...


class Saved(NamedTuple):
    """Where a content went."""

    document_id: UUID
    version: int


@dataclass(slots=True)
class Opened:
    """One version of one document.

    ``content`` is None and ``problem`` says why when it did not open.
    """

    document_id: UUID
    kind: str
    compartment: str
    version: int
    author_id: UUID
    saved_at: datetime
    content: dict[str, Any] | None = field(repr=False)
    problem: str | None = None


class NewDocument(NamedTuple):
    """A document's first version, for :func:`save_all`."""

    compartment: str
    kind: str
    content: Content


class NoSuchDocument(LookupError):
    """There is no such document of this kind in this part of this file."""


class Conflict(Exception):
    """Somebody saved a newer version meanwhile; nothing was overwritten."""

    def __init__(self, theirs: Opened) -> None:
        """Carry the newer version."""
        super().__init__()
        self.theirs = theirs


@transaction.atomic
def save(  # noqa: PLR0913 - a version has these facts
    *,
    subject: UUID,
    compartment: str,
    kind: str,
    content: Content,
    keys: Mapping[str, RingKey] | None = None,
    keyring: Keyring,
    now: datetime,
    document_id: UUID | None = None,
    base_version: int | None = None,
) -> Saved:
    """Append a version.

    Raises Conflict when ``base_version`` is not the newest, NoSuchDocument, or CannotOpen without
    the key.

    Without ``document_id`` a new document begins. ``keys`` are opened ring keys by compartment;
    None opens the one needed.
    """
    key = _key(subject, compartment, keys, keyring)
    if document_id is None:
        return save_all(
            subject=subject,
            documents=[NewDocument(compartment, kind, content)],
            keys={compartment: key},
            keyring=keyring,
            now=now,
        )[0]
    heads = SealedDocument.objects.filter(
        document_id=document_id, subject=subject, compartment=compartment, kind=kind, head=True
    )
    with writing():
        # Only one of two writers still finds the head she started from: the update is the lock.
        taken = (
            heads.filter(version=base_version).update(head=False) if base_version is not None else 0
        )
    if base_version is None or not taken:
        raise _conflict(heads.values_list(*_COLUMNS).first(), key)
    fresh = _sealed(
        subject,
        document_id,
        base_version + 1,
        NewDocument(compartment, kind, content),
        key,
        keyring.user_id,
        now,
    )
    with writing():
        SealedDocument.objects.bulk_create([fresh])
    return Saved(document_id, fresh.version)


@transaction.atomic
def save_all(
    *,
    subject: UUID,
    documents: Sequence[NewDocument],
    keys: Mapping[str, RingKey] | None = None,
    keyring: Keyring,
    now: datetime,
) -> list[Saved]:
    """Begin several documents of one subject in one insert, in the order given."""
    rows = [
        _sealed(
            subject,
            uuid4(),
            1,
            document,
            _key(subject, document.compartment, keys, keyring),
            keyring.user_id,
            now,
        )
        for document in documents
    ]
    with writing():
        SealedDocument.objects.bulk_create(rows)
    return [Saved(row.document_id, row.version) for row in rows]


def open_documents(
    *,
    subject: UUID,
    keys: Mapping[str, RingKey],
    kinds: Iterable[str] | None = None,
    limit: int | None = None,
    before: tuple[datetime, UUID] | None = None,
) -> list[Opened]:
    """Open the newest versions in the compartments of ``keys``, newest first, in one query.

    ``before`` is (saved_at, document_id) of the last one already shown.
    """
    found: Iterable[tuple[Any, ...]]
    if kinds is not None and before is None:
        found = _first(limit).rows(subject, list(keys), list(kinds))
    else:
        rows = _heads(subject, list(keys))
        if kinds is not None:
            rows = rows.filter(kind__in=list(kinds))
        if before is not None:
            rows = rows.filter(saved_at__lte=before[0]).exclude(
                saved_at=before[0], document_id__gte=before[1]
            )
        found = rows[:limit]
    return list(_open_rows(found, subject, keys))


def history(*, document_id: UUID, keys: Mapping[str, RingKey]) -> list[Opened]:
    """Open every version of one document, newest first; the keys say whose it is."""
    subjects = {key.subject for key in keys.values()}
    opened: list[Opened] = []
    for subject in subjects:
        rows = _versions().filter(
            document_id=document_id, subject=subject, compartment__in=list(keys)
        )
        opened += _open_rows(rows.order_by("-version"), subject, keys)
    return opened


def every_version(*, subject: UUID, keys: Mapping[str, RingKey]) -> list[Opened]:
    """Open every version of every document of a subject in the compartments of ``keys``."""
    rows = _versions().filter(subject=subject, compartment__in=list(keys))
    return list(_open_rows(rows.order_by("document_id", "version"), subject, keys))


@transaction.atomic
def discard(*, subjects: Iterable[UUID]) -> int:
    """Delete every version of these subjects' documents, after their keys were shredded.

    Return how many rows went.
    """
    with writing():
        return SealedDocument.objects.filter(subject__in=list(subjects)).delete()[0]


class _Row(NamedTuple):
    document_id: UUID
    compartment: str
    kind: str
    version: int
    author_id: UUID
    saved_at: datetime
    box: bytes


_COLUMNS = list(_Row._fields)


@cache
def _versions() -> QuerySet[SealedDocument, tuple[Any, ...]]:
    """Return the query to narrow down, its columns named once."""
    return SealedDocument.objects.values_list(*_COLUMNS)


def _heads(subject: Any, compartments: Any) -> QuerySet[SealedDocument, tuple[Any, ...]]:
    rows = _versions().filter(subject=subject, head=True, compartment__in=compartments)
    return rows.order_by("-saved_at", "-document_id")


# Every page of a file asks this once or twice, always for as many.
@cache
def _first(limit: int | None) -> Prepared:
    def of_kinds(
        subject: Any, compartments: Any, kinds: Any
    ) -> QuerySet[SealedDocument, tuple[Any, ...]]:
        return _heads(subject, compartments).filter(kind__in=kinds)[:limit]

    return Prepared(of_kinds, UUIDField(), CharField(), CharField())


def _conflict(head: tuple[Any, ...] | None, key: RingKey) -> Exception:
    if head is None:
        return NoSuchDocument()
    place = _place(key.subject, head[1], head[2])
    return Conflict(_opened(_Row._make(head), {key.label: key.secret}, place))


def _open_rows(
    rows: Iterable[tuple[Any, ...]], subject: UUID, keys: Mapping[str, RingKey]
) -> Iterator[Opened]:
    secrets = {name: key.secret for name, key in keys.items() if key.subject == subject}
    # A page opens hundreds of rows of few kinds: what they share is encoded once.
    places: dict[tuple[str, str], bytes] = {}
    for row in rows:
        place = places.get((row[1], row[2]))
        if place is None:
            place = places[row[1], row[2]] = _place(subject, row[1], row[2])
        yield _opened(_Row._make(row), secrets, place)


def _opened(row: _Row, secrets: Mapping[str, bytes], place: bytes) -> Opened:
    document_id, compartment, kind, version, author_id, saved_at, box = row
    content, problem = None, None
    try:
        aad = _at(place, document_id, version, author_id, saved_at)
        # It was sealed by us, in this place: read as JSON, not validated again.
        content = from_json(unpad(unseal(secrets[compartment], bytes(box), aad=aad)))
    except (CannotOpen, KeyError):
        problem = CANNOT_OPEN
    return Opened(document_id, kind, compartment, version, author_id, saved_at, content, problem)


def _place(subject: UUID, compartment: str, kind: str) -> bytes:
    return context("document", subject, compartment, kind)


def _at(
    place: bytes, document_id: UUID, version: int, author_id: UUID, saved_at: datetime
) -> bytes:
    """Return the whole context of a version: after the place come three parts of fixed length."""
    moment = saved_at.astimezone(UTC).isoformat().encode()
    return place + document_id.bytes + author_id.bytes + version.to_bytes(8, "big") + moment


def _sealed(
    subject: UUID,
    document_id: UUID,
    version: int,
    document: NewDocument,
    key: RingKey,
    author_id: UUID,
    now: datetime,
) -> SealedDocument:
    compartment, kind, content = document
    saved_at = now.astimezone(UTC)
    place = _place(subject, compartment, kind)
    aad = _at(place, document_id, version, author_id, saved_at)
    return SealedDocument(
        document_id=document_id,
        subject=subject,
        compartment=compartment,
        kind=kind,
        version=version,
        head=True,
        author_id=author_id,
        saved_at=saved_at,
        box=seal(key.secret, pad(content.model_dump_json().encode()), aad=aad),
    )


def _key(
    subject: UUID, compartment: str, keys: Mapping[str, RingKey] | None, keyring: Keyring
) -> RingKey:
    found = (
        keys
        if keys is not None
        else ring.open(subject=subject, labels=[compartment], keyring=keyring)
    )
    key = found.get(compartment)
    if key is None or key.subject != subject:
        raise CannotOpen(compartment)
    return key
