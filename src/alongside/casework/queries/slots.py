"""What volunteers were given of a file, what could be given, and a volunteer's own slots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.casework import access, slots, vocabulary
from alongside.casework.contents import AccessGiven, Identity, SafeContact
from alongside.casework.models import AccessSlot
from alongside.casework.queries.heads import HEAD, File, open_parts, opened_file
from alongside.casework.queries.rows import Chip
from alongside.casework.upkeep import contents_of
from alongside.organisations import queries as organisations
from alongside.organisations.enums import Role
from alongside.ui.dates import clock_time, day_and_time
from alongside.ui.names import language

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.casework.access import Way
    from alongside.casework.reading import Part
    from alongside.core.access import Actor
    from alongside.vault.ring import Ring


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SlotView:
    """A slot as the team that gave it sees it: which answers, never the answers."""

    slot_id: str
    volunteer: str
    purpose: str
    hours: str
    fields: str
    chip: Chip
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SlotsPage:
    """What volunteers were given of a file, newest first."""

    file: File
    slots: list[SlotView]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class GivingPage:
    """To whom a slot can be given, and which answers there are to give."""

    file: File
    volunteers: list[tuple[UUID, str]]
    answers: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SlotPage:
    """What a volunteer reads during her slot: exactly what was chosen."""

    purpose: str
    purpose_words: str
    giver: str
    until: str
    answers: list[tuple[str, str]]
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSlot:
    """A slot on a volunteer's Today: until when, and from whom."""

    id: str
    giver: str
    until: str


def slots_given(*, actor: Actor, case_id: UUID, now: datetime) -> SlotsPage:
    """Open what volunteers were given of a file; raises NoSuchFile, JournalUnavailable."""
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    keys = way.keys(HEAD)
    file = opened_file(way, keys)
    parts = open_parts(way, keys, [AccessGiven.kind_of])
    way.journal_reading("file.slots.read", way.compartments & HEAD)
    rows = AccessSlot.objects.filter(case_id=case_id).values_list("document_id", "pk")
    people = {part.content.volunteer for part in parts if part.content}
    names = organisations.display_names(user_ids=people, actor=actor)
    standing = dict(rows)
    return SlotsPage(file=file, slots=[_view(part, standing, names, now) for part in parts])


def to_give_slot(*, actor: Actor, case_id: UUID, now: datetime) -> GivingPage:
    """Open what can be given of a file, and to whom; raises NoSuchFile, JournalUnavailable."""
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    keys = way.keys(HEAD)
    file = opened_file(way, keys)
    way.journal_reading("file.read", way.compartments & HEAD)
    answers = {code: said for code, said in answers_of(way, keys).items() if said}
    return GivingPage(file=file, volunteers=volunteers_for(way), answers=answers)


def own_slots(*, actor: Actor, now: datetime) -> list[OwnSlot]:
    """Return a volunteer's slots of this moment; nothing before and after, nothing for others."""
    if actor.role != Role.VOLUNTEER:
        return []
    rows = AccessSlot.objects.filter(
        volunteer_id=actor.user_id, begins_at__lte=now, ends_at__gt=now
    )
    return [
        OwnSlot(id=str(one.id), giver=one.giver.display_name, until=clock_time(one.ends_at))
        for one in rows.select_related("giver").order_by("ends_at", "id")
    ]


def volunteers_for(way: Way) -> list[tuple[UUID, str]]:
    """Return the confirmed volunteers who can be given a slot in a file, by name."""
    case = way.case
    members = organisations.members_of(organisation_id=case.organisation_id, actor=way.actor)
    return [(one.id, one.display_name) for one in members if slots.is_volunteer(one, case.team_id)]


def answers_of(way: Way, keys: Ring) -> dict[str, str]:
    """Return what the file says to each field of a slot, "" where it says nothing."""
    found = {
        type(one): one for one in contents_of(way, keys, [Identity.kind_of, SafeContact.kind_of])
    }
    identity, contact = found.get(Identity), found.get(SafeContact)
    answers = dict.fromkeys(vocabulary.GROUPS["slot_fields"], "")
    if isinstance(identity, Identity):
        answers["called"], answers["pronoun"] = identity.called, identity.pronoun
        answers["language"] = language(identity.language)
    if isinstance(contact, SafeContact):
        # Only what she herself said is safe is handed on.
        reach = [vocabulary.label("channels", contact.channel), contact.number]
        answers["channel"] = ": ".join(one for one in reach if one) if contact.checked else ""
        nevers = [vocabulary.label("nevers", one) for one in contact.never]
        answers["never"] = "\n".join(one for one in [*nevers, contact.never_words] if one)
        answers["safe_words"], answers["code_phrase"] = contact.safe_words, contact.code_phrase
    return answers


def _view(
    part: Part, standing: dict[UUID, UUID], names: dict[UUID, str], now: datetime
) -> SlotView:
    given: AccessGiven | None = part.content
    if given is None:
        return SlotView(
            slot_id="",
            volunteer="",
            purpose="",
            hours="",
            fields="",
            chip=Chip("", "plain"),
            problem=part.problem,
        )
    day = timezone.localdate(now)
    slot_id = standing.get(part.document_id) if part.document_id else None
    purpose = vocabulary.label("slot_purposes", given.purpose)
    begins, ends = day_and_time(given.begins_at, day), day_and_time(given.ends_at, day)
    return SlotView(
        slot_id=str(slot_id) if slot_id and given.ends_at > now else "",
        volunteer=names.get(given.volunteer, _("Somebody who has left")),
        purpose=" · ".join(one for one in (purpose, given.purpose_words) if one),
        hours=f"{begins} – {ends}",
        fields=vocabulary.joined("slot_fields", given.fields),
        chip=_chip(given, now, is_there=slot_id is not None),
        problem="",
    )


def _chip(given: AccessGiven, now: datetime, *, is_there: bool) -> Chip:
    if given.ends_at <= now and given.ended_at is None:
        return Chip(_("Over"), "plain")
    if not is_there:
        return Chip(_("Ended before its time"), "plain")
    return Chip(_("Now"), "green") if given.begins_at <= now else Chip(_("Ahead"), "blue")
