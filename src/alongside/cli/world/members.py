"""The alliance's members, with facts about them from their own public texts."""

from __future__ import annotations

from alongside.alliance.given import MemberGiven


def _member(  # noqa: PLR0913  a member is these facts
    name: str,
    country: str,
    town: str = "",
    founded: int | None = None,
    *,
    speaks: str = "en",
    themes: str = "",
    en: str = "",
    does: str = "",
    es: str = "",
    hace: str = "",
    is_group: bool = False,
    is_public: bool = True,
) -> MemberGiven:
    """Return a member; `speaks` and `themes` are codes with spaces between them."""
    return MemberGiven(
        name=name,
        country=country,
        town=town,
        founded=founded,
        languages=tuple(speaks.split()),
        themes=tuple(themes.split()),
        is_self_organised=is_group,
        takes_letters=is_public,
        is_public=is_public,
        texts={"mission": {"en": en, "es": es}, "does": {"en": does, "es": hace}},
    )


# Those with an account on this node, by the mark of their place.
WITH_ACCOUNT = {
    "alliance": _member(
        "Global Alliance Against Traffic in Women",
        "TH",
        "Bangkok",
        1994,
        speaks="en es th",
        themes="accountability justice work groups",
        en="An alliance of some eighty organisations and self-organised groups that puts the human "
        "rights of migrant and trafficked women first.",
        does="Links its members, follows international processes, publishes research and a "
        "journal, and speaks with them where decisions are made.",
        es="Una alianza de unas ochenta organizaciones y grupos autoorganizados que pone primero "
        "los derechos humanos de las mujeres migrantes y de las mujeres objeto de trata.",
        hace="Une a sus miembros, sigue los procesos internacionales, publica investigaciones y "
        "una revista, y habla con ellos donde se decide.",
    ),
    "jessore": _member(
        "Rights Jessore",
        "BD",
        "Jashore",
        speaks="bn en",
        themes="justice work",
        en="From rescue to integration: nobody is turned away.",
        does="Works on both sides of a border with government and 500 organisations. Before a "
        "return it looks with the woman, her family and her community whether it is right for her, "
        "and stays in touch for years.",
        es="Del rescate a la integración: no se rechaza a nadie.",
        hace="Trabaja a ambos lados de una frontera con el gobierno y 500 organizaciones. Antes de "
        "un retorno mira con la mujer, su familia y su comunidad si le conviene, y sigue en "
        "contacto durante años.",
    ),
    "refugiu": _member(
        "Asociația Pro Refugiu",
        "RO",
        "Bucharest",
        speaks="ro en",
        themes="justice",
        en="Rights in criminal proceedings, with a lawyer at her side.",
        does="A network of ten lawyers: the one who first counsels also represents. Brochures on "
        "rights in criminal proceedings, and an online platform for young people.",
    ),
    "tenaganita": _member(
        "Tenaganita",
        "MY",
        "Petaling Jaya",
        speaks="en ms id ne bn",
        themes="work justice",
        en="Rights of migrant workers, refugees and trafficked persons.",
        does="Shelter and support services, wages claimed back, and training in skills that can be "
        "used after a return.",
    ),
    "worec": _member(
        "WOREC Nepal",
        "NP",
        "Kathmandu",
        speaks="ne en",
        themes="accountability justice",
        en="A life without violence, and safety for those who defend it.",
        does="Registers violence against women, runs safe houses, and links women human rights "
        "defenders who are at risk themselves.",
    ),
    "espacios": _member(
        "Corporación Espacios de Mujer",
        "CO",
        "Medellín",
        speaks="es",
        themes="justice accountability",
        en="A school, a suitcase and a campaign.",
        does="The ATENEA school since 2008, the teaching kit “Suitcase”, the campaign “Don't let "
        "them fool you!”, and ways to services that help.",
        es="Una escuela, una maleta y una campaña.",
        hace="La escuela ATENEA desde 2008, el maletín pedagógico, la campaña «¡No te dejes "
        "engañar!» y rutas hacia servicios que ayudan.",
    ),
}
# The others, whose pages the secretariat writes.
WITHOUT_ACCOUNT = (
    _member("Action for Reach Out (AFRO)", "HK", speaks="zh en", themes="groups", is_group=True),
    _member(
        "Asociación Civil de Derechos Humanos Mujeres Unidas Migrantes y Refugiadas en Argentina "
        "(AMUMRA)",
        "AR",
        speaks="es",
        themes="groups",
        es="Mujeres migrantes y refugiadas organizadas en la Argentina.",
        is_group=True,
    ),
    _member(
        "Association of Indonesian Migrant Workers in Hong Kong (ATKI-HK)",
        "HK",
        speaks="id en",
        themes="groups work",
        is_group=True,
    ),
    _member("Cambodia Prostitutes' Union (CPU)", "KH", speaks="km", themes="groups", is_group=True),
    _member(
        "Sindicato de Trabajadoras Domésticas (SINTRASEDOM)",
        "CO",
        speaks="es",
        themes="groups work",
        es="Un sindicato de trabajadoras domésticas.",
        is_group=True,
    ),
    _member(
        "Movimiento de Mujeres Unidas (MODEMU)", "DO", speaks="es", themes="groups", is_group=True
    ),
    _member(
        "National Domestic Workers Movement (NDWM)",
        "IN",
        speaks="hi ta en",
        themes="groups work",
        is_group=True,
    ),
    _member("Sanayar-thi Pan", "TH", speaks="my th", themes="groups work", is_group=True),
    _member(
        "Self-Empowerment Program for Migrant Women (SEPOM)",
        "TH",
        speaks="th",
        themes="groups",
        en="Women who came back from work abroad and stand by each other.",
        is_group=True,
    ),
    _member(
        "Shakti Samuha",
        "NP",
        speaks="ne en",
        themes="groups",
        en="Founded and led by survivors of trafficking.",
        is_group=True,
    ),
    _member(
        "Sex Workers' Network of Bangladesh (SWNOB)",
        "BD",
        speaks="bn",
        themes="groups",
        is_group=True,
    ),
    _member("Genera", "ES", speaks="es", themes="groups", is_group=True),
    _member(
        "MAP Foundation",
        "TH",
        "Chiang Mai",
        1996,
        speaks="th my shn en",
        themes="work",
        en="Power of migrant workers in their own lives and work.",
        does="Solidarity Soap: domestic workers make detergent in recycled bottles to cut the cost "
        "of living, share job openings through a chat app, and grow in number.",
        es="Poder de las trabajadoras migrantes sobre su vida y su trabajo.",
        hace="Jabón solidario: trabajadoras domésticas hacen detergente en botellas recicladas "
        "para abaratar la vida, comparten ofertas de trabajo por chat y suman compañeras.",
    ),
    _member(
        "Asia Pacific Mission for Migrants (APMM)",
        "HK",
        founded=1984,
        speaks="en fil id",
        themes="work accountability",
        en="Migrants heard where they work.",
        does="Amplifying the voice of migrants in Japan with KMC and Migrante Japan: education, "
        "campaigning, organising.",
    ),
    _member("KMC", "JP", speaks="ja fil en", themes="groups work", is_group=True),
    _member("Migrante Japan", "JP", speaks="fil ja en", themes="groups work", is_group=True),
    _member(
        "Serve the People Association (SPA)",
        "TW",
        founded=2008,
        speaks="zh vi id en",
        themes="work justice",
        en="Migrant workers tell their own stories.",
        does="Migrant YouTubers, Migrant Podcasters, with two unions. Free legal consultation, "
        "mediation of labour disputes, help to form a union.",
    ),
    _member("NDWU", "TW", speaks="fil en", themes="groups work", is_group=True),
    _member("FWAT", "TW", speaks="id en", themes="groups work", is_group=True),
    _member(
        "Comitato per i Diritti Civili delle Prostitute (CDCP)",
        "IT",
        founded=1983,
        speaks="it en",
        themes="justice groups",
        en="Civil rights of sex workers.",
        does="Still I Rise: training tailored for one or two people at a time, to become peers or "
        "linguistic and cultural mediators.",
    ),
    _member(
        "MIST",
        "FR",
        founded=2020,
        speaks="fr en",
        themes="groups justice",
        en="Founded by survivors.",
        does="“Roots”, its ethics council: a booklet of rules, delegates who make peace in "
        "conflicts, spokespersons who speak in public.",
        is_group=True,
    ),
    _member(
        "Melissa",
        "GR",
        founded=2014,
        speaks="el en fr ar",
        themes="groups work",
        en="A network of migrant women.",
        does="A leadership pathway planned and run by migrant women themselves.",
        is_group=True,
    ),
    _member(
        "Southeast and East Asian Centre (SEEAC)",
        "GB",
        founded=2020,
        speaks="en vi fil th",
        themes="work",
        does="Employability training and rights workshops with Nails Viet Association.",
    ),
    _member("Nails Viet Association", "GB", speaks="vi en", themes="work groups", is_group=True),
    _member(
        "FIDA Kenya",
        "KE",
        "Nairobi",
        speaks="en sw",
        themes="accountability justice",
        en="Justice for women, with research by the women themselves.",
        does="Feminist participatory action research by migrant women of the informal sector, "
        "strategic litigation, family bills followed through parliament.",
    ),
    _member(
        "Jitahidi Women's Group",
        "KE",
        speaks="sw en",
        themes="groups work",
        en="Registered, with a work plan and over twenty members.",
        does="Village savings and loans, a health partnership, volunteer outreach counsellors.",
        is_group=True,
    ),
    # A group that does not wish to be seen: members know it, the site never hears of it.
    _member(
        "Good Hope",
        "KE",
        speaks="sw",
        themes="groups work",
        does="Detergent made together and profits shared; a collective fund every two weeks.",
        is_group=True,
        is_public=False,
    ),
    _member(
        "Migrant Forum in Asia",
        "PH",
        speaks="en fil",
        themes="work accountability",
        en="A network of organisations and unions of migrant workers in Asia.",
        does="One of nine partners of a programme against trafficking in South-East Asia, launched "
        "in July 2021.",
    ),
)
