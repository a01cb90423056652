"""What is in a copy of one file: the parts that were chosen, in the order a reader wants them.

The readable page and the PDF are two renderings of this; the JSON has the same parts in the same
order, as data.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.casework import reading, sheets
from alongside.casework.attached.sharing import Sharing
from alongside.casework.contents import (
    ABOUT_THE_FILE,
    KINDS,
    Assessment,
    Attachment,
    Incident,
    OwnColumns,
)
from alongside.casework.exchange import telling as register
from alongside.casework.exchange.fields import PLACES
from alongside.casework.register.htcds import OTHER
from alongside.casework.violence import telling
from alongside.casework.vocabulary import as_of, fields as words
from alongside.casework.vocabulary.titles import KIND_TITLES
from alongside.ui.dates import long_date
from alongside.vault import documents

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from uuid import UUID

    from alongside.casework.access import Way
    from alongside.casework.attached.sharing import Shared
    from alongside.casework.models import Case
    from alongside.casework.reading import Part

# In the order a reader wants them.
ORDER = list(KINDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What stands on every page of a copy: whose it is, who took it, for whom, which one it is."""

    copy_id: UUID
    number: int
    organisation: str = field(repr=False)
    taken_by: str = field(repr=False)
    taken_on: date
    recipient: str = field(repr=False)

    def lines(self, reference: str) -> list[str]:
        """Return the mark in words."""
        taken = _("%(organisation)s · taken out by %(who)s on %(day)s") % {
            "organisation": self.organisation,
            "who": self.taken_by,
            "day": long_date(self.taken_on),
        }
        which = _("Copy %(number)s of %(reference)s, for %(recipient)s") % {
            "number": self.number,
            "reference": reference,
            "recipient": self.recipient or _("nobody named"),
        }
        return [taken, which, str(self.copy_id)]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Section:
    """One document of the file in words; `problem` says that it did not open."""

    title: str
    saved: str
    lines: list[tuple[str, str]]
    problem: str
    # What of an attached file is in the copy.
    document: Shared | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FileCopy:
    """A copy of one file before it is written down."""

    case: Case
    mark: Mark
    compartments: tuple[str, ...]
    parts: list[Part]
    sections: list[Section]


def compose(way: Way, mark: Mark, compartments: Collection[str]) -> FileCopy:
    """Open the chosen parts of a file, and no key of another; what does not open is journalled."""
    keys = way.keys(compartments)
    opened = documents.open_documents(subject=way.case.id, keys=keys)
    found = reading.parts(opened, actor=way.actor, today=way.today, names=way.names)
    found = [part for part in found if part.kind not in ABOUT_THE_FILE]
    parts = [part for part in found if not part.is_taken_back]
    broken = [part for part in parts if part.problem]
    if broken:
        labels = [KINDS[part.kind].compartment for part in broken]
        way.could_not_open(labels, *(part.document_id for part in broken if part.document_id))
    parts = [_within(part, compartments) for part in parts]
    parts.sort(key=lambda part: ORDER.index(part.kind))
    sharing = Sharing()
    return FileCopy(
        case=way.case,
        mark=mark,
        compartments=tuple(sorted(set(compartments) & way.compartments)),
        parts=parts,
        sections=[_section(part, way, sharing) for part in parts],
    )


def _within(part: Part, compartments: Collection[str]) -> Part:
    """Return a part without what a register said of parts of the file that were not chosen.

    An import keeps the whole row with the casework, to know what changes; her name is in it.
    """
    if not isinstance(part.content, OwnColumns):
        return part
    fields = {
        name: value
        for name, value in register.kept_beside(part.content).items()
        if _compartment_of(name) in compartments
    }
    content = part.content.model_copy(update={"fields": fields})
    return replace(part, content=content)


def _compartment_of(name: str) -> str:
    place = PLACES.get(name.removeprefix(OTHER))
    return place.content.compartment if place else KINDS["identity"].compartment


def _section(part: Part, way: Way, sharing: Sharing) -> Section:
    # In the words that were in force when it was written.
    with as_of(part.written):
        lines = _lines(part, way)
    return Section(
        title=str(KIND_TITLES[part.kind]),
        saved=f"{part.saved} · {part.saved_by}",
        lines=lines,
        problem=part.problem,
        document=sharing.of(part.content) if isinstance(part.content, Attachment) else None,
    )


def _lines(part: Part, way: Way) -> list[tuple[str, str]]:
    content = part.content
    if content is None:
        return []
    if isinstance(content, OwnColumns):
        # What has a place of its own in the file is told there.
        return register.own_columns(content)
    if isinstance(content, Assessment):
        return _answered(content, way)
    if isinstance(content, Incident):
        return [*telling.lines(content), *words.lines(part.kind, content)]
    return words.lines(part.kind, content)


def _answered(content: Assessment, way: Way) -> list[tuple[str, str]]:
    """Return what was asked, in the words of the form, and what was answered."""
    form = sheets.form_of(content, way.actor)
    told = sheets.told_of(content, form, way.now)
    lines = [(line.words, line.answer) for section in told for line in section.lines]
    return [(content.title, long_date(content.answered_on) if content.answered_on else ""), *lines]
