"""What the library holds for harvesters: records, their identifiers, and the sets they are in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit
from uuid import UUID

from django.db.models import Q
from django.utils.translation import override
from wagtail.admin.utils import get_admin_base_url

from alongside.ui.names import own_language
from alongside.website import sections
from alongside.website.models import PublicationPage, SeriesPage
from alongside.website.models.base import Theme
from alongside.website.models.codes import holding
from alongside.website.models.publications import Kind
from alongside.website.oai.asking import OaiError, Place, Window

if TYPE_CHECKING:
    from datetime import datetime

    from wagtail.query import PageQuerySet

AT_ONCE = 100
IDENTIFIER = re.compile(r"\Aoai:([^:]+):([0-9a-f-]{36})\.([a-z]{2,3}(?:-[A-Za-z]+)?)\Z")


class Part(NamedTuple):
    """A part of a list: its records, what each is in, where it goes on, and how long all is."""

    records: list[PublicationPage]
    shelves: dict[str, sections.Shelf]
    following: Place | None
    cursor: int
    total: int


def records() -> PageQuerySet:
    """Return all that is or was published, in the order of its last change.

    What was withdrawn stays as a record that says so, for as long as its page is kept.
    """
    ever = Q(live=True) | Q(first_published_at__isnull=False)
    found = PublicationPage.objects.public().filter(ever)
    return found.select_related("locale").defer("body").order_by("changed_at", "pk")


def earliest() -> datetime | None:
    """Return when the first of them last changed."""
    return records().values_list("changed_at", flat=True).first()


def sets() -> dict[str, str]:
    """Return the sets something is in: their names by what they are asked for with."""
    live = records().filter(live=True).order_by()
    kinds = set(live.values_list("kind", flat=True).distinct())
    themes = {code for one in live.values_list("themes", flat=True).distinct() for code in one}
    written = sorted(set(live.values_list("locale__language_code", flat=True).distinct()))
    series = SeriesPage.objects.live().public().select_related("locale").order_by("path")
    with override("en"):
        return (
            {f"kind-{code}": str(label) for code, label in Kind.choices if code in kinds}
            | {f"theme-{code}": str(label) for code, label in Theme.choices if code in themes}
            | {f"language-{code}": own_language(code) for code in written}
            | {
                f"series-{one.translation_key}.{one.locale.language_code}": one.title
                for one in series
            }
        )


def sets_of(page: PublicationPage, shelf: sections.Shelf) -> list[str]:
    """Return the sets a record is in."""
    language = page.locale.language_code
    found = [f"kind-{page.kind}", *(f"theme-{code}" for code in page.themes)]
    found.append(f"language-{language}")
    if shelf.series:
        found.append(f"series-{shelf.series.translation_key}.{language}")
    return found


def part(asked: Window, place: Place | None) -> Part:
    """Return a part of the list that was asked for; raises OaiError."""
    wanted = _in_set(records(), asked.group)
    if asked.since:
        wanted = wanted.filter(changed_at__gte=asked.since)
    if asked.before:
        wanted = wanted.filter(changed_at__lt=asked.before)
    total = wanted.count()
    if not total:
        raise OaiError("noRecordsMatch", "There is no such record.")
    if place:
        later = Q(changed_at=place.changed_at, pk__gt=place.pk) | Q(changed_at__gt=place.changed_at)
        wanted = wanted.filter(later)
    found = list(wanted.prefetch_related("files__document")[: AT_ONCE + 1])
    if not found:
        raise OaiError("badResumptionToken", "Begin the list anew.")
    shown, cursor = found[:AT_ONCE], place.cursor if place else 0
    last = shown[-1]
    following = Place(last.changed_at, last.pk, cursor + len(shown))
    return Part(
        records=shown,
        shelves=sections.shelves(shown),
        following=following if len(found) > AT_ONCE else None,
        cursor=cursor,
        total=total,
    )


def _in_set(wanted: PageQuerySet, name: str) -> PageQuerySet:
    kind, _dash, code = name.partition("-")
    if not name:
        return wanted
    if kind == "kind":
        return wanted.filter(kind=code)
    if kind == "theme":
        return wanted.filter(themes__contains=holding(code))
    if kind == "language":
        return wanted.filter(locale__language_code=code)
    key, _dot, language = code.partition(".")
    series = sections.series_by_key(_uuid(key), language) if kind == "series" else None
    return wanted.descendant_of(series) if series else wanted.none()


def identifier(page: PublicationPage) -> str:
    """Return what a record is asked for with; it stays when the page moves."""
    host = urlsplit(get_admin_base_url()).hostname
    return f"oai:{host}:{page.translation_key}.{page.locale.language_code}"


def record(name: str) -> PublicationPage:
    """Return the record of an identifier; raises OaiError."""
    parts = IDENTIFIER.match(name)
    key = _uuid(parts[2]) if parts else None
    if parts is None or key is None:
        raise OaiError("idDoesNotExist", "No record has this identifier.")
    wanted = records().filter(translation_key=key, locale__language_code=parts[3])
    found = wanted.prefetch_related("files__document").first()
    if found is None or identifier(found) != name:
        raise OaiError("idDoesNotExist", "No record has this identifier.")
    return found


def _uuid(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None
