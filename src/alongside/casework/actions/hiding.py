"""Not asking what nobody uses: which questions those are, and leaving them out of forms."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from alongside.audit import journal
from alongside.casework import access, policy, speaking
from alongside.casework.actions.drafts import keep_draft
from alongside.casework.contents import KINDS
from alongside.casework.errors import NoSuchWord
from alongside.casework.models import Case, WordChange
from alongside.casework.reading import content_of
from alongside.casework.vocabulary.dangerous import HIDDEN, LOOKED, UNUSED, field_code, is_asked
from alongside.casework.vocabulary.hideable import EVERY, HIDEABLE
from alongside.consent.enums import Action
from alongside.consent.gate import basis_of, keyring_of
from alongside.vault import documents, ring

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from uuid import UUID

    from alongside.casework.background import Tell
    from alongside.core.access import Actor, Decision

# Where the answer waits for whoever asked, sealed to herself.
SLOT = "unused-fields"
A_YEAR = timedelta(days=365)
AT_ONCE = 100
COMPARTMENTS = frozenset(KINDS[kind].compartment for kind in HIDEABLE)
NOTHING: tuple[object, ...] = (None, "", [], False)


def look_for_unused(*, actor: Actor, now: datetime, progress: Tell | None = None) -> int:
    """Find which questions nobody's file answered within a year; return in how many files it is so.

    Files of her teams are opened in small batches, each journalled, and only until every question
    was met once. What is found is a list of questions; it is kept for her alone, as a draft is.

    :raises PermissionDenied: only a coordinator chooses what is asked
    """
    policy.can_choose_words(actor).or_raise()
    speaking.ensure(actor, now)
    wanted = {place for place in EVERY if is_asked(*place)}
    looked, total = 0, Case.objects.filter(team_id__in=actor.team_ids).count()
    for team_id in sorted(actor.team_ids):
        decision = access.to_files_of(
            actor=actor, team_id=team_id, action=Action.READ, compartments=COMPARTMENTS, now=now
        )
        for cases in _batches(team_id) if decision else ():
            if not wanted:
                break
            wanted -= _used(cases, decision, actor, now)
            looked += len(cases)
            if progress:
                progress(looked, max(total, looked))
    found = [[kind, name] for kind, name in EVERY if (kind, name) in wanted]
    keep_draft(form=SLOT, data={"unused": found, "files": looked}, actor=actor, now=now)
    _write(LOOKED, UNUSED, None, "fields.looked_through", actor, now)
    return looked


@transaction.atomic
def hide_field(*, kind: str, name: str, actor: Actor, now: datetime) -> None:
    """Leave a question out of the organisation's forms; answers stay. Raises NoSuchWord."""
    _choose(kind, name, "field.hidden", actor, now, is_asked=False)


@transaction.atomic
def ask_again(*, kind: str, name: str, actor: Actor, now: datetime) -> None:
    """Put a question back into the organisation's forms; raises NoSuchWord."""
    _choose(kind, name, "field.asked_again", actor, now, is_asked=True)


def _choose(
    kind: str, name: str, action: str, actor: Actor, now: datetime, *, is_asked: bool
) -> None:
    policy.can_choose_words(actor).or_raise()
    if (kind, name) not in EVERY:
        raise NoSuchWord
    _write(HIDDEN, field_code(kind, name), is_asked, action, actor, now)


def _write(
    group: str,
    code: str,
    is_offered: bool | None,  # noqa: FBT001  as it is stored
    action: str,
    actor: Actor,
    now: datetime,
) -> None:
    row, _made = WordChange.objects.update_or_create(
        organisation_id=actor.organisation_id,
        group=group,
        code=code,
        from_on=timezone.localdate(now),
        defaults={"is_offered": is_offered},
    )
    journal.record(action=action, objects=[row.id, row.organisation_id], actor=actor, now=now)
    speaking.begin(actor, now)


def _batches(team_id: UUID) -> Iterator[list[UUID]]:
    last = None
    while True:
        rows = Case.objects.filter(team_id=team_id).order_by("id")
        if last is not None:
            rows = rows.filter(id__gt=last)
        ids = list(rows.values_list("id", flat=True)[:AT_ONCE])
        if not ids:
            return
        yield ids
        last = ids[-1]


def _used(
    case_ids: list[UUID], decision: Decision, actor: Actor, now: datetime
) -> set[tuple[str, str]]:
    """Return the questions these files answer, in what was written within a year."""
    journal.record_reading(
        action="fields.looked_through",
        objects=[actor.organisation_id, *case_ids],
        actor=actor,
        now=now,
        compartment=",".join(sorted(COMPARTMENTS)),
        basis=basis_of(decision),
    )
    found: set[tuple[str, str]] = set()
    keys: dict[UUID, dict[str, ring.RingKey]] = {}
    for compartment in sorted(COMPARTMENTS):
        opened = ring.open_many(subjects=case_ids, label=compartment, keyring=keyring_of(actor))
        for case_id, key in opened.items():
            keys.setdefault(case_id, {})[compartment] = key
    for case_id, held in keys.items():
        found |= _answered(case_id, held, now - A_YEAR)
    return found


def _answered(
    case_id: UUID, keys: dict[str, ring.RingKey], since: datetime
) -> set[tuple[str, str]]:
    opened = documents.open_documents(subject=case_id, keys=keys, kinds=list(HIDEABLE))
    found: set[tuple[str, str]] = set()
    for one in opened:
        content = content_of(one) if one.saved_at >= since else None
        if content is not None and not content.taken_back:
            names = HIDEABLE[one.kind]
            found |= {(one.kind, name) for name in names if getattr(content, name) not in NOTHING}
    return found
