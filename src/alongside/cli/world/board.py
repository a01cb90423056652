"""Jobs and offers of the demonstration, all invented."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from alongside.alliance.actions import board as actions
from alongside.alliance.given import NoticeGiven

if TYPE_CHECKING:
    from datetime import date, datetime

    from alongside.core.access import Actor

A_DAY = timedelta(days=1)
HOW = (
    "We visited the place, read the contract and spoke with two who work there. Wages are paid "
    "into their own accounts; papers stay with them."
)


class Offer(NamedTuple):
    """An offer that stands for `days`; `checked` so many days ago, None where nobody has yet."""

    kind: str
    country: str
    place: str
    employer: str
    languages: str
    papers: str
    days: int
    checked: int | None
    title: str
    details: str = ""
    pay: str = ""
    concern: str = ""

    def given(self, today: date) -> NoticeGiven:
        """Return what a colleague would write down."""
        apply = "Write to our coordinator; we go with her to the first meeting."
        texts = {"title": self.title, "details": self.details, "pay": self.pay, "apply": apply}
        return NoticeGiven(
            kind=self.kind,
            country=self.country,
            place=self.place,
            employer=self.employer,
            languages=tuple(self.languages.split()),
            papers=self.papers,
            expires_on=today + self.days * A_DAY,
            texts={name: {"en": words} for name, words in texts.items()},
        )


OFFERS = (
    Offer(
        *("job", "BD", "Jashore", "Nokshi Kantha Workshop", "bn en", "not_needed"),
        days=60,
        checked=20,
        title="Embroidery, from home or in the workshop",
        details="Six women work there. Children may come along.",
        pay="By the piece, about 9,000 taka a month, paid each week.",
    ),
    Offer(
        *("training", "RO", "Bucharest", "School of Trades", "ro en", "needed"),
        days=45,
        checked=40,
        title="Cook's assistant, three months",
        details="Ends with a certificate that employers know.",
        pay="Free; lunch and the tram are paid.",
    ),
    Offer(
        *("equipment", "MY", "Petaling Jaya", "Tailors' Cooperative", "ms en", "not_needed"),
        days=30,
        checked=230,
        title="Four sewing machines, used",
        details="To fetch in Petaling Jaya; one of them needs a new belt.",
    ),
    Offer(
        *("exchange", "NP", "Kathmandu", "Returnees' Circle", "ne en", "not_needed"),
        days=80,
        checked=None,
        title="A month with a savings group",
        details="Two facilitators are welcome to learn how the group keeps its books.",
    ),
    Offer(
        *("job", "RO", "Constanța", "Harbour Laundry", "ro", "needed"),
        days=50,
        checked=90,
        title="Laundry, mornings",
        pay="The legal minimum.",
        concern="A woman told me they kept her passport there last year.",
    ),
)


def offer(coordinators: dict[str, Actor], now: datetime) -> None:
    """Put offers on the board: checked, checked long ago, not checked yet, one doubted."""
    today = now.date()
    marks = [mark for mark in coordinators if mark != "alliance"]
    for number, one in enumerate(OFFERS):
        actor = coordinators[marks[number % len(marks)]]
        row = actions.post(given=one.given(today), actor=actor, now=now - (9 - number) * A_DAY)
        if one.checked is not None:
            actions.check(
                notice_id=row.pk,
                how=HOW,
                by=actor.user_id,
                on=today - one.checked * A_DAY,
                version=row.version,
                actor=actor,
                now=now,
            )
        if one.concern:
            actions.raise_concern(
                notice_id=row.pk,
                text=one.concern,
                says_who=False,
                actor=coordinators[marks[(number + 1) % len(marks)]],
                now=now,
            )
