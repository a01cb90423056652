"""What the site adds to Wagtail's own workplace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from alongside.website.models import NewsletterIssue, PictureConsent
from alongside.website.views import handing, translated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern
    from wagtail.models import Page


class PictureConsents(SnippetViewSet):
    """Where editors record what people in photos agreed to, and when they take it back."""

    model = PictureConsent
    icon = "image"
    menu_order = 400
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ("__str__", "image", "agreed_on", "until", "taken_back_on")
    list_filter = ("until",)


register_snippet(PictureConsents)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # Wagtail has no types
def hand_over_url() -> list[URLPattern]:
    """Return where an issue of the newsletter is handed over."""
    return [path("newsletter/<int:page_id>/", handing.hand_over, name="hand_over")]


@hooks.register("register_page_header_buttons")  # type: ignore[untyped-decorator]  # as above
def hand_over_button(page: Page, user: Any, **_about: Any) -> Iterator[Button]:
    """Offer it on a published issue."""
    if page.specific_class is not NewsletterIssue or not page.live:
        return
    if page.permissions_for_user(user).can_publish():
        yield Button(
            _("Hand over for sending"),
            reverse("hand_over", args=[page.pk]),
            icon_name="mail",
            priority=60,
        )


@hooks.register("before_edit_page", order=-1)  # type: ignore[untyped-decorator]  # as above
def publish_when_translated(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to publish a translation that is not complete."""
    if request.method == "POST" and request.POST.get("action") == "publish":
        return translated.refuse(request, [page], back=request.path)
    return None


@hooks.register("before_bulk_action")  # type: ignore[untyped-decorator]  # as above
def publish_many_when_translated(
    request: HttpRequest, kind: str, pages: list[Page], action: Any
) -> HttpResponse | None:
    """Refuse it for many pages at once, and those below them; or let it publish what they say."""
    if kind != "publish":
        return None
    chosen = list(pages)
    if request.POST.get("include_descendants"):
        below = [one for page in pages for one in page.get_descendants().not_live()]
        chosen += [one for one in below if one.permissions_for_user(request.user).can_publish()]
    return translated.bring(request, chosen, back=action.next_url)


@hooks.register("register_admin_urls", order=-1)  # type: ignore[untyped-decorator]  # as above
def translations_urls() -> list[URLPattern]:
    """Stand before Wagtail's own addresses of the same names."""
    update = "localize/update/<int:translation_source_id>/"
    stop = "localize/translate/<int:translation_id>/disable/"
    return [path(update, translated.UpdateTranslations.as_view()), path(stop, translated.stop)]
