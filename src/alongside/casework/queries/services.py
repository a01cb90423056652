"""The tab "Services": what she received, what is planned, practical help, keeping in touch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from alongside.casework import access, reaching, vocabulary
from alongside.casework.contents import FollowUp, Paid, PracticalSupport, Service
from alongside.casework.queries.heads import HEAD, File, open_parts, opened_file
from alongside.casework.queries.touch import (
    FollowUpView,
    follow_up_view,
    is_agreed,
    to_come,
    warning,
)
from alongside.organisations import queries as organisations
from alongside.ui.dates import Due, due_label, long_date

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from alongside.casework.access import Way
    from alongside.casework.reading import Part
    from alongside.core.access import Actor

SHOWN = (Service.kind_of, PracticalSupport.kind_of, FollowUp.kind_of)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ServiceView:
    """One service in words; `due` and `warning` are those of an appointment to come."""

    id: str
    version: int
    title: str
    state: str
    state_words: str
    when: str
    due: Due | None
    where: str
    companion: str
    provider: str
    text: str
    hours: str
    cost: str
    why_not: str
    warning: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SupportView:
    """One piece of practical help in words."""

    id: str
    version: int
    title: str
    item: str
    when: str
    amount: str
    paid_by: str
    receipt: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ServicesPage:
    """The tab "Services"; `totals` is what practical help cost, a line for each kind of money.

    `is_agreed` is None where nothing of a follow-up clock is planned.
    """

    file: File
    appointments: list[ServiceView]
    services: list[ServiceView]
    support: list[SupportView]
    totals: list[str]
    follow_ups: list[FollowUpView]
    is_agreed: bool | None


def services(*, actor: Actor, case_id: UUID, now: datetime) -> ServicesPage:
    """Open services and practical help, newest first; appointments and follow-ups the next first.

    Raises NoSuchFile, JournalUnavailable.
    """
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    keys = way.keys(HEAD)
    file = opened_file(way, keys)
    parts = open_parts(way, keys, SHOWN)
    way.journal_reading("file.services.read", way.compartments & HEAD)
    found: dict[str, list[Part]] = {kind: [] for kind in SHOWN}
    for part in parts:
        found[part.kind].append(part)
    planned = [one for one in found[Service.kind_of] if _is_planned(one)]
    planned.sort(key=lambda one: one.content.planned_on or date.max)
    in_touch = sorted(found[FollowUp.kind_of], key=to_come)
    support = found[PracticalSupport.kind_of]
    support.sort(key=_given_on, reverse=True)
    return ServicesPage(
        file=file,
        appointments=[_service(one, way, file) for one in planned],
        services=[
            _service(one, way, file) for one in found[Service.kind_of] if not _is_planned(one)
        ],
        support=[_support(one) for one in support],
        totals=_totals(one.content for one in support if one.content),
        follow_ups=[follow_up_view(one, way, file) for one in in_touch],
        is_agreed=is_agreed(way, in_touch),
    )


def providers(*, actor: Actor, case_id: UUID, now: datetime) -> list[str]:
    """Return who may have given her something: those of her file, then organisations known here.

    Raises NoSuchFile, JournalUnavailable.
    """
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    parts = open_parts(way, way.keys({Service.compartment}), [Service.kind_of])
    way.journal_reading("file.services.read", {Service.compartment})
    before = [part.content.provider for part in parts if part.content and part.content.provider]
    others = [one.name for one in organisations.other_organisations(actor=actor)]
    return list(dict.fromkeys([*before, *others]))


def _is_planned(part: Part) -> bool:
    return part.content is not None and part.content.state == "planned"


def _given_on(part: Part) -> date:
    day: date | None = part.content.given_on if part.content else None
    return day or date.min


def _service(part: Part, way: Way, file: File) -> ServiceView:
    service: Service = part.content or Service()
    is_planned = _is_planned(part)
    day = service.given_on or service.planned_on
    where = [service.planned_at, service.place] if is_planned else [service.place]
    why = [vocabulary.label("why_nots", service.why_not, part.written), service.why_not_words]
    return ServiceView(
        id=str(part.document_id),
        version=part.version,
        title=vocabulary.label("services", service.kind, part.written) or _("Service"),
        state=service.state,
        state_words=vocabulary.label("service_states", service.state),
        when=long_date(day) if day else "",
        due=due_label(service.planned_on, way.today) if is_planned else None,
        where=" · ".join(one for one in where if one),
        companion=service.companion,
        provider=service.provider,
        text=service.text,
        hours=service.hours,
        cost=" · ".join(one for one in (_money(service), _payer(service, part)) if one),
        why_not="\n".join(one for one in why if one) if service.state == "not_given" else "",
        warning=warning(way, file, reaching.APPOINTMENT) if is_planned else "",
        problem=part.problem,
    )


def _support(part: Part) -> SupportView:
    support: PracticalSupport = part.content or PracticalSupport()
    return SupportView(
        id=str(part.document_id),
        version=part.version,
        title=vocabulary.label("support_kinds", support.kind, part.written) or _("Practical help"),
        item=support.item,
        when=long_date(support.given_on) if support.given_on else "",
        amount=_money(support),
        paid_by=_payer(support, part),
        receipt=support.receipt,
        problem=part.problem,
    )


def _payer(paid: Paid, part: Part) -> str:
    return vocabulary.label("payers", paid.paid_by, part.written)


def _money(paid: Paid) -> str:
    return "" if paid.amount is None else _in_words(paid.amount, paid.currency)


def _in_words(amount: Decimal, currency: str) -> str:
    shown = number_format(amount, decimal_pos=2, use_l10n=True, force_grouping=True)
    return f"{shown} {currency}".strip()


def _totals(support: Iterable[Paid]) -> list[str]:
    """Return the sum of each kind of money, in the order they were last used."""
    sums: dict[str, Decimal] = {}
    for one in support:
        if one.amount is not None:
            sums[one.currency] = sums.get(one.currency, Decimal(0)) + one.amount
    return [_in_words(amount, currency) for currency, amount in sums.items()]
