"""What is sealed beside an answer: how she was asked and what she said."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from alongside.consent.enums import (
    AgeBand,
    AgeKnown,
    Decider,
    Ground,
    HowGiven,
    LegalBasis,
    YesNoUnknown,
)


class TextRef(BaseModel):
    """A text as it was read to her."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    version: int


class Conversation(BaseModel):
    """How she was asked. Every question may be left out; blank is never "no"."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: Literal[1] = 1
    decided_by: Decider | None = None
    # Who decided with her or for her, by name; asked where it was not she alone.
    decider_name: str = ""
    capacity: str = ""
    # Asked only where somebody else decided: did that person hurt or exploit her?
    decider_hurt_her: YesNoUnknown | None = None
    age_band: AgeBand | None = None
    age_known: AgeKnown | None = None
    majority_on: date | None = None
    language: str = ""
    interpreter: str = ""
    texts: list[TextRef] = Field(default_factory=list)
    risks_discussed: str = ""
    how_given: HowGiven | None = None
    onward_sharing: bool = False
    right_to_stop_explained: bool | None = None
    legal_basis: LegalBasis | None = None
    wishes_if_missing: str = ""
    her_words: str = ""
    recipient_name: str = ""


class Grounds(BaseModel):
    """Why something was shared although she did not agree."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: Literal[1] = 1
    ground: Ground
    law: str
    minimum_sent: str
    she_was_told: YesNoUnknown
    why_not_told: str = ""
    recipient_name: str = ""


class Hearing(BaseModel):
    """How her answers were read back to her."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: Literal[1] = 1
    language: str = ""
    interpreter: str = ""
    texts: list[TextRef] = Field(default_factory=list)
    her_words: str = ""
