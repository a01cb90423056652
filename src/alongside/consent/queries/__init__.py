"""Every way of reading what she agreed to."""

from alongside.consent.queries.overview import agreed, ending, next_expiry, shared_with
from alongside.consent.queries.sharing import sharing

__all__ = ["agreed", "ending", "next_expiry", "shared_with", "sharing"]
