"""What the heading of a column may mean: a field of the standard, a file number, a counter."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from alongside.casework.register.htcds import FIELDS, SHARED_LABELS
from alongside.casework.register.spelling import clean, comparable, word_list

if TYPE_CHECKING:
    from collections.abc import Mapping

# How sure a heading makes us. From LIKELY on it stands alone; below, its neighbours must agree.
NAMED = 10.0
LIKELY = 5.0
MISSPELT = 4.0
EVERYDAY = 0.75
GENERIC = 0.5

# Labels of the standard that any table may use for something else.
GENERIC_LABELS = SHARED_LABELS | {
    *("Phone", "City", "Country", "State", "Street", "PostalCode", "Date", "Description"),
}
# Written after the title of an own column that reads like a field of the standard.
OWN_MARK = " (own column)"
CLOSE_ENOUGH = 90
LONG_ENOUGH = 8

MACHINE_NAME = re.compile(r"(?:org|prs|vic|per|cas|cco|hte|spl|con)_\w+")
IN_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")
THE_FILE = (
    "file|case|client|record|register|registration|reg|survivor|beneficiary|participant|person"
    "|reference|ref|unique"
)
MATCH_KEY = re.compile(rf"(?:(?:{THE_FILE})s?(?:no|nr|num|number|id|code|key|ref|reference))")
PLAIN_KEYS = frozenset({"id", "code", "ref", "reference", "fileref", "caseref"})
COUNTERS = frozenset(
    {"", "no", "nr", "n", "num", "number", "sn", "sno", "slno", "srno", "serial", "serialno"}
    | {"serialnumber", "row", "rowno", "index", "ক্রমিক", "ক্রমিকনং", "क्रस"}
)
DAY_FIRST_HINT = re.compile(r"d{1,2}\s*[-/. ]\s*m{1,2}\s*[-/. ]\s*y{2,4}", re.IGNORECASE)
MONTH_FIRST_HINT = re.compile(r"m{1,2}\s*[-/. ]\s*d{1,2}\s*[-/. ]\s*y{2,4}", re.IGNORECASE)


def candidates(heading: str) -> Mapping[str, float]:
    """Return the fields that a heading may name, with how sure it makes us."""
    if heading.endswith(OWN_MARK):
        return {}
    known = _known()
    for spelling in _spellings(heading):
        if spelling in known:
            return known[spelling]
    spelling = comparable(heading)
    if len(spelling) < LONG_ENOUGH or is_match_key(heading):
        return {}
    close = process.extractOne(
        spelling, _long_names(), scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH
    )
    return dict.fromkeys(known[close[0]], MISSPELT) if close else {}


def worth(headings: list[str]) -> int:
    """Return how much a row looks like the names of columns we know."""
    total = 0
    for heading in filter(None, headings):
        sure = max(candidates(heading).values(), default=0)
        total += 2 if sure >= LIKELY or is_match_key(heading) else int(sure > 0)
    return total


def is_machine_name(heading: str) -> bool:
    """Tell whether the heading is written as the standard's machine names are."""
    return bool(MACHINE_NAME.fullmatch(clean(heading)))


def is_match_key(heading: str) -> bool:
    """Tell whether the column may hold the organisation's own file numbers."""
    if heading.endswith(OWN_MARK):
        return False
    spelling = comparable(heading.replace("#", "no"))
    return bool(MATCH_KEY.fullmatch(spelling)) or spelling in PLAIN_KEYS | _own_words()


def is_counter(heading: str) -> bool:
    """Tell whether the column counts rows, which says nothing about a person."""
    return comparable(heading) in COUNTERS


def _spellings(heading: str) -> list[str]:
    """Return the heading, without a remark in brackets, without the groups of a form before it."""
    bare = IN_BRACKETS.sub("", heading)
    return [comparable(text) for text in (heading, bare, bare.rpartition("/")[2]) if text]


@cache
def _own_words() -> frozenset[str]:
    return frozenset(map(comparable, word_list("words")["match_keys"]))


@cache
def _known() -> dict[str, dict[str, float]]:
    known: dict[str, dict[str, float]] = {}
    for name, field in FIELDS.items():
        for spelling in (name, *field.spellings, field.full_label):
            known.setdefault(comparable(spelling), {})[name] = NAMED
        sure = GENERIC if field.label in GENERIC_LABELS else NAMED
        known.setdefault(comparable(field.label), {})[name] = sure
    for name, words in word_list("words")["headings"].items():
        for spelling in map(comparable, words):
            found = known.setdefault(spelling, {})
            found.setdefault(name, EVERYDAY if found else LIKELY)
    return known


@cache
def _long_names() -> list[str]:
    return [spelling for spelling in _known() if len(spelling) >= LONG_ENOUGH]
