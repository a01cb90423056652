"""Changing parts of a file: read, type, keep a draft, save, and settle what two people wrote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views import View
from pydantic import ValidationError as BadContent

from alongside.casework import actions, queries
from alongside.casework.errors import CannotDo, Conflict
from alongside.casework.views import drafts, page
from alongside.casework.views.conflict import Unsettled, conflict_page, settle
from alongside.core import clock
from alongside.ui import dates

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse, QueryDict
    from django.utils.functional import _StrPromise

    from alongside.casework.contents import Content
    from alongside.casework.forms.content import ContentForm
    from alongside.casework.queries import File
    from alongside.casework.reading import Part
    from alongside.core.access import Actor


@dataclass(frozen=True, slots=True)
class Typed:
    """What is to be saved of one part, and the version she began from."""

    # Of the kind the page is about; what saves it knows which.
    content: Any
    base_version: int | None


class EditPage(View):
    """A page that changes one or several parts of a file.

    The first form's fields go by their own names, those of the others begin with the part's.
    """

    http_method_names = ["get", "post", "head", "options"]
    # A page may choose them when it has read what is saved.
    form_classes: tuple[type[ContentForm], ...]
    title: ClassVar[str | _StrPromise]
    lead: ClassVar[str | _StrPromise] = ""
    tab: ClassVar[str] = "casework:file"
    template: ClassVar[str] = "casework/edit.html"
    # Under which name a draft is kept, where it is not that of the first part.
    draft: ClassVar[str] = ""

    actor: Actor
    now: datetime
    case_id: UUID
    document_id: UUID | None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Note who asks about which document, and when."""
        super().setup(request, *args, **kwargs)
        self.now = clock.now()
        self.case_id = kwargs["case_id"]
        self.document_id = kwargs.get("document_id")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer only where keys are open."""
        self.actor = page.who(request)
        return super().dispatch(request, *args, **kwargs)

    # What a page about one kind of part may say differently.

    def read(self) -> tuple[File, list[Part | None]]:
        """Return the file and what is saved of each form's part."""
        kinds = [form.content.kind_of for form in self.form_classes]
        if self.document_id:
            opened = queries.part(
                actor=self.actor,
                case_id=self.case_id,
                kind=kinds[0],
                document_id=self.document_id,
                now=self.now,
            )
            return opened.file, [opened.part]
        file = queries.open_file(actor=self.actor, case_id=self.case_id, now=self.now)
        single = all(form.content.single for form in self.form_classes)
        return file, [file.parts.get(kind) if single else None for kind in kinds]

    def save(self, parts: list[Typed], draft: str) -> None:
        """Save what was typed, all of it or nothing."""
        changes = [
            actions.Change(part.content, part.base_version, self.document_id) for part in parts
        ]
        actions.save_parts(
            case_id=self.case_id, changes=changes, actor=self.actor, now=self.now, draft=draft
        )

    def then(self) -> HttpResponse:
        """Return where she goes on after saving."""
        page.saved(self.request)
        return page.to_file(self.case_id, self.tab)

    def said_besides(self, file: File) -> dict[str, Any]:  # noqa: ARG002  for pages that say more
        """Return what else the template shows."""
        return {}

    def result(self, form: ContentForm) -> Content:
        """Return what one form says, with what was chosen between two texts."""
        return settle(form, form.saved, self.request.POST)

    def draft_slot(self) -> str:
        """Return under which name what is typed here is kept."""
        kind = self.draft or self.form_classes[0].content.kind_of
        return drafts.slot(kind, self.document_id)

    def build(
        self, parts: list[Part | None], data: QueryDict | None, **kwargs: Any
    ) -> list[ContentForm]:
        """Return the forms over what is saved."""
        today = page.day_of(self.now)
        return [
            form_class(
                data,
                prefix=None if place == 0 else form_class.content.kind_of,
                saved=part.content if part else None,
                initial={"version": part.base_version if part else None},
                today=today,
                **kwargs,
            )
            for place, (form_class, part) in enumerate(zip(self.form_classes, parts, strict=True))
        ]

    # The steps every such page goes through.

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show the form, and offer back what was left unfinished."""
        file, parts = self.read()
        page.require(file.rights.write, file)
        page.require_here([form.content.kind_of for form in self.form_classes], file)
        if any(part and part.problem for part in parts):
            back_url = reverse(self.tab, args=[self.case_id])
            context = {"head": file.head, "back_url": back_url}
            return render(request, "casework/unreadable.html", context)
        draft = drafts.kept(
            form=self.draft_slot(), actor=self.actor, now=self.now, case_id=self.case_id
        )
        if draft and request.GET.get("draft") == drafts.CONTINUE:
            forms = self.build(parts, draft.typed, is_resumed=True)
            return self.show(file, forms, saved_at=draft.saved)
        return self.show(file, self.build(parts, None), draft=draft)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Save what was typed, or keep it as a draft, or forget the draft."""
        if drafts.DISCARD in request.POST:
            actions.drop_draft(form=self.draft_slot(), actor=self.actor, case_id=self.case_id)
            return HttpResponseRedirect(request.path)
        file, parts = self.read()
        if drafts.KEEP in request.POST:
            return self.keep(file, parts)
        forms = self.build(parts, request.POST)
        # Each one is asked, so that every error is shown at once.
        checked = [form.is_valid() for form in forms]
        if not all(checked):
            return self.show(file, forms, status=page.UNFINISHED)
        try:
            self.save(self.changed(forms), self.draft_slot())
        except (Conflict, Unsettled, BadContent) as unsettled:
            return self.unsettled(file, parts, forms, unsettled)
        except CannotDo as problem:
            forms[0].add_error(problem.field, str(problem))
            return self.show(file, forms, status=page.UNFINISHED)
        return self.then()

    def keep(self, file: File, parts: list[Part | None]) -> HttpResponse:
        """Keep what was typed and show it again, for a browser without JavaScript."""
        actions.keep_draft(
            form=self.draft_slot(),
            data=drafts.typed(self.request.POST),
            actor=self.actor,
            now=self.now,
            case_id=self.case_id,
        )
        forms = self.build(parts, self.request.POST, is_resumed=True)
        return self.show(file, forms, saved_at=dates.clock_time(self.now))

    def changed(self, forms: list[ContentForm]) -> list[Typed]:
        """Return the parts in which something is different from what is saved."""
        results = [(form, self.result(form)) for form in forms]
        return [
            Typed(content, form.base_version)
            for form, content in results
            if content != (form.saved or type(content)()) or self.document_id
        ]

    def unsettled(
        self,
        file: File,
        parts: list[Part | None],
        forms: list[ContentForm],
        why: Conflict | Unsettled | BadContent,
    ) -> HttpResponse:
        """Show what two people wrote."""
        kind = why.kind if isinstance(why, Conflict) else self.request.POST.get("settle")
        for form, part in zip(forms, parts, strict=True):
            if form.content.kind_of == kind and (theirs := _theirs(why, part)):
                return conflict_page(
                    self.request, form=form, theirs=theirs, file=file, yours=self.plain(form)
                )
        raise why

    def plain(self, form: ContentForm) -> Content:
        """Return what one form says as it was typed."""
        typed: Content = form.result()
        return typed

    def show(
        self, file: File, forms: list[ContentForm], *, status: int = 200, **context: Any
    ) -> HttpResponse:
        """Return the page."""
        everything = {
            "title": self.title,
            "lead": self.lead,
            "head": file.head,
            "forms": forms,
            "form": forms[0],
            "back_url": reverse(self.tab, args=[self.case_id]),
            "keep_url": reverse("casework:keep", args=[self.case_id, self.draft_slot()]),
            **self.said_besides(file),
            **context,
        }
        return render(self.request, self.template, everything, status=status)


class DocumentPage(EditPage):
    """A page about one of many documents of a kind, with a use case of its own that keeps it."""

    def record(self, content: Any, /, **about: Any) -> None:
        """Save what was typed; `about` says of which document, who, when, and its draft."""
        raise NotImplementedError

    def save(self, parts: list[Typed], draft: str) -> None:
        """Save the document, where something of it was changed."""
        for part in parts:
            self.record(
                part.content,
                case_id=self.case_id,
                document_id=self.document_id,
                base_version=part.base_version,
                actor=self.actor,
                now=self.now,
                draft=draft,
            )


def _theirs(why: Exception, part: Part | None) -> Part | None:
    """Return what is saved now."""
    return why.theirs if isinstance(why, Conflict) else part
