"""Every way of reading what she agreed to."""

from alongside.consent.queries.overview import (
    agreed,
    answers,
    ending,
    next_expiry,
    opened_beyond,
    shared_with,
    with_yes_before,
)
from alongside.consent.queries.sharing import answered, other_teams, sharing

__all__ = [
    "agreed",
    "answered",
    "answers",
    "ending",
    "next_expiry",
    "opened_beyond",
    "other_teams",
    "shared_with",
    "sharing",
    "with_yes_before",
]
