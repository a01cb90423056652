"""Her way: identification, rescue or exit, recovery, return or settlement, integration.

Rescue, recovery, repatriation and integration after Rights Jessore; what her relatives did is told
in the story compartment, everything else with the work.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003  pydantic reads it
from typing import ClassVar

from alongside.casework.contents.base import (
    Content,
    IncomeBand,
    Known,
    Long,
    PaperState,
    Short,
    WayOut,
    WhereToLive,
    WorkKind,
)
from alongside.core.approximate import ApproximateDate  # noqa: TC001  pydantic reads it
from alongside.vault.compartments import Compartment


class Pathway(Content):
    """How her way began, and what she can and wants to do; that it is there is its beginning."""

    kind_of: ClassVar = "pathway"
    compartment: ClassVar = Compartment.CASEWORK
    single: ClassVar = True

    began_on: date | None = None
    identified_on: ApproximateDate | None = None
    identified_by: Short = ""
    way_out: WayOut = ""
    out_on: ApproximateDate | None = None
    out_by: Short = ""
    out_words: Long = ""
    skills: Long = ""
    schooling: Short = ""
    work_wish: Long = ""


class Wish(Content):
    """Where she wants to live, as she said it on one day; another wish is another document.

    `may_contact_family` is what she said to it: blank means that she was not asked.
    """

    kind_of: ClassVar = "wish"
    compartment: ClassVar = Compartment.CASEWORK

    where: WhereToLive = ""
    words: Long = ""
    may_contact_family: Known = ""
    said_on: date | None = None


class Suitability(Content):
    """Whether she can return to her family: what was seen and heard there, not what follows."""

    kind_of: ClassVar = "suitability"
    compartment: ClassVar = Compartment.STORY

    visited_on: date | None = None
    visited_by: Short = ""
    whom_met: Short = ""
    visit: Long = ""
    community: Long = ""
    relatives_involved: Known = ""
    relatives: Long = ""
    safety: Long = ""
    stigma: Long = ""
    to_change: Long = ""


class Repatriation(Content):
    """The journey back across a border: papers, days, company, and the hand-over on both sides."""

    kind_of: ClassVar = "repatriation"
    compartment: ClassVar = Compartment.CASEWORK
    single: ClassVar = True

    travel_permit: PaperState = ""
    passport: PaperState = ""
    birth_record: PaperState = ""
    court_order: PaperState = ""
    health_paper: PaperState = ""
    other_papers: Short = ""
    leaves_on: date | None = None
    arrives_on: date | None = None
    route: Long = ""
    escort: Short = ""
    border_on: date | None = None
    border_place: Short = ""
    border_given_by: Short = ""
    border_taken_by: Short = ""
    home_on: date | None = None
    home_place: Short = ""
    home_given_by: Short = ""
    home_taken_by: Short = ""


class Livelihood(Content):
    """A job, a training or a business of hers, with the grant that helped to begin it."""

    kind_of: ClassVar = "livelihood"
    compartment: ClassVar = Compartment.CASEWORK

    kind: WorkKind = ""
    what: Short = ""
    where: Short = ""
    since: date | None = None
    until: date | None = None
    hours: Short = ""
    grant: Short = ""
    grant_currency: Short = ""
    grant_for: Short = ""
    grant_from: Short = ""


class Income(Content):
    """Whether what she has is enough, as she says it on one day; no amounts."""

    kind_of: ClassVar = "income"
    compartment: ClassVar = Compartment.CASEWORK

    band: IncomeBand = ""
    said_on: date | None = None
    words: Short = ""
