"""The typed documents a file consists of; each is sealed under the key of its compartment."""

from __future__ import annotations

from alongside.casework.contents.around import Relation
from alongside.casework.contents.assessment import (
    Assessment,
    HealthAssessment,
    SafetyAssessment,
)
from alongside.casework.contents.attached import Attachment, HealthAttachment, Piece
from alongside.casework.contents.base import Content
from alongside.casework.contents.origin import Onward, Origin
from alongside.casework.contents.pathway import (
    Income,
    Livelihood,
    Pathway,
    Repatriation,
    Suitability,
    Wish,
)
from alongside.casework.contents.person import Identity, SafeContact, SafetyPlan, Whereabouts
from alongside.casework.contents.proposal import APPROVED, PROPOSED, Proposal
from alongside.casework.contents.story import Episode
from alongside.casework.contents.tidying import Compared, Joined, Likeness, Rewritten
from alongside.casework.contents.violence import Incident, Threat
from alongside.casework.contents.work import (
    Arrival,
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
from alongside.casework.contents.working import AccessGiven, ClosingRequest

__all__ = [
    "ABOUT_THE_FILE",
    "APPROVED",
    "KINDS",
    "PROPOSED",
    "TIMELINE",
    "AccessGiven",
    "Arrival",
    "Assessment",
    "Attachment",
    "Closing",
    "ClosingRequest",
    "Compared",
    "Conference",
    "Content",
    "Episode",
    "FollowUp",
    "Goal",
    "HealthAssessment",
    "HealthAttachment",
    "Identity",
    "Incident",
    "Income",
    "Joined",
    "Likeness",
    "Livelihood",
    "Needs",
    "Note",
    "Onward",
    "Origin",
    "OwnColumns",
    "Paid",
    "Pathway",
    "Piece",
    "PracticalSupport",
    "Proposal",
    "Relation",
    "Repatriation",
    "Rewritten",
    "SafeContact",
    "SafetyAssessment",
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
        Origin,
        Onward,
        Attachment,
        HealthAttachment,
        OwnColumns,
        Assessment,
        HealthAssessment,
        SafetyAssessment,
        ClosingRequest,
        AccessGiven,
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
    "safety_assessment",
)
