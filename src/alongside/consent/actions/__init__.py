"""Everything that changes what she agreed to."""

from alongside.consent.actions.agreements import record_agreement, record_imported
from alongside.consent.actions.ending import expire_due, withdraw
from alongside.consent.actions.exceptions import confirm_exception, record_exception
from alongside.consent.actions.forgetting import end_given_before, forget, wrap_again
from alongside.consent.actions.moving import move
from alongside.consent.actions.reading import record_read_back
from alongside.consent.errors import (
    AbuserCannotSign,
    AlreadyAnswered,
    KnownToHarm,
    NeedsExpiry,
    NobodyNamed,
    NoSuchRecord,
    NothingToWithdraw,
    Refused,
    SameDecider,
)

__all__ = [
    "AbuserCannotSign",
    "AlreadyAnswered",
    "KnownToHarm",
    "NeedsExpiry",
    "NoSuchRecord",
    "NobodyNamed",
    "NothingToWithdraw",
    "Refused",
    "SameDecider",
    "confirm_exception",
    "end_given_before",
    "expire_due",
    "forget",
    "move",
    "record_agreement",
    "record_exception",
    "record_imported",
    "record_read_back",
    "withdraw",
    "wrap_again",
]
