"""The newsletter of the demonstration: its archive and an issue, in English and Spanish."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from wagtail.models import Locale

from alongside.website.models import NewsletterIssue, NewsletterPage

if TYPE_CHECKING:
    from alongside.website.models import HomePage

ARCHIVE = {
    "en": ("Newsletter", "A few times a year: what members did, what was won, what is coming."),
    "es": (
        "Boletín",
        "Algunas veces al año: qué hicieron las organizaciones, qué se logró, qué viene.",
    ),
}
ISSUE = {
    "en": (
        "Voice and participation: what we learnt",
        "Eight partners each tried something of their own. This is what they tell.",
        [
            (
                "Solidarity Soap",
                (
                    "Domestic workers in Thailand make detergent in recycled bottles, and talk "
                    "about wages and papers while they do."
                ),
            ),
            (
                "A consultation of 35 organisations",
                (
                    "Forty-five representatives from 28 countries met for three days. The summary "
                    "can be read now."
                ),
            ),
        ],
    ),
    "es": (
        "Voz y participación: lo que aprendimos",
        "Ocho organizaciones probaron algo propio. Esto es lo que cuentan.",
        [
            (
                "Jabón solidario",
                (
                    "Trabajadoras del hogar en Tailandia hacen detergente en botellas recicladas y "
                    "hablan de salarios y papeles mientras tanto."
                ),
            ),
            (
                "Una consulta de 35 organizaciones",
                (
                    "Cuarenta y cinco representantes de 28 países se reunieron tres días. "
                    "El resumen ya se puede leer."
                ),
            ),
        ],
    ),
}


def build(home: HomePage) -> NewsletterIssue:
    """Add the archive below "Take part"; return its one issue, which is in both languages."""
    title, introduction = ARCHIVE["en"]
    archive = NewsletterPage(
        title=title, slug="newsletter", introduction=introduction, locale=home.locale
    )
    home.get_children().get(slug="take-part").add_child(instance=archive)
    issue = NewsletterIssue(
        slug="7", number=7, dated=date(2026, 5, 20), locale=home.locale, **_told("en")
    )
    archive.add_child(instance=issue)
    spanish = Locale.objects.get(language_code="es")
    there = archive.copy_for_translation(spanish)
    there.title, there.introduction = ARCHIVE["es"]
    there.slug = archive.slug
    there.save_revision().publish()
    copy = issue.copy_for_translation(spanish)
    for name, value in _told("es").items():
        setattr(copy, name, value)
    copy.slug = issue.slug
    copy.save_revision().publish()
    return issue


def _told(language: str) -> dict[str, Any]:
    title, introduction, items = ISSUE[language]
    told = [
        {"type": "item", "value": {"page": None, "title": head, "text": text, "link": ""}}
        for head, text in items
    ]
    return {"title": title, "introduction": introduction, "items": told}
