"""Bringing in a register: send it, say what its columns are, look at every row, then do it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_GET, require_POST

from alongside.casework import actions, errands, queries
from alongside.casework.enums import RowOutcome
from alongside.casework.errors import CannotDo
from alongside.casework.forms.importing import ColumnsForm, SheetForm
from alongside.casework.register.columns import questions
from alongside.casework.views import page, sheets
from alongside.casework.views.progress import while_answering
from alongside.core import clock
from alongside.core.spreadsheets.refusals import UnreadableTable
from alongside.organisations import policy

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

    from alongside.casework.background import Tell
    from alongside.casework.imports import Report
    from alongside.core.access import Actor

# A browser on a small phone still shows a table of this length.
ROWS_SHOWN = 1000


def _may(request: HttpRequest) -> Actor:
    """Return who asks, where her role brings in registers; raises PermissionDenied."""
    actor = page.who(request)
    policy.can_move_registers(actor).or_raise()
    return actor


def start(request: HttpRequest) -> HttpResponse:
    """Show earlier imports, and take a new register."""
    actor, now = _may(request), clock.now()
    sent = request.method == "POST"
    form = SheetForm(request.POST if sent else None, request.FILES if sent else None)
    if form.is_bound and form.is_valid():
        upload = form.cleaned_data["sheet"]
        try:
            kept = sheets.begin(upload.file, upload.name or "")
        except UnreadableTable as refusal:
            form.add_error("sheet", refusal.message)
        else:
            sheets.keep(kept, actor=actor, now=now)
            return HttpResponseRedirect(reverse("casework:import_columns"))
    context = {"form": form, "runs": queries.import_runs(actor=actor)}
    status = page.UNFINISHED if form.errors else 200
    return render(request, "casework/import_start.html", context, status=status)


def columns(request: HttpRequest) -> HttpResponse:
    """Show what each column seems to be, and take her corrections."""
    actor = _may(request)
    kept = sheets.take(actor=actor)
    form = ColumnsForm(
        request.POST if request.method == "POST" else None, sheet=kept.sheet, mapping=kept.mapping
    )
    if form.is_bound and form.is_valid():
        chosen = kept.read_as(form.result())
        sheets.keep(chosen, actor=actor, now=clock.now())
        # Another column may hold dates now, and those may need a question too.
        asked = questions(chosen.sheet, chosen.mapping)
        return HttpResponseRedirect(
            reverse("casework:import_columns" if asked else "casework:import_check")
        )
    context = {"form": form, "kept": kept, "rows": form.rows()}
    status = page.UNFINISHED if form.errors else 200
    return render(request, "casework/import_columns.html", context, status=status)


@require_GET
def check(request: HttpRequest) -> HttpResponse:
    """Show what would become of every row; nothing is written."""
    actor = _may(request)
    kept = sheets.take(actor=actor)
    if questions(kept.sheet, kept.mapping):
        return HttpResponseRedirect(reverse("casework:import_columns"))
    report = actions.preview_import(
        register=kept.sheet, mapping=kept.mapping, actor=actor, now=clock.now()
    )
    context = {**_told(report), "kept": kept}
    return render(request, "casework/import_check.html", context)


@require_POST
def run(request: HttpRequest) -> StreamingHttpResponse:
    """Bring the register in, and show how far it is while it goes."""
    actor, now = _may(request), clock.now()
    kept = sheets.take(actor=actor)

    def bring_in(tell: Tell) -> str:
        report = actions.import_register(
            register=kept.sheet,
            mapping=kept.mapping,
            actor=actor,
            now=now,
            name=kept.name,
            progress=tell,
        )
        sheets.drop(actor=actor)
        return reverse("casework:import_report", args=[report.run_id])

    return while_answering(request, title=_("Bringing in the register"), work=bring_in)


@require_GET
def report(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Show what became of every row."""
    found = queries.import_report(run_id=run_id, actor=_may(request), now=clock.now())
    return render(request, "casework/import_report.html", _told(found))


@require_POST
def undo(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Take a whole import back; files that were worked on since stay."""
    try:
        undone = actions.undo_import(run_id=run_id, actor=_may(request), now=clock.now())
    except CannotDo as problem:
        messages.error(request, str(problem))
    else:
        page.saved(request, _undone(undone.removed, undone.restored))
        if undone.kept:
            sentence = ngettext(
                "%(count)d file stays, because somebody worked on it since.",
                "%(count)d files stay, because somebody worked on them since.",
                len(undone.kept),
            )
            messages.warning(request, sentence % {"count": len(undone.kept)})
    return HttpResponseRedirect(reverse("casework:import_report", args=[run_id]))


def _told(report: Report) -> dict[str, Any]:
    """Return a report as its pages show it: what has to be looked at, then every row."""
    remarked = [row for row in report.rows if row.sentences or row.outcome == RowOutcome.REFUSED]
    return {
        "report": report,
        "remarked": remarked[:ROWS_SHOWN],
        "every": report.rows[:ROWS_SHOWN],
        "more_rows": max(0, len(report.rows) - ROWS_SHOWN),
        "before": errands.around("casework:file")[0],
    }


def _undone(removed: int, restored: int) -> str:
    gone = ngettext("%(count)d file removed", "%(count)d files removed", removed)
    back = ngettext("%(count)d put back as it was", "%(count)d put back as they were", restored)
    return f"{gone % {'count': removed}}, {back % {'count': restored}}."
