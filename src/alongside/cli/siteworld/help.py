"""Know your rights and Our work, in English and Spanish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.models import Locale
from wagtail.rich_text import RichText

from alongside.cli.siteworld.words import RIGHTS, SECTIONS, THEMES
from alongside.website.models import RightsPage, ThemePage

if TYPE_CHECKING:
    from alongside.cli.siteworld.words import Said
    from alongside.website.models import HomePage
    from alongside.website.models.base import SitePage

ENGLISH, SPANISH = "en", "es"


def build(home: HomePage) -> None:
    """Write the pages below Know your rights and Our work, and the sections' introductions."""
    spanish = Locale.objects.get(language_code=SPANISH)
    sections = {page.slug: page.specific for page in home.get_children()}
    for slug, words in SECTIONS.items():
        for section in (sections[slug], sections[slug].get_translation(spanish).specific):
            section.introduction = words[section.locale.language_code]
            section.save_revision().publish()
    for number, right in enumerate(RIGHTS, 1):
        page = RightsPage(
            title=right.title[ENGLISH],
            introduction=right.introduction[ENGLISH],
            slug=str(number),
            situation=right.situation,
            country=right.country,
            steps=_steps(right.steps, ENGLISH),
        )
        there = _both(sections["rights"], page, spanish)
        there.title, there.introduction = right.title[SPANISH], right.introduction[SPANISH]
        there.steps = _steps(right.steps, SPANISH)
        there.save_revision().publish()
    for theme in THEMES:
        page = ThemePage(title=theme.title[ENGLISH], slug=theme.slug, theme=theme.code)
        page.introduction, page.body = theme.introduction[ENGLISH], _body(theme.text, ENGLISH)
        there = _both(sections["work"], page, spanish)
        there.title, there.introduction = theme.title[SPANISH], theme.introduction[SPANISH]
        there.body = _body(theme.text, SPANISH)
        there.save_revision().publish()


def _both(parent: SitePage, page: SitePage, locale: Locale) -> SitePage:
    """Publish a page below its section; return its copy in the other language, to be written."""
    parent.add_child(instance=page)
    page.save_revision().publish()
    there: SitePage = page.copy_for_translation(locale)
    there.slug = page.slug
    return there


def _steps(steps: tuple[tuple[Said, Said], ...], language: str) -> list[tuple[str, object]]:
    return [
        ("step", {"title": title[language], "text": RichText(f"<p>{text[language]}</p>")})
        for title, text in steps
    ]


def _body(text: Said, language: str) -> list[tuple[str, object]]:
    return [("paragraph", RichText(f"<p>{text[language]}</p>"))]
