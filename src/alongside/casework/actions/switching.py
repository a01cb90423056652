"""Asking what is dangerous to know: one says why and until when, another one confirms.

And the opposite: not asking what nobody uses.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.audit import journal
from alongside.casework import policy, speaking
from alongside.casework.errors import BadWord, NoSuchWord
from alongside.casework.models import FieldSwitch, WordChange
from alongside.casework.vocabulary.dangerous import DANGEROUS, SWITCHED

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from alongside.core.access import Actor

# Nobody asks for longer; then it is asked for anew, or off.
LONGEST = timedelta(days=2 * 365)
SHORTEST_REASON = 20


@transaction.atomic
def ask_for_field(*, field: str, reason: str, until: date, actor: Actor, now: datetime) -> UUID:
    """Ask that something dangerous may be asked until a day; return the request.

    :raises BadWord: without a reason, for longer than two years, or asked for already
    :raises NoSuchWord: nothing of this name is dangerous
    """
    policy.can_ask_for_fields(actor).or_raise()
    if field not in DANGEROUS:
        raise NoSuchWord
    today = timezone.localdate(now)
    if len(reason.strip()) < SHORTEST_REASON:
        raise BadWord(_("Say in a sentence or two what it is needed for."), field="reason")
    if not today < until <= today + LONGEST:
        raise BadWord(_("Choose a day within the next two years."), field="until")
    rows = _rows(actor).select_for_update().filter(field=field, ended_at=None)
    rows.filter(until__lt=today).update(ended_at=now)
    if rows.exists():
        raise BadWord(_("This is asked for already, or switched on."))
    row = FieldSwitch.objects.create(
        organisation_id=actor.organisation_id,
        field=field,
        reason=reason.strip(),
        until=until,
        asked_by_id=actor.user_id,
        asked_at=now,
    )
    _journal("field.asked_for", row, actor, now)
    return row.id


@transaction.atomic
def confirm_field(*, switch_id: UUID, actor: Actor, now: datetime) -> None:
    """Switch something dangerous on, as the second of two.

    :raises BadWord: by whoever asked for it, after its last day, or decided already
    :raises NoSuchWord: there is no such request
    """
    row = _open(switch_id, actor)
    today = timezone.localdate(now)
    if row.asked_by_id == actor.user_id:
        raise BadWord(_("You asked for it yourself. Another person decides."))
    if row.confirmed_at is not None:
        raise BadWord(_("This is decided already."))
    if row.until < today:
        raise BadWord(_("Its last day is over. Ask for it anew."))
    row.confirmed_by_id, row.confirmed_at = actor.user_id, now
    row.save(update_fields=["confirmed_by", "confirmed_at"])
    _say(row, today, is_on=True)
    _say(row, row.until + timedelta(days=1), is_on=False)
    _journal("field.switched_on", row, actor, now)


@transaction.atomic
def end_field(*, switch_id: UUID, actor: Actor, now: datetime) -> None:
    """Refuse a request, or switch off what was on: nobody is asked it any more, from today.

    :raises NoSuchWord: there is no such request, or it ended already
    """
    row = _open(switch_id, actor)
    row.ended_by_id, row.ended_at = actor.user_id, now
    row.save(update_fields=["ended_by", "ended_at"])
    if row.confirmed_at is None:
        _journal("field.refused", row, actor, now)
        return
    today = timezone.localdate(now)
    _changes(row).filter(from_on__gt=today).delete()
    _say(row, today, is_on=False)
    _journal("field.switched_off", row, actor, now)


def _open(switch_id: UUID, actor: Actor) -> FieldSwitch:
    policy.can_choose_words(actor).or_raise()
    rows = _rows(actor).select_for_update(of=("self",))
    row: FieldSwitch | None = rows.filter(pk=switch_id, ended_at=None).order_by("id").first()
    if row is None:
        raise NoSuchWord
    return row


def _say(row: FieldSwitch, from_on: date, *, is_on: bool) -> None:
    WordChange.objects.update_or_create(
        organisation_id=row.organisation_id,
        group=SWITCHED,
        code=row.field,
        from_on=from_on,
        defaults={"is_offered": is_on},
    )


def _rows(actor: Actor) -> QuerySet[FieldSwitch]:
    return FieldSwitch.objects.filter(organisation_id=actor.organisation_id)


def _changes(row: FieldSwitch) -> QuerySet[WordChange]:
    rows = WordChange.objects.filter(organisation_id=row.organisation_id)
    return rows.filter(group=SWITCHED, code=row.field)


def _journal(action: str, row: FieldSwitch, actor: Actor, now: datetime) -> None:
    journal.record(action=action, objects=[row.id, row.organisation_id], actor=actor, now=now)
    speaking.begin(actor, now)
