"""Pages about what she agreed to."""

from alongside.consent.views.asking import ask, ask_again, open_to_team, stop
from alongside.consent.views.exceptions import confirm, exception
from alongside.consent.views.reading import history, read_back, sharing

__all__ = [
    "ask",
    "ask_again",
    "confirm",
    "exception",
    "history",
    "open_to_team",
    "read_back",
    "sharing",
    "stop",
]
