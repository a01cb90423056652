"""What is dangerous to ask, and whether it is asked here. None of this is about a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from alongside.casework import policy
from alongside.casework.errors import NoSuchWord
from alongside.casework.models import FieldSwitch
from alongside.casework.vocabulary.dangerous import DANGEROUS
from alongside.casework.vocabulary.titles import FIELD_TITLES, KIND_TITLES
from alongside.organisations.queries import display_names
from alongside.ui.dates import long_date

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchView:
    """A request in words; `is_on` once two agreed, `may_confirm` for whoever did not ask."""

    id: UUID
    reason: str
    until: str
    asked_by: str
    asked: str
    confirmed_by: str
    confirmed: str
    is_on: bool
    may_confirm: bool
    may_end: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DangerousView:
    """Something dangerous: why it is, where we would ask it, and the request there is."""

    key: str
    title: str
    why: str
    fields: list[str]
    switch: SwitchView | None


def dangerous_fields(*, actor: Actor, now: datetime) -> list[DangerousView]:
    """Return all that is dangerous to ask; raises PermissionDenied."""
    policy.can_ask_for_fields(actor).or_raise()
    today = timezone.localdate(now)
    rows = FieldSwitch.objects.filter(organisation_id=actor.organisation_id, ended_at=None)
    found = {row.field: row for row in rows.filter(until__gte=today).order_by("asked_at", "id")}
    ids = {one for row in found.values() for one in (row.asked_by_id, row.confirmed_by_id) if one}
    names = display_names(user_ids=ids, actor=actor)
    return [_view(key, found.get(key), names, actor) for key in DANGEROUS]


def dangerous_field(*, field: str, actor: Actor, now: datetime) -> DangerousView:
    """Return one of them; raises PermissionDenied, NoSuchWord."""
    for one in dangerous_fields(actor=actor, now=now):
        if one.key == field:
            return one
    raise NoSuchWord


def _view(key: str, row: FieldSwitch | None, names: dict[UUID, str], actor: Actor) -> DangerousView:
    said = DANGEROUS[key]
    return DangerousView(
        key=key,
        title=str(said.title),
        why=str(said.why),
        fields=[f"{KIND_TITLES[kind]}: {FIELD_TITLES[name]}" for kind, name in said.fields],
        switch=_switch(row, names, actor) if row else None,
    )


def _switch(row: FieldSwitch, names: dict[UUID, str], actor: Actor) -> SwitchView:
    chooses = bool(policy.can_choose_words(actor))
    confirmed_at = row.confirmed_at
    return SwitchView(
        id=row.id,
        reason=row.reason,
        until=long_date(row.until),
        asked_by=names.get(row.asked_by_id, ""),
        asked=long_date(timezone.localdate(row.asked_at)),
        confirmed_by=names.get(row.confirmed_by_id, "") if row.confirmed_by_id else "",
        confirmed=long_date(timezone.localdate(confirmed_at)) if confirmed_at else "",
        is_on=confirmed_at is not None,
        may_confirm=chooses and confirmed_at is None and row.asked_by_id != actor.user_id,
        may_end=chooses,
    )
