"""From the parts of a file to a row of a register in HTCDS 2.0."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import override

from alongside.casework.contents import Closing, Episode, Goal, Identity, Note, OwnColumns
from alongside.casework.enums import ClosedReason, Phase
from alongside.casework.exchange.fields import (
    ACTIONS,
    CLOSING_WORDS,
    COMMENT,
    CONSENT,
    CONTENTS,
    LANGUAGES,
    PLACES,
    STATUS,
)
from alongside.casework.exchange.fitting import BETWEEN, left_over, name_parts
from alongside.casework.register.htcds import FIELDS, Kind
from alongside.casework.register.record import RegisterRow
from alongside.casework.vocabulary import EXTENDABLE, standard_codes
from alongside.core.approximate import ApproximateDate
from alongside.ui.names import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from alongside.casework.contents import Content
    from alongside.casework.exchange.fields import Place
    from alongside.casework.models import Case

# What HTCDS 2.0 has no field for; written as own columns under these names.
OURS = {
    "x_RestrictsMovement": "x_restricts_movement",
    "x_UsesChildren": "x_uses_children",
    "x_ForcedCriminality": "x_forced_criminality",
    "x_WagesOwed": "x_wages_owed",
    "x_WagesOwedCurrency": "x_wages_currency",
    "x_WagesOwedMonths": "x_wages_months",
}
REFERENCE = "x_Reference"
NEWEST = (Note, Closing)
BLANK: tuple[Any, ...] = ("", [])
# By the kind of content: a register has a row for everybody, and most have few of the kinds.
PLACED = {
    kind: [(name, place) for name, place in PLACES.items() if place.content is kind]
    for kind in CONTENTS
}


def row_of(
    case: Case, contents: Iterable[Content], *, ours: Mapping[str, Any] | None = None
) -> RegisterRow:
    """Return one person as a row; what an import brought comes out so until somebody changes it.

    :param contents: newest first; of notes and closings the newest counts, of episodes and goals
        the one that was left alone longest, which is also the one an import changes
    :param ours: what the row says where no document of the file does, by HTCDS name
    """
    parts: dict[type[Content], Content] = {}
    for content in contents:
        if isinstance(content, NEWEST):
            parts.setdefault(type(content), content)
        else:
            parts[type(content)] = content
    kept = parts.get(OwnColumns)
    own = dict(kept.own) if isinstance(kept, OwnColumns) else {}
    imported = imported_fields(kept) if isinstance(kept, OwnColumns) else {}
    fields = {**(ours or {}), **left_over(imported)}
    for kind, content in parts.items():
        for name, place in PLACED.get(kind, ()):
            value = getattr(content, place.field)
            if value is not None and value not in BLANK:
                fields[name] = _theirs(name, place, value)
    identity = parts.get(Identity)
    if isinstance(identity, Identity):
        fields |= name_parts(identity)
    fields |= _work(case, parts)
    if CONSENT in (ours or {}):
        # What she said to us herself is newer than what a register ticked.
        fields[CONSENT] = (ours or {})[CONSENT]
    fields = {name: value for name, value in fields.items() if value is not None}
    return RegisterRow(
        match_key=(kept.match_key if isinstance(kept, OwnColumns) else "") or case.reference,
        fields=fields,
        own=own | {REFERENCE: case.reference} | _extensions(parts.get(Episode)),
    )


def imported_fields(kept: OwnColumns) -> dict[str, Any]:
    """Return what the register said last, typed as the register types it."""
    return dict(RegisterRow.model_validate({"fields": _typed(kept.fields)}).fields)


def _typed(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields from JSON: lists where the register has tuples."""
    return {name: tuple(one) if isinstance(one, list) else one for name, one in fields.items()}


def _theirs(name: str, place: Place, value: Any) -> Any:
    field = FIELDS[name]
    if place.field in EXTENDABLE:
        return tuple(standard_codes(place.field, value))
    if name in LANGUAGES:
        with override("en"):
            value = [language(one) for one in value] if place.listed else language(value)
    if field.kind is Kind.DATE and isinstance(value, date):
        return ApproximateDate.day(value)
    if place.listed:
        return tuple(value) if field.many else BETWEEN.join(value) if len(value) > 1 else value[0]
    return value


def _work(case: Case, parts: Mapping[type[Content], Content]) -> dict[str, Any]:
    fields: dict[str, Any] = {STATUS: _status(case)}
    closing, note, goal = parts.get(Closing), parts.get(Note), parts.get(Goal)
    if isinstance(closing, Closing) and case.closed_on and closing.words:
        fields[CLOSING_WORDS] = closing.words
    if isinstance(note, Note) and note.text:
        fields[COMMENT] = note.text
    if isinstance(goal, Goal) and goal.steps and not goal.action_plan:
        fields[ACTIONS] = "\n".join(step.text for step in goal.steps if step.text)
    return fields


def _status(case: Case) -> str:
    if case.closed_reason == ClosedReason.HANDED_ON:
        return "ClosedReferred"
    if case.phase == Phase.CLOSED:
        return "Closed"
    return "FollowUp" if case.phase == Phase.FOLLOW_UP else "Active"


def _extensions(episode: Content | None) -> dict[str, str]:
    if episode is None:
        return {}
    found = {}
    for title, field in OURS.items():
        value = getattr(episode, field)
        if value not in (None, ""):
            found[title] = ("Yes" if value else "No") if isinstance(value, bool) else str(value)
    return found
