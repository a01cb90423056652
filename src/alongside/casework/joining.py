"""Two files about one person: what each says of a part, and what is to stand.

What only one of them says stands. Where both say something else, somebody chose; and what a yes in
the first file would open to others is not taken over from the second, where she did not say it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from alongside.casework.contents import Identity, SafeContact, SafetyPlan, Whereabouts
from alongside.casework.enums import PEOPLE, ClosedReason, FileKind
from alongside.casework.errors import CannotDo
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from alongside.casework.contents import Content
    from alongside.casework.models import Case

# The parts of which a file has one, and which two people may have written differently.
PARTS: tuple[type[Content], ...] = (Identity, SafeContact, Whereabouts, SafetyPlan)
FIRST, SECOND, BOTH = "first", "second", "both"
# Follow from other fields, or from how the part came to be.
DERIVED = frozenset({"schema_version", "taken_back", "checked", "not_given", "age_on"})
# Texts that can stand below each other.
LONG = frozenset({"never_words", "dangers", "steps", "people"})
# Of who she is, what is counted.
COUNTED = frozenset({"birth", "age"})


class Undecided(Exception):
    """For some fields nobody chose yet."""

    def __init__(self, fields: set[str]) -> None:
        """Carry the fields, as `kind.field`."""
        super().__init__()
        self.fields = fields


@dataclass(frozen=True, slots=True, repr=False)
class Differing:
    """One field of which two files say different things.

    `is_held_back` is whether the second's words stay with it, because of what she agreed to.
    """

    kind: str
    name: str
    first: Any
    second: Any
    may_both: bool
    is_held_back: bool

    @property
    def key(self) -> str:
        """Return what the choice is called."""
        return f"{self.kind}.{self.name}"

    @property
    def is_open(self) -> bool:
        """Return whether somebody has to choose."""
        return not self.is_held_back and not is_blank(self.first) and not is_blank(self.second)


def require_joinable(first: Case, second: Case, holding: Iterable[bool]) -> None:
    """Refuse two files that cannot be joined; raises CannotDo with what to do instead.

    :param holding: of each joining of the second that stands, whether it holds the other
    """
    if first.team_id != second.team_id:
        raise CannotDo(_("Two teams keep these files. Only files of one team can be joined."))
    if first.closed_on is not None:
        raise CannotDo(_("This file is closed. Open it again, or begin from the other one."))
    if second.closed_reason == ClosedReason.JOINED:
        raise CannotDo(_("The other file is joined with one already."))
    if first.kind not in PEOPLE and second.kind != FileKind.INCIDENT:
        raise CannotDo(_("This is an incident that stands alone. Begin from her file."))
    if any(holding):
        raise CannotDo(_("The other file holds one already. Begin from that one."))


def versions_of(versions: Mapping[str, int]) -> str:
    """Return which versions of a file's parts were shown, as one word to be sent back."""
    return ".".join(str(versions.get(part.kind_of, 0)) for part in PARTS)


def differing(first: Content, second: Content, spread: frozenset[str]) -> list[Differing]:
    """Return the fields that differ, in the order of the part.

    :param spread: the compartments that a yes in the first file opens further than in the second
    """
    found = []
    for name in type(first).model_fields:
        one, other = getattr(first, name), getattr(second, name)
        if name in DERIVED or one == other:
            continue
        counted = name in COUNTED and Compartment.CODED in spread
        found.append(
            Differing(
                kind=first.kind_of,
                name=name,
                first=one,
                second=other,
                may_both=isinstance(one, list) or name in LONG,
                is_held_back=not is_blank(other) and (first.compartment in spread or counted),
            )
        )
    return found


def settled(
    first: Content, second: Content, spread: frozenset[str], choices: Mapping[str, str]
) -> Content:
    """Return what is to stand in the first file; raises Undecided."""
    values = {name: getattr(first, name) for name in type(first).model_fields}
    undecided = set()
    for one in differing(first, second, spread):
        chosen = choices.get(one.key, "") if one.is_open else _of_itself(one)
        if chosen == SECOND:
            values[one.name] = one.second
        elif chosen == BOTH and one.may_both:
            values[one.name] = _both(one.first, one.second)
        elif chosen != FIRST:
            undecided.add(one.key)
    if undecided:
        raise Undecided(undecided)
    return type(first).model_validate(_derived(values, first, second))


def is_blank(value: Any) -> bool:
    """Return whether a field says nothing."""
    return value is None or value in ("", [])


def _of_itself(one: Differing) -> str:
    """Return which of two stands where nobody is asked: the one that says something."""
    return SECOND if is_blank(one.first) and not one.is_held_back else FIRST


def _both(one: Any, other: Any) -> Any:
    if isinstance(one, list):
        return [*one, *(item for item in other if item not in one)]
    return f"{one}\n\n{other}"


def _derived(values: dict[str, Any], first: Content, second: Content) -> dict[str, Any]:
    """Return the fields with those that follow from others."""
    if isinstance(first, Identity) and isinstance(second, Identity):
        values["not_given"] = not values["called"] and (first.not_given or second.not_given)
        source = first if values["age"] == first.age else second
        values["age_on"] = source.age_on
    if isinstance(first, SafeContact):
        # What she confirmed was one way to reach her; a mixture of two she has not heard yet.
        values["checked"] = any(
            getattr(side, "checked", False)
            and all(values[name] == getattr(side, name) for name in values.keys() - DERIVED)
            for side in (first, second)
        )
    return values
