"""A defender at risk: opening her file, what threatens her, and telling colleagues."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _now, gettext_lazy as _
from django.views.decorators.http import require_GET

from alongside.casework import actions, queries
from alongside.casework.enums import FileKind
from alongside.casework.errors import CannotDo
from alongside.casework.forms.contact import SafetyPlanForm
from alongside.casework.forms.defenders import AlertForm, ThreatForm
from alongside.casework.forms.person import CalledForm
from alongside.casework.views import page
from alongside.casework.views.about import told_of
from alongside.casework.views.editing import DocumentPage
from alongside.core import clock
from alongside.organisations import policy

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from alongside.casework.contents.violence import Threat


THREAT = "threat"


def new(request: HttpRequest) -> HttpResponse:
    """Open the file of a defender with what threatens her."""
    actor, now = page.who(request), clock.now()
    policy.can_open_files(actor).or_raise()
    data, today = request.POST if request.method == "POST" else None, page.day_of(now)
    called, threat = CalledForm(data, today=today), ThreatForm(data, today=today, prefix=THREAT)
    # Each one is asked, so that every error is shown at once.
    if data is not None and all([called.is_valid(), threat.is_valid()]):
        try:
            opened = actions.open_case(
                identity=called.result(),
                kind=FileKind.DEFENDER,
                parts=[threat.result()],
                actor=actor,
                now=now,
            )
        except CannotDo as problem:
            called.add_error(None, str(problem))
        else:
            page.saved(request)
            return page.to_file(opened.case_id, "casework:threats")
    context = {
        "title": _now("A defender at risk"),
        "lead": _now("Somebody who is threatened because she stands up for others."),
        "forms": [called, threat],
        "back_url": reverse("casework:list"),
    }
    status = page.UNFINISHED if called.errors or threat.errors else 200
    return render(request, "casework/defender_new.html", context, status=status)


@require_GET
def threats(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show what threatens her, and her protection plan."""
    now = clock.now()
    opened = queries.threats(actor=page.who(request), case_id=case_id, now=now)
    today = page.day_of(now)
    plan_url = reverse("casework:safety_plan", args=[case_id])
    return page.file_page(
        request,
        "casework/threats.html",
        opened.file,
        tab="threats",
        told=[
            told_of(
                _now("Threat"),
                ThreatForm,
                part,
                reverse("casework:threat_change", args=[case_id, part.document_id])
                if part.document_id
                else "",
                today,
            )
            for part in opened.threats
        ],
        plan=told_of(_now("Her protection plan"), SafetyPlanForm, opened.plan, plan_url, today),
    )


class ThreatPage(DocumentPage):
    """Something that was done or said to frighten her."""

    form_classes = (ThreatForm,)
    title = _("What threatens her")
    lead = _("Ask only what helps to keep her safe.")
    tab = "casework:threats"

    def record(self, threat: Threat, /, **about: Any) -> None:
        """Write the threat down, or another version of it."""
        actions.record_threat(threat=threat, **about)


def alert(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Put an alert on the Today of chosen colleagues."""
    actor, now = page.who(request), clock.now()
    colleagues = queries.to_alert(actor=actor, case_id=case_id, now=now)
    offered = {str(key): key for key, _name in colleagues}
    form = AlertForm(
        request.POST if request.method == "POST" else None,
        colleagues=[(str(key), name) for key, name in colleagues],
    )
    if form.is_bound and form.is_valid():
        try:
            actions.alert(
                case_id=case_id,
                to=[offered[key] for key in form.cleaned_data["to"]],
                words=form.cleaned_data["words"],
                actor=actor,
                now=now,
            )
        except CannotDo as problem:
            form.add_error(None, str(problem))
        else:
            page.saved(request, _now("They see it on their Today."))
            return page.to_file(case_id, "casework:threats")
    file = queries.open_file(actor=actor, case_id=case_id, now=now)
    page.require(file.rights.write or form.is_bound, file)
    return page.form_page(
        request,
        title=_now("Alert colleagues"),
        form=form,
        file=file,
        tab="casework:threats",
        button=_now("Send the alert"),
    )
