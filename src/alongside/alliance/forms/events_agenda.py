"""An agenda as it is typed: one session on each line, in the hours of the event's own zone."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from zoneinfo import ZoneInfo

# 2026-12-01 09:00-10:30 Opening | Apertura
LINE = re.compile(
    r"^(?P<day>\d{4}-\d{2}-\d{2})\s+(?P<begins>\d{1,2}:\d{2})\s*[-\u2013]\s*(?P<ends>\d{1,2}:\d{2})"
    r"\s+(?P<title>\S.*)$"
)
MOST = 100


def read(text: str, zone: ZoneInfo, languages: Iterable[str]) -> list[dict[str, Any]]:
    """Return the sessions of an agenda; raises ValidationError that names the line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST:
        raise forms.ValidationError(_("An agenda has a hundred lines at most."))
    return [_session(line, zone, list(languages)) for line in lines]


def write(sessions: Iterable[dict[str, Any]], zone: ZoneInfo) -> str:
    """Return sessions as they are typed."""
    return "\n".join(_line(one, zone) for one in sessions)


def _session(line: str, zone: ZoneInfo, languages: list[str]) -> dict[str, Any]:
    found = LINE.match(line)
    if found is None:
        raise _unfit(line)
    try:
        begins = datetime.fromisoformat(f"{found['day']} {found['begins']:0>5}")
        ends = datetime.fromisoformat(f"{found['day']} {found['ends']:0>5}")
    except ValueError as error:
        raise _unfit(line) from error
    if ends <= begins:
        # It goes on after midnight.
        ends += timedelta(days=1)
    english, _bar, spanish = (part.strip() for part in found["title"].partition("|"))
    return {
        "title": {code: text[:300] for code, text in (("en", english), ("es", spanish)) if text},
        "begins_at": begins.replace(tzinfo=zone).isoformat(),
        "ends_at": ends.replace(tzinfo=zone).isoformat(),
        "languages": languages,
    }


def _unfit(line: str) -> forms.ValidationError:
    words = _("Write this line as 2026-12-01 09:00-10:30 Opening | Apertura: %(line)s")
    return forms.ValidationError(words, params={"line": line})


def _line(session: dict[str, Any], zone: ZoneInfo) -> str:
    begins = datetime.fromisoformat(session["begins_at"]).astimezone(zone)
    ends = datetime.fromisoformat(session["ends_at"]).astimezone(zone)
    title = session["title"]
    # The bar stays where there is no English, or the next saving would take the Spanish for it.
    english, spanish = title.get("en", ""), title.get("es", "")
    words = f"{english} | {spanish}".strip() if spanish else english
    return f"{begins:%Y-%m-%d %H:%M}-{ends:%H:%M} {words}"
