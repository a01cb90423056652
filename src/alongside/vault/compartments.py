"""The parts a file is kept in, each under its own key."""

from enum import StrEnum


class Compartment(StrEnum):
    """One part of a file; a team holds some of them and not others."""

    IDENTITY = "identity"
    LOCATION = "location"
    STORY = "story"
    CASEWORK = "casework"
    HEALTH = "health"
    LEGAL = "legal"
    MONEY = "money"
    CODED = "coded"
    LIST = "list"
