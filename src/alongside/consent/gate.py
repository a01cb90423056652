"""The one gate: may this be read, written or sent? What nothing allows is refused."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple, cast

from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.consent import policy, signing
from alongside.consent.enums import Action, Answer, Purpose, RecipientKind
from alongside.consent.models import Grant
from alongside.core.access import Actor, AnyActor, Decision

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from uuid import UUID

    from django.db.models import QuerySet

    from alongside.consent.models import ConsentRecord, ExceptionRecord
    from alongside.consent.parties import CaseLike, Recipient
    from alongside.vault.keyring import Keyring

# What a team may do in a file of another team, by what she said yes to.
WORK = {
    Purpose.SERVICE: {Action.READ, Action.WRITE},
    Purpose.LEGAL_REPRESENTATION: {Action.READ, Action.WRITE},
    Purpose.LONG_FOLLOW_UP: {Action.READ, Action.WRITE},
    Purpose.FAMILY_TRACING: {Action.READ, Action.WRITE},
    Purpose.AUTHORITY_IDENTIFICATION: {Action.READ, Action.WRITE},
    Purpose.SUPERVISION: {Action.READ},
}


class Basis(NamedTuple):
    """A yes or an exception whose signatures were checked."""

    id: UUID
    is_exception: bool
    signed: ConsentRecord | ExceptionRecord
    until: date


def decide(
    *,
    actor: AnyActor,
    action: Action,
    case: CaseLike,
    compartment: str | Iterable[str],
    purpose: Purpose,
    recipient: Recipient | None,
    now: datetime,
) -> Decision:
    """Decide whether the actor may do this with parts of a file, for one purpose and recipient.

    No recipient means the actor's own teams. Costs no query for the team that keeps the file and
    one for everybody else.
    """
    if not isinstance(actor, Actor) or actor.organisation_id != case.organisation_id:
        return Decision(False, _("Another organisation keeps this file."))
    if recipient is None and purpose == Purpose.SERVICE and policy.keeps(actor, case):
        return Decision(True, _("Her team keeps the file."))
    wanted = frozenset([compartment] if isinstance(compartment, str) else compartment)
    if recipient is not None and not _may_ask_for(actor, case, recipient):
        return Decision(False, _("Only the team that keeps her file can share it."))
    today = timezone.localdate(now)
    grants = _grants(actor, case, purposes_for(action, purpose, recipient), recipient, today)
    for basis in standing(grants, actor=actor, case_id=case.id, today=today):
        if wanted <= set(basis.signed.compartments):
            return _allowed(basis)
    return Decision(False, _("She has not agreed to this, or it has ended."))


def basis_of(decision: Decision) -> str:
    """Return how the journal names what a decision rests on."""
    return f"agreement {decision.basis_id}" if decision.basis_id else "keeps the file"


def keyring_of(actor: Actor) -> Keyring:
    """Return the actor's keys as the vault knows them."""
    return cast("Keyring", actor.keys)


def end_of(day: date) -> datetime:
    """Return the moment a day is over where this node stands."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def purposes_for(action: Action, purpose: Purpose, recipient: Recipient | None) -> list[Purpose]:
    """Return the purposes whose yes allows it: a colleague's work has more than one."""
    if recipient is None and purpose == Purpose.SERVICE:
        return [one for one, allowed in WORK.items() if action in allowed]
    return [purpose]


def standing(
    grants: Iterable[Grant], *, actor: Actor, case_id: UUID | None, today: date
) -> Iterable[Basis]:
    """Yield what of these grants really stands: signed by us, not superseded, not over."""
    pin = keyring_of(actor).pin
    for grant in grants:
        basis = _checked(grant, pin)
        if basis is None or basis.until < today or basis.signed.case_id != grant.case_id:
            continue
        if case_id in {None, basis.signed.case_id} and _asks_the_same(grant, basis.signed):
            yield basis


def with_grounds(grants: QuerySet[Grant]) -> QuerySet[Grant]:
    """Fetch grants together with what proves them, in one query."""
    return grants.select_related(
        "record__signer",
        "record__superseded_by",
        "exception__signer",
        "exception__confirmation__signer",
    )


def _may_ask_for(actor: Actor, case: CaseLike, recipient: Recipient) -> bool:
    if policy.keeps(actor, case):
        return True
    if recipient.kind == RecipientKind.MEMBER:
        return recipient.id == actor.user_id
    return recipient.kind == RecipientKind.TEAM and recipient.id in actor.team_ids


def _grants(
    actor: Actor,
    case: CaseLike,
    purposes: list[Purpose],
    recipient: Recipient | None,
    today: date,
) -> QuerySet[Grant]:
    kind, ids = (
        (RecipientKind.TEAM, actor.team_ids)
        if recipient is None
        else (recipient.kind, {recipient.id})
    )
    found = Grant.objects.filter(
        case_id=case.id,
        ended_on=None,
        expires_on__gte=today,
        purpose__in=purposes,
        recipient_kind=kind,
        recipient_id__in=ids,
    )
    return with_grounds(found.order_by("-expires_on", "id"))


def _checked(grant: Grant, pin: bytes) -> Basis | None:
    """Return the ground of a grant when its signatures count. A grant alone is worth nothing."""
    record, exception = grant.record, grant.exception
    if record is not None:
        stands = record.answer == Answer.YES and getattr(record, "superseded_by", None) is None
        if not stands or record.expires_on is None or not signing.is_genuine(record, pin):
            return None
        return Basis(record.id, is_exception=False, signed=record, until=record.expires_on)
    if exception is not None and signing.is_decided_by_two(exception, pin):
        return Basis(exception.id, is_exception=True, signed=exception, until=exception.expires_on)
    return None


def _asks_the_same(grant: Grant, signed: ConsentRecord | ExceptionRecord) -> bool:
    return (grant.purpose, grant.recipient_kind, grant.recipient_id) == (
        signed.purpose,
        signed.recipient_kind,
        signed.recipient_id,
    )


def _allowed(basis: Basis) -> Decision:
    reason = (
        _("Two colleagues decided it as an exception.")
        if basis.is_exception
        else _("She agreed to it.")
    )
    return Decision(True, reason, basis_id=basis.id, until=end_of(basis.until))
