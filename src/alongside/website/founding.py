"""What a site begins with: its languages, its first page in each, and the sections below it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext as _, override
from wagtail.models import GroupPagePermission, Locale, Page, Site

from alongside.website import editing
from alongside.website.models import (
    EventsPage,
    HelpPage,
    HomePage,
    LibraryPage,
    MembersPage,
    NewsListPage,
    PlainPage,
    RightsIndexPage,
    TakePartPage,
    WorkPage,
)

if TYPE_CHECKING:
    from alongside.website.models.base import SitePage

EDITORS = "Editors"
# By their names in addresses, which are the same in each language.
SECTIONS = ("help", "rights", "work", "members", "library", "news", "events", "take-part")
# What each is; a section that is not here is a page of words with others below it.
KINDS: dict[str, type[SitePage]] = {
    "help": HelpPage,
    "rights": RightsIndexPage,
    "work": WorkPage,
    "members": MembersPage,
    "library": LibraryPage,
    "news": NewsListPage,
    "events": EventsPage,
    "take-part": TakePartPage,
}


@transaction.atomic
def found(languages: tuple[str, ...] = ("en", "es")) -> HomePage:
    """Make the first page and the sections where there are none; return the first one's page."""
    root = Page.objects.filter(depth=1).get()
    first: HomePage | None = HomePage.objects.filter(locale__language_code=languages[0]).first()
    if first is None:
        # Wagtail's own welcome.
        Page.objects.filter(depth=2).exclude(pk__in=HomePage.objects.values("pk")).delete()
        first = _home(Page.objects.get(pk=root.pk), languages[0])
        Site.objects.all().delete()
        Site.objects.create(hostname="localhost", root_page=first, is_default_site=True)
    for language in languages[1:]:
        locale, _is_new = Locale.objects.get_or_create(language_code=language)
        if not first.has_translation(locale):
            _translate(first, locale)
    _editors(root)
    _say_where()
    return first


def _say_where() -> None:
    """Let pages name the address they are asked at: search engines and mails need the whole one."""
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)  # type: ignore[misc]  # the site's own setting
    port = address.port or (443 if address.scheme == "https" else 80)
    Site.objects.filter(is_default_site=True).update(hostname=address.hostname, port=port)
    Site.clear_site_root_paths_cache()


def _home(root: Page, language: str) -> HomePage:
    locale, _is_new = Locale.objects.get_or_create(language_code=language)
    with override(language):
        home = HomePage(
            title=_("You have rights. We walk with you."),
            introduction=_(
                "Talk to someone in your language. You do not need papers, and you do not need to "
                "give your name."
            ),
            slug="home",
            locale=locale,
        )
        root.add_child(instance=home)
        for slug, title in zip(SECTIONS, _titles(), strict=True):
            kind = KINDS.get(slug, PlainPage)
            home.add_child(instance=kind(title=title, slug=slug, locale=locale, show_in_menus=True))
    return home


def _translate(first: HomePage, locale: Locale) -> None:
    with override(locale.language_code):
        copy = first.copy_for_translation(locale)
        copy.title = _("You have rights. We walk with you.")
        copy.introduction = _(
            "Talk to someone in your language. You do not need papers, and you do not need to give "
            "your name."
        )
        copy.save_revision().publish()
        sections = _sections(first)
        for slug, title in zip(SECTIONS, _titles(), strict=True):
            if (page := sections.get(slug)) is None:
                continue  # an editor has taken it away, or given it another address
            there = page.copy_for_translation(locale)
            there.title, there.slug = title, page.slug
            there.save_revision().publish()


def _sections(home: HomePage) -> dict[str, SitePage]:
    return {page.slug: page.specific for page in home.get_children().filter(slug__in=SECTIONS)}


def _titles() -> tuple[str, ...]:
    return (
        _("Find help"),
        _("Know your rights"),
        _("Our work"),
        _("Members"),
        _("Publications"),
        _("News"),
        _("Events"),
        _("Take part"),
    )


def _editors(root: Page) -> None:
    """Let editors write and publish every page, and nothing else of Wagtail's own workplace."""
    group, _is_new = Group.objects.get_or_create(name=EDITORS)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(
            codename=codename, content_type__app_label="wagtailcore", content_type__model="page"
        )
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    editing.allow(group)
    # What people in photos agreed to: recorded and taken back, and never thrown away.
    group.permissions.add(
        *Permission.objects.filter(
            codename__in=("add_pictureconsent", "change_pictureconsent", "view_pictureconsent"),
            content_type__app_label="website",
        )
    )
