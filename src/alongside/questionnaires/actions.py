"""Bringing forms, putting them in use, withdrawing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from alongside.audit import journal
from alongside.questionnaires import bringing, offered, policy
from alongside.questionnaires.enums import Readers, State
from alongside.questionnaires.errors import InUse, NoSuchForm
from alongside.questionnaires.models import Form, FormVersion

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from typing import IO
    from uuid import UUID

    from alongside.core.access import Actor
    from alongside.questionnaires.bringing import Brought
    from alongside.questionnaires.definition import Questionnaire
    from alongside.questionnaires.findings import Finding


def bring(*, file: IO[bytes], actor: Actor, now: datetime) -> tuple[UUID | None, list[Finding]]:
    """Read a form somebody brings and keep it until it is put in use.

    Returns its id, None where it cannot be used, and what is said about its cells.

    :raises UnreadableTable: it is no workbook we open
    """
    policy.can_choose_forms(actor).or_raise()
    # Reading takes seconds; nobody else waits for it.
    brought: Brought = bringing.bring(file)
    if brought.questionnaire is None:
        return None, brought.findings
    version = _keep(brought.questionnaire, brought.findings, Readers.CASEWORK, actor, now)
    return version.id, brought.findings


def use_offered(*, form_id: str, actor: Actor, now: datetime) -> UUID:
    """Put a form that comes with the program in use; raises NoSuchForm."""
    policy.can_choose_forms(actor).or_raise()
    one = offered.named(form_id)
    if one is None:
        raise NoSuchForm
    made = bringing.made_of(one.tables())
    with transaction.atomic():
        version = _keep(made, [], one.readers, actor, now)
        _put_in_use(version, actor, now)
    return version.id


@transaction.atomic
def put_in_use(*, version_id: UUID, readers: str, actor: Actor, now: datetime) -> None:
    """Let a form be filled in from now on, in place of its earlier version; raises NoSuchForm.

    Who may read answers is settled when a form is first used: later versions follow it, or old
    and new answers could not be compared.
    """
    policy.can_choose_forms(actor).or_raise()
    version = _found(version_id, actor)
    if not version.form.versions.exclude(state=State.BROUGHT).exists():
        version.form.readers = Readers(readers)
        version.form.save(update_fields=["readers"])
    _put_in_use(version, actor, now)


@transaction.atomic
def withdraw(*, version_id: UUID, actor: Actor, now: datetime) -> None:
    """Stop offering a form; answers and unfinished sheets keep what they were asked."""
    policy.can_choose_forms(actor).or_raise()
    version = _found(version_id, actor)
    version.state = State.WITHDRAWN
    version.save(update_fields=["state"])
    _journal("form.withdrawn", version, actor, now)


@transaction.atomic
def discard(*, version_id: UUID, actor: Actor, now: datetime) -> None:
    """Forget a form that was brought and never used; raises InUse, NoSuchForm."""
    policy.can_choose_forms(actor).or_raise()
    version = _found(version_id, actor)
    if version.state != State.BROUGHT:
        raise InUse
    form = version.form
    _journal("form.discarded", version, actor, now)
    version.delete()
    if not form.versions.exists():
        form.delete()


@transaction.atomic
def _keep(
    questionnaire: Questionnaire,
    findings: Iterable[Finding],
    readers: str,
    actor: Actor,
    now: datetime,
) -> FormVersion:
    form, _made = Form.objects.select_for_update().get_or_create(
        organisation_id=actor.organisation_id,
        form_id=questionnaire.form_id[:200],
        defaults={"readers": readers},
    )
    # One that was never used is replaced by the next try.
    form.versions.filter(state=State.BROUGHT).delete()
    highest = form.versions.aggregate(highest=Max("number"))["highest"] or 0
    version = FormVersion.objects.create(
        form=form,
        number=highest + 1,
        brought_at=now,
        title=(questionnaire.title or questionnaire.form_id)[:300],
        content=questionnaire.model_dump(mode="json"),
        findings=[[*one[:3], one.verdict.value, one.sentence] for one in findings],
    )
    _journal("form.brought", version, actor, now)
    return version


def _put_in_use(version: FormVersion, actor: Actor, now: datetime) -> None:
    version.form.versions.filter(state=State.IN_USE).exclude(pk=version.pk).update(
        state=State.WITHDRAWN
    )
    version.state = State.IN_USE
    version.save(update_fields=["state"])
    _journal("form.put_in_use", version, actor, now)


def _found(version_id: UUID, actor: Actor) -> FormVersion:
    rows = FormVersion.objects.select_related("form").select_for_update(of=("self",))
    version = rows.filter(pk=version_id, form__organisation_id=actor.organisation_id).first()
    if version is None:
        raise NoSuchForm
    return version


def _journal(action: str, version: FormVersion, actor: Actor, now: datetime) -> None:
    journal.record(action=action, objects=[version.id, version.form_id], actor=actor, now=now)
