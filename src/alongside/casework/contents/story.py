"""What happened to her."""

from __future__ import annotations

from typing import ClassVar

from alongside.casework.contents.base import (
    Content,
    Controls,
    EventType,
    Exploitations,
    Industries,
    Long,
    Recruitments,
    Relationship,
    Roles,
    SexExploitations,
    Short,
    StatusDecidedBy,
    TraffickingStatus,
    Vulnerabilities,
    Websites,
)
from alongside.core.approximate import ApproximateDate  # noqa: TC001  pydantic reads it
from alongside.vault.compartments import Compartment


class Episode(Content):
    """One episode of trafficking or violence; codes are those of HTCDS 2.0, `x_` fields ours.

    In `type_of_exploitation` None is "not known" and [] is "none": statistics keep them apart.
    """

    kind_of: ClassVar = "episode"
    compartment: ClassVar = Compartment.STORY

    from_place: Short = ""
    from_country: Short = ""
    to_place: Short = ""
    to_country: Short = ""
    started: ApproximateDate | None = None
    ended: ApproximateDate | None = None
    story: Long = ""
    trafficking_status: TraffickingStatus = ""
    status_decided_by: StatusDecidedBy = ""
    relationship_to_trafficker: Relationship = ""
    age_when_trafficked: int | None = None
    vulnerabilities: Vulnerabilities = []
    vulnerabilities_words: Long = ""
    recruitment_websites: Websites = []
    method_of_recruitment: Recruitments = []
    location_of_recruitment: Short = ""
    methods_of_control: Controls = []
    type_of_exploitation: Exploitations | None = None
    forced_labour_industry: Industries = []
    type_of_sex_exploitation: SexExploitations = []
    location_of_exploitation: Short = ""
    exploitation_websites: Websites = []
    # What others did to her or with her, in the codes the standard has for them.
    roles: Roles = []
    role_details: Long = ""
    # One event of it that is known more exactly.
    event_type: EventType = ""
    event_on: ApproximateDate | None = None
    event_street: Short = ""
    event_place: Short = ""
    event_state: Short = ""
    event_postal_code: Short = ""
    event_country: Short = ""
    event_longitude: float | None = None
    event_latitude: float | None = None
    event_words: Long = ""
    x_restricts_movement: bool | None = None
    x_uses_children: bool | None = None
    x_forced_criminality: bool | None = None
    x_wages_owed: Short = ""
    x_wages_currency: Short = ""
    x_wages_months: int | None = None
