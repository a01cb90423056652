"""What is sealed: what she agreed to show, what was said about it, and what travels."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from alongside.consent.enums import Category, HowGiven
from alongside.referrals.enums import Decline, State, Urgency

STRICT = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)
# Far more than anybody types; a peer that sends more sends something else.
WORDS = 20_000


class Items(BaseModel):
    """What is shown of her, item by item; what was not ticked is empty."""

    model_config = STRICT

    called: str = Field("", max_length=300)
    name_not_given: bool = False
    pronoun: str = Field("", max_length=300)
    language: str = Field("", max_length=300)
    interpreter: bool | None = None
    papers_name: str = Field("", max_length=300)
    # As `casework.contents.SafeContact` and as lines to read.
    contact: dict[str, Any] = {}
    contact_lines: list[str] = Field(default=[], max_length=40)
    contact_never: list[str] = Field(default=[], max_length=40)
    work_lines: list[str] = Field(default=[], max_length=60)
    work_words: str = Field("", max_length=WORDS)
    needs: list[str] = Field(default=[], max_length=60)
    needs_words: str = Field("", max_length=WORDS)
    health_words: str = Field("", max_length=WORDS)


class Receipt(BaseModel):
    """What she agreed to, as the receiver must know it."""

    model_config = STRICT

    record_id: UUID | None = None
    categories: list[Category]
    how_given: HowGiven
    given_on: date
    until: date
    onward_sharing: bool = False


class Shared(BaseModel):
    """A referral as both sides keep it."""

    model_config = STRICT

    schema_version: Literal[1] = 1
    asked: str = Field("", max_length=WORDS)
    items: Items = Items()
    receipt: Receipt
    urgency: Urgency = Urgency.ROUTINE
    # The colleague to talk to, and the day; not her.
    worker: str = Field("", max_length=300)
    sent_on: date | None = None


class Step(BaseModel):
    """One step: who said what when."""

    model_config = STRICT

    schema_version: Literal[1] = 1
    sequence: int = Field(ge=0, le=100_000)
    state: State
    decline: Decline | None = None
    words: str = Field("", max_length=WORDS)
    worker: str = Field("", max_length=300)
    on: date
    acknowledges: bool = False


class Told(Step):
    """A step as it is kept, with whose it was and its place among both sides' steps."""

    ours: bool
    place: int = 0


class Head(BaseModel):
    """The line of a list."""

    model_config = STRICT

    schema_version: Literal[1] = 1
    called: str = ""
    asked: str = ""
