"""The parts of a file that are changed on a page of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext_lazy as _

from alongside.casework import actions
from alongside.casework.forms.contact import SafeContactForm, SafetyPlanForm
from alongside.casework.forms.fields import warn
from alongside.casework.forms.notes import NoteForm
from alongside.casework.forms.person import AddressForm, IdentityForm
from alongside.casework.forms.plan import GoalForm
from alongside.casework.forms.services import FollowUpForm, ServiceForm
from alongside.casework.forms.story import EpisodeForm, NeedsForm
from alongside.casework.reaching import ways_she_spoke_of
from alongside.casework.views.editing import EditPage

if TYPE_CHECKING:
    from django.http import HttpResponse

    from alongside.casework.queries import File
    from alongside.casework.views.editing import Typed

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

    def save(self, parts: list[Typed], draft: str) -> None:
        """Save the plan; a file with an active one says so on every list."""
        for part in parts:
            actions.set_safety_plan(
                case_id=self.case_id,
                plan=part.content,
                base_version=part.base_version,
                actor=self.actor,
                now=self.now,
                draft=draft,
            )


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


class NotePage(EditPage):
    """A note in the story so far."""

    form_classes = (NoteForm,)
    title = _("Add a note")
    template: ClassVar = "casework/edit.html"

    def save(self, parts: list[Typed], draft: str) -> None:
        """Add the note, or another version of it."""
        for part in parts:
            if self.document_id is None:
                actions.add_note(
                    case_id=self.case_id,
                    note=part.content,
                    actor=self.actor,
                    now=self.now,
                    draft=draft,
                )
            else:
                actions.change_note(
                    case_id=self.case_id,
                    document_id=self.document_id,
                    note=part.content,
                    base_version=part.base_version or 0,
                    actor=self.actor,
                    now=self.now,
                    draft=draft,
                )


class GoalPage(EditPage):
    """What she wants, and the steps there."""

    form_classes = (GoalForm,)
    title = _("What she wants")
    tab = "casework:plan"
    template: ClassVar = "casework/goal.html"

    def post(self, request: Any, **kwargs: Any) -> HttpResponse:
        """Give more rows for steps, or do what every page does."""
        if MORE_STEPS not in request.POST:
            return super().post(request, **kwargs)
        file, parts = self.read()
        forms = self.build(parts, request.POST, is_resumed=True, more=BLANK_ROWS)
        return self.show(file, forms)

    def save(self, parts: list[Typed], draft: str) -> None:
        """Save the goal; its steps with a day become things due."""
        for part in parts:
            actions.save_goal(
                case_id=self.case_id,
                goal=part.content,
                document_id=self.document_id,
                base_version=part.base_version,
                actor=self.actor,
                now=self.now,
                draft=draft,
            )


class ServicePage(EditPage):
    """A service she received."""

    form_classes = (ServiceForm,)
    title = _("A service she received")
    tab = "casework:services"

    def save(self, parts: list[Typed], draft: str) -> None:
        """Record the service."""
        for part in parts:
            actions.record_service(
                case_id=self.case_id,
                service=part.content,
                document_id=self.document_id,
                base_version=part.base_version,
                actor=self.actor,
                now=self.now,
                draft=draft,
            )


class FollowUpPage(EditPage):
    """When we are in touch again."""

    form_classes = (FollowUpForm,)
    title = _("When are we in touch again?")
    tab = "casework:services"

    def show(self, file: File, forms: list[Any], **context: Any) -> HttpResponse:
        """Show beside each way what she said of it."""
        for form in forms:
            warn(form.fields["how"], ways_she_spoke_of(file.parts["safe_contact"].content))
        return super().show(file, forms, **context)

    def save(self, parts: list[Typed], draft: str) -> None:
        """Plan it, or move it to another day."""
        for part in parts:
            actions.plan_follow_up(
                case_id=self.case_id,
                follow_up=part.content,
                document_id=self.document_id,
                base_version=part.base_version,
                actor=self.actor,
                now=self.now,
                draft=draft,
            )
