"""The words of the demonstration's library and news."""

from __future__ import annotations

from typing import Any

from alongside.cli import statements

# What is told beside the fields of a page.
APART = frozenset({"day", "text", "es", "video", "signed", "members"})

PUBLICATIONS: tuple[dict[str, Any], ...] = (
    {
        "title": "Voice and participation: eight partners, eight projects",
        "members": (
            "map-foundation",
            "asia-pacific-mission-for-migrants-apmm",
            "serve-the-people-association-spa",
            "tenaganita",
            "comitato-per-i-diritti-civili-delle-prostitute-cdcp",
            "mist",
            "melissa",
            "southeast-and-east-asian-centre-seeac",
        ),
        "introduction": (
            "In 2023 eight organisations each did one project that the people concerned had "
            "planned "
            "themselves, and compared what they learnt."
        ),
        "kind": "report",
        "day": "2023-12-01",
        "is_year_alone": True,
        "themes": ("groups", "work"),
        "region": "world",
        "text": (
            (
                "Domestic workers in Thailand made detergent together; migrants in Taiwan made "
                "videos "
                "and podcasts; in France an ethics council wrote rules for living together; in the "
                "United Kingdom nail technicians held workshops on their rights."
            ),
            (
                "Each partner said what it aimed at, who it was for, how it came about and what it "
                "learnt, so that the eight can be read side by side."
            ),
        ),
        "es": {
            "title": "Voz y participación: ocho organizaciones, ocho proyectos",
            "introduction": (
                "En 2023 ocho organizaciones hicieron cada una un proyecto pensado por las propias "
                "personas, y compararon lo que aprendieron."
            ),
            "text": (
                (
                    "Trabajadoras del hogar en Tailandia hicieron detergente juntas; migrantes en "
                    "Taiwán hicieron vídeos y pódcast; en Francia un consejo de ética escribió "
                    "reglas "
                    "de convivencia."
                ),
                "Cada organización contó qué buscaba, para quién era, cómo surgió y qué aprendió.",
            ),
        },
    },
    {
        "title": "Solidarity Soap: an enterprise of domestic workers",
        "members": ("map-foundation",),
        "introduction": (
            "With MAP Foundation domestic workers in Thailand make detergent in recycled bottles, "
            "lower the cost of living and grow their membership."
        ),
        "kind": "guide",
        "day": "2023-11-01",
        "is_year_alone": True,
        "themes": ("groups", "work"),
        "region": "east-asia",
        "text": (
            (
                "The detergent goes to members first. Openings for work are shared in a chat, "
                "so that "
                "nobody has to rely on a broker to hear of them."
            ),
        ),
        "es": {
            "title": "Jabón solidario: una empresa de trabajadoras del hogar",
            "introduction": (
                "Con MAP Foundation, trabajadoras del hogar en Tailandia hacen detergente en "
                "botellas recicladas, bajan el costo de la vida y suman integrantes."
            ),
            "text": (
                (
                    "El detergente llega primero a las integrantes. Las ofertas de trabajo se "
                    "comparten "
                    "en un chat, para no depender de intermediarios."
                ),
            ),
        },
    },
    {
        "title": "Forty-five people, thirty-five organisations, twenty-eight countries",
        "members": ("global-alliance-against-traffic-in-women",),
        "introduction": "What was said in the three days of the Global Consultation, in summary.",
        "kind": "conference",
        "day": "2023-06-01",
        "is_year_alone": True,
        "themes": ("accountability", "justice", "work"),
        "region": "world",
        "text": (
            (
                "Representatives spoke about accountability, access to justice, and power in "
                "migration "
                "and work. The priorities of self-organised groups are woven into all three, and "
                "have a "
                "space of their own."
            ),
        ),
    },
    {
        "title": "Before a return: asking her, her family and her community",
        "members": ("rights-jessore",),
        "introduction": (
            "How Rights Jessore finds out with a woman whether going back is right for her, and "
            "what it does where it is not."
        ),
        "kind": "guide",
        "day": "2012-12-01",
        "is_year_alone": True,
        "themes": ("justice",),
        "region": "south-asia",
        "text": (
            (
                "Before a return somebody talks with the woman and also with her family and "
                "community, "
                "and prepares it. Where relatives were involved in the trafficking they are "
                "counselled, "
                "and she is supported if she wants to report them."
            ),
            (
                "If she does not want to return, work is found elsewhere that fits her skills. The "
                "organisation keeps in touch for years, and nobody is turned away."
            ),
        ),
        "es": {
            "title": "Antes de volver: preguntarle a ella, a su familia y a su comunidad",
            "introduction": (
                "Cómo Rights Jessore averigua con cada mujer si volver es lo mejor para ella, y "
                "qué "
                "hace cuando no lo es."
            ),
            "text": (
                (
                    "Antes de un retorno alguien conversa con la mujer y también con su familia y "
                    "su "
                    "comunidad, y lo prepara. Si ella no quiere volver, se busca trabajo en otro "
                    "lugar."
                ),
                "La organización sigue en contacto durante años, y no se rechaza a nadie.",
            ),
        },
    },
    {
        "title": "Fifteen neighbours: the Counter Trafficking Women Forums",
        "members": ("rights-jessore",),
        "introduction": (
            "Women of different professions spot violence and trafficking in their own villages: "
            "first in 20 unions of Bangladesh, then in 182 more."
        ),
        "kind": "report",
        "day": "2012-10-01",
        "is_year_alone": True,
        "themes": ("groups", "accountability"),
        "region": "south-asia",
        "text": (
            (
                "A forum has 15 members, and a union is about 15 villages. They protect, "
                "counsel, or "
                "report to Rights Jessore."
            ),
        ),
    },
    {
        "title": "1,581 cases: a register of violence against women in Nepal",
        "members": ("worec-nepal",),
        "introduction": (
            "What WOREC registered between July 2011 and June 2012, in a country where defenders "
            "are at risk themselves."
        ),
        "kind": "report",
        "day": "2012-07-01",
        "themes": ("accountability",),
        "region": "south-asia",
        "text": (
            (
                "The register counts different forms of violence. Seven safe houses and a national "
                "alliance of women human rights defenders stand behind it."
            ),
        ),
    },
    {
        "title": "Ten lawyers: the one who first listens also represents",
        "members": ("asociatia-pro-refugiu",),
        "introduction": (
            "How Asociatia Pro Refugiu in Romania works with a network of lawyers, and with "
            "whom it "
            "has protocols."
        ),
        "kind": "briefing",
        "day": "2012-06-01",
        "is_year_alone": True,
        "themes": ("justice",),
        "region": "europe",
        "text": (
            (
                "A file is kept for each person who is supported. Protocols with the "
                "inspectorate for "
                "immigration, the agency against trafficking and other organisations say who "
                "does what."
            ),
        ),
    },
    {
        "title": "Don't let them fool you! A campaign and a suitcase",
        "members": ("corporacion-espacios-de-mujer",),
        "introduction": (
            "Corporacion Espacios de Mujer in Colombia teaches with a kit of three tools, "
            "and hands "
            "out its campaign at schools and universities."
        ),
        "kind": "guide",
        "day": "2012-05-01",
        "is_year_alone": True,
        "themes": ("accountability", "justice"),
        "region": "americas",
        "text": (
            (
                "The suitcase holds Trata-folio, Biblio-trata and Trata-mundi. The ATENEA "
                "school has "
                "taught since 2008, in four modules."
            ),
        ),
        "es": {
            "title": "¡Que no te engañen! Una campaña y una maleta",
            "introduction": (
                "La Corporación Espacios de Mujer, en Colombia, enseña con una maleta de tres "
                "herramientas y lleva su campaña a colegios y universidades."
            ),
            "text": (
                (
                    "La maleta contiene Trata-folio, Biblio-trata y Trata-mundi. La escuela ATENEA "
                    "enseña desde 2008, en cuatro módulos."
                ),
            ),
        },
    },
    {
        "title": "We do the research: migrant women in the informal sector",
        "members": ("fida-kenya",),
        "introduction": (
            "With FIDA Kenya women researched their own work, in feminist participatory action "
            "research."
        ),
        "kind": "research",
        "day": "2012-04-01",
        "is_year_alone": True,
        "themes": ("groups", "work"),
        "region": "africa",
        "text": (
            (
                "Out of such work grew groups that make detergent together, share the profits "
                "and lend "
                "to members from a fund they pay into every two weeks."
            ),
        ),
    },
)

SERIES: dict[str, Any] = {
    "title": "The journal",
    "introduction": "Each issue is about one theme, and anybody may read it.",
}
ISSUE: dict[str, Any] = {
    "title": "Sex Work",
    "number": 12,
    "day": "2019-04-29",
    "introduction": (
        "Sex workers and those who stand with them write about work, law and organising."
    ),
}
ARTICLES: tuple[dict[str, Any], ...] = (
    {
        "title": "What a union changes",
        "authors": "Nirmala Devi\nRosa Quispe",
        "introduction": "Two organisers compare how a union began in their towns.",
        "themes": ("groups", "work"),
        "pages": "13-29",
        "video": "Nirmala Devi on what changed",
    },
    {
        "title": "Raids, and what follows them",
        "authors": "Ploy Saelim",
        "introduction": (
            "What people lose when they are rescued from work they did not ask to leave."
        ),
        "themes": ("accountability",),
        "pages": "30-47",
        "video": "Ploy Saelim reads from her article",
    },
    {
        "title": "Who speaks for us?",
        "authors": "Amina Wanjiru\nLea Marin",
        "introduction": "About conferences where others speak, and how to change them.",
        "themes": ("groups",),
        "pages": "48-62",
        "video": "Amina Wanjiru: come and ask us",
    },
    {
        "title": "A contract on paper",
        "authors": "Siti Rahayu",
        "introduction": "Why written terms matter most where the law knows no employer.",
        "themes": ("work", "justice"),
        "pages": "63-80",
        "video": "Siti Rahayu shows a contract",
    },
    {
        "title": "Notes from a drop-in centre",
        "authors": "Farida Khatun",
        "introduction": "A year of evenings in one room, told by the woman who keeps the key.",
        "themes": ("groups",),
        "pages": "81-90",
    },
)

NEWS: tuple[dict[str, Any], ...] = (
    {
        "title": "Eight partners begin a learning journey",
        "day": "2023-02-06",
        "introduction": (
            "From Bangkok to Athens, eight organisations start a project each and meet to compare "
            "what they learn."
        ),
        "themes": ("groups",),
        "text": ("Their projects can be read side by side under Our work.",),
    },
    {
        "title": "Recordings of our webinars stay here",
        "day": "2023-09-18",
        "introduction": "Whoever could not come may listen later; transcripts follow.",
        "themes": ("work",),
        "text": ("Videos are linked and never start by themselves.",),
    },
)

STATEMENT: dict[str, Any] = {
    "translation_key": statements.NOBODY_TURNED_AWAY,
    "title": "Nobody is turned away: support that depends on no testimony",
    "day": "2023-03-06",
    "addressed_to": "Commission on the Status of Women",
    "process": "Its yearly session",
    "introduction": (
        "We ask states to support people who were trafficked or exploited whether or not they "
        "speak to the police."
    ),
    "themes": ("accountability", "justice"),
    "takes_signatures": True,
    "text": (
        (
            "Support belongs to her, not to a procedure. It begins before anybody asks "
            "what she can "
            "prove, and it does not end with a verdict."
        ),
        (
            "Self-organised groups know what is needed. They must sit at the table where it "
            "is decided."
        ),
    ),
    "signed": (
        ("Asociacion Civil de DDHH Mujeres Unidas Migrantes y Refugiadas en Argentina", "AR"),
        ("National Domestic Workers Movement", "IN"),
        ("Self-Empowerment Program for Migrant Women", "TH"),
        ("Shakti Samuha", "NP"),
        ("Sex Workers' Network of Bangladesh", "BD"),
    ),
}
