"""Giving a volunteer a slot, what she reads during it, and its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.audit import journal
from alongside.casework import access, policy, reading, slots, upkeep, vocabulary
from alongside.casework.actions import saving
from alongside.casework.actions.saving import Change
from alongside.casework.contents import AccessGiven
from alongside.casework.errors import CannotDo, NoSuchFile
from alongside.casework.models import AccessSlot
from alongside.casework.queries.slots import SlotPage, answers_of, volunteers_for
from alongside.consent import actions as consent, gate
from alongside.consent.contents import Conversation
from alongside.consent.enums import Action, Answer, Purpose
from alongside.consent.parties import CaseRef, Recipient
from alongside.organisations.enums import Role
from alongside.ui.dates import day_and_time
from alongside.vault.compartments import Compartment
from alongside.vault.trust import Untrusted

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import Actor, SystemActor

WORK = frozenset({Compartment.CASEWORK})
BATCH = 200
EVERYTHING = frozenset(slots.COMPARTMENTS.values())


@transaction.atomic
def give_slot(  # noqa: PLR0913  a slot has these facts
    *,
    case_id: UUID,
    volunteer_id: UUID,
    purpose: str,
    begins_at: datetime,
    ends_at: datetime,
    fields: Collection[str],
    actor: Actor,
    now: datetime,
    purpose_words: str = "",
    meet: str = "",
    watch: str = "",
    her_words: str = "",
) -> UUID:
    """Give a volunteer chosen answers for some hours; her yes to that is written down with it.

    :param fields: codes of what she is told of the file; `meet` and `watch` are words for this slot
    :param her_words: what she said when she was asked
    :raises CannotDo: the hours are too many, too far away or over; nothing is chosen; the volunteer
        is not confirmed, or keeps the file herself
    """
    way = access.to_change(actor=actor, case_id=case_id, now=now, compartments=EVERYTHING)
    policy.can_decide(actor, way.case).or_raise()
    _require_hours(begins_at, ends_at, now)
    if volunteer_id not in dict(volunteers_for(way)):
        raise CannotDo(_("A slot is for a confirmed volunteer who does not keep the file."))
    keys = upkeep.keys_for(way, WORK)
    known = answers_of(way, keys)
    typed = {"meet": meet.strip(), "watch": watch.strip()}
    chosen = [code for code in vocabulary.GROUPS["slot_fields"] if code in fields and known[code]]
    answers = {code: known[code] for code in chosen} | {k: v for k, v in typed.items() if v}
    if not answers:
        raise CannotDo(_("Choose what she is told; nothing is told otherwise."))
    compartments = {slots.COMPARTMENTS[code] for code in answers}
    consent.record_agreement(
        case=way.case,
        purpose=Purpose.SERVICE,
        recipient=Recipient.member(volunteer_id),
        answer=Answer.YES,
        compartments=compartments,
        expires_on=timezone.localdate(ends_at),
        conversation=Conversation(her_words=her_words),
        actor=actor,
        now=now,
    )
    given = AccessGiven(
        volunteer=volunteer_id,
        purpose=purpose,
        purpose_words=purpose_words,
        fields=list(answers),
        begins_at=begins_at,
        ends_at=ends_at,
        her_words=her_words,
    )
    saved = saving.write(way, keys, [Change(given)])[0]
    slot = AccessSlot(
        case_id=case_id,
        volunteer_id=volunteer_id,
        giver_id=actor.user_id,
        document_id=saved.document_id,
        begins_at=begins_at,
        ends_at=ends_at,
    )
    words = slots.Words(purpose, purpose_words, answers)
    try:
        slots.seal(slot, words, keyring=way.keyring, now=now)
    except Untrusted as fault:
        raise CannotDo(_("Her keys are not confirmed. Ask your coordinator.")) from fault
    slot.save(force_insert=True)
    way.journal_change("file.slot.given", compartments, slot.id, volunteer_id)
    return slot.id


@transaction.atomic
def end_slot(*, case_id: UUID, slot_id: UUID, actor: Actor, now: datetime) -> None:
    """End a slot before its time; what was given is destroyed.

    :raises NoSuchFile: also for a slot that is over or of another file
    """
    way = access.to_change(actor=actor, case_id=case_id, now=now, compartments=WORK, closed=True)
    slot = AccessSlot.objects.filter(pk=slot_id, case_id=case_id).order_by("id").first()
    if slot is None:
        raise NoSuchFile
    keys = upkeep.keys_for(way, WORK)
    head = saving.head_of(way, keys, AccessGiven.kind_of, slot.document_id)
    given = AccessGiven.model_validate(head.content)
    ended = given.model_copy(update={"ended_at": now})
    saving.write(way, keys, [Change(ended, head.version, head.document_id)])
    slots.destroy(AccessSlot.objects.filter(pk=slot.pk))
    way.journal_change("file.slot.ended", WORK, slot_id, given.volunteer)


@transaction.atomic
def read_slot(*, slot_id: UUID, actor: Actor, now: datetime) -> SlotPage:
    """Open what a volunteer was given; raises Http404 before and after her hours.

    :raises Http404: also for a slot of somebody else, and where her yes to it has ended
    """
    rows = AccessSlot.objects.filter(
        pk=slot_id, volunteer_id=actor.user_id, begins_at__lte=now, ends_at__gt=now
    )
    slot = rows.select_related("case", "giver").order_by("id").first()
    if slot is None or actor.role != Role.VOLUNTEER:
        raise Http404
    case = slot.case
    decision = gate.decide(
        actor=actor,
        action=Action.READ,
        case=CaseRef(id=case.id, organisation_id=case.organisation_id, team_id=case.team_id),
        compartment=(),
        purpose=Purpose.SERVICE,
        recipient=Recipient.member(actor.user_id),
        now=now,
    )
    if not decision:
        raise Http404
    words = slots.words_of(slot, gate.keyring_of(actor))
    journal.record_reading(
        action="file.slot.read",
        objects=[slot.case_id, slot.id],
        actor=actor,
        now=now,
        basis=gate.basis_of(decision),
    )
    answers = words.answers if words else {}
    return SlotPage(
        purpose=vocabulary.label("slot_purposes", words.purpose) if words else "",
        purpose_words=words.purpose_words if words else "",
        giver=slot.giver.display_name,
        until=day_and_time(slot.ends_at, timezone.localdate(now)),
        answers=[(vocabulary.label("slot_fields", code), said) for code, said in answers.items()],
        problem="" if words else reading.cannot_be_opened(),
    )


def end_slots(*, actor: SystemActor, now: datetime) -> int:
    """Destroy the slots whose hours are over, in small transactions; return how many."""
    total = 0
    while ended := _end_some(actor=actor, now=now):
        total += ended
    return total


@transaction.atomic
def _end_some(*, actor: SystemActor, now: datetime) -> int:
    over = AccessSlot.objects.select_for_update().filter(ends_at__lte=now)
    found = list(over.order_by("ends_at", "id").values_list("pk", "case_id")[:BATCH])
    slots.destroy(AccessSlot.objects.filter(pk__in=[slot_id for slot_id, _case in found]))
    for slot_id, case_id in found:
        journal.record(action="file.slot.ended", objects=[case_id, slot_id], actor=actor, now=now)
    return len(found)


def _require_hours(begins_at: datetime, ends_at: datetime, now: datetime) -> None:
    if not begins_at < ends_at <= begins_at + slots.LONGEST:
        raise CannotDo(_("A slot lasts ten hours at most."))
    if ends_at <= now:
        raise CannotDo(_("These hours are over."))
    if begins_at > now + slots.AHEAD:
        raise CannotDo(_("A slot begins within the next 30 days."))
