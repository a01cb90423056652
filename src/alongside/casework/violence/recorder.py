"""Incidents as rows of the GBVIMS Incident Recorder: its 42 columns, in its order, without names.

A row is made from the incident alone; who she is is never opened for it. What she was promised when
she agreed to be counted holds here too, "no name, no place and no date that could point to you":
days are told as months, her age group stands where a date of birth belongs, and ids are codes that
only this node can lead back to a file. Columns that nobody asks her for stay empty: ethnicity,
country, marital status, every place below the kind of place, stage of displacement, care of a
child alone, and occupation and past of whoever did it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from alongside.casework.violence.verdict import verdict_on
from alongside.casework.vocabulary import standard_code

if TYPE_CHECKING:
    from datetime import date

    from alongside.casework.contents import Incident
    from alongside.core.approximate import ApproximateDate

COLUMNS = (
    "incident_id",
    "survivor_code",
    "case_manager_code",
    "date_of_interview",
    "date_of_incident",
    "date_of_birth",
    "sex",
    "ethnicity",
    "country_of_origin",
    "marital_status",
    "displacement_status",
    "disability_type",
    "unaccompanied_separated_status",
    "stage_of_displacement",
    "time_of_day",
    "location",
    "county",
    "district",
    "camp_town",
    "gbv_type",
    "harmful_traditional_practice",
    "goods_money_exchanged",
    "abduction_type",
    "previously_reported",
    "gbv_previous_incidents",
    "number_primary_perpetrators",
    "perpetrator.sex",
    "perpetrator.former",
    "perpetrator.age_group|age_type",
    "perpetrator.relationship",
    "perpetrator.occupation",
    "service.referred_from",
    "service.safehouse_referral",
    "service.medical_referral",
    "service.psycho_referral",
    "service.wants_legal_action",
    "service.legal_referral",
    "service.police_referral",
    "service.livelihoods_referral",
    "service.protection_referral",
    "consent",
    "agency_code",
)


class Codes(NamedTuple):
    """What stands for the incident, for her, for the colleague and for the organisation."""

    incident: str
    survivor: str
    worker: str
    agency: str


def cells_of(incident: Incident, codes: Codes) -> list[str]:
    """Return one cell for each of the columns; "" is not known.

    The caller has made sure that she agrees to be counted: that is what `consent` says.
    """
    verdict = verdict_on(incident)
    known = {
        "incident_id": codes.incident,
        "survivor_code": codes.survivor,
        "case_manager_code": codes.worker,
        "date_of_interview": _month(incident.reported_on, incident.reported_on),
        "date_of_incident": _happened(incident.happened),
        "date_of_birth": incident.age_group,
        "sex": incident.sex,
        "displacement_status": incident.displacement,
        "disability_type": incident.disability,
        "time_of_day": incident.time_of_day,
        "location": standard_code("incident_places", incident.place_kind),
        "gbv_type": verdict.core_type or "",
        "harmful_traditional_practice": standard_code(
            "harmful_practices", incident.harmful_practice
        ),
        "goods_money_exchanged": _yes_no(incident.exchanged),
        "abduction_type": incident.abduction,
        "previously_reported": _yes_no(incident.told_before),
        "gbv_previous_incidents": _yes_no(incident.happened_before),
        "number_primary_perpetrators": incident.perpetrators,
        "perpetrator.sex": incident.perpetrators_sex,
        "perpetrator.age_group|age_type": incident.perpetrators_age,
        "perpetrator.relationship": incident.relation,
        "service.referred_from": standard_code("senders", incident.sent_by),
        "service.safehouse_referral": incident.safe_house,
        "service.medical_referral": incident.health,
        "service.psycho_referral": incident.psychosocial,
        "service.wants_legal_action": _yes_no(incident.wants_court),
        "service.legal_referral": incident.legal,
        "service.police_referral": incident.police,
        "service.livelihoods_referral": incident.livelihood,
        "service.protection_referral": incident.protection,
        "consent": "yes",
        "agency_code": codes.agency,
    }
    return [known.get(name, "") for name in COLUMNS]


def _yes_no(answer: bool | None) -> str:  # noqa: FBT001  the answer itself
    return "" if answer is None else "yes" if answer else "no"


def _happened(when: ApproximateDate | None) -> str:
    return _month(when.start, when.end) if when else ""


def _month(first: date | None, last: date | None) -> str:
    """Return the month of a stretch of days, its year where it is longer, or ""."""
    if first is None or last is None or first.year != last.year:
        return ""
    return f"{first:%Y-%m}" if first.month == last.month else f"{first:%Y}"
