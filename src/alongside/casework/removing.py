"""Taking files away for good: their keys first, then everything that lay under them or named them.

Nothing here asks whether that may be done; whoever calls it has decided, with a second person where
two decide, and says so in the journal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from alongside.casework.models import Case, CopyOut, ImportedRow
from alongside.consent import actions as consents
from alongside.vault import documents, drafts, erasure, ring

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from alongside.core.access import AnyActor
    from alongside.vault.ring import RingKey

# Whatever a document calls like this is a file on the disk, a derivative or a thumbnail as well.
FILE_ID = "file_id"


class Gone(NamedTuple):
    """What was taken away: whose keys (files, their copies), and which files lie on the disk."""

    subjects: list[UUID]
    stored: list[UUID]


def stored_files(*, case_id: UUID, keys: Mapping[str, RingKey]) -> list[UUID]:
    """Return the ids of all files on the disk that any version of any document of a file names."""
    versions = documents.every_version(subject=case_id, keys=keys)
    found = (UUID(one) for version in versions for one in _named(version.content))
    return list(dict.fromkeys(found))


def remove(case_ids: Iterable[UUID], *, actor: AnyActor, stored: Iterable[UUID] = ()) -> Gone:
    """Destroy the keys of these files and delete what lay under them, in the caller's transaction.

    Needs no key itself. The names a search remembers have to be taken out by somebody who holds the
    team's keys, and the files on the disk are the caller's to delete once this is committed.

    :param stored: files on the disk that somebody with the keys found in them
    """
    gone = list(case_ids)
    erasure.overwrite()
    copies = list(CopyOut.objects.filter(case_id__in=gone).order_by("id"))
    copy_ids = [copy.id for copy in copies]
    ring.shred(subjects=[*gone, *copy_ids])
    documents.discard(subjects=[*gone, *copy_ids])
    drafts.forget(endings=[f":{one}" for one in [*gone, *copy_ids]])
    consents.forget(case_ids=gone, actor=actor)
    CopyOut.objects.filter(pk__in=copy_ids).delete()
    Case.objects.filter(pk__in=gone).delete()
    waiting = [copy.waiting_file for copy in copies if copy.waiting_file is not None]
    return Gone([*gone, *copy_ids], list(dict.fromkeys([*stored, *waiting])))


def forget_imports(case_ids: Iterable[UUID]) -> None:
    """Delete what registers said of these files; the sums of each import stay."""
    ImportedRow.objects.filter(case_id__in=list(case_ids)).delete()


def there(case_ids: Iterable[UUID]) -> set[UUID]:
    """Return which of these files there are, whoever keeps them."""
    return set(Case.objects.filter(pk__in=list(case_ids)).values_list("pk", flat=True))


def _named(content: Any) -> Iterator[str]:
    """Yield the ids of files that a content names, however deep."""
    if isinstance(content, dict):
        for name, value in content.items():
            if name == FILE_ID and value:
                yield str(value)
            else:
                yield from _named(value)
    elif isinstance(content, list):
        for value in content:
            yield from _named(value)
