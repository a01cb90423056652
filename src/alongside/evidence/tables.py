"""The registered tables: what may be counted, and under which names."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from django.utils.functional import Promise

    from alongside.casework.facts import FileFacts

NOT_KNOWN = "not_known"
NONE = "none"


@dataclass(frozen=True)
class Table:
    """One registered table: a key, a title, and which categories a file stands in."""

    key: str
    title: str | Promise
    of: Callable[[FileFacts], Iterable[str]]
    # Known in advance, so that a category nobody is in looks like one with nine people.
    categories: Sequence[str]


def by_month(one: FileFacts) -> list[str]:
    """Return the month a file was opened in, as 01 to 12."""
    return [f"{one.month.month:02}"]


def by_age(one: FileFacts) -> list[str]:
    """Return the age band when the file was opened."""
    return [one.age_band]


def by_form(one: FileFacts) -> list[str]:
    """Return the forms of exploitation; one person may have lived through several."""
    if one.forms is None:
        return [NOT_KNOWN]
    return sorted(one.forms) or [NONE]


def count(table: Table, facts: Sequence[FileFacts]) -> dict[str, int]:
    """Return category → number of people, in the table's order, blanks as "not known"."""
    counted = Counter(name for one in facts for name in set(table.of(one)))
    return {name: counted.get(name, 0) for name in table.categories}


TITLES = {
    "month": _("By month"),
    "age": _("By age when the file was opened"),
    "form": _("By form of exploitation"),
}
