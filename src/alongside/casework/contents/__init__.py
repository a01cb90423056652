"""The typed documents a file consists of; each is sealed under the key of its compartment."""

from __future__ import annotations

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
from alongside.casework.contents.work import (
    Arrival,
    Attachment,
    Closing,
    FollowUp,
    Goal,
    Needs,
    Note,
    OwnColumns,
    Service,
    Step,
)

__all__ = [
    "KINDS",
    "PROPOSED",
    "TIMELINE",
    "Arrival",
    "Attachment",
    "Closing",
    "Content",
    "Episode",
    "FollowUp",
    "Goal",
    "Identity",
    "Income",
    "Livelihood",
    "Needs",
    "Note",
    "OwnColumns",
    "Pathway",
    "Proposal",
    "Repatriation",
    "SafeContact",
    "SafetyPlan",
    "Service",
    "Step",
    "Suitability",
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
        Needs,
        Episode,
        Note,
        Goal,
        Service,
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
    )
}
# What "Story so far" tells, newest first.
TIMELINE = ("note", "service", "follow_up", "wish", "closing", "arrival")
