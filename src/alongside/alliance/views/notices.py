"""Offers of the board as its pages show them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import get_language, gettext as _

from alongside.alliance.enums.board import ConcernState, NoticeKind, Papers
from alongside.alliance.labels import label_of, reads, title_of
from alongside.alliance.languages import said
from alongside.ui import names
from alongside.ui.dates import day_and_time, long_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alongside.alliance.models import Notice
    from alongside.alliance.queries.board import Concern, Seen

COLOURS = {
    ConcernState.OPEN: "red",
    ConcernState.KEPT: "green",
    ConcernState.WITHDRAWN: "plain",
}


def notice_row(one: Seen) -> dict[str, Any]:
    """Return an offer as a row: what it is called, where, until when, and what is in its way."""
    notice = one.notice
    return {
        "seen": one,
        "notice": notice,
        "title": title_of(notice.title),
        "kind": NoticeKind(notice.kind).label,
        "where": ", ".join(part for part in (notice.place, names.country(notice.country)) if part),
        "languages": reads("languages", notice.languages),
        "papers": Papers(notice.papers).label,
        "until": long_date(notice.expires_on),
        "checked": long_date(notice.checked_on) if notice.checked_on else "",
        "state": _state(one),
    }


def notice_lines(notice: Notice) -> list[tuple[str, str]]:
    """Return what is said of an offer as label and words, without what was left out."""
    language = (get_language() or "en").lower()
    lines = [(label_of(name), said(getattr(notice, name), language)) for name in ("details", "pay")]
    lines += [
        (label_of("employer"), notice.employer),
        (label_of("papers"), str(Papers(notice.papers).label)),
        (label_of("languages"), reads("languages", notice.languages)),
        (label_of("expires_on"), long_date(notice.expires_on)),
        (label_of("apply"), said(notice.apply, language)),
    ]
    return [(label, words) for label, words in lines if words]


def concern_rows(concerns: Iterable[Concern]) -> list[dict[str, Any]]:
    """Return concerns with when each was raised and what was decided."""
    return [
        {
            "concern": one,
            "when": day_and_time(timezone.localtime(one.row.raised_at)),
            "state": one.state.label,
            "colour": COLOURS[one.state],
        }
        for one in concerns
    ]


def _state(one: Seen) -> tuple[str, str]:
    """Return why others do not see it, and the colour; "" where they do."""
    if one.has_concern:
        return _("Hidden: somebody is worried"), "red"
    if one.notice.withdrawn_on is not None:
        return _("Withdrawn"), "plain"
    if one.is_over:
        return _("Over"), "plain"
    if one.notice.checked_on is None:
        return _("Not checked yet"), "yellow"
    return "", "plain"
