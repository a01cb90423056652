"""What the violence register holds of one incident, and what threatens a defender."""

from __future__ import annotations

from datetime import date  # noqa: TC003  pydantic reads it
from typing import ClassVar

from alongside.casework.contents.base import (
    Abduction,
    AgeGroupCode,
    Content,
    Disability,
    Displacement,
    HarmfulPractice,
    HelpState,
    IncidentPlace,
    Long,
    NumberOfPerpetrators,
    PerpetratorsSex,
    Relation,
    SentBy,
    Seriousness,
    SexCode,
    Short,
    ThreatSource,
    TimeOfDay,
)
from alongside.core.approximate import ApproximateDate  # noqa: TC001  pydantic reads it
from alongside.vault.compartments import Compartment


class Incident(Content):
    """One incident of violence, for one person; codes are those of the GBVIMS where it has any.

    The six answers come first, in the order they are asked; None is "not asked" or "not now". Type,
    contexts and delay follow from the answers by rule and are not kept.
    """

    kind_of: ClassVar = "incident"
    compartment: ClassVar = Compartment.STORY

    penetration: bool | None = None
    sexual_contact: bool | None = None
    physical_harm: bool | None = None
    forced_marriage: bool | None = None
    resources_denied: bool | None = None
    emotional_harm: bool | None = None
    happened: ApproximateDate | None = None
    reported_on: date | None = None
    time_of_day: TimeOfDay = ""
    place_kind: IncidentPlace = ""
    perpetrators: NumberOfPerpetrators = ""
    relation: Relation = ""
    perpetrators_sex: PerpetratorsSex = ""
    perpetrators_age: AgeGroupCode = ""
    abduction: Abduction = ""
    harmful_practice: HarmfulPractice = ""
    exchanged: bool | None = None
    happened_before: bool | None = None
    told_before: bool | None = None
    sex: SexCode = ""
    age_group: AgeGroupCode = ""
    displacement: Displacement = ""
    disability: Disability = ""
    sent_by: SentBy = ""
    safe_house: HelpState = ""
    health: HelpState = ""
    psychosocial: HelpState = ""
    legal: HelpState = ""
    police: HelpState = ""
    livelihood: HelpState = ""
    protection: HelpState = ""
    wants_court: bool | None = None
    remarks: Long = ""


class Threat(Content):
    """Something that was done or said to frighten a defender out of her work."""

    kind_of: ClassVar = "threat"
    compartment: ClassVar = Compartment.STORY

    what: Long = ""
    occurred: ApproximateDate | None = None
    from_whom: ThreatSource = ""
    seriousness: Seriousness = ""
    was_reported: bool | None = None
    reported_to: Short = ""
