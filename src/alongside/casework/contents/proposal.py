"""A decision of two: one proposes what follows from a document, another one confirms it."""

from __future__ import annotations

from datetime import date  # noqa: TC003  pydantic reads it
from typing import ClassVar, Self
from uuid import UUID  # noqa: TC003  pydantic reads it

from pydantic import model_validator

from alongside.casework.contents.assessment import (
    Assessment,
    HealthAssessment,
    SafetyAssessment,
)
from alongside.casework.contents.base import Content, Long, ProposalState, Short
from alongside.casework.contents.pathway import Suitability
from alongside.casework.contents.work import Goal
from alongside.casework.contents.working import ClosingRequest
from alongside.casework.vocabulary import GROUPS
from alongside.vault.compartments import Compartment

# What a supervisor approves where the organisation wants it: the only thing that may follow then.
APPROVED = {
    Assessment.kind_of: "assessments",
    HealthAssessment.kind_of: "assessments",
    SafetyAssessment.kind_of: "assessments",
    Goal.kind_of: "plans",
    ClosingRequest.kind_of: "closures",
}
# Kinds of documents that two decide on, each with the words for what may follow.
PROPOSED = {Suitability.kind_of: "suitability_findings", **dict.fromkeys(APPROVED, "approvals")}


class Proposal(Content):
    """What is proposed of one version of one document, and what a second person said to it.

    `about_kind` is one of `PROPOSED`, `finding` a code of its words. A proposal that was sent back
    stays; another one is another document.
    """

    kind_of: ClassVar = "proposal"
    compartment: ClassVar = Compartment.CASEWORK

    about_kind: Short = ""
    about_id: UUID | None = None
    about_version: int = 0
    finding: Short = ""
    reasons: Long = ""
    proposed_by: UUID | None = None
    proposed_on: date | None = None
    # Who was asked to decide; any other keeper of the file may.
    asked: UUID | None = None
    state: ProposalState = "proposed"
    decided_by: UUID | None = None
    decided_on: date | None = None
    comment: Long = ""

    @model_validator(mode="after")
    def _is_of_two(self) -> Self:
        if self.finding and self.finding not in GROUPS[PROPOSED[self.about_kind]]:
            raise ValueError("This cannot follow from such a document.")
        if (self.state == "proposed") != (self.decided_by is None):
            raise ValueError("What is decided says by whom, and nothing else does.")
        if self.decided_by is not None and self.decided_by == self.proposed_by:
            raise ValueError("One person alone does not decide.")
        return self

    @property
    def words(self) -> str:
        """Return the group of words its finding is one of."""
        return PROPOSED[self.about_kind]
