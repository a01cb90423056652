"""Whether there may be a file about her already, in the teams whose keys the asker holds.

What a search of hers opens is compared, and nothing else is looked at: for a file that she may not
read there is no word, no other answer and no work that could be noticed. What was found is sealed
in the new file, so that it is asked once; who may see it is asked again wherever it is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.casework import access, upkeep
from alongside.casework.contents import Compared, Identity, Likeness, SafeContact
from alongside.casework.enums import ClosedReason
from alongside.casework.models import Case
from alongside.casework.reading import content_of
from alongside.casework.search import keeping
from alongside.casework.search.likeness import Alike, Comparing, Reason, Sought
from alongside.casework.search.phones import forms
from alongside.vault import documents
from alongside.vault.compartments import Compartment
from alongside.vault.documents import NewDocument

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime
    from uuid import UUID

    from alongside.casework.access import Way
    from alongside.casework.contents import Content
    from alongside.core.access import Actor
    from alongside.vault.keyring import Keyring
    from alongside.vault.ring import Ring

# Where what is compared lies, and what is said of it.
COMPARTMENTS = frozenset({Compartment.IDENTITY, Compartment.LOCATION, Compartment.CASEWORK})


WHY: dict[str, Callable[[], str]] = {
    Reason.PHONE: lambda: _("the same phone number"),
    Reason.NAME_AND_YEAR: lambda: _("names that sound alike, and about the same year of birth"),
}


def look(contents: Iterable[Content], *, case_id: UUID, actor: Actor, now: datetime) -> None:
    """Compare a file whose names, numbers or year of birth were just saved, and note what is new.

    Runs after the file was saved and not with it: opening the segments may take a moment in which
    nobody else could write, and nothing that was typed is lost where it fails.
    """
    if not any(isinstance(content, upkeep.IN_THE_SEARCH) for content in contents):
        return
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    _compare(sought_of(way, way.keys(COMPARTMENTS)), way)


def look_for_new(contents: Sequence[Content], way: Way) -> None:
    """Compare a file that was just begun with these contents and has no others."""
    _compare(_sought_in(contents, way), way)


def _compare(sought: Sought, way: Way) -> None:
    case_id = way.case.id
    found = among_ours(sought, keyring=way.keyring, but=case_id)
    if found:
        _note_new(found, case_id=case_id, actor=way.actor, now=way.now)


@transaction.atomic
def _note_new(found: list[Alike], *, case_id: UUID, actor: Actor, now: datetime) -> None:
    way = access.to_change(
        actor=actor, case_id=case_id, now=now, compartments=COMPARTMENTS, closed=True
    )
    if note(way, upkeep.keys_for(way, {Compartment.CASEWORK}), found):
        way.journal_change("file.compared", COMPARTMENTS)


def among_ours(sought: Sought, *, keyring: Keyring, but: UUID | None = None) -> list[Alike]:
    """Return which files of the keyring's own teams may be about the same person."""
    if not sought.phones and not (sought.names and sought.born):
        return []
    opened, _broken = keeping.open_all(team_ids=keyring.team_ids, keyring=keyring)
    found = Comparing(opened).alike(sought, but=but) if opened else []
    return [one for one, _number in with_numbers(found, keyring)]


def with_numbers(found: list[Alike], keyring: Keyring) -> list[tuple[Alike, str]]:
    """Return what of it is a file of these teams now, with its number; none that is held."""
    if not found:
        return []
    rows = Case.objects.filter(
        pk__in=[one.case_id for one in found], team_id__in=list(keyring.team_ids)
    )
    kept = dict(rows.exclude(closed_reason=ClosedReason.JOINED).values_list("pk", "reference"))
    return [(one, kept[one.case_id]) for one in found if one.case_id in kept]


def why(reasons: Iterable[str]) -> str:
    """Return why two files may be about the same person, in words."""
    return "; ".join(WHY[reason]() for reason in reasons)


def sought_of(way: Way, keys: Ring) -> Sought:
    """Return what of a file is compared."""
    kinds = [content.kind_of for content in upkeep.IN_THE_SEARCH]
    return _sought_in(upkeep.contents_of(way, keys, kinds), way)


def _sought_in(contents: Sequence[Content], way: Way) -> Sought:
    contacts = (one for one in contents if isinstance(one, SafeContact))
    return sought(contents, upkeep.country_of(way, next(contacts, None)))


def sought(contents: Iterable[Content], country: str) -> Sought:
    """Return what of somebody is compared; numbers are read as those of the country."""
    names: list[str] = []
    numbers: list[str] = []
    born = None
    for one in contents:
        if isinstance(one, Identity):
            names = [one.called, one.papers_name, *one.other_names]
            born = keeping.years_of_birth(one)
        elif isinstance(one, SafeContact):
            numbers = [one.number, *one.other_numbers]
    return Sought(
        names=tuple(dict.fromkeys(name for name in names if name)),
        phones=tuple(dict.fromkeys(form for one in numbers for form in forms(one, country))),
        born=born,
    )


def note(way: Way, keys: Ring, found: Iterable[Alike], *, state: str = "open") -> bool:
    """Seal in a file which others may be about her; what she answered of one stays.

    Return whether anything was new.
    """
    head = upkeep.heads_of(way, keys, [Likeness.kind_of]).get(Likeness.kind_of)
    known = content_of(head) if head else None
    before = {one.other: one for one in known.found} if isinstance(known, Likeness) else {}
    after = dict(before)
    for one in found:
        if state != "open" or one.case_id not in before:
            reasons = [str(reason) for reason in one.reasons]
            after[one.case_id] = Compared.model_validate(
                {"other": one.case_id, "reasons": reasons, "state": state}
            )
    if after == before:
        return False
    content = Likeness(found=list(after.values()))
    about: dict[str, Any] = {
        "subject": way.case.id,
        "keys": keys,
        "keyring": way.keyring,
        "now": way.now,
    }
    if head is None:
        new = NewDocument(Likeness.compartment, Likeness.kind_of, content)
        documents.save_all(documents=[new], **about)
    else:
        documents.save(
            compartment=Likeness.compartment,
            kind=Likeness.kind_of,
            content=content,
            document_id=head.document_id,
            base_version=head.version,
            **about,
        )
    return True
