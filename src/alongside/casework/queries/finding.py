"""Finding people by name, file number or phone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.casework import policy
from alongside.casework.queries.lists import allowed_rows, journal_problems, journal_rows
from alongside.casework.queries.paging import ROWS
from alongside.casework.queries.rows import Found as FoundRow, Row, fetched_by_id, rows_of
from alongside.casework.search import keeping, matching
from alongside.casework.search.phones import digits, forms
from alongside.consent.gate import keyring_of
from alongside.organisations.models import Organisation

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import Actor

REFERENCE = re.compile(r"(?:AL[\s-]*)?([2-9B-DF-HJ-NP-TV-XZ]{5})", re.IGNORECASE)
A_NUMBER = re.compile(r"[\d\s+().\-/]{5,}")
LONGEST = 200
# Some of those found may count no more (see `search.keeping`), so a few more are asked for.
ASKED = ROWS + 15


@dataclass(frozen=True, slots=True, repr=False)
class Found:
    """Who may be meant, best first; `problem` is a sentence or ""."""

    rows: list[Row]
    problem: str = ""


def find(*, actor: Actor, text: str, now: datetime) -> Found:
    """Return the people a name, a file number or a phone number may mean, at most 25.

    Searches every file of the actor's teams, open and closed. What was typed is written nowhere.

    :raises PermissionDenied: her role does not work with files
    """
    policy.can_list(actor).or_raise()
    text = text[:LONGEST].strip()
    if not text:
        return Found([])
    segments, broken = keeping.open_all(team_ids=actor.team_ids, keyring=keyring_of(actor))
    hits = _exact(segments, text, actor) or _by_name(segments, text)
    found = _fetched(hits, actor)
    decisions = allowed_rows(found, actor=actor, now=now)
    found = [one for one in found if decisions[one.team_id]][:ROWS]
    journal_rows(found, decisions.values(), action="files.searched", actor=actor, now=now)
    rows = rows_of(found, actor=actor, today=timezone.localdate(now))
    journal_problems(rows, actor=actor, now=now)
    problem = _("Some people may be missing: a part of the search could not be opened.")
    return Found(rows, problem if broken else "")


def _exact(segments: Sequence[keeping.Opened], text: str, actor: Actor) -> list[tuple[UUID, int]]:
    wanted: list[str] = []
    reference = REFERENCE.fullmatch(text)
    if reference:
        wanted.append(f"AL-{reference[1].upper()}")
    if A_NUMBER.fullmatch(_latin(text)):
        countries = Organisation.objects.filter(pk=actor.organisation_id).order_by("id")
        wanted += forms(text, countries.values_list("country", flat=True).get())
    return [
        (case_id, one.number)
        for known in wanted
        for one in segments
        for case_id in one.segment.with_text(known)
    ]


def _by_name(segments: Sequence[keeping.Opened], text: str) -> list[tuple[UUID, int]]:
    hits = matching.search([one.segment for one in segments], text, limit=ASKED)
    return [
        (segments[hit.segment].segment.case_id(hit.position), segments[hit.segment].number)
        for hit in hits
    ]


def _fetched(hits: Sequence[tuple[UUID, int]], actor: Actor) -> list[FoundRow]:
    """Return the files of these hits that still count, in their order."""
    wanted = dict.fromkeys(hits)
    found = fetched_by_id(case_id for case_id, _number in wanted)
    return [
        found[case_id]
        for case_id, number in wanted
        if case_id in found
        and found[case_id].segment == number
        and found[case_id].team_id in actor.team_ids
    ]


def _latin(text: str) -> str:
    """Return a text with the digits of every script as 0-9."""
    return "".join(digits(one) or one for one in text)
