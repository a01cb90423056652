"""How she came to us, where her file was kept before, where she was sent on to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from alongside.casework import queries
from alongside.casework.forms.origin import ArrivalForm, OnwardForm, OriginForm
from alongside.casework.views import page
from alongside.casework.views.about import told_of
from alongside.casework.views.editing import EditPage
from alongside.core import clock

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from alongside.casework.queries import File
    from alongside.casework.reading import Part

FORMS = (ArrivalForm, OriginForm, OnwardForm)


@require_GET
def came(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show how she came and went on, and what a register said that no other page asks."""
    now = clock.now()
    opened = queries.origin(actor=page.who(request), case_id=case_id, now=now)
    url = reverse("casework:came_change", args=[case_id])
    today = page.day_of(now)
    told = [
        told_of(str(form.heading), form, opened.parts[form.content.kind_of], url, today)
        for form in FORMS
    ]
    return page.file_page(
        request, "casework/came.html", opened.file, tab="about", told=told, said=opened.said
    )


class CamePage(EditPage):
    """All three, on one page."""

    form_classes = FORMS
    title = _("How she came to us, and went on")
    lead = _("Everything here may stay empty. Registers that are brought in fill it.")
    tab = "casework:came"
    template = "casework/came_change.html"

    def read(self) -> tuple[File, list[Part | None]]:
        """Return the file and the three parts."""
        opened = queries.origin(actor=self.actor, case_id=self.case_id, now=self.now)
        return opened.file, [opened.parts[form.content.kind_of] for form in self.form_classes]
