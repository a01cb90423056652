"""The parts of her way that are changed on a page of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alongside.casework import actions, queries
from alongside.casework.forms.deciding import SuitabilityForm
from alongside.casework.forms.pathway import (
    IncomeForm,
    LivelihoodForm,
    RepatriationForm,
    SkillsForm,
    WayOutForm,
    WishForm,
)
from alongside.casework.views import page
from alongside.casework.views.editing import EditPage

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from alongside.casework.queries import AssessingPage, File
    from alongside.casework.reading import Part
    from alongside.casework.views.editing import Typed


class WayPage(EditPage):
    """A fact of her way."""

    tab = "casework:pathway"

    def save(self, parts: list[Typed], draft: str) -> None:
        """Record it."""
        for part in parts:
            actions.record_on_her_way(
                case_id=self.case_id,
                content=part.content,
                document_id=self.document_id,
                base_version=part.base_version,
                actor=self.actor,
                now=self.now,
                draft=draft,
            )


class WayOutPage(WayPage):
    """How she was identified and came out."""

    form_classes = (WayOutForm,)
    title = _("How she came out")
    lead = _("Everything here may stay empty. Her way begins when you save it.")


class SkillsPage(WayPage):
    """What she can and wants to do."""

    form_classes = (SkillsForm,)
    title = _("What she can and wants to do")
    draft = "skills"


class WishPage(WayPage):
    """Where she wants to live."""

    form_classes = (WishForm,)
    title = _("Where she wants to live")
    lead = _(
        "Ask her alone, before anybody asks her family. What she said before stays beside it; she "
        "may say something else on any day."
    )


class RepatriationPage(WayPage):
    """The journey back."""

    form_classes = (RepatriationForm,)
    title = _("Her journey back")


class LivelihoodPage(WayPage):
    """A job, a training or a business."""

    form_classes = (LivelihoodForm,)
    title = _("Work, training or a business of her own")


class IncomePage(WayPage):
    """Whether what she has is enough."""

    form_classes = (IncomeForm,)
    title = _("Is it enough to live on?")


class SuitabilityPage(EditPage):
    """Whether she can return to her family."""

    form_classes = (SuitabilityForm,)
    title = _("Can she return to her family?")
    lead = _("What was seen and heard. What follows from it is proposed and decided after.")
    tab = "casework:pathway"
    template: ClassVar = "casework/suitability.html"

    saved_as: UUID | None = None
    assessing: AssessingPage

    def read(self) -> tuple[File, list[Part | None]]:
        """Return the file and the assessment, and note what she wishes."""
        self.assessing = queries.to_assess(
            actor=self.actor, case_id=self.case_id, document_id=self.document_id, now=self.now
        )
        return self.assessing.file, [self.assessing.part if self.document_id else None]

    def show(self, file: File, forms: list[Any], **context: Any) -> HttpResponse:
        """Show what she wishes first; where she said no or was not asked, that and no form."""
        wish, objection = self.assessing.wish, self.assessing.objection
        if not objection or forms[0].is_bound:
            return super().show(file, forms, wish=wish, **context)
        why = {
            "title": self.title,
            "head": file.head,
            "back_url": reverse(self.tab, args=[self.case_id]),
            "wish": wish,
            "objection": objection,
        }
        return render(self.request, "casework/not_assessed.html", why)

    def save(self, parts: list[Typed], draft: str) -> None:
        """Record what was seen and heard."""
        for part in parts:
            saved = actions.assess_return(
                case_id=self.case_id,
                assessment=part.content,
                document_id=self.document_id,
                base_version=part.base_version,
                actor=self.actor,
                now=self.now,
                draft=draft,
            )
            self.saved_as = saved.document_id

    def then(self) -> HttpResponse:
        """Go on to what follows from it."""
        if self.saved_as is None:
            return super().then()
        page.saved(self.request)
        return redirect("casework:propose", self.case_id, self.saved_as)
