"""The forms an organisation has. None of this is about a person, so it is not journalled."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID  # noqa: TC003  a dataclass reads it

from alongside.questionnaires import offered, policy
from alongside.questionnaires.definition import Questionnaire
from alongside.questionnaires.enums import State
from alongside.questionnaires.errors import NoSuchForm
from alongside.questionnaires.findings import Finding, Verdict
from alongside.questionnaires.models import FormVersion
from alongside.questionnaires.ready import ready

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from alongside.core.access import Actor
    from alongside.questionnaires.offered import Offered
    from alongside.questionnaires.ready import Ready

# A form is small; an organisation uses a dozen.
REMEMBERED = 32


@dataclass(frozen=True, slots=True)
class Known:
    """A version of a form as a list shows it."""

    id: UUID
    form_id: UUID
    name: str
    title: str
    number: int
    readers: str
    state: str


@dataclass(frozen=True, slots=True)
class Library:
    """What an organisation has, and what comes with the program and is not in use."""

    forms: list[Known]
    offered: list[Offered]


@dataclass(frozen=True, slots=True)
class Opened:
    """One version, ready to be filled in, with what was said when it was brought."""

    known: Known
    ready: Ready
    findings: list[Finding]


def library(*, actor: Actor) -> Library:
    """Return the newest version of each form, in the order of their titles."""
    policy.can_choose_forms(actor).or_raise()
    newest: dict[UUID, Known] = {}
    for one in map(_known, _rows(actor).order_by("number", "id")):
        newest[one.form_id] = one
    forms = sorted(newest.values(), key=lambda one: (one.title.casefold(), one.name))
    used = {one.name for one in forms if one.state == State.IN_USE}
    return Library(forms, [one for one in offered.all_offered() if one.form_id not in used])


def in_use(*, actor: Actor) -> list[Known]:
    """Return the forms that can be filled in, in the order of their titles."""
    policy.can_fill_in(actor).or_raise()
    rows = _rows(actor).filter(state=State.IN_USE).order_by("title", "id")
    return [_known(row) for row in rows]


def known(*, version_ids: Iterable[UUID], actor: Actor) -> dict[UUID, Known]:
    """Return versions by id, whether in use or not."""
    policy.can_fill_in(actor).or_raise()
    rows = _rows(actor).filter(pk__in=set(version_ids)).order_by("id")
    return {row.id: _known(row) for row in rows}


def opened(*, version_id: UUID, actor: Actor) -> Opened:
    """Return one version, whether in use or not; raises NoSuchForm."""
    policy.can_fill_in(actor).or_raise()
    row = _rows(actor).filter(pk=version_id).order_by("id").first()
    if row is None:
        raise NoSuchForm
    findings = [
        Finding(sheet, number, column, Verdict(verdict), sentence)
        for sheet, number, column, verdict, sentence in row.findings
    ]
    return Opened(_known(row), _ready(row.id), findings)


@lru_cache(maxsize=REMEMBERED)
def _ready(version_id: UUID) -> Ready:
    # A version is never changed, so what was worked out once holds.
    content = FormVersion.objects.values_list("content", flat=True).get(pk=version_id)
    return ready(Questionnaire.model_validate(content))


def _rows(actor: Actor) -> QuerySet[FormVersion]:
    rows = FormVersion.objects.select_related("form")
    return rows.filter(form__organisation_id=actor.organisation_id)


def _known(row: FormVersion) -> Known:
    # Those that come with the program are called so in every language it speaks.
    comes_with_it = offered.named(row.form.form_id)
    return Known(
        id=row.id,
        form_id=row.form_id,
        name=row.form.form_id,
        title=str(comes_with_it.title) if comes_with_it else row.title,
        number=row.number,
        readers=row.form.readers,
        state=row.state,
    )
