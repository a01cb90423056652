"""The page of figures and its download."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alongside.core import clock
from alongside.evidence import actions, queries
from alongside.ui.dates import long_date

if TYPE_CHECKING:
    from django.http import HttpRequest

    from alongside.core.requests import SignedInRequest

FIRST_YEAR = 2000


def _year(request: HttpRequest, this_year: int) -> int:
    try:
        year = int(request.GET.get("year", this_year))
    except ValueError as fault:
        raise Http404 from fault
    if not FIRST_YEAR <= year <= this_year:
        raise Http404
    return year


@require_safe
def year(request: SignedInRequest) -> HttpResponse:
    """Show the figures of one year."""
    now = clock.now()
    chosen = _year(request, now.year)
    release = actions.release(actor=request.actor, year=chosen, now=now)
    return render(
        request,
        "evidence/year.html",
        {
            "tables": queries.shown_tables(release=release, actor=request.actor),
            "made_on": long_date(release.made_on),
            "year": chosen,
            "years": range(now.year, now.year - 6, -1),
        },
    )


@require_safe
def download(request: SignedInRequest) -> HttpResponse:
    """Answer the same figures as a CSV file."""
    now = clock.now()
    chosen = _year(request, now.year)
    release = actions.release(actor=request.actor, year=chosen, now=now)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_("Table"), _("Category"), _("People"), _("As of")])
    for table in queries.shown_tables(release=release, actor=request.actor):
        for line in table.lines:
            writer.writerow([table.title, line.label, line.text, release.made_on.isoformat()])
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="figures-{chosen}.csv"'
    return answer
