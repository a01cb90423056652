"""Page 5 of a new person: the limits are read to her, and she answers two questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.casework import actions, queries
from alongside.casework.forms.agreement import AgreementForm
from alongside.casework.views import page
from alongside.consent import texts
from alongside.consent.enums import HowGiven
from alongside.consent.errors import Refused
from alongside.core import clock

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

STEP = 5


def agreement(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show what is read to her, and record what she answers."""
    now = clock.now()
    form = AgreementForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _record(request, case_id, form, now):
        page.saved(request)
        return page.to_file(case_id)
    file = queries.open_file(actor=page.who(request), case_id=case_id, now=now)
    page.require(file.rights.write or form.is_bound, file)
    context = {
        "title": _("What does she agree to?"),
        "lead": _("Read this to her first, in her language."),
        "head": file.head,
        "file": file,
        "forms": [form],
        "texts": [texts.current(key) for key in actions.READ_TO_HER],
        "step": STEP,
        "last": STEP,
        "back_url": reverse("casework:new_step", args=[case_id, STEP - 1]),
    }
    status = page.UNFINISHED if form.errors else 200
    return render(request, "casework/agreement.html", context, status=status)


def _record(request: HttpRequest, case_id: UUID, form: AgreementForm, now: datetime) -> bool:
    """Record the answers; what is refused becomes a sentence of the form."""
    how = form.cleaned_data["how_given"]
    try:
        actions.record_first_answers(
            case_id=case_id,
            answers=form.answers(),
            how_given=HowGiven(how) if how else None,
            interpreter=form.cleaned_data["interpreter"],
            actor=page.who(request),
            now=now,
        )
    except Refused as problem:
        form.add_error(None, str(problem))
        return False
    return True
