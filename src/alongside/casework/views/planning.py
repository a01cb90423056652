"""What came of an appointment, practical help, deciding together, and the people around her."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from alongside.casework import actions, queries
from alongside.casework.forms.appointments import AppointmentOutcomeForm
from alongside.casework.forms.around import RelationForm
from alongside.casework.forms.plan import ConferenceForm
from alongside.casework.forms.services import SupportForm
from alongside.casework.views.editing import DocumentPage
from alongside.casework.views.parts import StepsPage

if TYPE_CHECKING:
    from django.http import QueryDict

    from alongside.casework.contents.around import Relation
    from alongside.casework.contents.work import Conference, PracticalSupport, Service
    from alongside.casework.forms.content import ContentForm
    from alongside.casework.reading import Part


class OutcomePage(DocumentPage):
    """What came of an appointment."""

    form_classes = (AppointmentOutcomeForm,)
    title = _("How did it go?")
    tab = "casework:services"
    draft = "outcome"

    def record(self, service: Service, /, **about: Any) -> None:
        """Record it; the appointment is no longer due."""
        actions.record_service(service=service, **about)


class SupportPage(DocumentPage):
    """Practical help she was given."""

    form_classes = (SupportForm,)
    title = _("Practical help")
    lead = _("What was paid or handed over for her, so that it can be counted and proved.")
    tab = "casework:services"

    def record(self, support: PracticalSupport, /, **about: Any) -> None:
        """Record the help."""
        actions.record_support(support=support, **about)


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

    def record(self, conference: Conference, /, **about: Any) -> None:
        """Save it; decisions to be carried out become things due."""
        actions.save_conference(conference=conference, **about)


class RelationPage(DocumentPage):
    """Somebody around her."""

    form_classes = (RelationForm,)
    title = _("Somebody around her")
    lead = _("Only people she speaks of, and only what keeps her or them safe. All may stay empty.")
    tab = "casework:people_around"

    def record(self, relation: Relation, /, **about: Any) -> None:
        """Save what she said about this person."""
        actions.save_relation(relation=relation, **about)
