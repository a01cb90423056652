"""Notes from one shift to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from alongside.casework import actions, queries
from alongside.casework.errors import CannotDo
from alongside.casework.forms.shifts import ShiftNoteForm
from alongside.casework.views import page
from alongside.core import clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List the notes of her teams, without what they say."""
    notes = queries.shift_notes(actor=page.who(request), now=clock.now())
    return render(request, "casework/shift_notes.html", {"notes": notes})


def new(request: HttpRequest) -> HttpResponse:
    """Write a note for the next shift."""
    actor, now = page.who(request), clock.now()
    found = queries.to_write_shift_note(actor=actor, now=now)
    form = ShiftNoteForm(
        request.POST if request.method == "POST" else None,
        teams=[(str(key), name) for key, name in found.teams],
        files=[(str(key), name) for key, name in found.files],
    )
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.write_shift_note(
                team_id=UUID(said["team"]),
                text=said["text"],
                files=[UUID(one) for one in said.get("about", [])],
                lasts=said["lasts"],
                actor=actor,
                now=now,
            )
        except CannotDo as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("Your team finds it under Today until it ends."))
            return redirect("casework:shift_notes")
    status = page.UNFINISHED if form.errors else 200
    context = {"form": form, "has_teams": bool(found.teams)}
    return render(request, "casework/shift_note_new.html", context, status=status)


@require_GET
def show(request: HttpRequest, note_id: UUID) -> HttpResponse:
    """Open a note; that she read it is written down."""
    note = actions.read_shift_note(note_id=note_id, actor=page.who(request), now=clock.now())
    return render(request, "casework/shift_note.html", {"note": note})


@require_POST
def end(request: HttpRequest, note_id: UUID) -> HttpResponse:
    """Destroy a note before its time."""
    actions.end_shift_note(note_id=note_id, actor=page.who(request), now=clock.now())
    messages.success(request, _("The note is destroyed."))
    return redirect("casework:shift_notes")
