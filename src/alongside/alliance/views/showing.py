"""Members and services as their pages show them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language

from alongside.alliance.ageing import oldest_trusted
from alongside.alliance.enums.membership import MembershipState
from alongside.alliance.labels import label_of, reads, title_of
from alongside.alliance.languages import said
from alongside.ui import names
from alongside.ui.dates import long_date

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from alongside.alliance.membership import Standing
    from alongside.alliance.models import Member, Service

CHIPS = {
    MembershipState.NEW: "blue",
    MembershipState.CURRENT: "green",
    MembershipState.GRACE: "yellow",
    MembershipState.LAPSED: "plain",
}
DESCRIBED = ("mission", "does", "founded", "languages", "themes", "is_self_organised", "website")
SAID = ("description", "hours", "eligibility", "papers_not_needed")
FACTS = ("kinds", "situations", "languages", "area", "phone", "whatsapp", "website")


def described(member: Member) -> list[tuple[str, str]]:
    """Return what a member says of itself as label and words, without what it left out."""
    lines = []
    for name in DESCRIBED:
        value = getattr(member, name)
        words = _said(value) if isinstance(value, dict) else reads(name, value)
        if words and value is not False:
            lines.append((label_of(name), words))
    return lines


def standing_shown(standing: Standing) -> dict[str, Any]:
    """Return how a membership stands: words, the chip's colour, and the days that count."""
    return {
        "words": standing.state.label,
        "chip": CHIPS[standing.state],
        "state": str(standing.state),
        "due": long_date(standing.due_on),
        "lapses": long_date(standing.lapses_on),
    }


def service_rows(services: Iterable[Service], *, today: date) -> list[dict[str, Any]]:
    """Return services as rows: what they are called, what is said, when it was confirmed."""
    oldest = oldest_trusted(today)
    return [
        {
            "service": one,
            "title": title_of(one.name),
            "where": ", ".join(part for part in (one.place, names.country(one.country)) if part),
            "lines": _lines(one),
            "confirmed": long_date(one.confirmed_on),
            "is_stale": one.confirmed_on < oldest,
        }
        for one in services
    ]


def _lines(service: Service) -> list[tuple[str, str]]:
    lines = [(label_of(name), _said(getattr(service, name))) for name in SAID]
    lines += [(label_of(name), reads(name, getattr(service, name))) for name in FACTS]
    if service.is_free:
        lines.append((label_of("is_free"), reads("is_free", value=True)))
    return [(label, words) for label, words in lines if words]


def _said(texts: dict[str, str]) -> str:
    return said(texts, (get_language() or "en").lower())
