"""Which tables exist. A figure that is not registered here cannot leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from alongside.casework.facts import AGE_BANDS, FORMS
from alongside.evidence.tables import NONE, NOT_KNOWN, TITLES, Table, by_age, by_form, by_month

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import Promise

MONTH_LABELS: dict[str, str | Promise] = {f"{number:02}": name for number, name in MONTHS.items()}

LABELS: dict[str, Mapping[str, str | Promise]] = {
    "month": MONTH_LABELS,
    "age": AGE_BANDS,
    "form": FORMS,
}

TABLES = (
    Table("month", TITLES["month"], by_month, tuple(MONTH_LABELS)),
    Table("age", TITLES["age"], by_age, tuple(AGE_BANDS)),
    Table("form", TITLES["form"], by_form, (*FORMS, NONE, NOT_KNOWN)),
)


def label_of(table: str, category: str) -> str:
    """Return what people call a category."""
    if category == NOT_KNOWN:
        return _("Not known")
    if category == NONE:
        return _("None of these")
    return str(LABELS[table].get(category, category))
