"""Where a file was kept before it came to us, and where she was sent on to."""

from __future__ import annotations

from typing import ClassVar

from alongside.casework.contents.base import (
    Content,
    Long,
    OrganisationKind,
    ReferralReason,
    Short,
)
from alongside.core.approximate import ApproximateDate  # noqa: TC001  pydantic reads it
from alongside.vault.compartments import Compartment


class Origin(Content):
    """The organisation that kept her record before, as its register names itself.

    `consent` and `data_agreement` are what that register ticked. Neither permits anything here:
    what she agrees to is asked and recorded anew.
    """

    kind_of: ClassVar = "origin"
    compartment: ClassVar = Compartment.CASEWORK
    single: ClassVar = True

    organisation: Short = ""
    organisation_kind: OrganisationKind = ""
    phone: Short = ""
    street: Short = ""
    place: Short = ""
    state: Short = ""
    postal_code: Short = ""
    country: Short = ""
    longitude: float | None = None
    latitude: float | None = None
    worker: Short = ""
    consent: bool | None = None
    data_agreement: bool | None = None


class Onward(Content):
    """Where she was referred to, as a register tells it; referrals sent from here stand apart."""

    kind_of: ClassVar = "onward"
    compartment: ClassVar = Compartment.CASEWORK
    single: ClassVar = True

    referred_to: Short = ""
    their_worker: Short = ""
    reason: ReferralReason = ""
    referred_on: ApproximateDate | None = None
    details: Long = ""
