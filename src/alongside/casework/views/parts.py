"""The parts of a file that are changed on a page of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext_lazy as _

from alongside.casework import actions, queries, reaching
from alongside.casework.forms.appointments import AppointmentForm, AppointmentOutcomeForm
from alongside.casework.forms.contact import SafeContactForm, SafetyPlanForm
from alongside.casework.forms.notes import NoteForm
from alongside.casework.forms.person import AddressForm, IdentityForm
from alongside.casework.forms.plan import GoalForm
from alongside.casework.forms.services import FollowUpForm, KindOfServiceForm, ServiceForm
from alongside.casework.forms.story import EpisodeForm, NeedsForm
from alongside.casework.views.editing import DocumentPage, EditPage

if TYPE_CHECKING:
    from django.http import HttpResponse, QueryDict

    from alongside.casework.contents.work import FollowUp, Goal, Note, Service
    from alongside.casework.forms.content import ContentForm
    from alongside.casework.queries import File
    from alongside.casework.reading import Part

MORE_STEPS = "more_steps"
BLANK_ROWS = 3


class IdentityPage(EditPage):
    """Who she is."""

    form_classes = (IdentityForm,)
    title = _("Who she is")
    lead = _("Everything here may stay empty. Ask only what somebody needs to know for her.")
    tab = "casework:about"


class WhereaboutsPage(EditPage):
    """Where she is now."""

    form_classes = (AddressForm,)
    title = _("Where she is now")
    tab = "casework:safety"


class ContactPage(EditPage):
    """How to reach her."""

    form_classes = (SafeContactForm,)
    title = _("How to reach her safely")
    lead = _("Ask her each time whether it is still safe.")
    tab = "casework:safety"


class SafetyPlanPage(EditPage):
    """What she does when it becomes dangerous."""

    form_classes = (SafetyPlanForm,)
    title = _("Her safety plan")
    tab = "casework:safety"


class NeedsPage(EditPage):
    """What she needs."""

    form_classes = (NeedsForm,)
    title = _("What she needs")
    tab = "casework:plan"


class EpisodePage(EditPage):
    """What happened to her."""

    form_classes = (EpisodeForm,)
    title = _("What happened")
    lead = _("Nothing here has to be asked. She decides what she tells, and when.")
    tab = "casework:about"


class NotePage(DocumentPage):
    """A note in the story so far."""

    form_classes = (NoteForm,)
    title = _("Add a note")

    def said_besides(self, file: File) -> dict[str, Any]:
        """Return how to reach her, folded away: only a note about a call needs it."""
        return {"reach": file, "is_folded": True}

    def record(self, note: Note, /, **about: Any) -> None:
        """Add the note, or another version of it."""
        if self.document_id is None:
            del about["document_id"], about["base_version"]
            actions.add_note(note=note, **about)
        else:
            actions.change_note(note=note, **about)


class StepsPage(DocumentPage):
    """A page about a document with rows of steps."""

    tab = "casework:plan"
    template: ClassVar = "casework/steps.html"

    def post(self, request: Any, **kwargs: Any) -> HttpResponse:
        """Give more rows for steps, or do what every page does."""
        if MORE_STEPS not in request.POST:
            return super().post(request, **kwargs)
        file, parts = self.read()
        forms = self.build(parts, request.POST, is_resumed=True, more=BLANK_ROWS)
        return self.show(file, forms)


class GoalPage(StepsPage):
    """What she wants, and the steps there."""

    form_classes = (GoalForm,)
    title = _("What she wants")

    def record(self, goal: Goal, /, **about: Any) -> None:
        """Save the goal; its steps with a day become things due."""
        actions.save_goal(goal=goal, **about)


class ServicePage(DocumentPage):
    """A service she received; one that was planned is changed with the questions of its state."""

    form_classes: tuple[type[ContentForm], ...] = (ServiceForm,)
    title = _("A service she received")
    tab = "casework:services"

    FORMS: ClassVar[dict[str, type[ContentForm]]] = {
        "planned": AppointmentForm,
        "given": ServiceForm,
        "not_given": AppointmentOutcomeForm,
    }

    def read(self) -> tuple[File, list[Part | None]]:
        """Return the file and the service, and ask what fits its state."""
        file, parts = super().read()
        for part in parts:
            if part and part.content:
                self.form_classes = (self.FORMS[part.content.state],)
        return file, parts

    def build(
        self, parts: list[Part | None], data: QueryDict | None, **kwargs: Any
    ) -> list[ContentForm]:
        """Return the form, with those who may have given it to choose from."""
        if issubclass(self.form_classes[0], KindOfServiceForm):
            kwargs["providers"] = queries.providers(
                actor=self.actor, case_id=self.case_id, now=self.now
            )
        return super().build(parts, data, **kwargs)

    def said_besides(self, file: File) -> dict[str, Any]:
        """Return how to reach her where it is planned: somebody has to tell her when and where."""
        if self.form_classes != (AppointmentForm,):
            return {}
        return {"title": AppointmentPage.title, "reach": file, "is_folded": False}

    def record(self, service: Service, /, **about: Any) -> None:
        """Record the service."""
        actions.record_service(service=service, **about)


class AppointmentPage(ServicePage):
    """A service that is planned."""

    form_classes = (AppointmentForm,)
    title = _("An appointment for her")
    lead = _("Plan only what she agreed to. She may change her mind until the last moment.")
    draft = "appointment"


class FollowUpPage(DocumentPage):
    """When we are in touch again."""

    form_classes = (FollowUpForm,)
    title = _("When are we in touch again?")
    tab = "casework:services"

    def read(self) -> tuple[File, list[Part | None]]:
        """Return the file and the follow-up, and note what she said about each way."""
        file, parts = super().read()
        self.hints = reaching.hints(file.contact.part.content if file.contact else None)
        return file, parts

    def build(
        self, parts: list[Part | None], data: QueryDict | None, **kwargs: Any
    ) -> list[ContentForm]:
        """Return the form, with what she said under each way."""
        return super().build(parts, data, hints=self.hints, **kwargs)

    def said_besides(self, file: File) -> dict[str, Any]:
        """Return how to reach her, where it is decided how."""
        return {"reach": file, "is_folded": False}

    def record(self, follow_up: FollowUp, /, **about: Any) -> None:
        """Plan it, or move it to another day."""
        actions.plan_follow_up(follow_up=follow_up, **about)
