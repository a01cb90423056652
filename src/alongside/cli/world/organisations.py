"""Organisations of the demonstration, with facts about them from their own public texts."""

from dataclasses import dataclass

from alongside.cli.world import names
from alongside.cli.world.names import Origin


@dataclass(frozen=True)
class Member:
    """Somebody who works there; her sign-in name is her first name and the organisation's mark."""

    name: str
    role: str
    teams: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """An organisation of the demonstration."""

    mark: str
    name: str
    language: str
    country: str
    town: str
    files: int
    origins: tuple[Origin, ...]
    destinations: tuple[str, ...]
    members: tuple[Member, ...]


ORGANISATIONS = (
    Place(
        "jessore",
        "Rights Jessore",
        "bn",
        "BD",
        "Jashore",
        60,
        (names.BANGLADESH, names.BANGLADESH, names.NEPAL, names.MYANMAR),
        ("Mumbai", "Kolkata", "Beirut", "Riyadh"),
        (
            Member("Farida", "coordinator", ("coordination", "casework")),
            Member("Asha", "caseworker", ("casework",)),
            Member("Salma", "caseworker", ("casework",)),
            Member("Lamia", "lawyer", ("legal",)),
            Member("Rehana", "researcher", ("research",)),
        ),
    ),
    Place(
        "refugiu",
        "Asociația Pro Refugiu",
        "en",
        "RO",
        "Bucharest",
        24,
        (names.ROMANIA, names.SYRIA, names.VIETNAM, names.GREECE),
        ("Athens", "Madrid", "Birmingham"),
        (
            Member("Silvia", "coordinator", ("coordination", "casework")),
            Member("Daniela", "caseworker", ("casework",)),
            Member("Radu", "lawyer", ("legal",)),
            Member("Corina", "researcher", ("research",)),
        ),
    ),
    Place(
        "tenaganita",
        "Tenaganita",
        "en",
        "MY",
        "Petaling Jaya",
        32,
        (names.INDONESIA, names.MYANMAR, names.CAMBODIA, names.VIETNAM, names.THAILAND),
        ("Selangor", "Penang", "Johor Bahru"),
        (
            Member("Glorene", "coordinator", ("coordination", "casework")),
            Member("Mei", "caseworker", ("casework",)),
            Member("Nurul", "shelter_worker", ("casework",)),
            Member("Aegile", "researcher", ("research",)),
        ),
    ),
    Place(
        "worec",
        "WOREC Nepal",
        "en",
        "NP",
        "Kathmandu",
        40,
        (names.NEPAL, names.NEPAL, names.BANGLADESH),
        ("Kuwait City", "Delhi", "Doha", "Gorakhpur"),
        (
            Member("Sabita", "coordinator", ("coordination", "casework")),
            Member("Nirmala", "caseworker", ("casework",)),
            Member("Kopila", "shelter_worker", ("casework",)),
            Member("Renu", "researcher", ("research",)),
        ),
    ),
    Place(
        "espacios",
        "Corporación Espacios de Mujer",
        "es",
        "CO",
        "Medellín",
        16,
        (names.COLOMBIA, names.COLOMBIA, names.GREECE, names.KENYA),
        ("Madrid", "Panamá", "Guayaquil"),
        (
            Member("Betty", "coordinator", ("coordination", "casework")),
            Member("Paola", "caseworker", ("casework",)),
            Member("Tatiana", "researcher", ("research",)),
        ),
    ),
)
