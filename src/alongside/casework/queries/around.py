"""The people around her, as her own file knows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.casework import access, vocabulary
from alongside.casework.contents import Relation
from alongside.casework.queries.heads import HEAD, File, open_parts, opened_file
from alongside.casework.queries.rows import Chip

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.casework.reading import Part
    from alongside.core.access import Actor

# Of what must never be done, what is about the people around her.
ABOUT_PEOPLE = ("family", "employer")
CONTACT_CHIPS = {"yes": "green", "ask": "yellow", "never": "red"}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PersonView:
    """Somebody around her in words."""

    id: str
    name: str
    who: str
    chips: list[Chip]
    contact_words: str
    text: str
    file_reference: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PeoplePage:
    """The page "People around her"; whoever may be involved in harm comes first."""

    file: File
    # What she said about speaking with anybody of them, from how she is reached safely.
    never: list[str]
    people: list[PersonView]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Around:
    """Who is around her; `is_whole` says whether the asker could see and open all of it."""

    people: list[Relation]
    is_whole: bool


def people_around(*, actor: Actor, case_id: UUID, now: datetime) -> PeoplePage:
    """Open who is around her; raises NoSuchFile, JournalUnavailable."""
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    keys = way.keys(HEAD)
    file = opened_file(way, keys)
    parts = open_parts(way, keys, [Relation.kind_of])
    way.journal_reading("file.people.read", way.compartments & HEAD)
    parts.sort(key=lambda part: not (part.content and part.content.may_have_harmed))
    return PeoplePage(file=file, never=_never(file), people=[_person(part) for part in parts])


def known_around(*, actor: Actor, case_id: UUID, now: datetime) -> Around:
    """Open who is around her, without the rest of her file; raises NoSuchFile."""
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    keys = way.keys({Relation.compartment})
    parts = open_parts(way, keys, [Relation.kind_of])
    way.journal_reading("file.people.read", {Relation.compartment})
    is_hers_to_see = Relation.compartment in way.compartments
    is_whole = is_hers_to_see and not keys.broken and not any(part.problem for part in parts)
    return Around(people=[part.content for part in parts if part.content], is_whole=is_whole)


def _never(file: File) -> list[str]:
    contact = file.contact.part.content if file.contact else None
    codes = [code for code in ABOUT_PEOPLE if contact and code in contact.never]
    return [vocabulary.label("nevers", code) for code in codes]


def _person(part: Part) -> PersonView:
    relation: Relation = part.content or Relation()
    label = vocabulary.label("kinds_of_relation", relation.is_to_her, part.written)
    return PersonView(
        id=str(part.document_id),
        name=relation.name or label or _("Somebody"),
        who=" · ".join(one for one in (label, relation.relation_words, _age(relation)) if one),
        chips=_chips(relation),
        contact_words=relation.contact_words,
        text=relation.text,
        file_reference=relation.file_reference,
        problem=part.problem,
    )


def _age(relation: Relation) -> str:
    if relation.age is not None:
        return _("about %(age)s years old") % {"age": relation.age}
    return _("under 18") if relation.is_child else ""


def _chips(relation: Relation) -> list[Chip]:
    """Return what has to be seen at once; what was not asked says nothing."""
    found = []
    if relation.may_have_harmed:
        found.append(Chip(_("May be involved in harm"), "red"))
    if relation.contact:
        words = {
            "yes": _("We may speak with this person"),
            "ask": _("Ask her each time"),
            "never": _("Never speak with this person"),
        }
        found.append(Chip(words[relation.contact], CONTACT_CHIPS[relation.contact]))
    if relation.lives_with_her:
        found.append(Chip(_("Lives with her"), "plain"))
    if relation.depends_on_her:
        found.append(Chip(_("Depends on her"), "blue"))
    return found
