"""From a yes to keys and back: what a grant opens, an end takes away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from alongside.consent.enums import RecipientKind
from alongside.consent.models import Grant
from alongside.vault import ring
from alongside.vault.guard import writing
from alongside.vault.primitives import CannotOpen

if TYPE_CHECKING:
    from datetime import date, datetime

    from alongside.consent.enums import Ended
    from alongside.consent.models import ConsentRecord, ExceptionRecord
    from alongside.vault.keyring import Keyring


def open_grant(
    *,
    record: ConsentRecord | None = None,
    exception: ExceptionRecord | None = None,
    until: date,
    keyring: Keyring,
    now: datetime,
) -> Grant:
    """Let a yes, or a confirmed exception, take effect."""
    signed = record or exception
    if signed is None:
        raise TypeError("a grant has a record or an exception")
    grant = Grant(
        case_id=signed.case_id,
        organisation_id=signed.organisation_id,
        team_id=signed.team_id,
        purpose=signed.purpose,
        recipient_kind=signed.recipient_kind,
        recipient_id=signed.recipient_id,
        expires_on=until,
        record=record,
        exception=exception,
    )
    with writing():
        grant.save(force_insert=True)
    if opens_keys(grant):
        _wrap(grant, signed.compartments, keyring, now)
    return grant


def end_grant(grant: Grant, *, why: Ended, today: date) -> None:
    """End a grant and take the keys that no other live grant to the same team still needs."""
    grant.ended_on, grant.ended_why = today, why
    with writing():
        grant.save(update_fields=["ended_on", "ended_why"])
    if not opens_keys(grant):
        return
    labels = labels_of(grant) - _labels_left(grant)
    if labels:
        ring.revoke(subject=grant.case_id, labels=sorted(labels), team_id=grant.recipient_id)


def opens_keys(grant: Grant) -> bool:
    """Return whether a grant is a matter of keys: only teams other than the file's own need any."""
    return grant.recipient_kind == RecipientKind.TEAM and grant.recipient_id != grant.team_id


def labels_of(grant: Grant) -> set[str]:
    """Return the parts of the file a grant opens."""
    signed = grant.record or grant.exception
    return set(signed.compartments) if signed is not None else set()


def _labels_left(ended: Grant) -> set[str]:
    others = (
        Grant.objects.filter(
            case_id=ended.case_id,
            recipient_kind=RecipientKind.TEAM,
            recipient_id=ended.recipient_id,
            ended_on=None,
        )
        .exclude(pk=ended.pk)
        .select_related("record", "exception")
    )
    return set().union(*(labels_of(grant) for grant in others))


def _wrap(grant: Grant, labels: list[str], keyring: Keyring, now: datetime) -> None:
    case_id, owner = grant.case_id, grant.team_id
    try:
        held = ring.open(subject=case_id, labels=labels, keyring=keyring)
        # A part nothing was written in yet has no key; whoever writes there first finds this one.
        for label in sorted(set(labels) - set(held)):
            ring.ensure(subject=case_id, label=label, team_ids=[owner], keyring=keyring, now=now)
        ring.grant(subject=case_id, labels=labels, team_id=grant.recipient_id, keyring=keyring)
    except CannotOpen as fault:
        raise PermissionDenied(
            _("You cannot share a part of the file that you cannot open yourself.")
        ) from fault
