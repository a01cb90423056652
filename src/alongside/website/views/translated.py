"""What editors are answered where a page is published before all of it is translated."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail_localize.views.edit_translation import stop_translation
from wagtail_localize.views.update_translations import UpdateTranslationsView

from alongside.website import translating

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django import forms
    from django.http import HttpRequest, HttpResponse
    from wagtail.models import Page


def refuse(request: HttpRequest, pages: Iterable[Page], *, back: str) -> HttpResponse | None:
    """Say which pages are not translated yet and lead back; None where all of them are."""
    refused = False
    for page in pages:
        try:
            translating.check(page)
        except translating.HalfTranslated as reason:
            messages.error(request, str(reason))
            refused = True
    return HttpResponseRedirect(back) if refused else None


def bring(request: HttpRequest, pages: list[Page], *, back: str) -> HttpResponse | None:
    """Make what was translated the newest version of every page, or refuse as above."""
    refusal = refuse(request, pages, back=back)
    if refusal is not None:
        return refusal
    try:
        translating.bring(pages, user=request.user)
    except translating.HalfTranslated as reason:
        messages.error(request, str(reason))
        return HttpResponseRedirect(back)
    return None


@require_POST
def stop(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Let a page go its own way from the words it has in its language, once it has all of them."""
    page = translating.page_of(translation_id)
    if page is None:
        raise Http404
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    # What visitors read is not changed by stopping.
    prepare = refuse if page.live else bring
    refusal = prepare(request, [page], back=reverse("wagtailadmin_pages:edit", args=[page.pk]))
    return refusal or stop_translation(request, translation_id)


class UpdateTranslations(UpdateTranslationsView):
    """Give translations the new words of a page; only those that miss none are published."""

    def get_form(self) -> forms.Form:
        """Return Wagtail's form, saying what this one does."""
        form: forms.Form = super().get_form()
        form.fields["publish_translations"].help_text = _(
            "Only translations that miss nothing are published; the others stay as visitors read "
            "them now."
        )
        return form

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Bring the new words, and publish what was asked for and is complete."""
        is_to_publish = form.cleaned_data["publish_translations"]
        form.cleaned_data["publish_translations"] = False
        answer: HttpResponse = super().form_valid(form)
        for translation in self.object.translations.filter(enabled=True) if is_to_publish else ():
            page = translation.get_target_instance()
            if refuse(self.request, [page], back="") is None:
                with suppress(ValidationError):  # shown beside its part, as Wagtail does
                    translation.save_target(user=self.request.user, publish=True)
        return answer
