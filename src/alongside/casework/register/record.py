"""One row of a register, typed."""

from __future__ import annotations

import re
import unicodedata
from math import isfinite
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field as Slot, field_validator, model_validator

from alongside.casework.register.htcds import FIELDS, OTHER, Field, Kind, other
from alongside.casework.register.picklists import pieces
from alongside.casework.register.spelling import clean, latin_digits, phone
from alongside.core.approximate import ApproximateDate

FieldValue = bool | int | float | str | tuple[str, ...] | ApproximateDate
DASHES = re.compile(r"\s*([-‐‑‒–—−/._])\s*")


def comparable_key(match_key: str) -> str:
    """Return the match key as it is compared: without case, native digits or stray blanks.

    Signs stay, because 12-3 and 1-23 are two people.
    """
    text = latin_digits(unicodedata.normalize("NFKC", match_key)).casefold()
    text = DASHES.sub(lambda m: "-" if m[1] not in "/._" else m[1], text)
    return " ".join(text.split())


class RegisterRow(BaseModel):
    """What one row says about one person.

    `match_key` is her file number as the organisation writes it ("" where there is none), `fields`
    holds HTCDS names (and `x_other_` names: words that were no value of the field), `own` the
    columns that the standard does not know. Blank cells are absent. Texts are cleaned, a field that
    may hold several values is a tuple, dates are approximate dates.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    match_key: str = ""
    fields: dict[str, FieldValue] = Slot(default_factory=dict)
    own: dict[str, str] = Slot(default_factory=dict)

    def __repr__(self) -> str:
        """Show no content: a row may end up in a log."""
        return f"<RegisterRow of {len(self.fields)} fields>"

    __str__ = __repr__

    @property
    def comparable_key(self) -> str:
        """Return the match key as it is compared; "" matches nothing."""
        return comparable_key(self.match_key)

    @property
    def is_blank(self) -> bool:
        """Tell whether the row says nothing beyond its match key."""
        return not self.fields and not self.own

    def updated_by(self, later: Self) -> Self:
        """Return this row with everything that a later row of the same person says.

        Blank cells of the later row take nothing away.
        """
        fields = {**self.fields}
        for name in later.fields:
            field = name.removeprefix(OTHER)
            fields.pop(field, None)
            fields.pop(other(field), None)
        return self.model_copy(
            update={"fields": fields | later.fields, "own": self.own | later.own}
        )

    @field_validator("match_key")
    @classmethod
    def _one_line(cls, text: str) -> str:
        return " ".join(clean(text).split())

    @field_validator("own")
    @classmethod
    def _cleaned(cls, own: dict[str, str]) -> dict[str, str]:
        cleaned = {" ".join(clean(title).split()): clean(text) for title, text in own.items()}
        if "" in cleaned:
            raise ValueError("A column of one's own needs a title.")
        return {title: text for title, text in cleaned.items() if text}

    @field_validator("fields", mode="before")
    @classmethod
    def _typed(cls, fields: dict[str, Any]) -> dict[str, Any]:
        typed = {name: _typed(name, value) for name, value in fields.items()}
        return {name: value for name, value in typed.items() if value not in ("", (), None)}

    @model_validator(mode="after")
    def _one_answer(self) -> Self:
        for name in self.fields:
            field = name.removeprefix(OTHER)
            if name != field and field in self.fields and FIELDS[field].kind is not Kind.CHOICE:
                raise ValueError(f"{field} cannot be both read and kept as words.")
        return self


def _typed(name: str, value: Any) -> Any:
    field = FIELDS.get(name.removeprefix(OTHER))
    if field is None:
        raise ValueError(f"{name} is no field of HTCDS 2.0.")
    if name.startswith(OTHER):
        return _words(field, value)
    if field.kind is Kind.TEXT:
        return _text(field, value)
    if field.kind is Kind.CHOICE:
        return _codes(field, value)
    return _measured(field, value)


def _text(field: Field, value: Any) -> tuple[str, ...] | str:
    if field.many:
        return _many(pieces(";".join(value)))
    text = clean(str(value))
    return phone(text) if field.name.endswith("Phone") else text


def _words(field: Field, value: Any) -> str:
    text = clean(str(value))
    return "; ".join(pieces(text)) if field.kind is Kind.CHOICE else text


def _many(values: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _codes(field: Field, value: Any) -> tuple[str, ...] | str:
    codes = _many(value if field.many else (value,))
    if not field.values.keys() >= set(codes):
        raise ValueError(f"{field.name} holds a code that the standard does not have.")
    return codes if field.many else codes[0]


def _measured(field: Field, value: Any) -> Any:
    if field.kind is Kind.DATE:
        when = ApproximateDate.model_validate(value)
        return ApproximateDate.model_validate({**dict(when), "words": clean(when.words)})
    if field.kind is Kind.YES_NO and isinstance(value, bool):
        return value
    if field.kind is Kind.NUMBER and type(value) is int:
        return value
    if field.kind is Kind.PLACE and type(value) in (int, float) and isfinite(value):
        return float(value)
    raise ValueError(f"{field.name} is not of its kind.")
