"""Questions every file has, asked or not, in the order they are read to her."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

from alongside.consent.enums import Purpose
from alongside.consent.parties import Recipient

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.utils.functional import _StrPromise

    from alongside.consent.parties import CaseLike


class Offer(NamedTuple):
    """A question; its place in the list is what an address names."""

    purpose: Purpose
    title: _StrPromise
    detail: _StrPromise | str
    whom: _StrPromise
    recipient: Callable[[CaseLike], Recipient]
    compartments: tuple[str, ...]


OFFERS = (
    Offer(
        Purpose.SERVICE,
        _("Keeping a file"),
        "",
        _("Us"),
        lambda case: Recipient.team(case.team_id),
        (),
    ),
    Offer(
        Purpose.STATISTICS,
        _("Numbers without names"),
        _("never fewer than 10 people"),
        _("Yearly figures"),
        lambda case: Recipient.figures(case.organisation_id),
        ("coded",),
    ),
    Offer(
        Purpose.TESTIMONY,
        _("Photo or story"),
        "",
        _("Nobody"),
        lambda case: Recipient.outside(case.id),
        (),
    ),
    Offer(
        Purpose.LONG_FOLLOW_UP,
        _("Asking how she is later"),
        _("also after her file is closed"),
        _("Us"),
        lambda case: Recipient.team(case.team_id),
        (),
    ),
)


def place_of(purpose: Purpose) -> int:
    """Return the place of a question every file has, as its address names it."""
    return next(place for place, offer in enumerate(OFFERS) if offer.purpose == purpose)
