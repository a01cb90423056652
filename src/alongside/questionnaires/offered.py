"""Forms that come with the program; rooms above add theirs in AppConfig.ready()."""

from __future__ import annotations

from collections.abc import Callable  # noqa: TC003  a dataclass reads it
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from alongside.questionnaires.enums import Readers

Tables = dict[str, list[dict[str, str]]]


@dataclass(frozen=True, kw_only=True)
class Offered:
    """A form an organisation may put in use as it is; `tables` are the sheets of an XLSForm."""

    form_id: str
    title: str | _StrPromise
    about: str | _StrPromise
    readers: Readers
    tables: Callable[[], Tables]


_offered: dict[str, Offered] = {}


def offer(one: Offered) -> None:
    """Add a form; the same again replaces it, as when ready() runs twice."""
    _offered[one.form_id] = one


def all_offered() -> list[Offered]:
    """Return the forms that come with the program, in the order they were added."""
    return list(_offered.values())


def named(form_id: str) -> Offered | None:
    """Return one of them; None where there is none of this name."""
    return _offered.get(form_id)
