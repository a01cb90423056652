"""Filling in a form about her, page by page; reading a sheet, and two beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views import View
from django.views.decorators.http import require_GET

from alongside.casework import actions, queries
from alongside.casework.errors import CannotDo, Conflict
from alongside.casework.sheets import CONTENTS, beside, told_of
from alongside.casework.views import drafts, page
from alongside.core import clock
from alongside.questionnaires.forms import PageForm, answered
from alongside.ui import dates

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse, QueryDict

    from alongside.casework.contents import Assessment
    from alongside.casework.queries.assessments import Sheet
    from alongside.casework.reading import Part
    from alongside.casework.sheets import Beside
    from alongside.core.access import Actor
    from alongside.questionnaires.filling import Filling, Page
    from alongside.vault.documents import Saved

TAB = "casework:assessments"
CLOSE, IN = "close", "in"
# What becomes of a sheet that two people filled in.
SETTLE, MINE, BESIDE = "settle", "mine", "beside"
CONFLICT = 409


@require_GET
def index(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show the sheets of a file, and the forms one can be begun with."""
    shown = queries.assessments(actor=page.who(request), case_id=case_id, now=clock.now())
    template = "casework/assessments.html"
    return page.file_page(request, template, shown.file, tab="assessments", page=shown)


@require_GET
def show(request: HttpRequest, case_id: UUID, document_id: UUID) -> HttpResponse:
    """Show one sheet."""
    now = clock.now()
    sheet = queries.assessment(
        actor=page.who(request), case_id=case_id, document_id=document_id, now=now
    )
    content = sheet.part.content if sheet.part else None
    context = {
        "head": sheet.file.head,
        "part": sheet.part,
        "content": content,
        "when": dates.long_date(content.answered_on) if content and content.answered_on else "",
        "sections": told_of(content, sheet.form, now) if content else [],
        "may_change": sheet.file.rights.write and content is not None and sheet.form is not None,
        "approval": sheet.approval,
        "rights": sheet.file.rights,
        "back_url": reverse(TAB, args=[case_id]),
    }
    return render(request, "casework/assessment.html", context)


@require_GET
def compare(request: HttpRequest, case_id: UUID, document_id: UUID, other_id: UUID) -> HttpResponse:
    """Show two sheets of one form beside each other."""
    compared = queries.compared(
        actor=page.who(request),
        case_id=case_id,
        document_id=document_id,
        other_id=other_id,
        now=clock.now(),
    )
    context = {
        "head": compared.file.head,
        "page": compared,
        "changed": sum(line.differs for line in compared.lines),
        "back_url": reverse(TAB, args=[case_id]),
    }
    return render(request, "casework/assessments_compared.html", context)


class SheetPage(View):
    """One page of a sheet that is filled in; what was typed is kept with each page."""

    http_method_names = ["get", "post", "head", "options"]

    actor: Actor
    now: datetime
    case_id: UUID
    document_id: UUID | None = None
    number: int = 1

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer only where keys are open."""
        self.actor, self.now, self.case_id = page.who(request), clock.now(), kwargs["case_id"]
        return super().dispatch(request, *args, **kwargs)

    def sheet(self) -> Sheet:
        """Return what is filled in."""
        raise NotImplementedError

    @property
    def slot(self) -> str:
        """Return under which name an unfinished page is kept."""
        return drafts.slot("assessment", self.document_id or self.kwargs["version_id"])

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show the page, and offer back what was left unfinished on it."""
        sheet = self.sheet()
        filling = self.filling(sheet)
        shown = self.page_of(filling)
        kept = drafts.kept(form=self.slot, actor=self.actor, now=self.now, case_id=self.case_id)
        if kept and kept.typed.get("page") != str(self.number):
            kept = None
        if kept and request.GET.get("draft") == drafts.CONTINUE:
            form = answered(kept.typed, page=shown, dates=self.dates(sheet)).unjudged()
            return self.show(sheet, form, saved_at=kept.saved)
        return self.show(sheet, PageForm(page=shown, dates=self.dates(sheet)), draft=kept)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Take what was typed; save it, show what it brings up, or say what does not fit."""
        data = request.POST
        if drafts.DISCARD in data:
            actions.drop_draft(form=self.slot, actor=self.actor, case_id=self.case_id)
            return HttpResponseRedirect(request.path)
        sheet = self.sheet()
        filling = self.filling(sheet, data.get(IN, ""))
        form = answered(data, page=self.page_of(filling), dates=self.dates(sheet))
        if "HX-Request" in request.headers or IN in data or not form.is_bound:
            return self.show(sheet, form.unjudged())
        is_leaving = CLOSE in data or data.get(SETTLE)
        if not (not form.errors if is_leaving else form.judge()):
            return self.show(sheet, form, status=page.UNFINISHED)
        if form.came_up and not is_leaving:
            return self.show(sheet, form.unjudged(), came_up=True)
        following = next(
            (
                number
                for number, one in enumerate(filling.all_pages(), start=1)
                if number > self.number and any(one.entries())
            ),
            None,
        )
        is_last = following is None and not is_leaving
        if is_last and (wanting := _wanting(filling)):
            return self.save(sheet, form, finished=False, then=wanting)
        return self.save(sheet, form, finished=is_last, then=None if is_leaving else following)

    def save(
        self, sheet: Sheet, form: PageForm, *, finished: bool, then: int | None
    ) -> HttpResponse:
        """Keep the sheet and go on: to a page, to the sheet when it is finished, or to the list."""
        document_id, base_version = self.document_id, _version(form.data)
        if form.data.get(SETTLE) == BESIDE:
            document_id, base_version = None, None
        content = self.content(sheet, form, finished=finished)
        try:
            saved = self.keep(content, document_id, base_version)
        except Conflict as conflict:
            theirs = conflict.theirs
            told = [told_of(one, sheet.form, self.now) for one in (theirs.content, content)]
            lines = [line for line in beside(*told) if line.differs]
            if lines and not self.is_untouched(sheet, base_version):
                return self.unsettled(sheet, theirs, lines)
            # The other was on another page, so this one goes beside what she saved.
            saved = self.keep(content, document_id, theirs.version)
        except CannotDo as problem:
            form.add_error(None, str(problem))
            return self.show(sheet, form, status=page.UNFINISHED)
        if then is not None:
            where = reverse(
                "casework:assessment_page", args=[self.case_id, saved.document_id, then]
            )
            return HttpResponseRedirect(where)
        page.saved(self.request)
        if finished:
            where = reverse("casework:assessment", args=[self.case_id, saved.document_id])
            return HttpResponseRedirect(where)
        return page.to_file(self.case_id, TAB)

    def content(self, sheet: Sheet, form: PageForm, *, finished: bool) -> Assessment:
        """Return the sheet as it is now."""
        filling, known = form.filling, sheet.form
        assert known is not None  # noqa: S101  without a form there is no page
        before = sheet.part.content if sheet.part else None
        return CONTENTS[known.known.readers](
            version_id=known.known.id,
            form_id=known.known.form_id,
            title=known.known.title,
            language=filling.language,
            answered_on=before.answered_on if before else page.day_of(self.now),
            answers=filling.final() if finished else filling.kept(),
            dates=form.dates,
            finished=finished,
        )

    def filling(self, sheet: Sheet, language: str = "") -> Filling:
        """Return the answers that are saved."""
        content = sheet.part.content if sheet.part else None
        chosen = language or (content.language if content else "")
        return sheet.filling(self.now, content.answers if content else None, chosen)

    def dates(self, sheet: Sheet) -> dict[str, Any]:
        """Return the dates that are not known exactly."""
        return dict(sheet.part.content.dates) if sheet.part else {}

    def page_of(self, filling: Filling) -> Page:
        """Return the page asked for."""
        pages = filling.all_pages()
        if not 1 <= self.number <= len(pages):
            raise Http404
        return pages[self.number - 1]

    def is_untouched(self, sheet: Sheet, base_version: int | None) -> bool:
        """Return whether this page is as it was when it was opened, whoever saved meanwhile."""
        if self.document_id is None or base_version is None:
            return False
        before = queries.as_it_was(
            actor=self.actor,
            case_id=self.case_id,
            document_id=self.document_id,
            version=base_version,
            now=self.now,
        )
        if before is None:
            return False
        then = sheet.filling(self.now, before.answers, before.language)
        pages = self.page_of(then), self.page_of(self.filling(sheet))
        texts = [[(one.node.place, one.node.text) for one in each.entries()] for each in pages]
        return texts[0] == texts[1]

    def keep(
        self, content: Assessment, document_id: UUID | None, base_version: int | None
    ) -> Saved:
        """Keep the sheet as a version of its own; raises Conflict, CannotDo."""
        return actions.save_assessment(
            case_id=self.case_id,
            sheet=content,
            document_id=document_id,
            base_version=base_version,
            actor=self.actor,
            now=self.now,
            draft=self.slot,
        )

    def unsettled(self, sheet: Sheet, theirs: Part, lines: list[Beside]) -> HttpResponse:
        """Show what two people wrote; both are kept whatever she chooses."""
        left_out = {"csrfmiddlewaretoken", "version", SETTLE, CLOSE}
        context = {
            "head": sheet.file.head,
            "theirs": theirs,
            "lines": lines,
            "version": theirs.version,
            "carried": [
                (name, value)
                for name, values in self.request.POST.lists()
                if name not in left_out
                for value in values
            ],
            "back_url": reverse(TAB, args=[self.case_id]),
        }
        template = "casework/assessment_conflict.html"
        return render(self.request, template, context, status=CONFLICT)

    def show(
        self, sheet: Sheet, form: PageForm, *, status: int = 200, **context: Any
    ) -> HttpResponse:
        """Return the page."""
        page.require(sheet.file.rights.write or form.is_bound, sheet.file)
        filling = form.filling
        known = sheet.form
        assert known is not None  # noqa: S101  without a form there is no page
        everything = {
            "head": sheet.file.head,
            "title": form.page.title or known.known.title,
            "form_title": known.known.title,
            "form": form,
            "number": self.number,
            "count": len(filling.all_pages()),
            "version": _version(form.data) if form.is_bound else _saved_version(sheet),
            "form_languages": [one for one in known.ready.questionnaire.languages if one],
            "asked_in": filling.language,
            "came_up": False,
            "draft": None,
            "saved_at": "",
            "back_url": self.back_url(filling),
            "keep_url": reverse("casework:keep", args=[self.case_id, self.slot]),
            **context,
        }
        return render(self.request, "casework/assessment_page.html", everything, status=status)

    def back_url(self, filling: Filling) -> str:
        """Return the page before, or the list."""
        for number in range(self.number - 1, 0, -1):
            if any(filling.all_pages()[number - 1].entries()) and self.document_id:
                place = [self.case_id, self.document_id, number]
                return reverse("casework:assessment_page", args=place)
        return reverse(TAB, args=[self.case_id])


class FirstPage(SheetPage):
    """The first page of a sheet that is not there yet."""

    def sheet(self) -> Sheet:
        """Return an empty sheet of the form."""
        return queries.blank_assessment(
            actor=self.actor,
            case_id=self.case_id,
            version_id=self.kwargs["version_id"],
            now=self.now,
        )


class LaterPage(SheetPage):
    """A page of a sheet that is there."""

    def sheet(self) -> Sheet:
        """Return the sheet as it is saved."""
        self.document_id, self.number = self.kwargs["document_id"], self.kwargs["number"]
        sheet = queries.assessment(
            actor=self.actor, case_id=self.case_id, document_id=self.document_id, now=self.now
        )
        if sheet.form is None or sheet.part is None or sheet.part.content is None:
            raise Http404
        return sheet

    @property
    def slot(self) -> str:
        """Return under which name an unfinished page is kept."""
        return drafts.slot("assessment", self.kwargs["document_id"])


def _wanting(filling: Filling) -> int | None:
    """Return the first page on which the form still wants something."""
    for number, one in enumerate(filling.all_pages(), start=1):
        if any(entry.is_question and filling.is_wanting(entry.node) for entry in one.entries()):
            return number
    return None


def _version(data: QueryDict | Any) -> int | None:
    text = data.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 7 else None  # noqa: PLR2004  a count


def _saved_version(sheet: Sheet) -> int | None:
    return sheet.part.version if sheet.part else None
