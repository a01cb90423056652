"""A new person in five short pages; each saves, and each can be the last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alongside.casework import actions
from alongside.casework.errors import CannotDo
from alongside.casework.forms.contact import FirstContactForm
from alongside.casework.forms.person import CalledForm, WhereaboutsForm, WhoSheIsForm
from alongside.casework.forms.story import NeedsForm
from alongside.casework.views import page
from alongside.casework.views.agreement import agreement
from alongside.casework.views.editing import EditPage
from alongside.core import clock
from alongside.organisations import policy

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from alongside.casework.queries import File

CLOSE = "close"
LAST = 5


def new(request: HttpRequest) -> HttpResponse:
    """Page 1 of a person who has no file yet; sending it opens the file."""
    actor, now = page.who(request), clock.now()
    policy.can_open_files(actor).or_raise()
    form = CalledForm(request.POST or None, today=page.day_of(now))
    if request.method == "POST" and form.is_valid():
        try:
            opened = actions.open_case(identity=form.result(), actor=actor, now=now)
        except CannotDo as problem:
            form.add_error(None, str(problem))
        else:
            return _on(request, opened.case_id, 1)
    context = {
        "title": Called.title,
        "forms": [form],
        "step": 1,
        "last": LAST,
        "back_url": reverse("casework:list"),
    }
    status = page.UNFINISHED if form.errors else 200
    return render(request, "casework/new.html", context, status=status)


def _on(request: HttpRequest, case_id: UUID, step: int) -> HttpResponse:
    """Return the next page, or her file where this one was the last."""
    if CLOSE in request.POST or step == LAST:
        page.saved(request)
        return page.to_file(case_id)
    return HttpResponseRedirect(reverse("casework:new_step", args=[case_id, step + 1]))


class StepPage(EditPage):
    """One of the pages about somebody who has a file by now."""

    template: ClassVar = "casework/new.html"
    step: ClassVar[int]

    def then(self) -> HttpResponse:
        """Return the next page or her file."""
        return _on(self.request, self.case_id, self.step)

    def said_besides(self, file: File) -> dict[str, Any]:
        """Return where this page stands among the five, and which files may be hers as well."""
        back = [self.case_id, self.step - 1]
        url = reverse("casework:new_step", args=back) if self.step > 1 else reverse("casework:list")
        return {"step": self.step, "last": LAST, "back_url": url, "file": file}


class Called(StepPage):
    """Page 1, when she comes back to it."""

    draft = "called"
    form_classes = (CalledForm,)
    title = _("A new person")
    step = 1


class Reach(StepPage):
    """Page 2."""

    form_classes = (FirstContactForm,)
    title = _("How may we reach her safely?")
    lead = _("Ask her. A message in the wrong hands can hurt her.")
    step = 2


class FirstNeeds(StepPage):
    """Page 3."""

    form_classes = (NeedsForm,)
    title = _("What does she need first?")
    step = 3


class WhoSheIs(StepPage):
    """Page 4."""

    draft = "who"
    form_classes = (WhoSheIsForm, WhereaboutsForm)
    title = _("Who is she?")
    lead = _("All of this may wait. Nothing she gets depends on it.")
    step = 4


PAGES = {
    page_class.step: page_class.as_view() for page_class in (Called, Reach, FirstNeeds, WhoSheIs)
}


def new_step(request: HttpRequest, case_id: UUID, step: int) -> HttpResponseBase:
    """Show or save one of the five pages."""
    if step == LAST:
        return agreement(request, case_id)
    if step not in PAGES:
        raise Http404
    return PAGES[step](request, case_id=case_id)
