"""What has to follow when a part of a file changes: its keys, list head, search entry, phase.

Everything here runs inside the transaction of the action that changed the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alongside.casework import dues, majority, summaries
from alongside.casework.contents import (
    Assessment,
    Content,
    Episode,
    FollowUp,
    Goal,
    Identity,
    Incident,
    Joined,
    Livelihood,
    Needs,
    PracticalSupport,
    Repatriation,
    SafeContact,
    SafetyPlan,
    Service,
    Suitability,
    Threat,
    Whereabouts,
    Wish,
)
from alongside.casework.enums import OPEN_PHASES, ClosedReason, Phase
from alongside.casework.errors import Unreadable
from alongside.casework.models import Case
from alongside.casework.reading import content_of
from alongside.casework.search import keeping
from alongside.organisations import queries as organisations
from alongside.vault import documents, ring
from alongside.vault.primitives import CannotOpen
from alongside.vault.trust import Untrusted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from alongside.casework.access import Way
    from alongside.casework.search.segments import Entry
    from alongside.vault.documents import Opened
    from alongside.vault.ring import Ring, RingKey

# What a list head is made from, where it has to be made anew.
IN_THE_HEAD = (Identity, Whereabouts, Needs, SafetyPlan, SafeContact, Episode)
IN_THE_SEARCH = (Identity, SafeContact)


def keys_for(way: Way, compartments: Iterable[str]) -> Ring:
    """Open every key of the file, and make those of these compartments that it does not have yet.

    :raises Unreadable: where a key that is needed does not open
    """
    needed = frozenset(compartments)
    opened = ring.open(subject=way.case.id, keyring=way.keyring)
    if needed & opened.broken.keys():
        raise Unreadable
    missing = needed - opened.keys()
    if missing:
        labels = {label: [way.case.team_id] for label in sorted(missing)}
        made = ring.create_many(
            subject=way.case.id, labels=labels, keyring=way.keyring, now=way.now
        )
        opened.update(made)
    return opened


def after_saving(
    way: Way, keys: Ring, contents: Sequence[Content], *, due: bool = False, state: bool = False
) -> None:
    """Bring the file's row and search entry up to what was just saved.

    :param due: whether something became due, or no longer is
    :param state: whether the caller changed the row itself
    """
    case, before = way.case, way.case.phase
    due = majority.follow(way, contents) or due
    case.phase = advanced(case.phase, contents)
    shown = any(type(content) in summaries.SHOWN for content in contents)
    if shown or due:
        summary = current_summary(way, keys).with_contents(contents)
        if due:
            case.next_due_on, first = dues.first(way)
            summary = summary._replace(next=first)
        case.summary, case.summary_epoch = summaries.seal(
            summary, case_id=case.id, team_id=case.team_id, keyring=way.keyring
        )
    if shown or due or state or case.phase != before:
        case.save()
    if any(isinstance(content, IN_THE_SEARCH) for content in contents):
        index(way, keys, contents)


def current_summary(way: Way, keys: Ring) -> summaries.Summary:
    """Return the list head as it is; made anew from the file where it does not open."""
    case = way.case
    try:
        key = way.keyring.list_key(case.team_id, case.summary_epoch)
        return summaries.open_box(
            bytes(case.summary), case_id=case.id, epoch=case.summary_epoch, key=key
        )
    except (CannotOpen, Untrusted):
        way.could_not_open(["list"])
        kinds = [content.kind_of for content in IN_THE_HEAD]
        return summaries.Summary().with_contents(reversed(contents_of(way, keys, kinds)))


def contents_of(way: Way, keys: Mapping[str, RingKey], kinds: Iterable[str]) -> list[Content]:
    """Return the contents of these kinds that open, newest first."""
    opened = documents.open_documents(subject=way.case.id, keys=keys, kinds=kinds)
    found = [content for content in map(content_of, opened) if content is not None]
    return [content for content in found if not content.taken_back]


def heads_of(way: Way, keys: Mapping[str, RingKey], kinds: Iterable[str]) -> dict[str, Opened]:
    """Return the newest document of each of these kinds."""
    opened = documents.open_documents(subject=way.case.id, keys=keys, kinds=kinds)
    return {one.kind: one for one in reversed(opened)}


def advanced(phase: str, contents: Iterable[Content]) -> str:
    """Return the phase after these facts were recorded; facts never move it back."""
    for content in contents if phase != Phase.CLOSED else ():
        reached = _reached(phase, content)
        if OPEN_PHASES.index(Phase(reached)) > OPEN_PHASES.index(Phase(phase)):
            phase = reached
    return phase


def _reached(phase: str, content: Content) -> str:
    match content:
        case Needs() if content.needs or content.own_words:
            return Phase.ASSESSMENT
        case Episode() | Incident() | Threat() | Assessment(finished=True) | Wish() | Suitability():
            return Phase.ASSESSMENT
        case Goal():
            return Phase.PLAN
        case Service(state="given") | PracticalSupport() | Repatriation() | Livelihood():
            return Phase.SERVICES
        case FollowUp() if phase == Phase.SERVICES:
            return Phase.FOLLOW_UP
    return phase


def index(way: Way, keys: Ring, contents: Iterable[Content], *, fresh: bool = False) -> None:
    """Bring what a search knows of her up to date; `fresh` means the file has nothing else."""
    if way.case.masked_on is not None:
        return
    known = entry(way, keys, contents, fresh=fresh)
    keeping.put([known], team_id=way.case.team_id, keyring=way.keyring, fresh=fresh)


def entry(way: Way, keys: Ring, contents: Iterable[Content], *, fresh: bool = False) -> Entry:
    """Return what a search has to know of her."""
    if way.case.closed_reason == ClosedReason.JOINED:
        return keeping.held(way.case)
    found: dict[str, Any] = {}
    for content in contents:
        if isinstance(content, IN_THE_SEARCH):
            found[content.kind_of] = content
    missing = set() if fresh else {one.kind_of for one in (*IN_THE_SEARCH, Joined)} - found.keys()
    joinings = []
    for content in contents_of(way, keys, missing) if missing else ():
        if isinstance(content, Joined):
            joinings.append(content)
        else:
            found.setdefault(content.kind_of, content)
    entry = _entry(way.case, found, way)
    for one in joinings:
        if one.holds and one.stands:
            entry = keeping.holding(entry, _entry_of_held(way, one))
    return entry


def _entry(case: Case, found: Mapping[str, Any], way: Way) -> Entry:
    contact = found.get(SafeContact.kind_of)
    return keeping.entry_of(case, found.get(Identity.kind_of), contact, country_of(way, contact))


def _entry_of_held(way: Way, joined: Joined) -> Entry:
    """Return what a search has to know of a file that this one holds."""
    kinds = [content.kind_of for content in IN_THE_SEARCH]
    labels = [content.compartment for content in IN_THE_SEARCH]
    keys = ring.open(subject=joined.other, labels=labels, keyring=way.keyring)
    opened = documents.open_documents(subject=joined.other, keys=keys, kinds=kinds)
    found = {one.kind: content for one in opened if (content := content_of(one)) is not None}
    return _entry(Case(id=joined.other, reference=joined.other_reference), found, way)


def country_of(way: Way, contact: SafeContact | None) -> str:
    """Return the country whose numbers hers are read as; where there is none, nobody asks."""
    return organisations.country_of(actor=way.actor) if contact and contact.has_numbers else ""
