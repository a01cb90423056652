"""The rules of her way: her wish comes first, and a stage is reached when its fact is recorded."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from django.utils.translation import gettext as _

from alongside.casework import upkeep
from alongside.casework.contents import (
    FollowUp,
    Income,
    Livelihood,
    Pathway,
    Proposal,
    Repatriation,
    SafeContact,
    Service,
    Suitability,
    Wish,
)
from alongside.casework.errors import NotHerWish
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alongside.casework.access import Way
    from alongside.casework.contents import Content
    from alongside.vault.ring import Ring

C = TypeVar("C", bound="Content")

# The contents that are recorded on her way, all but the assessment and what two decide on it.
RECORDED = (Pathway, Wish, Repatriation, Livelihood, Income)
AWAY = frozenset({"elsewhere", "stay"})
ASSESSING = frozenset({Compartment.CASEWORK, Compartment.STORY, Compartment.LOCATION})


class Stage(StrEnum):
    """The five stages, in order."""

    IDENTIFICATION = "identification"
    EXIT = "exit"
    RECOVERY = "recovery"
    SETTLING = "settling"
    INTEGRATION = "integration"


@dataclass(frozen=True, slots=True, repr=False)
class Recorded:
    """What is recorded of her way, each kind newest first."""

    pathway: Pathway = field(default_factory=Pathway)
    wishes: list[Wish] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    repatriation: Repatriation = field(default_factory=Repatriation)
    livelihoods: list[Livelihood] = field(default_factory=list)
    incomes: list[Income] = field(default_factory=list)
    services: list[Service] = field(default_factory=list)
    follow_ups: list[FollowUp] = field(default_factory=list)

    @property
    def wish(self) -> Wish | None:
        """Return what she wishes now: what she said last."""
        return newest(self.wishes)

    @property
    def finding(self) -> str:
        """Return what two people found of a return, decided last; "" where nothing is decided."""
        about = [one for one in self.proposals if one.about_kind == Suitability.kind_of]
        decided = [one for one in about if one.state == "confirmed"]
        return max(decided, key=lambda one: one.decided_on or date.min).finding if decided else ""

    @property
    def goes_elsewhere(self) -> bool:
        """Return whether her way leads to settlement elsewhere: by her wish, or by the finding."""
        away = self.wish is not None and self.wish.where in AWAY
        return away or self.finding == "not_suitable"

    @property
    def reached(self) -> frozenset[Stage]:
        """Return the stages whose fact is recorded."""
        began = any(one.since for one in self.livelihoods)
        facts = {
            Stage.IDENTIFICATION: self.pathway.identified_on or self.pathway.identified_by,
            Stage.EXIT: self.pathway.way_out or self.pathway.out_on,
            Stage.RECOVERY: self.services,
            Stage.SETTLING: self.repatriation.home_on or (self.goes_elsewhere and began),
            Stage.INTEGRATION: self.incomes
            or any(one.mark and one.done_on for one in self.follow_ups),
        }
        return frozenset(stage for stage, fact in facts.items() if fact)


def newest(wishes: Iterable[Wish]) -> Wish | None:
    """Return the wish she said last; of those of one day the one that stands first."""
    return max(wishes, key=lambda wish: wish.said_on or date.min, default=None)


def leaves_family_alone(wish: Wish | None, contact: SafeContact | None) -> bool:
    """Return whether she said that her family is not to be contacted, to either question."""
    said_no = wish is not None and wish.may_contact_family == "no"
    return said_no or (contact is not None and "family" in contact.never)


def objection(wish: Wish | None, contact: SafeContact | None) -> str:
    """Return why it is not assessed whether she can return to her family; "" where it may be."""
    if wish is None:
        return _("Ask her first where she wants to live. Her wish comes before everything else.")
    if leaves_family_alone(wish, contact):
        return _("She does not want her family contacted. So nobody goes there, writes or calls.")
    if wish.where in AWAY:
        return _("She does not want to go back to her family. So nobody assesses whether she can.")
    return ""


def require_her_wish(way: Way, keys: Ring) -> None:
    """Raise NotHerWish unless what she said last allows to look into a return to her family."""
    contents = upkeep.contents_of(way, keys, [Wish.kind_of, SafeContact.kind_of])
    wish = newest(one for one in contents if isinstance(one, Wish))
    if sentence := objection(wish, first(contents, SafeContact)):
        raise NotHerWish(sentence)


def first(contents: Iterable[Content], kind: type[C]) -> C | None:
    """Return the first content of a kind."""
    return next((one for one in contents if isinstance(one, kind)), None)
