"""Nameless, coded answers for figures: the only thing of a file that statistics ever see.

A row exists while she agrees to be counted. It is sealed under the team's coded key, which the team
and the organisation's researchers hold, and names the day her yes ends, so that a row that was not
removed in time is passed over.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID  # noqa: TC003  a NamedTuple's field

from django.utils import timezone

from alongside.audit import journal
from alongside.casework.contents import Episode, Identity, Incident
from alongside.casework.enums import AgeBand, ClosedReason, FileKind
from alongside.casework.models import FactsRow
from alongside.casework.reading import content_of
from alongside.casework.violence.verdict import verdict_on
from alongside.casework.vocabulary import HTCDS, standard_codes
from alongside.consent import gate
from alongside.consent.enums import Action, Purpose
from alongside.consent.parties import Recipient
from alongside.organisations import policy as organisations, queries as teams
from alongside.organisations.enums import TeamKind
from alongside.vault import documents, hashing, ring
from alongside.vault.compartments import Compartment
from alongside.vault.primitives import CannotOpen
from alongside.vault.small import open_small, seal_small

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from django.db.models import QuerySet

    from alongside.casework.access import Way
    from alongside.casework.contents import Content
    from alongside.core.access import Actor
    from alongside.core.approximate import ApproximateDate
    from alongside.vault.ring import RingKey

VERSION = 2
# Rows of the first version know nothing of incidents; they are read until they are written again.
WITHOUT_INCIDENTS = 1
COUNTED = (Identity, Episode, Incident)
COMPARTMENTS = frozenset(content.compartment for content in COUNTED)
# The first age of each band.
BANDS = (
    (50, AgeBand.OLDER),
    (35, AgeBand.MIDDLE),
    (25, AgeBand.ADULT),
    (18, AgeBand.YOUNG),
    (12, AgeBand.ADOLESCENT),
    (0, AgeBand.CHILD),
)
# The words of what is counted, for those who show figures.
AGE_BANDS = dict(AgeBand.choices)
FORMS = HTCDS["type_of_exploitation"]
OLDEST = 120
DAYS_OF_A_YEAR = 365.25
AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What is counted of one file; `forms` is None where nothing is known, empty where none."""

    token: str
    month: date
    age_band: AgeBand
    forms: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class IncidentFacts:
    """What is counted of one registered incident, in codes of the GBVIMS; "" is not known.

    `token` is that of the file, so that the incidents of one person can be told to be hers.
    """

    token: str
    month: date
    core_type: str
    contexts: frozenset[str]
    delay: str
    age_group: str


def opened_files(*, actor: Actor, now: datetime, year: int | None = None) -> list[FileFacts]:
    """Return the facts of every file whose person agrees to be counted now.

    An incident that stands alone is no file of a person: see `registered_incidents`.

    :param year: only files opened in this year

    :raises PermissionDenied: for a role that does not work with figures
    """
    kept = _kept(actor=actor, now=now, year=year)
    return [one.facts() for one in kept if one.kind != FileKind.INCIDENT]


def registered_incidents(*, actor: Actor, now: datetime) -> list[IncidentFacts]:
    """Return the facts of every registered incident whose person agrees to be counted now.

    :raises PermissionDenied: for a role that does not work with figures
    """
    return [fact for one in _kept(actor=actor, now=now) for fact in one.incident_facts()]


class _Kept(NamedTuple):
    """What one row says."""

    case_id: UUID
    month: str
    band: str
    forms: list[str] | None
    kind: str
    incidents: list[list[Any]]

    @property
    def token(self) -> str:
        return hashing.opaque(str(self.case_id), "facts")

    def facts(self) -> FileFacts:
        return FileFacts(
            token=self.token,
            month=date.fromisoformat(self.month),
            age_band=AgeBand(self.band),
            forms=None if self.forms is None else frozenset(self.forms),
        )

    def incident_facts(self) -> Iterator[IncidentFacts]:
        for month, core_type, contexts, delay, age_group in self.incidents:
            yield IncidentFacts(
                token=self.token,
                month=date.fromisoformat(month),
                core_type=core_type,
                contexts=frozenset(contexts),
                delay=delay,
                age_group=age_group,
            )


def _kept(*, actor: Actor, now: datetime, year: int | None = None) -> Iterator[_Kept]:
    organisations.can_see_statistics(actor).or_raise()
    kept_by = [team.id for team in teams.all_teams(actor=actor)]
    keyring = gate.keyring_of(actor)
    keys = ring.open_many(subjects=kept_by, label=Compartment.CODED, keyring=keyring)
    journal.record_reading(
        action="facts.read",
        objects=sorted(keys),
        actor=actor,
        now=now,
        compartment=Compartment.CODED,
    )
    rows = FactsRow.objects.filter(team_id__in=list(keys))
    if year is not None:
        rows = rows.filter(case__opened_on__year=year)
    return _open_all(rows, keys, timezone.localdate(now))


def _open_all(
    rows: QuerySet[FactsRow], keys: Mapping[UUID, RingKey], today: date
) -> Iterator[_Kept]:
    rows = rows.order_by("id")
    for row_id, case_id, team_id, box in rows.values_list(
        "id", "case_id", "team_id", "box"
    ).iterator(chunk_size=AT_ONCE):
        try:
            payload = open_small(keys[team_id].secret, bytes(box), "facts", row_id, case_id)
        except CannotOpen:
            # Somebody damaged it. One file fewer is counted; whose it was is not for here.
            continue
        version, month, band, forms, until, *more = json.loads(payload)
        if version == WITHOUT_INCIDENTS:
            more = [FileKind.PERSON, []]
        if version in {VERSION, WITHOUT_INCIDENTS} and date.fromisoformat(until) >= today:
            yield _Kept(case_id, month, band, forms, *more)


def after_saving(way: Way, keys: Mapping[str, RingKey], contents: Iterable[Content]) -> None:
    """Bring her row up to what was just saved, where there is one and she still agrees."""
    if not any(isinstance(content, COUNTED) for content in contents):
        return
    again(way, keys)


def again(way: Way, keys: Mapping[str, RingKey]) -> None:
    """Write her row anew, where there is one and she still agrees."""
    if not FactsRow.objects.filter(case_id=way.case.id).exists():
        return
    decision = gate.decide(
        actor=way.actor,
        action=Action.WRITE,
        case=way.case,
        compartment=Compartment.CODED,
        purpose=Purpose.STATISTICS,
        recipient=Recipient.figures(way.case.organisation_id),
        now=way.now,
    )
    if decision and decision.until:
        # The moment it ends is the first one after its last day.
        write(way, keys, until=timezone.localdate(decision.until) - timedelta(days=1))
    else:
        remove(way.case.id)


def write(way: Way, keys: Mapping[str, RingKey], *, until: date) -> None:
    """Write what is counted of a file, in place of what was there."""
    case = way.case
    kinds = [content.kind_of for content in COUNTED]
    opened = documents.open_documents(subject=case.id, keys=keys, kinds=kinds)
    found = [content for content in map(content_of, opened) if content]
    contents = [content for content in found if not content.taken_back]
    identity = next((one for one in contents if isinstance(one, Identity)), Identity())
    forms = forms_of(one for one in contents if isinstance(one, Episode))
    payload = [
        VERSION,
        case.opened_on.replace(day=1).isoformat(),
        age_band(identity, case.opened_on),
        None if forms is None else sorted(forms),
        until.isoformat(),
        # Of two files about one person she is counted once; what is registered in both stays.
        FileKind.INCIDENT if case.closed_reason == ClosedReason.JOINED else case.kind,
        [_incident(one, case.opened_on) for one in contents if isinstance(one, Incident)],
    ]
    remove(case.id)
    row = FactsRow(case=case, team_id=case.team_id)
    key = _coded_key(way)
    row.box = seal_small(key.secret, json.dumps(payload).encode(), "facts", row.id, case.id)
    row.save(force_insert=True)


def remove(case_id: UUID) -> None:
    """Count her no more."""
    FactsRow.objects.filter(case_id=case_id).delete()


def forms_of(episodes: Iterable[Episode]) -> frozenset[str] | None:
    """Return the forms of exploitation; None where none of the episodes says anything."""
    known = [one.type_of_exploitation for one in episodes if one.type_of_exploitation is not None]
    if not known:
        return None
    return frozenset(standard_codes("type_of_exploitation", chain.from_iterable(known)))


def _incident(incident: Incident, opened_on: date) -> list[Any]:
    """Return what is counted of one incident, in the month in which it was told."""
    verdict = verdict_on(incident)
    return [
        (incident.reported_on or opened_on).replace(day=1).isoformat(),
        verdict.core_type or "",
        verdict.contexts,
        verdict.delay or "",
        incident.age_group,
    ]


def age_band(identity: Identity, on: date) -> AgeBand:
    """Return how old she was on a day, in bands."""
    age = _age(identity, on)
    if age is None or not 0 <= age <= OLDEST:
        return AgeBand.NOT_KNOWN
    return next(band for first, band in BANDS if age >= first)


def _age(identity: Identity, on: date) -> int | None:
    if identity.birth and identity.birth.start and identity.birth.end:
        return _years(_middle(identity.birth), on)
    if identity.age is not None:
        return identity.age + (_years(identity.age_on, on) if identity.age_on else 0)
    return None


def _middle(birth: ApproximateDate) -> date:
    start, end = birth.start or date.min, birth.end or date.max
    return start + (end - start) / 2


def _years(since: date, on: date) -> int:
    whole = on.year - since.year
    return whole - ((on.month, on.day) < (since.month, since.day))


def _coded_key(way: Way) -> RingKey:
    """Return the coded key of the team that keeps the file, made where there is none yet."""
    every = teams.all_teams(actor=way.actor)
    researchers = [team.id for team in every if team.kind == TeamKind.RESEARCH]
    return ring.ensure(
        subject=way.case.team_id,
        label=Compartment.CODED,
        team_ids=[way.case.team_id, *researchers],
        keyring=way.keyring,
        now=way.now,
    )
