"""Counting what is taken and handed out: sums by rule, and nobody counted as a person."""

from __future__ import annotations

import re
from datetime import date  # noqa: TC003  a field's type
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Count, F, Max, Min, Q, Sum
from django.db.models.functions import Lower
from django.utils import timezone
from wagtail.documents.models import Document

from alongside.website.models.downloads import Downloads

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

FEWEST = 10
STEP = 5
# What calls itself one of these is a machine; what says nothing of itself is taken for one.
ROBOTS = re.compile(
    r"bot|crawl|spider|slurp|preview|fetch|scan|monitor|curl|wget|python|java/|go-http|okhttp|"
    r"headless|feed",
    re.IGNORECASE,
)


def counts(request: HttpRequest) -> bool:
    """Say whether an answer to this request is somebody taking a file, as far as it tells.

    Only how the request looks is asked, never where it comes from.
    """
    names = request.headers
    agent = names.get("User-Agent", "")
    ahead = names.get("Sec-Purpose", "") + names.get("Purpose", "")
    return (
        request.method == "GET"
        and bool(agent)
        and not ROBOTS.search(agent)
        and "prefetch" not in ahead
    )


def count(documents: Iterable[Document]) -> None:
    """Add one to each file's number of today, where files of campaigns and kits are among them."""
    offered = Document.objects.filter(
        Q(material_uses__isnull=False) | Q(tool_uses__isnull=False),
        pk__in=[one.pk for one in documents],
    )
    for document in set(offered.order_by("pk").values_list("pk", flat=True)):
        row, _is_new = Downloads.objects.get_or_create(
            document_id=document, day=timezone.localdate()
        )
        Downloads.objects.filter(pk=row.pk).update(number=F("number") + 1)


def rounded(number: int) -> int | None:
    """Return a number to the nearest five; None below ten, where it could tell of one person."""
    return None if number < FEWEST else STEP * round(number / STEP)


def with_downloads(rows: Iterable[Any]) -> list[Any]:
    """Return rows that have a `document`, each with `taken`: how often, rounded, or None."""
    found = list(rows)
    sums = dict(
        Downloads.objects.filter(document__in=[one.document_id for one in found])
        .values_list("document")
        .annotate(total=Sum("number"))
        .order_by("document")
    )
    for one in found:
        one.taken = rounded(sums.get(one.document_id, 0))
    return found


class PlaceSum(NamedTuple):
    """What went to one kind of place."""

    label: str
    places: int
    copies: int
    towns: int


class Reach(NamedTuple):
    """How far a campaign went, summed from what editors entered."""

    printed: int
    copies: int
    towns: int
    by_place: list[PlaceSum]
    first: date | None
    last: date | None


def reach(page: Any) -> Reach:
    """Return the sums of a campaign; a translation shows those of the page written first."""
    model = type(page)
    first = model.objects.filter(translation_key=page.translation_key).order_by("pk").first()
    rows = first.handouts
    labels = dict(rows.model._meta.get_field("place").choices)  # noqa: SLF001  Django's way to a field
    town = Lower("town")
    by_place = (
        rows.order_by("place")
        .values("place")
        .annotate(number=Sum("places"), given=Sum("copies"), towns=Count(town, distinct=True))
    )
    whole = rows.aggregate(
        towns=Count(town, distinct=True), first=Min("given_on"), last=Max("given_on")
    )
    sums = [
        PlaceSum(labels[one["place"]], one["number"], one["given"], one["towns"])
        for one in by_place
    ]
    sums.sort(key=lambda one: -one.copies)
    return Reach(
        printed=first.print_runs.aggregate(total=Sum("copies"))["total"] or 0,
        copies=sum(one.copies for one in sums),
        by_place=sums,
        **whole,
    )
