"""The 83 fields of the Human Trafficking Case Data Standard 2.0 (IOM, CC BY 4.0).

Names, labels and codes are the standard's own, with two deliberate differences: a field is `many`
where any file of the standard lets it hold several values (citizenship and industry disagree), and
the code `Unaquainted`, misspelt there, is shown as "Unacquainted".
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from alongside.casework.register.spelling import comparable, word_list

if TYPE_CHECKING:
    from collections.abc import Mapping

# Free text beside a field whose cell could not be read as the field's own kind.
OTHER = "x_other_"


class Kind(StrEnum):
    """How the value of a field is typed."""

    TEXT = "text"
    CHOICE = "choice"
    DATE = "date"
    NUMBER = "number"
    PLACE = "place"
    YES_NO = "yes or no"


KINDS = {
    "Date": Kind.DATE,
    "Number": Kind.NUMBER,
    "Geolocation": Kind.PLACE,
    "Checkbox": Kind.YES_NO,
    "Picklist": Kind.CHOICE,
    "Multiselect Picklist": Kind.CHOICE,
}


@dataclass(frozen=True, eq=False)
class Field:
    """One field: `values` maps codes to labels and is empty where the standard leaves it open."""

    section: str
    name: str
    label: str
    type: str
    spellings: tuple[str, ...] = ()
    many: bool = False
    values: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def kind(self) -> Kind:
        """Coordinates are typed "Number" in one section and "Geolocation" in the others."""
        if self.name.endswith(("Longitude", "Latitude")):
            return Kind.PLACE
        kind = KINDS.get(self.type, Kind.TEXT)
        # Countries and languages: the standard names a code list but does not carry it.
        return Kind.TEXT if kind is Kind.CHOICE and not self.values else kind

    @cached_property
    def codes_by_spelling(self) -> Mapping[str, str]:
        """Codes by everything that means them: label, code, ISIC letter, everyday word."""
        found: dict[str, str] = {}
        everyday = word_list("words")["values"].get(self.name, {})
        for code, label in self.values.items():
            letter = code[:1] if code[1:2] == "_" else label
            for spelling in (code, label, letter, *everyday.get(code, ())):
                found.setdefault(comparable(spelling), code)
        return MappingProxyType(found)

    @property
    def full_label(self) -> str:
        """The label with its section, for labels that several sections share."""
        return f"{self.label} ({self.section})"


def _load() -> dict[str, Field]:
    loaded = {}
    for entry in word_list("htcds")["fields"]:
        values = MappingProxyType(entry.get("values", {}))
        spellings = tuple(entry.get("spellings", ()))
        loaded[entry["name"]] = Field(**{**entry, "values": values, "spellings": spellings})
    return loaded


FIELDS: Mapping[str, Field] = MappingProxyType(_load())
SECTIONS = tuple(dict.fromkeys(f.section for f in FIELDS.values()))
SHARED_LABELS = frozenset(
    label for label, n in Counter(f.label for f in FIELDS.values()).items() if n > 1
)


def other(name: str) -> str:
    """Return the name of the free text that stands beside the field."""
    return f"{OTHER}{name}"
