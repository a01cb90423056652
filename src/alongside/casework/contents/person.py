"""Who she is, how to reach her, where she is, what keeps her safe."""

from __future__ import annotations

from datetime import date  # noqa: TC003  pydantic reads it
from typing import ClassVar

from alongside.casework.contents.base import (
    Channel,
    Content,
    Education,
    Gender,
    Long,
    MaritalStatus,
    Nevers,
    Short,
    Weekdays,
    WhereaboutsKind,
)
from alongside.core.approximate import ApproximateDate  # noqa: TC001  pydantic reads it
from alongside.vault.compartments import Compartment


class Identity(Content):
    """What she is called and who she is. `language` is an ISO 639 code or a word."""

    kind_of: ClassVar = "identity"
    compartment: ClassVar = Compartment.IDENTITY
    single: ClassVar = True

    called: Short = ""
    salutation: Short = ""
    not_given: bool = False
    pronoun: Short = ""
    language: Short = ""
    other_languages: list[Short] = []
    interpreter: bool | None = None
    papers_name: Short = ""
    # First, middle and second name where papers or a register part them; else empty.
    papers_parts: list[Short] = []
    other_names: list[Short] = []
    birth: ApproximateDate | None = None
    # Years she said, and the day she said it.
    age: int | None = None
    age_on: date | None = None
    gender: Gender = ""
    citizenship: list[Short] = []
    from_place: Short = ""
    from_country: Short = ""
    marital_status: MaritalStatus = ""
    children: int | None = None
    education: Education = ""
    identity_number: Short = ""
    deceased: bool | None = None
    # What she does in an organisation.
    position: Short = ""


class SafeContact(Content):
    """How to reach her without harm. `checked` means she herself said it is safe."""

    kind_of: ClassVar = "safe_contact"
    compartment: ClassVar = Compartment.LOCATION
    single: ClassVar = True

    channel: Channel = ""
    number: Short = ""
    email: Short = ""
    other_numbers: list[Short] = []
    friend: Short = ""
    days: Weekdays = []
    hours: Short = ""
    safe_words: Short = ""
    code_phrase: Short = ""
    never: Nevers = []
    never_words: Long = ""
    checked: bool = False

    @property
    def has_numbers(self) -> bool:
        """Return whether there is any number to call."""
        return bool(self.number or self.other_numbers)


class Whereabouts(Content):
    """Where she is now."""

    kind_of: ClassVar = "whereabouts"
    compartment: ClassVar = Compartment.LOCATION
    single: ClassVar = True

    kind: WhereaboutsKind = ""
    place: Short = ""
    street: Short = ""
    state: Short = ""
    postal_code: Short = ""
    country: Short = ""
    # As a register said them; nothing here draws a map of people.
    longitude: float | None = None
    latitude: float | None = None


class SafetyPlan(Content):
    """What may happen, what she does then, and who helps."""

    kind_of: ClassVar = "safety_plan"
    compartment: ClassVar = Compartment.LOCATION
    single: ClassVar = True

    active: bool = False
    dangers: Long = ""
    steps: Long = ""
    people: Long = ""
    agreed_on: date | None = None
    review_on: date | None = None
