"""What the demonstration tells of projects, tools, episodes and processes, in words of its own."""

from __future__ import annotations

from typing import Any

PROJECTS: tuple[dict[str, Any], ...] = (
    {
        "title": "Solidarity Soap",
        "partner": "MAP Foundation",
        "members": ("map-foundation",),
        "country": "Thailand",
        "established": 1996,
        "mission": "Migrant communities from Myanmar live and work in Thailand with their rights.",
        "aims": "Lower the cost of living, and bring more domestic workers into the group.",
        "people": "Domestic workers, most of them from Myanmar.",
        "origin": "Members had counted what they spend in a month, and soap was on every list.",
        "activities": (
            "They make detergent, fill it into used bottles and give it to members. Openings for "
            "work are passed on in a chat group, by people who know the house."
        ),
        "learnt": "Making something together brings women who would not come to a training.",
    },
    {
        "title": "Amplifying the voice of migrants in Japan",
        "partner": "Asia Pacific Mission for Migrants (APMM)",
        "members": ("asia-pacific-mission-for-migrants-apmm",),
        "country": "Hong Kong",
        "established": 1984,
        "mission": "Support a movement of migrants that is led by migrants.",
        "aims": "Groups in Japan that speak for themselves, and are heard.",
        "people": "Migrants in Japan, with the member groups KMC and Migrante Japan.",
        "origin": "The groups asked for company in organising, not for somebody to speak for them.",
        "activities": "Education, campaigns and organising, with the groups setting the pace.",
        "learnt": "A campaign holds when those it is about have chosen its words.",
    },
    {
        "title": "Migrant YouTubers, Migrant Podcasters",
        "partner": "Serve the People Association (SPA)",
        "members": ("serve-the-people-association-spa",),
        "country": "Taiwan",
        "established": 2008,
        "mission": (
            "Free legal advice, mediation of labour disputes, and help to those who form a union."
        ),
        "aims": "Migrants know their rights from somebody who shares their work.",
        "people": "Domestic workers and fishers, with the unions NDWU and FWAT.",
        "origin": "Phones were where people already spent the evening.",
        "activities": "Videos, live broadcasts on rights, and podcasts on several platforms.",
        "learnt": "Questions that come in during a broadcast make the next one.",
    },
    {
        "title": "Support Services Program",
        "partner": "Tenaganita",
        "members": ("tenaganita",),
        "country": "Malaysia",
        "mission": "Protect the rights of women, migrants and refugees.",
        "aims": "What is learnt in the shelter can be used after a return.",
        "people": "Women who live in the shelters in Selangor and Penang.",
        "origin": "They asked for training with a beginning and an end, and for time to rest.",
        "activities": "Structured training in skills, and sessions of care for oneself.",
        "learnt": "Rest is not the opposite of learning.",
    },
    {
        "title": "Still I Rise",
        "partner": "Comitato per i Diritti Civili delle Prostitute (CDCP)",
        "members": ("comitato-per-i-diritti-civili-delle-prostitute-cdcp",),
        "country": "Italy",
        "established": 1983,
        "mission": "Civil rights for people who sell sex, and a way out for whoever wants one.",
        "aims": "One or two people become peers, or mediators of language and culture.",
        "people": "Survivors who want to work with others who were exploited.",
        "origin": "People who had been supported asked how they could do this work.",
        "activities": "Training made to measure; its contents follow what they suggest.",
        "learnt": "Two people well accompanied are worth more than a full room.",
    },
    {
        "title": "Roots",
        "partner": "MIST",
        "members": ("mist",),
        "country": "France",
        "established": 2020,
        "mission": "An organisation founded and led by survivors.",
        "aims": "A group that keeps its own peace and speaks with its own voice.",
        "people": "The members themselves.",
        "origin": "Living together brought conflicts, and nobody wanted a judge from outside.",
        "activities": (
            "A council of ethics wrote a booklet of rules; delegates make peace in conflicts, and "
            "spokespersons speak for the group in public."
        ),
        "learnt": "Rules are kept by those who wrote them.",
    },
    {
        "title": "A pathway to leadership",
        "partner": "Melissa Network",
        "members": ("melissa",),
        "country": "Greece",
        "established": 2014,
        "mission": "Migrant women meet, learn and lead.",
        "aims": "Women plan and run the programme themselves.",
        "people": "Migrant women in Athens.",
        "activities": "A course that participants plan, hold and change as it goes.",
        "learnt": "To lead is learnt by deciding about money and time.",
    },
    {
        "title": "Ready for work, and for our rights",
        "partner": "Southeast and East Asian Centre (SEEAC)",
        "members": ("southeast-and-east-asian-centre-seeac",),
        "country": "United Kingdom",
        "established": 2020,
        "mission": "Communities from Southeast and East Asia live in dignity.",
        "aims": "Find work that is safe, and know what to do when it is not.",
        "people": "Workers in nail salons, with Nails Viet Association.",
        "activities": "Training for work, and workshops on rights in the words of the trade.",
        "learnt": "An association of the trade opens doors that a charity cannot.",
    },
)
TOOLS = (
    ("Trata-folio", "Sheets to work with, each beginning from a story and a question."),
    ("Biblio-trata", "What has been written, sorted and described for those who teach."),
    ("Trata-mundi", "A look at the routes and at the laws, from the town to the world."),
)
EPISODES = (
    (
        "What your contract says, and what it does not",
        "Two domestic workers read a contract aloud and stop at every sentence.",
        (
            "Host: Welcome. Bring your contract, if they let you keep it.\n\nGuest: They did not "
            "let me, so I took a picture of each page.\n\nHost: Then we begin with the picture."
        ),
        ((0, "Why we read it aloud"), (20, "Wages and deductions"), (45, "The day off")),
    ),
    (
        "How we began a union",
        "Members tell how seven people in a park became a union with an office.",
        (
            "Host: Who called the first meeting?\n\nGuest: Nobody. We ate together every Sunday, "
            "and one Sunday we wrote down our names."
        ),
        ((0, "Sundays in the park"), (30, "Writing down our names")),
    ),
)
