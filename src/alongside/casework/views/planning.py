"""What came of an appointment, practical help, deciding together, and the people around her."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from alongside.casework import actions, queries
from alongside.casework.forms.appointments import AppointmentOutcomeForm
from alongside.casework.forms.around import RelationForm
from alongside.casework.forms.plan import ConferenceForm
from alongside.casework.forms.services import SupportForm
from alongside.casework.views.editing import EditPage
from alongside.casework.views.parts import StepsPage

if TYPE_CHECKING:
    from django.http import QueryDict

    from alongside.casework.forms.content import ContentForm
    from alongside.casework.reading import Part
    from alongside.casework.views.editing import Typed


class OutcomePage(EditPage):
    """What came of an appointment."""

    form_classes = (AppointmentOutcomeForm,)
    title = _("How did it go?")
    tab = "casework:services"
    draft = "outcome"

    def save(self, parts: list[Typed], draft: str) -> None:
        """Record it; the appointment is no longer due."""
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


class SupportPage(EditPage):
    """Practical help she was given."""

    form_classes = (SupportForm,)
    title = _("Practical help")
    lead = _("What was paid or handed over for her, so that it can be counted and proved.")
    tab = "casework:services"

    def save(self, parts: list[Typed], draft: str) -> None:
        """Record the help."""
        for part in parts:
            actions.record_support(
                case_id=self.case_id,
                support=part.content,
                document_id=self.document_id,
                base_version=part.base_version,
                actor=self.actor,
                now=self.now,
                draft=draft,
            )


class ConferencePage(StepsPage):
    """What was decided together."""

    form_classes = (ConferenceForm,)
    title = _("Deciding together")
    lead = _("What she wants comes first. Write so that she can read it later.")

    def build(
        self, parts: list[Part | None], data: QueryDict | None, **kwargs: Any
    ) -> list[ContentForm]:
        """Return the form, with the colleagues who may have been there."""
        names = queries.at_the_table(actor=self.actor, case_id=self.case_id, now=self.now)
        return super().build(parts, data, colleagues=names, **kwargs)

    def save(self, parts: list[Typed], draft: str) -> None:
        """Save it; decisions to be carried out become things due."""
        for part in parts:
            actions.save_conference(
                case_id=self.case_id,
                conference=part.content,
                document_id=self.document_id,
                base_version=part.base_version,
                actor=self.actor,
                now=self.now,
                draft=draft,
            )


class RelationPage(EditPage):
    """Somebody around her."""

    form_classes = (RelationForm,)
    title = _("Somebody around her")
    lead = _("Only people she speaks of, and only what keeps her or them safe. All may stay empty.")
    tab = "casework:people_around"

    def save(self, parts: list[Typed], draft: str) -> None:
        """Save what she said about this person."""
        for part in parts:
            actions.save_relation(
                case_id=self.case_id,
                relation=part.content,
                document_id=self.document_id,
                base_version=part.base_version,
                actor=self.actor,
                now=self.now,
                draft=draft,
            )
