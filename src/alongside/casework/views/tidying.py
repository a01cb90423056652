"""A second file about the same person: saying so, joining the two, and taking them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from pydantic import ValidationError as BadContent

from alongside.casework import actions, queries
from alongside.casework.errors import CannotDo
from alongside.casework.forms.tidying import SecondFileForm, choice_part
from alongside.casework.joining import Undecided
from alongside.casework.views import page
from alongside.casework.vocabulary.titles import KIND_TITLES
from alongside.core import clock

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse


@require_POST
def another(request: HttpRequest, case_id: UUID, other_id: UUID) -> HttpResponse:
    """Write down that two files are about two people."""
    actions.another_person(
        case_id=case_id, other_id=other_id, actor=page.who(request), now=clock.now()
    )
    page.saved(request, _("This will not be asked again."))
    return page.to_file(case_id)


def same(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Ask for the number of a second file about her, and lead on to both beside each other."""
    actor, now = page.who(request), clock.now()
    form = SecondFileForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        reference = form.cleaned_data["reference"]
        other = queries.file_with(actor=actor, case_id=case_id, reference=reference, now=now)
        if other is not None:
            return redirect("casework:join", case_id=case_id, other_id=other)
        form.add_error("reference", _("No other file of your teams has this number."))
    file = queries.open_file(actor=actor, case_id=case_id, now=now)
    page.require(file.rights.close or form.is_bound, file)
    return page.form_page(
        request,
        title=_("Is there a second file about her?"),
        lead=_("You see both beside each other first. Nothing is joined yet."),
        button=_("Look at both"),
        form=form,
        file=file,
    )


def join(request: HttpRequest, case_id: UUID, other_id: UUID) -> HttpResponse:
    """Show two files beside each other, and join them as was chosen."""
    actor, now = page.who(request), clock.now()
    sent = request.POST.dict() if request.method == "POST" else {}
    undecided: set[str] = set()
    problem = ""
    if request.method == "POST":
        try:
            actions.join(
                case_id=case_id,
                other_id=other_id,
                choices=sent,
                seen=sent.get("seen", ""),
                actor=actor,
                now=now,
            )
        except Undecided as missing:
            undecided = missing.fields
        except BadContent:
            problem = _("These answers do not fit together. Choose again.")
        except CannotDo as reason:
            problem = str(reason)
        else:
            page.saved(request, _("The two files are joined. Both numbers lead here."))
            return page.to_file(case_id)
    found = queries.side_by_side(actor=actor, case_id=case_id, other_id=other_id, now=now)
    today = page.day_of(now)
    context = {
        "head": found.file.head,
        "other": found.other.head,
        "page": found,
        "problem": problem or found.problem,
        "undecided": undecided,
        "parts": [
            choice_part(
                part, str(KIND_TITLES[part.kind]), today=today, sent=sent, undecided=undecided
            )
            for part in found.parts
        ],
        "back_url": reverse("casework:file", args=[case_id]),
    }
    status = page.UNFINISHED if request.method == "POST" else 200
    return render(request, "casework/join.html", context, status=status)


def take_apart(request: HttpRequest, case_id: UUID, document_id: UUID) -> HttpResponse:
    """Show what stays where it was written, and take two files apart."""
    actor, now = page.who(request), clock.now()
    problem = ""
    if request.method == "POST":
        try:
            undone = actions.take_apart(
                case_id=case_id, document_id=document_id, actor=actor, now=now
            )
        except CannotDo as reason:
            problem = str(reason)
        else:
            page.saved(request, _("They are two files again."))
            if undone.kept:
                kept = ", ".join(str(KIND_TITLES[kind]) for kind in undone.kept)
                messages.info(request, _("Left as it was written since: %(what)s") % {"what": kept})
            return page.to_file(case_id)
    found = queries.to_take_apart(actor=actor, case_id=case_id, document_id=document_id, now=now)
    context = {
        "head": found.file.head,
        "page": found,
        "problem": problem,
        "back_url": reverse("casework:file", args=[case_id]),
    }
    status = page.UNFINISHED if request.method == "POST" else 200
    return render(request, "casework/apart.html", context, status=status)
