"""Services of the demonstration. No number here exists: all are zeros."""

from __future__ import annotations

from alongside.alliance.given import ServiceGiven

Texts = dict[str, str]


def _service(  # noqa: PLR0913  a service is these facts
    country: str,
    kinds: str,
    name: Texts,
    *,
    situations: str = "",
    speaks: str = "en",
    place: str = "",
    area: str = "",
    phone: str = "",
    whatsapp: str = "",
    offers: Texts | None = None,
    hours: Texts | None = None,
    who: Texts | None = None,
    papers: Texts | None = None,
    is_public: bool = True,
) -> ServiceGiven:
    texts = {
        "name": name,
        "description": offers,
        "hours": hours,
        "eligibility": who,
        "papers_not_needed": papers,
    }
    return ServiceGiven(
        country=country,
        kinds=tuple(kinds.split()),
        situations=tuple(situations.split()),
        languages=tuple(speaks.split()),
        place=place,
        area=area,
        phone=phone,
        whatsapp=whatsapp,
        is_free=True,
        is_public=is_public,
        texts={field: words for field, words in texts.items() if words},
    )


ANYBODY = {
    "en": "Anybody. You need not give your name.",
    "es": "Cualquiera. No hace falta decir tu nombre.",
}
NO_PAPERS = {
    "en": "No passport, no visa, no identity card.",
    "es": "Ni pasaporte, ni visa, ni cédula.",
}
EVERY_DAY = {"en": "Every day, from 8 to 20.", "es": "Todos los días, de 8 a 20."}
# By the mark of their place.
OF_ACCOUNTS = {
    "jessore": (
        _service(
            "BD",
            "hotline counselling",
            {"en": "Somebody who listens", "bn": "যে কথা শোনে", "es": "Alguien que escucha"},
            situations="threats friend confined home",
            speaks="bn hi",
            place="Jashore",
            area="Khulna\nJashore\nSatkhira",
            phone="+880 000 000 000",
            offers={
                "en": "Talk to a woman who knows these situations. She asks nothing you do not "
                "want to say.",
                "bn": "এমন একজন নারীর সঙ্গে কথা বলুন, যিনি এসব পরিস্থিতি জানেন।",
            },
            hours={**EVERY_DAY, "bn": "প্রতিদিন, ৮টা থেকে ২০টা।"},
            who={**ANYBODY, "bn": "যে কেউ। নাম বলতে হবে না।"},
            papers={**NO_PAPERS, "bn": "পাসপোর্ট বা পরিচয়পত্র লাগবে না।"},
        ),
        _service(
            "BD",
            "return livelihood",
            {"en": "Going home, and what comes after", "bn": "বাড়ি ফেরা, আর তার পরে"},
            situations="home",
            speaks="bn",
            place="Jashore",
            area="Khulna Division\nWest Bengal",
            phone="+880 000 000 100",
            offers={"en": "We look with you and your family whether it is right, and how."},
            hours={"en": "Sunday to Thursday, 9 to 17."},
            papers=NO_PAPERS,
        ),
        _service(
            "BD",
            "legal",
            {"en": "Lawyers for members' referrals"},
            situations="unpaid threats",
            speaks="bn en",
            place="Jashore",
            phone="+880 000 000 200",
            is_public=False,
        ),
    ),
    "refugiu": (
        _service(
            "RO",
            "legal",
            {"en": "A lawyer from the first day", "es": "Una abogada desde el primer día"},
            situations="threats unpaid papers",
            speaks="ro en",
            place="Bucharest",
            area="Romania",
            phone="+40 000 000 000",
            offers={"en": "The lawyer who first speaks with you also stands beside you in court."},
            hours={"en": "Monday to Friday, 9 to 18."},
            who=ANYBODY,
            papers=NO_PAPERS,
        ),
    ),
    "tenaganita": (
        _service(
            "MY",
            "hotline wages papers",
            {"en": "Wages and passports", "bn": "মজুরি ও পাসপোর্ট", "es": "Salarios y pasaportes"},
            situations="unpaid papers confined",
            speaks="en ms id bn ne",
            place="Petaling Jaya",
            area="Selangor\nPenang\nJohor",
            phone="+60 000 000 000",
            whatsapp="+60 000 000 000",
            offers={"en": "We write to the employer, and go with you to the labour office."},
            hours=EVERY_DAY,
            who=ANYBODY,
            papers=NO_PAPERS,
        ),
        _service(
            "MY",
            "shelter",
            {"en": "A safe room", "es": "Una habitación segura"},
            situations="confined threats",
            speaks="en ms id",
            offers={"en": "A bed, food, a doctor and time. Call “Wages and passports” to ask."},
            who={"en": "Women, also with children."},
            papers=NO_PAPERS,
        ),
    ),
    "worec": (
        _service(
            "NP",
            "hotline health counselling",
            {"en": "A line for women", "es": "Una línea para mujeres"},
            situations="threats friend",
            speaks="ne en",
            place="Kathmandu",
            area="Nepal",
            phone="+977 000 000 000",
            hours=EVERY_DAY,
            who=ANYBODY,
            papers=NO_PAPERS,
        ),
        _service(
            "NP",
            "shelter",
            {"en": "Places in safe houses"},
            situations="threats",
            speaks="ne",
            offers={"en": "Ask by a referral; we answer the same day."},
            is_public=False,
        ),
    ),
    "espacios": (
        _service(
            "CO",
            "hotline legal counselling",
            {"en": "Ask before you go", "es": "Pregunta antes de irte"},
            situations="friend threats papers",
            speaks="es",
            place="Medellín",
            area="Antioquia",
            phone="+57 000 000 000",
            whatsapp="+57 000 000 000",
            offers={
                "en": "An offer of work abroad that sounds too good? Ask us first.",
                "es": "¿Una oferta de trabajo en el exterior demasiado buena? Pregúntanos primero.",
            },
            hours={"en": "Monday to Saturday, 8 to 18.", "es": "De lunes a sábado, de 8 a 18."},
            who=ANYBODY,
            papers=NO_PAPERS,
        ),
        _service(
            "CO",
            "livelihood",
            {"en": "ATENEA school", "es": "Escuela ATENEA"},
            speaks="es",
            place="Medellín",
            offers={"es": "Cuatro módulos: derechos sexuales, trata, derechos humanos, género."},
            hours={"es": "Los sábados por la mañana."},
        ),
    ),
}
# Of members without an account, by name.
OF_OTHERS = {
    "MAP Foundation": _service(
        "TH",
        "wages legal interpreter",
        {"en": "Advice at work, also in Burmese", "es": "Consejo laboral, también en birmano"},
        situations="unpaid papers",
        speaks="th my shn",
        place="Chiang Mai",
        area="Chiang Mai\nTak",
        phone="+66 000 000 000",
        hours={"en": "Also on Sundays."},
        papers=NO_PAPERS,
    ),
    "Serve the People Association (SPA)": _service(
        "TW",
        "legal wages",
        {"en": "Free legal advice for migrant workers"},
        situations="unpaid papers confined",
        speaks="zh vi id en",
        phone="+886 000 000 000",
        area="Taiwan",
        hours={"en": "Monday to Friday, 10 to 18."},
    ),
    "Southeast and East Asian Centre (SEEAC)": _service(
        "GB",
        "legal livelihood",
        {"en": "Rights at work, in your language"},
        situations="unpaid",
        speaks="vi fil th en",
        phone="+44 000 000 0000",
        area="United Kingdom",
    ),
    "FIDA Kenya": _service(
        "KE",
        "legal",
        {"en": "“Good Morning”: ask a lawyer", "es": "«Buenos días»: pregunta a una abogada"},
        situations="unpaid threats",
        speaks="en sw",
        place="Nairobi",
        phone="+254 000 000 000",
        hours={"en": "Each morning, 45 minutes."},
        papers=NO_PAPERS,
    ),
    "Melissa": _service(
        "GR",
        "group counselling",
        {"en": "A table for women from everywhere"},
        situations="friend",
        speaks="el en fr ar",
        phone="+30 000 000 0000",
    ),
    "Good Hope": _service(
        "KE", "group money", {"en": "A collective fund"}, speaks="sw", is_public=False
    ),
}
# Called right so long ago that it stays out until somebody confirms it.
LONG_AGO = "Comitato per i Diritti Civili delle Prostitute (CDCP)"
OLD = _service(
    "IT",
    "hotline legal",
    {"en": "A line by peers"},
    situations="threats",
    speaks="it en",
    phone="+39 000 000 0000",
)
