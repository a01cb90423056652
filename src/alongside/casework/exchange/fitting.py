"""From the fields of a register's row to the parts of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from alongside.casework.contents import Identity
from alongside.casework.exchange.fields import (
    CLOSING_WORDS,
    COMMENT,
    LANGUAGES,
    NAMES,
    PLACES,
    STATUS,
)
from alongside.casework.register.htcds import OTHER
from alongside.casework.register.picklists import pieces
from alongside.casework.vocabulary import EXTENDABLE, read_back
from alongside.core.approximate import ApproximateDate
from alongside.core.dates import Precision
from alongside.ui.names import language_code

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from alongside.casework.contents import Content
    from alongside.casework.exchange.fields import Place

# So that the three together still are one name.
LONGEST_NAME = 99

# Between several values of ours in a field that is one text.
BETWEEN = "; "
# A row with one of these has its reason of closing in the closing itself.
ENDS = frozenset({"Closed", "ClosedReferred"})

Fields = dict[str, Any]
Parts = dict[type["Content"], "Content"]


def changed_fields(before: Mapping[str, Any], row: Mapping[str, Any]) -> Fields:
    """Return what a later row says otherwise than an earlier one; blank cells say nothing.

    Compared with what the register said last time and not with the file, so that what a colleague
    corrected in the file is not put back by a register that did not change.
    """
    return {name: value for name, value in row.items() if before.get(name) != value}


def apply_fields(fields: Mapping[str, Any], parts: Mapping[type[Content], Content]) -> Parts:
    """Return the parts that differ once these fields are put into them.

    A value that does not fit its place (too long for it, say) is left out; see `left_over`.
    """
    changed: dict[type[Content], dict[str, Any]] = {}
    for name, value in fields.items():
        place = PLACES.get(name)
        if place is not None and fits(name, value):
            changed.setdefault(place.content, {})[place.field] = _ours(name, place, value)
    for name, codes in _own_words(fields).items():
        place = PLACES[name]
        values = changed.setdefault(place.content, {})
        before = values.get(place.field) or getattr(parts.get(place.content), place.field, None)
        values[place.field] = [*(before or []), *codes]
    names = {name: fields[name] for name in NAMES if fields.get(name)}
    if names:
        # Where a register names one of the three anew, the others are what they were.
        before = parts.get(Identity)
        known = name_parts(before) if isinstance(before, Identity) else {}
        changed.setdefault(Identity, {}).update(_called(known | names))
    result: Parts = {}
    for content, values in changed.items():
        before = parts.get(content) or content()
        after = content.model_validate({**before.model_dump(), **values})
        if after != before:
            result[content] = after
    return result


def _own_words(fields: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the organisation's own words among those that were no value of a field, as codes.

    The words stay beside as they came: another organisation's register knows them no other way.
    """
    found: dict[str, list[str]] = {}
    for name, value in fields.items():
        field = name.removeprefix(OTHER)
        place = PLACES.get(field)
        if name != field and place is not None and place.listed and place.field in EXTENDABLE:
            codes = [read_back(place.field, one) for one in pieces(str(value))]
            if any(codes):
                found[field] = [code for code in codes if code]
    return found


def fits(name: str, value: Any) -> bool:
    """Return whether a value can stand in the place of its field."""
    place = PLACES.get(name)
    if place is None:
        return name in NAMES and len(str(value)) <= LONGEST_NAME
    try:
        place.content.model_validate({place.field: _ours(name, place, value)})
    except ValidationError:
        return False
    return True


def left_over(fields: Mapping[str, Any]) -> Fields:
    """Return the fields that do not fit their place in a file: words beside a list, say."""
    told = {STATUS, COMMENT}
    if fields.get(STATUS) in ENDS:
        told.add(CLOSING_WORDS)
    return {
        name: value for name, value in fields.items() if name not in told and not fits(name, value)
    }


def name_parts(identity: Identity) -> dict[str, str]:
    """Return her name as the standard parts it.

    What papers or a register parted counts until somebody writes the name otherwise. A called name
    that begins the one on papers is the first; any other name on papers is told whole.
    """
    whole = identity.papers_name or identity.called
    parted = [part for part in identity.papers_parts if part]
    if parted and identity.called == parted[0] and whole == " ".join(parted):
        named = zip(NAMES, identity.papers_parts, strict=True)
        return {name: part for name, part in named if part}
    rest = identity.papers_name.removeprefix(f"{identity.called} ")
    if identity.called and rest != identity.papers_name and rest.strip():
        return {NAMES[0]: identity.called, NAMES[-1]: rest.strip()}
    return {NAMES[0]: whole} if whole else {}


def exact_day(value: Any) -> date | None:
    """Return a date that is known to the day, else None."""
    if isinstance(value, ApproximateDate) and value.precision is Precision.DAY:
        return value.start
    return None


def _ours(name: str, place: Place, value: Any) -> Any:
    if name == "cas_IncomingReferralDate":
        # A day that is not known exactly, or with words to it, stays beside as it was said.
        return value if value.words else exact_day(value) or value
    values = list(value) if isinstance(value, (list, tuple)) else [value]
    if place.listed and isinstance(value, str):
        values = _several(value)
    if name in LANGUAGES:
        values = [language_code(str(one)) or str(one).strip() for one in values]
    return values if place.listed else values[0] if len(values) == 1 else value


def _several(text: str) -> list[str]:
    """Return what we wrote as one text and is several here; any other text stays one."""
    found = text.split(BETWEEN)
    return found if all(one and one == one.strip() for one in found) else [text]


def _called(names: Mapping[str, str]) -> dict[str, Any]:
    """Return what she is called and, where it is more, the name on papers and its parts."""
    parted = [str(names.get(name, "")).strip()[:LONGEST_NAME] for name in NAMES]
    parts = [part for part in parted if part]
    whole = " ".join(parts)
    return {
        "called": parts[0],
        "papers_name": whole if len(parts) > 1 else "",
        "papers_parts": parted,
        "not_given": False,
    }
