"""The typed documents a file consists of; each is sealed under the key of its compartment."""

from __future__ import annotations

from alongside.casework.contents.around import Relation
from alongside.casework.contents.assessment import Assessment, HealthAssessment
from alongside.casework.contents.base import Content
from alongside.casework.contents.pathway import (
    Income,
    Livelihood,
    Pathway,
    Repatriation,
    Suitability,
    Wish,
)
from alongside.casework.contents.person import Identity, SafeContact, SafetyPlan, Whereabouts
from alongside.casework.contents.proposal import PROPOSED, Proposal
from alongside.casework.contents.story import Episode
from alongside.casework.contents.tidying import Compared, Joined, Likeness, Rewritten
from alongside.casework.contents.violence import Incident, Threat
from alongside.casework.contents.work import (
    Arrival,
    Attachment,
    Closing,
    Conference,
    FollowUp,
    Goal,
    Needs,
    Note,
    OwnColumns,
    Paid,
    PracticalSupport,
    Service,
    Step,
)

__all__ = [
    "ABOUT_THE_FILE",
    "KINDS",
    "PROPOSED",
    "TIMELINE",
    "Arrival",
    "Assessment",
    "Attachment",
    "Closing",
    "Compared",
    "Conference",
    "Content",
    "Episode",
    "FollowUp",
    "Goal",
    "HealthAssessment",
    "Identity",
    "Incident",
    "Income",
    "Joined",
    "Likeness",
    "Livelihood",
    "Needs",
    "Note",
    "OwnColumns",
    "Paid",
    "Pathway",
    "PracticalSupport",
    "Proposal",
    "Relation",
    "Repatriation",
    "Rewritten",
    "SafeContact",
    "SafetyPlan",
    "Service",
    "Step",
    "Suitability",
    "Threat",
    "Whereabouts",
    "Wish",
]

KINDS: dict[str, type[Content]] = {
    content.kind_of: content
    for content in (
        Identity,
        SafeContact,
        Whereabouts,
        SafetyPlan,
        Relation,
        Needs,
        Episode,
        Incident,
        Threat,
        Note,
        Goal,
        Conference,
        Service,
        PracticalSupport,
        FollowUp,
        Pathway,
        Wish,
        Suitability,
        Proposal,
        Repatriation,
        Livelihood,
        Income,
        Closing,
        Arrival,
        Attachment,
        OwnColumns,
        Assessment,
        HealthAssessment,
        Likeness,
        Joined,
    )
}
# About the file among other files, and not about her: no copy holds it.
ABOUT_THE_FILE = frozenset({Likeness.kind_of, Joined.kind_of})
# What "Story so far" tells, newest first.
TIMELINE = (
    "note",
    "service",
    "practical_support",
    "follow_up",
    "conference",
    "wish",
    "closing",
    "arrival",
    "assessment",
    "health_assessment",
)
