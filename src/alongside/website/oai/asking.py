"""What a harvester asks: its arguments, checked, and the errors the protocol knows."""

from __future__ import annotations

import base64
import binascii
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.utils.dateparse import parse_datetime

if TYPE_CHECKING:
    from django.http import QueryDict

PREFIX = "oai_dc"
DAY = re.compile(r"\A\d{4}-\d\d-\d\d\Z")
SECOND = re.compile(r"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z")
# Of each verb: arguments it must have, and those it may have.
ARGUMENTS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "Identify": (frozenset(), frozenset()),
    "ListMetadataFormats": (frozenset(), frozenset({"identifier"})),
    "ListSets": (frozenset(), frozenset({"resumptionToken"})),
    "ListIdentifiers": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"})),
    "ListRecords": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"})),
    "GetRecord": (frozenset({"metadataPrefix", "identifier"}), frozenset()),
}
LISTS = frozenset({"ListIdentifiers", "ListRecords"})


class OaiError(Exception):
    """An error the protocol knows (section 3.6), with words for whoever runs the harvester."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code


class Window(NamedTuple):
    """Which records a list holds: changed from, changed before, and in which set."""

    since: datetime | None = None
    before: datetime | None = None
    group: str = ""


class Place(NamedTuple):
    """Where in a list one goes on: after which record, and how many came before."""

    changed_at: datetime
    pk: int
    cursor: int


def arguments(query: QueryDict) -> dict[str, str]:
    """Return verb and arguments; raises OaiError where the verb does not take them so."""
    verbs = query.getlist("verb")
    if len(verbs) != 1 or verbs[0] not in ARGUMENTS:
        raise OaiError("badVerb", "Ask with one of the six verbs, once.")
    given = {name: query.getlist(name) for name in query if name != "verb"}
    twice = [name for name, values in given.items() if len(values) > 1]
    if twice:
        raise OaiError("badArgument", f"Given more than once: {', '.join(sorted(twice))}")
    needed, allowed = ARGUMENTS[verbs[0]]
    if verbs[0] in LISTS and "resumptionToken" in given:
        needed, allowed = frozenset({"resumptionToken"}), frozenset()
    wrong = (set(given) - needed - allowed) | (needed - set(given))
    if wrong:
        raise OaiError("badArgument", f"Missing or not known here: {', '.join(sorted(wrong))}")
    return {"verb": verbs[0]} | {name: values[0] for name, values in given.items()}


def window(asked: dict[str, str]) -> Window:
    """Return which records are asked for; raises OaiError."""
    _known_format(asked["metadataPrefix"])
    since, until = asked.get("from", ""), asked.get("until", "")
    if since and until and len(since) != len(until):
        raise OaiError("badArgument", "Write from and until in the same way.")
    start, end = _moment(since), _moment(until)
    if start and end and start > end:
        raise OaiError("badArgument", "The time asked for ends before it begins.")
    if end:
        try:
            end += timedelta(days=1) if DAY.match(until) else timedelta(seconds=1)
        except OverflowError:
            end = None  # the last day there is
    return Window(since=start, before=end, group=asked.get("set", ""))


def _known_format(prefix: str) -> None:
    if prefix != PREFIX:
        raise OaiError("cannotDisseminateFormat", f"Records come as {PREFIX} only.")


def known_format(asked: dict[str, str]) -> None:
    """Raise OaiError where the format asked for is not ours."""
    _known_format(asked["metadataPrefix"])


def _moment(written: str) -> datetime | None:
    if not written:
        return None
    if not (DAY.match(written) or SECOND.match(written)):
        raise OaiError(
            "badArgument", f"{written} is no date like 2026-11-21 or 2026-11-21T09:30:00Z."
        )
    try:
        found = parse_datetime(written if "T" in written else f"{written}T00:00:00Z")
    except ValueError as error:
        raise OaiError("badArgument", f"There is no such day: {written}") from error
    return found


def token(asked: Window, place: Place) -> str:
    """Return what a harvester sends to go on; only this module reads it."""
    moments = [one.isoformat() if one else "" for one in (asked.since, asked.before)]
    parts = [*moments, asked.group, place.changed_at.isoformat(), str(place.pk), str(place.cursor)]
    return base64.urlsafe_b64encode("|".join(parts).encode()).decode()


def resumed(written: str) -> tuple[Window, Place]:
    """Return where a harvester goes on; raises OaiError."""
    try:
        parts = base64.urlsafe_b64decode(written.encode()).decode().split("|")
        since, before, group, changed_at, pk, cursor = parts
        moments = [
            datetime.fromisoformat(one).astimezone(UTC) if one else None for one in (since, before)
        ]
        place = Place(datetime.fromisoformat(changed_at).astimezone(UTC), int(pk), int(cursor))
    except (ValueError, binascii.Error, OverflowError) as error:
        raise OaiError("badResumptionToken", "Begin the list anew.") from error
    return Window(moments[0], moments[1], group), place
