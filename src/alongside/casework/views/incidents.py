"""The violence register: its list, registering an incident, and whether she may be counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlencode

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _now, gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from alongside.casework import actions, errands, queries
from alongside.casework.errors import CannotDo
from alongside.casework.forms.agreement import CountingForm
from alongside.casework.forms.incidents import IncidentForm, RegisterFilterForm, RegisterForm
from alongside.casework.views import drafts, page
from alongside.casework.views.editing import DocumentPage
from alongside.consent import texts
from alongside.consent.enums import HowGiven
from alongside.consent.errors import Refused
from alongside.core import clock
from alongside.organisations import policy
from alongside.ui import dates

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from alongside.casework.contents.violence import Incident
    from alongside.core.access import Actor

# Under which name what is typed of an incident that stands alone is kept.
DRAFT = "incident"


@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """Show the registered incidents she may see, 25 at a time."""
    actor, now = page.who(request), clock.now()
    form = RegisterFilterForm({name: request.GET.get(name, "") for name in ("whose", "period")})
    shown = queries.incident_list(
        actor=actor,
        filters=form.filters(page.day_of(now)),
        now=now,
        after=request.GET.get("after", ""),
    )
    before, after = errands.around("casework:about")
    context = {
        "page": shown,
        "before": before,
        "after": after,
        "form": form,
        "first_url": _address(request),
        "more_url": _address(request, after=shown.next) if shown.next else "",
        "is_first": not request.GET.get("after"),
        "is_narrowed": form.is_narrowed(),
        "may_register": bool(policy.can_open_files(actor)),
        "may_move": bool(policy.can_move_registers(actor)),
    }
    return render(request, "casework/register.html", context)


def _address(request: HttpRequest, **changes: str) -> str:
    kept = {name: value for name, value in request.GET.items() if name != "after" and value}
    query = urlencode({**kept, **changes})
    return f"{request.path}?{query}" if query else request.path


def new(request: HttpRequest) -> HttpResponse:
    """Register an incident that stands alone."""
    actor, now = page.who(request), clock.now()
    policy.can_open_files(actor).or_raise()
    today = page.day_of(now)
    if drafts.DISCARD in request.POST:
        actions.drop_draft(form=DRAFT, actor=actor)
        return HttpResponseRedirect(request.path)
    if drafts.KEEP in request.POST:
        actions.keep_draft(form=DRAFT, data=drafts.typed(request.POST), actor=actor, now=now)
        form = RegisterForm(request.POST, today=today, is_resumed=True)
        return _new_page(request, form, saved_at=dates.clock_time(now))
    if request.method == "POST":
        form = RegisterForm(request.POST, today=today)
        return _registered(form, actor, now) or _new_page(request, form)
    draft = drafts.kept(form=DRAFT, actor=actor, now=now, case_id=None)
    if draft and request.GET.get("draft") == drafts.CONTINUE:
        form = RegisterForm(draft.typed, today=today, is_resumed=True)
        return _new_page(request, form, saved_at=draft.saved)
    return _new_page(request, RegisterForm(today=today), draft=draft)


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep what is typed of an incident that is not registered yet."""
    policy.can_open_files(page.who(request)).or_raise()
    return drafts.keep(request, DRAFT)


def _registered(form: RegisterForm, actor: Actor, now: datetime) -> HttpResponse | None:
    """Register what was typed; what is refused becomes a sentence of the form."""
    if not form.is_valid():
        return None
    try:
        opened = actions.register_incident(
            incident=form.result(),
            called=form.cleaned_data["called"],
            actor=actor,
            now=now,
            draft=DRAFT,
        )
    except CannotDo as problem:
        form.add_error(None, str(problem))
        return None
    return page.to_file(opened.case_id, "casework:counting")


def _new_page(request: HttpRequest, form: RegisterForm, **context: Any) -> HttpResponse:
    everything = {
        "title": IncidentPage.title,
        "lead": _("Skip what she does not want to say. It is anonymous unless she gives a name."),
        "forms": [form],
        "form": form,
        "back_url": reverse("casework:register"),
        "keep_url": reverse("casework:incident_keep"),
        **context,
    }
    status = page.UNFINISHED if form.errors else 200
    return render(request, "casework/incident_new.html", everything, status=status)


class IncidentPage(DocumentPage):
    """An incident of somebody who has a file."""

    form_classes = (IncidentForm,)
    title = _("Register an incident")
    lead = _("Skip what she does not want to say.")
    tab = "casework:about"
    template: ClassVar = "casework/incident.html"

    def record(self, incident: Incident, /, **about: Any) -> None:
        """Register the incident, or save another version of it."""
        actions.record_incident(incident=incident, **about)


def counting(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Ask apart whether what happened to her may be counted."""
    actor, now = page.who(request), clock.now()
    form = CountingForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _answered(form, case_id, actor, now):
        page.saved(request)
        return page.to_file(case_id, "casework:about")
    file = queries.open_file(actor=actor, case_id=case_id, now=now)
    page.require(file.rights.write or form.is_bound, file)
    context = {
        "title": _now("May this be counted?"),
        "lead": _now("The incident is registered. Now read this to her, in her language."),
        "head": file.head,
        "forms": [form],
        "texts": [texts.current(key) for key in actions.READ_FOR_COUNTING],
        "back_url": reverse("casework:about", args=[case_id]),
    }
    status = page.UNFINISHED if form.errors else 200
    return render(request, "casework/counting.html", context, status=status)


def _answered(form: CountingForm, case_id: UUID, actor: Actor, now: datetime) -> bool:
    """Record her answer; what is refused becomes a sentence of the form."""
    how = form.cleaned_data["how_given"]
    try:
        actions.record_counting(
            case_id=case_id,
            answer=form.answers().get(actions.COUNTING),
            how_given=HowGiven(how) if how else None,
            interpreter=form.cleaned_data["interpreter"],
            actor=actor,
            now=now,
        )
    except Refused as problem:
        form.add_error(None, str(problem))
        return False
    return True
