"""Finding people by name, file number or phone."""

from __future__ import annotations

import re
import threading
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.casework import policy
from alongside.casework.queries.lists import allowed_teams, journal_problems, journal_rows
from alongside.casework.queries.paging import ROWS
from alongside.casework.queries.rows import Found as FoundRow, Row, fetched_by_id, rows_of
from alongside.casework.search import keeping, matching
from alongside.casework.search.phones import digits, forms
from alongside.consent.gate import keyring_of
from alongside.organisations.models import Organisation

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from alongside.core.access import Actor

REFERENCE = re.compile(r"(?:AL[\s-]*)?([2-9B-DF-HJ-NP-TV-XZ]{5})", re.IGNORECASE)
A_NUMBER = re.compile(r"[\d\s+().\-/]{5,}")
# What a word processor or a phone makes of a hyphen.
DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
LONGEST = 200
# Two marks nobody sees that belong to how a name is spelt in Bengali, Persian or Khmer.
JOINED = "\u200c\u200d"
# Some of those found may count no more (see `search.keeping`), so a few more are asked for.
ASKED = ROWS + 15
# The names of 100,000 people take some thirty megabytes while they are looked through. Threads of
# one process share its processor anyway, so together they would only take longer and hold more.
_ONE_AT_A_TIME = threading.Lock()


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
    text = _plain(text[:LONGEST])
    if not text:
        return Found([])
    with _ONE_AT_A_TIME:
        opened, broken = keeping.open_all(team_ids=actor.team_ids, keyring=keyring_of(actor))
        hits, why = _exact(opened, text, actor)
        if not hits:
            hits, why = _by_name(opened, text), ""
        found = _fetched(hits, opened, actor)
        del opened
    decisions = allowed_teams({one.team_id for one in found}, actor=actor, now=now)
    found = [one for one in found if decisions[one.team_id]][:ROWS]
    ids = [one.id for one in found]
    journal_rows(ids, decisions.values(), action="files.searched", actor=actor, now=now)
    rows = rows_of(found, actor=actor, today=timezone.localdate(now))
    journal_problems([row.id for row in rows if row.problem], actor=actor, now=now)
    problem = _("Some people may be missing: a part of the search could not be opened.")
    return Found(_with_reasons(rows, text, why), problem if broken else "")


def _with_reasons(rows: Sequence[Row], text: str, why: str) -> list[Row]:
    """Say beside each row what of it was found; her other names are only said to be there."""
    if why:
        return [replace(row, matched=why) for row in rows]
    called = matching.fitting([row.name if row.given else "" for row in rows], text)
    by_called, by_other = _("Found by what she is called"), _("Found by another of her names")
    return [
        replace(row, matched=by_called if fits else by_other)
        for row, fits in zip(rows, called, strict=True)
    ]


def _exact(
    opened: Sequence[keeping.Opened], text: str, actor: Actor
) -> tuple[list[keeping.Hit], str]:
    """Return who has this file number, or else this phone number, and which of both it was."""
    latin = _latin(text)
    reference = REFERENCE.fullmatch(latin)
    if reference and (hits := _with(opened, [f"AL-{reference[1].upper()}"])):
        return hits, _("Found by the file number")
    if not A_NUMBER.fullmatch(latin):
        return [], ""
    countries = Organisation.objects.filter(pk=actor.organisation_id).order_by("id")
    wanted = forms(latin, countries.values_list("country", flat=True).get())
    return _with(opened, wanted), _("Found by a phone number")


def _with(opened: Sequence[keeping.Opened], wanted: Sequence[str]) -> list[keeping.Hit]:
    return [
        keeping.Hit(case_id, place)
        for known in wanted
        for place, one in enumerate(opened)
        for case_id in one.segment.with_text(known)
    ]


def _by_name(opened: Sequence[keeping.Opened], text: str) -> list[keeping.Hit]:
    hits = matching.search([one.segment for one in opened], text, limit=ASKED)
    return [
        keeping.Hit(opened[hit.segment].segment.case_id(hit.position), hit.segment) for hit in hits
    ]


def _fetched(
    hits: Sequence[keeping.Hit], opened: Sequence[keeping.Opened], actor: Actor
) -> list[FoundRow]:
    """Return the files of these hits that still stand, in their order."""
    wanted = dict.fromkeys(hits)
    found = fetched_by_id(hit.case_id for hit in wanted)
    rows = ((hit, found.get(hit.case_id)) for hit in wanted)
    return [
        row
        for hit, row in rows
        if row and row.team_id in actor.team_ids and hit.stands(opened, row.team_id)
    ]


def _plain(text: str) -> str:
    """Return a text without what cannot be seen, such as the marks a copied number brings along."""
    seen = "".join(one for one in text if unicodedata.category(one) != "Cf" or one in JOINED)
    return DASHES.sub("-", unicodedata.normalize("NFKC", seen)).strip()


def _latin(text: str) -> str:
    """Return a text with the digits of every script as 0-9."""
    return "".join(digits(one) or one for one in text)
