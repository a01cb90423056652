"""What the alliance follows, as the node published it, in the order it is read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from alongside.website import exchange

if TYPE_CHECKING:
    from datetime import date

    from alongside.alliance.published import Advocacy, AdvocacyDate


class AdvocacyKind(TextChoices):
    """What is followed; codes as in the export."""

    BILL = "bill", _("Bill")
    LITIGATION = "litigation", _("Strategic litigation")
    PROCESS = "process", _("International process")


class AdvocacyState(TextChoices):
    """How it stands; codes as in the export."""

    PREPARED = "prepared", _("Being prepared")
    OPEN = "open", _("Under way")
    WON = "won", _("Decided as we asked")
    PARTLY = "partly", _("Decided in part as we asked")
    LOST = "lost", _("Decided against us")
    RESTING = "resting", _("Resting")


COLOURS = {
    AdvocacyState.PREPARED: "yellow",
    AdvocacyState.OPEN: "blue",
    AdvocacyState.WON: "green",
    AdvocacyState.PARTLY: "green",
    AdvocacyState.LOST: "purple",
    AdvocacyState.RESTING: "plain",
}


@dataclass(frozen=True)
class Followed:
    """One bill, case or process on a day: what comes, and what was."""

    entry: Advocacy
    today: date

    @property
    def kind(self) -> str:
        """Return what it is, in words."""
        return str(AdvocacyKind(self.entry.kind).label)

    @property
    def state(self) -> str:
        """Return how it stands, in words."""
        return str(AdvocacyState(self.entry.state).label)

    @property
    def colour(self) -> str:
        """Return the colour of the label that says how it stands."""
        return COLOURS[AdvocacyState(self.entry.state)]

    @cached_property
    def coming(self) -> list[AdvocacyDate]:
        """Return today's and later dates, the next first."""
        return sorted(
            (one for one in self.entry.dates if one.on >= self.today), key=lambda one: one.on
        )

    @cached_property
    def past(self) -> list[AdvocacyDate]:
        """Return what is over, the latest first."""
        over = (one for one in self.entry.dates if one.on < self.today)
        return sorted(over, key=lambda one: one.on, reverse=True)

    @property
    def next_date(self) -> AdvocacyDate | None:
        """Return the next date, if there is one."""
        return self.coming[0] if self.coming else None

    @property
    def host(self) -> str:
        """Return the site where more is written; "" for none."""
        return urlsplit(self.entry.link).hostname or ""

    @property
    def place(self) -> tuple[int, int, str]:
        """Return where it stands in a list: what has a date soon, then what moved last."""
        if self.coming:
            return 0, self.coming[0].on.toordinal(), self.entry.slug
        return 1, -self.past[0].on.toordinal() if self.past else 0, self.entry.slug


def followed(*, today: date, kind: str = "", state: str = "") -> list[Followed]:
    """Return what is followed; a choice that is none chooses nothing."""
    found = [Followed(one, today) for one in _published()]
    if kind in AdvocacyKind.values:
        found = [one for one in found if one.entry.kind == kind]
    if state in AdvocacyState.values:
        found = [one for one in found if one.entry.state == state]
    return sorted(found, key=lambda one: one.place)


def one_called(slug: str, *, today: date) -> Followed | None:
    """Return the entry whose page is called so."""
    return next((Followed(one, today) for one in _published() if one.slug == slug), None)


def _published() -> tuple[Advocacy, ...]:
    export = exchange.published()
    return export.advocacy if export else ()
