"""What the alliance of the demonstration follows, from the organisations' own public texts.

What FIDA Kenya, WOREC and the secretariat work on is theirs; the days are examples.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from alongside.alliance.actions import advocacy
from alongside.alliance.given import AdvocacyGiven

if TYPE_CHECKING:
    from datetime import datetime

    from alongside.core.access import Actor

# What is followed, and on which days from today something happened, or will: in English, Spanish.
FOLLOWED: tuple[tuple[AdvocacyGiven, tuple[tuple[int, str, str], ...]], ...] = (
    (
        AdvocacyGiven(
            kind="bill",
            state="open",
            where="Kenya",
            led_by="FIDA Kenya",
            is_public=True,
            texts={
                "title": {
                    "en": "Bills on marriage and the family",
                    "es": "Leyes sobre el matrimonio y la familia",
                },
                "words": {
                    "en": "What a woman owns when a marriage ends decides whether she must leave "
                    "the country to earn.",
                    "es": "Lo que una mujer posee cuando termina un matrimonio decide si debe "
                    "irse del país para ganarse la vida.",
                },
                "demands": {
                    "en": "What was built together is shared, also where the marriage was never "
                    "written down.\nWomen who work in the informal sector are heard before the "
                    "vote.",
                    "es": "Lo construido en común se reparte, también donde el matrimonio nunca se "
                    "inscribió.\nSe escucha antes del voto a las mujeres del sector informal.",
                },
            },
        ),
        (
            (-200, "Talks with members of parliament about the drafts.",
             "Conversaciones con parlamentarias sobre los borradores."),
            (-60, "A forum with women's groups on what the drafts mean for them.",
             "Un foro con grupos de mujeres sobre lo que significan los borradores."),
            (45, "Second reading.", "Segunda lectura."),
        ),
    ),
    (
        AdvocacyGiven(
            kind="litigation",
            state="open",
            where="Kenya",
            led_by="FIDA Kenya",
            is_public=True,
            texts={
                "title": {
                    "en": "Inheritance, and dismissal for a pregnancy",
                    "es": "Herencia, y despido por embarazo",
                },
                "words": {
                    "en": "Cases that are brought for one woman and change the law for others.",
                    "es": "Casos que se llevan por una mujer y cambian la ley para las demás.",
                },
                "demands": {
                    "en": "A daughter inherits as a son does.\nNo dismissal for a pregnancy.",
                    "es": "Una hija hereda como un hijo.\nNingún despido por un embarazo.",
                },
            },
        ),
        ((-120, "Both cases were heard.", "Ambos casos fueron oídos."),),
    ),
    (
        AdvocacyGiven(
            kind="process",
            state="open",
            where="Commission on the Status of Women",
            led_by="Global Alliance Against Traffic in Women",
            is_public=True,
            texts={
                "title": {
                    "en": "Commission on the Status of Women",
                    "es": "Comisión de la Condición Jurídica y Social de la Mujer",
                },
                "words": {
                    "en": "Each March governments agree on words that laws are later measured by.",
                    "es": "Cada marzo los gobiernos acuerdan palabras con las que después se miden "
                    "las leyes.",
                },
                "demands": {
                    "en": "Women who migrate are named as workers with rights, not as a risk.\n"
                    "Groups of those concerned speak in the room.",
                    "es": "Las mujeres que migran se nombran como trabajadoras con derechos, no "
                    "como un riesgo.\nLos grupos de las propias mujeres hablan en la sala.",
                },
            },
        ),
        (
            (-250, "Agreed conclusions of the last session.",
             "Conclusiones acordadas del último período de sesiones."),
            (30, "Last day for written statements.", "Último día para declaraciones escritas."),
            (110, "The session begins.", "Comienza el período de sesiones."),
        ),
    ),
    (
        AdvocacyGiven(
            kind="process",
            state="prepared",
            where="International Labour Conference",
            led_by="Migrant Forum in Asia",
            texts={
                "title": {"en": "What we say on wages that were never paid"},
                "words": {
                    "en": "For members: who speaks for us, and what each of us can tell of wages."
                },
                "demands": {"en": "Wages that are owed are paid before anybody is sent home."},
            },
        ),
        ((70, "Members send what they know.", ""), (190, "The conference begins.", "")),
    ),
)  # fmt: skip


def follow(secretary: Actor, now: datetime) -> None:
    """Write down what the alliance follows."""
    for given, days in FOLLOWED:
        dates = {
            language: "\n".join(
                f"{(now + timedelta(days=one[0])).date()} {one[place]}"
                for one in days
                if one[place]
            )
            for place, language in ((1, "en"), (2, "es"))
        }
        texts = {**given.texts, "dates": {code: text for code, text in dates.items() if text}}
        told = {name: getattr(given, name) for name in ("kind", "state", "where", "led_by")}
        advocacy.follow(
            given=AdvocacyGiven(**told, is_public=given.is_public, texts=texts),
            actor=secretary,
            now=now,
        )
