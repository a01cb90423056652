"""The global consultation of the demonstration: 45 people of 35 organisations from 28 countries.

The organisations are those of the alliance's own texts and six groups without a name; the people
are invented.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4
from zoneinfo import ZoneInfo

from alongside.alliance.actions import events as planning, events_registering as registering
from alongside.alliance.enums.events import RegistrationState
from alongside.alliance.events.given import EventGiven
from alongside.alliance.letters import Registration
from alongside.alliance.queries import events as queries, letterbox

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any
    from uuid import UUID

    from alongside.core.access import Actor

ZONE = ZoneInfo("Asia/Bangkok")
DAYS_AGO = 40
A_DAY = timedelta(days=1)
CAME = (
    ("Action for Reach Out", "HK"),
    ("AMUMRA", "AR"),
    ("ATKI-HK", "HK"),
    ("Cambodia Prostitutes' Union", "KH"),
    ("SINTRASEDOM", "CO"),
    ("MODEMU", "DO"),
    ("National Domestic Workers Movement", "IN"),
    ("Sanayar-thi Pan", "MM"),
    ("SEPOM", "TH"),
    ("Shakti Samuha", "NP"),
    ("Sex Workers' Network of Bangladesh", "BD"),
    ("Genera", "ES"),
    ("MAP Foundation", "TH"),
    ("Asia Pacific Mission for Migrants", "HK"),
    ("Serve the People Association", "TW"),
    ("Tenaganita", "MY"),
    ("Comitato per i Diritti Civili delle Prostitute", "IT"),
    ("MIST", "FR"),
    ("Melissa", "GR"),
    ("SEEAC", "GB"),
    ("Rights Jessore", "BD"),
    ("Asociatia Pro Refugiu", "RO"),
    ("WOREC", "NP"),
    ("Corporación Espacios de Mujer", "CO"),
    ("FIDA Kenya", "KE"),
    ("KMC", "JP"),
    ("Migrante Japan", "JP"),
    ("Migrant Forum in Asia", "PH"),
    ("GAATW", "TH"),
    ("A group of domestic workers", "VN"),
    ("A union of care workers", "BR"),
    ("A group of women who returned", "NG"),
    ("A group of seasonal workers", "MX"),
    ("A group of migrant women", "LB"),
    ("A garment workers' circle", "LK"),
    # A second colleague of some, as people write the name the second time.
    ("action for reach-out", "HK"),
    ("MAP FOUNDATION", "TH"),
    ("Migrant Forum in Asia", "QA"),
    ("Tenaganita.", "MY"),
    ("Shakti Samuha", "NP"),
    ("S.E.E.A.C.", "GB"),
    ("WOREC", "NP"),
    ("FIDA-Kenya", "KE"),
    ("Melissa", "GR"),
    ("GAATW", "TH"),
)
NAMES = ("Asha", "Rosa", "Lin", "Mona", "Sabina", "Teresa", "Noor", "Grace", "Hanh")
NEEDS = ((), ("visa",), ("interpreter",), (), ("cost", "childcare"))


def consult(actor: Actor, now: datetime) -> UUID:
    """Hold the consultation: prepared, registered for, attended, and written up."""
    day = (now - timedelta(days=DAYS_AGO)).astimezone(ZONE)
    begins = day.replace(hour=9, minute=0, second=0, microsecond=0)
    event_id = planning.plan_event(given=_given(begins), actor=actor, now=begins - 60 * A_DAY)
    registered_at = begins - 30 * A_DAY
    [team] = letterbox.public_teams(actor=actor)
    for number, (organisation, country) in enumerate(CAME):
        letter = _letter(event_id, number, organisation, country, registered_at)
        registering.take_registration(
            letter=letter, team_id=team.pk, actor=actor, now=registered_at
        )
    about: dict[str, Any] = {"event_id": event_id, "actor": actor, "now": begins + 3 * A_DAY}
    for one in queries.open_event(**about).registrations:
        registering.set_state(registration_id=one.row.pk, state=RegistrationState.ATTENDED, **about)
    planning.write_note(
        theme="Power in migration and work",
        text="Unpaid wages come before everything else that people ask help for.",
        **about,
    )
    for words, who in (
        ({"en": "Pay wages that are owed before anybody is sent home.",
          "es": "Pagar los salarios debidos antes de enviar a nadie a casa."}, "The secretariat"),
        ({"en": "Give self-organised groups a seat where decisions are made.",
          "es": "Dar a los grupos autoorganizados un lugar donde se decide."}, "Members"),
    ):  # fmt: skip
        planning.recommend(
            words=words, who=who, due_on=(now + 60 * A_DAY).date(), is_public=True, **about
        )
    return event_id


def _given(begins: datetime) -> EventGiven:
    titles = (("Opening", "Apertura"), ("Access to justice", "Acceso a la justicia"),
              ("Power in migration and work", "Poder en la migración y el trabajo"))  # fmt: skip
    sessions = [
        {
            "title": {"en": english, "es": spanish},
            "begins_at": (begins + number * A_DAY).isoformat(),
            "ends_at": (begins + number * A_DAY + timedelta(hours=3)).isoformat(),
            "languages": ["en", "es"],
        }
        for number, (english, spanish) in enumerate(titles)
    ]
    return EventGiven(
        kind="consultation",
        title={"en": "Global consultation", "es": "Consulta global"},
        description={
            "en": "Members meet for three days to say what the alliance works on next.",
            "es": "Los miembros se reúnen tres días para decidir el trabajo que sigue.",
        },
        summary={
            "en": "Members spoke about accountability, access to justice, and power in migration "
            "and work. What self-organised groups find important is part of all three.",
            "es": "Los miembros hablaron de la rendición de cuentas, el acceso a la justicia y el "
            "poder en la migración y el trabajo.",
        },
        begins_at=begins,
        ends_at=begins + 2 * A_DAY + timedelta(hours=8),
        time_zone=ZONE.key,
        place="Bangkok",
        languages=["en", "es"],
        interpreted=["th", "bn"],
        sessions=sessions,
        capacity=60,
        takes_registrations=True,
        is_public=True,
    )


def _letter(
    event_id: UUID, number: int, organisation: str, country: str, now: datetime
) -> Registration:
    return Registration(
        id=uuid4(),
        written_at=now + timedelta(minutes=number),
        event=event_id,
        name=f"{NAMES[number % len(NAMES)]} {chr(ord('A') + number % 26)}.",
        organisation=organisation,
        country=country,
        address=f"person{number + 1}@example.org",
        spoken=("en",) if number % 3 else ("es",),
        needs=NEEDS[number % len(NEEDS)],
        may_be_named=number % 2 == 0,
        may_be_pictured=number % 5 == 0,
    )
