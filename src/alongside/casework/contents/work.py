"""What is done together: needs, notes, her plan, services, keeping in touch, closing."""

from __future__ import annotations

from datetime import date  # noqa: TC003  pydantic reads it
from typing import Any, ClassVar
from uuid import UUID, uuid4

from pydantic import BaseModel, ConfigDict, Field

from alongside.casework.contents.base import (
    Amount,
    Answered,
    Channel,
    ClockMark,
    ClockStart,
    ClosingReason,
    Content,
    Currency,
    FollowUpHow,
    GoalState,
    Long,
    NeedCodes,
    NoteKind,
    Payer,
    ReferralReason,
    ServiceCode,
    ServiceState,
    Short,
    StepState,
    SupportKind,
    SupportType,
    Who,
    WhyNot,
)
from alongside.casework.enums import ClosedReason, Phase
from alongside.core.approximate import ApproximateDate  # noqa: TC001  pydantic reads it
from alongside.vault.compartments import Compartment


class Needs(Content):
    """What she needs first, ticked and in her own words."""

    kind_of: ClassVar = "needs"
    compartment: ClassVar = Compartment.CASEWORK
    single: ClassVar = True

    needs: NeedCodes = []
    own_words: Long = ""


class Note(Content):
    """Something that was said, seen, done, or decided by her."""

    kind_of: ClassVar = "note"
    compartment: ClassVar = Compartment.CASEWORK

    kind: NoteKind = "note"
    title: Short = ""
    text: Long = ""
    happened_on: date | None = None
    present: Short = ""


class Step(BaseModel):
    """One thing on the way to what she wants."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, hide_input_in_errors=True
    )

    id: UUID = Field(default_factory=uuid4)
    text: Short = ""
    who: Who = ""
    who_words: Short = ""
    due_on: date | None = None
    state: StepState = "open"
    done_on: date | None = None


class Goal(Content):
    """What she wants, in her words, and the steps there."""

    kind_of: ClassVar = "goal"
    compartment: ClassVar = Compartment.CASEWORK

    words: Long = ""
    state: GoalState = "active"
    steps: list[Step] = []
    # The support plan of a register: its type, what is to be done, until when, and when it ended.
    support_type: SupportType = ""
    action_plan: Long = ""
    planned_end: ApproximateDate | None = None
    ended: ApproximateDate | None = None
    # The decision it prepares for, where it is the preparation of a return.
    prepares: UUID | None = None


class Conference(Content):
    """What was spoken about and decided together: her wish first; decisions are like steps.

    `members` are colleagues as they were called that day, `others` everybody else in words.
    """

    kind_of: ClassVar = "conference"
    compartment: ClassVar = Compartment.CASEWORK

    her_wish: Long = ""
    she_was_there: bool | None = None
    held_on: date | None = None
    members: list[Short] = []
    others: Short = ""
    discussed: Long = ""
    decisions: list[Step] = []


class Paid(Content):
    """What something cost, and who paid for it."""

    amount: Amount | None = None
    currency: Currency = ""
    paid_by: Payer = ""


class Service(Paid):
    """A service, planned or given; `kind` is a code of the dated vocabulary.

    Planned is an appointment: `planned_on`, and where an hour was said `planned_at` ("14:30").
    """

    kind_of: ClassVar = "service"
    compartment: ClassVar = Compartment.CASEWORK

    kind: ServiceCode = ""
    given_on: date | None = None
    provider: Short = ""
    text: Long = ""
    hours: Short = ""
    # What was written down before there were appointments had been given.
    state: ServiceState = "given"
    planned_on: date | None = None
    planned_at: Short = ""
    place: Short = ""
    companion: Short = ""
    why_not: WhyNot = ""
    why_not_words: Long = ""


class PracticalSupport(Paid):
    """Something she was given or that was paid for her, such as a ticket or a night's lodging."""

    kind_of: ClassVar = "practical_support"
    compartment: ClassVar = Compartment.CASEWORK

    kind: SupportKind = ""
    item: Short = ""
    given_on: date | None = None
    receipt: Short = ""


class FollowUp(Content):
    """Keeping in touch: planned, and what came of it."""

    kind_of: ClassVar = "follow_up"
    compartment: ClassVar = Compartment.CASEWORK

    planned_on: date | None = None
    how: FollowUpHow = "call"
    text: Long = ""
    done_on: date | None = None
    # Blank where who answered was not asked yet; `reached` is all that older ones say of it.
    reached: bool | None = None
    answered: Answered = ""
    via: Channel = ""
    outcome: Long = ""
    needs: NeedCodes = []
    # Which day of the follow-up clock it is, and what that is counted from.
    mark: ClockMark = ""
    counted_from: date | None = None
    counted_since: ClockStart = ""
    # A later clock took its place.
    set_aside_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Return whether it is still to be done."""
        return self.done_on is None and self.set_aside_on is None

    @property
    def who_answered(self) -> str:
        """Return who answered, as a code; of older ones as far as they say."""
        if self.answered or self.reached is None:
            return self.answered
        return "herself" if self.reached else "nobody"


class Closing(Content):
    """Why the file was closed and, where it was, why it was opened again."""

    kind_of: ClassVar = "closing"
    compartment: ClassVar = Compartment.CASEWORK

    reason: ClosedReason
    # The organisation's own word, where there is one; it lies under the reason.
    own_reason: ClosingReason = ""
    words: Long = ""
    closed_on: date | None = None
    # Where the work stood, so that opening it again goes on from there.
    phase_before: Phase = Phase.ASSESSMENT
    reopened_on: date | None = None
    reopened_why: Long = ""

    @property
    def reason_code(self) -> str:
        """Return the reason as it was chosen."""
        return self.own_reason or self.reason


class Arrival(Content):
    """How she came to us."""

    kind_of: ClassVar = "arrival"
    compartment: ClassVar = Compartment.CASEWORK
    single: ClassVar = True

    came_on: date | None = None
    came_from: Short = ""
    their_worker: Short = ""
    reason: ReferralReason = ""
    details: Long = ""


class OwnColumns(Content):
    """What an imported register said that has no field here, kept as it was.

    `fields` are HTCDS fields by name, `own` the organisation's own columns by heading.
    """

    kind_of: ClassVar = "own_columns"
    compartment: ClassVar = Compartment.CASEWORK
    single: ClassVar = True

    match_key: Short = ""
    fields: dict[str, Any] = {}
    own: dict[str, str] = {}
