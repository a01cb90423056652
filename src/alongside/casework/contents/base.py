"""What every sealed content shares."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from alongside.casework.vocabulary import is_known

if TYPE_CHECKING:
    from alongside.vault.compartments import Compartment

Short = Annotated[str, StringConstraints(max_length=300)]
Long = Annotated[str, StringConstraints(max_length=20_000)]

# The letters of ISO 4217, or the word people use. "bdt" and "BDT" are one kind of money.
CURRENCY_LETTERS = 3


def _one_spelling(currency: str) -> str:
    is_code = len(currency) == CURRENCY_LETTERS and currency.isascii()
    return currency.upper() if is_code else currency


Currency = Annotated[str, StringConstraints(max_length=30), AfterValidator(_one_spelling)]
# Exact, never a float: sums of money are added up and compared with receipts.
Amount = Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=2)]


class Content(BaseModel):
    """A typed document of a file; blank is "", None or [] and means "not known" or "not now".

    `kind` is how the vault knows it, `compartment` whose key seals it, `single` whether a file has
    one of it or many.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, hide_input_in_errors=True
    )

    kind_of: ClassVar[str]
    compartment: ClassVar[Compartment]
    single: ClassVar[bool] = False

    schema_version: Literal[1] = 1
    # What an import brought and was taken back stays so, because versions are only ever added.
    taken_back: bool = False

    def __repr__(self) -> str:
        """Show no content: it may end up in a log."""
        return f"<{type(self).__name__}>"

    __str__ = __repr__


def _known(group: str) -> AfterValidator:
    def check(code: str) -> str:
        if code and not is_known(group, code):
            raise ValueError(f"This is not one of {group}.")
        return code

    return AfterValidator(check)


def _all_known(group: str) -> AfterValidator:
    def check(codes: list[str]) -> list[str]:
        if not all(is_known(group, code) for code in codes):
            raise ValueError(f"One of these is not one of {group}.")
        return list(dict.fromkeys(codes))

    return AfterValidator(check)


# A code of a vocabulary, or "". One alias per list, so that a field says what it holds.
Channel = Annotated[str, _known("channels")]
Weekdays = Annotated[list[str], _all_known("weekdays")]
Nevers = Annotated[list[str], _all_known("nevers")]
NeedCodes = Annotated[list[str], _all_known("needs")]
NoteKind = Annotated[str, _known("note_kinds")]
Who = Annotated[str, _known("whos")]
StepState = Annotated[str, _known("step_states")]
GoalState = Annotated[str, _known("goal_states")]
FollowUpHow = Annotated[str, _known("follow_up_hows")]
ServiceState = Annotated[str, _known("service_states")]
WhyNot = Annotated[str, _known("why_nots")]
Payer = Annotated[str, _known("payers")]
SupportKind = Annotated[str, _known("support_kinds")]
RelationKind = Annotated[str, _known("kinds_of_relation")]
MayContact = Annotated[str, _known("may_contacts")]
Harm = Annotated[str, _known("harms")]
WhereaboutsKind = Annotated[str, _known("whereabouts_kinds")]
ServiceCode = Annotated[str, _known("services")]
Gender = Annotated[str, _known("gender")]
MaritalStatus = Annotated[str, _known("marital_status")]
Education = Annotated[str, _known("education")]
TraffickingStatus = Annotated[str, _known("trafficking_status")]
StatusDecidedBy = Annotated[str, _known("status_decided_by")]
Relationship = Annotated[str, _known("relationship_to_trafficker")]
Websites = Annotated[list[str], _all_known("recruitment_websites")]
Recruitments = Annotated[list[str], _all_known("method_of_recruitment")]
Controls = Annotated[list[str], _all_known("methods_of_control")]
Exploitations = Annotated[list[str], _all_known("type_of_exploitation")]
SexExploitations = Annotated[list[str], _all_known("type_of_sex_exploitation")]
Industries = Annotated[list[str], _all_known("forced_labour_industry")]
Vulnerabilities = Annotated[list[str], _all_known("vulnerabilities")]
ReferralReason = Annotated[str, _known("referral_reason")]
OrganisationKind = Annotated[str, _known("organisation_kind")]
SupportType = Annotated[str, _known("support_type")]
EventType = Annotated[str, _known("event_type")]
Roles = Annotated[list[str], _all_known("roles")]
Abduction = Annotated[str, _known("abductions")]
AgeGroupCode = Annotated[str, _known("age_groups")]
Disability = Annotated[str, _known("disabilities")]
Displacement = Annotated[str, _known("displacements")]
HarmfulPractice = Annotated[str, _known("harmful_practices")]
IncidentPlace = Annotated[str, _known("incident_places")]
NumberOfPerpetrators = Annotated[str, _known("numbers_of_perpetrators")]
PerpetratorsSex = Annotated[str, _known("perpetrators_sexes")]
Relation = Annotated[str, _known("relations")]
SentBy = Annotated[str, _known("senders")]
Seriousness = Annotated[str, _known("seriousness")]
HelpState = Annotated[str, _known("help_states")]
SexCode = Annotated[str, _known("sexes")]
ClosingReason = Annotated[str, _known("closing_reasons")]
ThreatSource = Annotated[str, _known("threat_sources")]
TimeOfDay = Annotated[str, _known("times_of_day")]
WayOut = Annotated[str, _known("ways_out")]
WhereToLive = Annotated[str, _known("wheres_to_live")]
Known = Annotated[str, _known("known")]
PaperState = Annotated[str, _known("paper_states")]
WorkKind = Annotated[str, _known("work_kinds")]
IncomeBand = Annotated[str, _known("income_bands")]
ProposalState = Annotated[str, _known("proposal_states")]
Answered = Annotated[str, _known("answered")]
ClockMark = Annotated[str, _known("clock_marks")]
ClockStart = Annotated[str, _known("clock_starts")]
SlotPurpose = Annotated[str, _known("slot_purposes")]
SlotFields = Annotated[list[str], _all_known("slot_fields")]
DocumentKind = Annotated[str, _known("document_kinds")]
NoCopy = Annotated[str, _known("no_copies")]
