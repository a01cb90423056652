"""The violence register of the demonstration, and one defender at risk; all of it invented."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from alongside.casework import actions, contents
from alongside.casework.enums import OPEN_PHASES, FileKind
from alongside.casework.models import Case
from alongside.consent.enums import Answer, HowGiven
from alongside.core.approximate import ApproximateDate

if TYPE_CHECKING:
    from datetime import datetime

    from alongside.core.access import Actor

SEED = 1581
REGISTERED = 12
NAMES = ("", "", "", "Kamala", "", "Sunita", "")
# The first yes, the questions before it answered with no.
FIRST_YES = (1, 2, 3, 3, 3, 4, 5, 5, 6, 6)
DAYS_BEFORE = (0, 1, 3, 4, 9, 20, 70)


def register(workers: list[Actor], now: datetime) -> None:
    """Let an organisation register a dozen incidents, one of them in a file, and a defender."""
    rng = Random(SEED)  # noqa: S311 -- the same demonstration every time
    *_others, worker = [one for one in workers if one.role != "shelter_worker"]
    for number in range(REGISTERED):
        told_at = now - timedelta(days=(REGISTERED - number) * 7, minutes=rng.randrange(300))
        opened = actions.register_incident(
            incident=incident(rng, told_at), called=rng.choice(NAMES), actor=worker, now=told_at
        )
        # One in four was not asked, or said no.
        if number % 4:
            actions.record_counting(
                case_id=opened.case_id,
                answer=Answer.YES,
                how_given=HowGiven.SPOKEN,
                interpreter="",
                actor=worker,
                now=told_at,
            )
    in_a_file(rng, worker, now - timedelta(hours=5))
    defender(worker, workers, now - timedelta(hours=4))


def incident(rng: Random, told_at: datetime) -> contents.Incident:
    """Invent one incident; some questions stay open."""
    first = rng.choice(FIRST_YES)
    answers = [number == first if number <= first else None for number in range(1, 7)]
    happened = told_at.date() - timedelta(days=rng.choice(DAYS_BEFORE))
    exact = ApproximateDate.day(happened)
    month = ApproximateDate.month(happened.year, happened.month)
    return contents.Incident(
        penetration=answers[0],
        sexual_contact=answers[1],
        physical_harm=answers[2],
        forced_marriage=answers[3],
        resources_denied=answers[4],
        emotional_harm=answers[5],
        happened=exact if rng.randrange(4) else month,
        reported_on=told_at.date(),
        time_of_day=rng.choice(("morning", "afternoon", "night", "night", "")),
        place_kind=rng.choice(("home", "home", "workplace", "street", "field", "transport")),
        perpetrators=rng.choice(("1", "1", "1", "2", "4+")),
        relation=rng.choice(("intimate_partner", "intimate_partner", "family", "employer", "")),
        perpetrators_sex="male",
        abduction=rng.choice(("none", "none", "none", "trafficked", "")),
        exchanged=rng.choice((False, False, True, None)),
        happened_before=rng.choice((True, True, False, None)),
        age_group=rng.choice(("12-17", "18-25", "18-25", "26-40", "26-40", "41-60")),
        sex="female",
        displacement=rng.choice(("resident", "resident", "migrant", "returnee")),
        sent_by=rng.choice(("self", "community", "family_friend", "police")),
        psychosocial=rng.choice(("given", "given", "declined")),
        health=rng.choice(("referred", "declined", "")),
        legal=rng.choice(("wanted", "referred", "")),
        safe_house=rng.choice(("given", "", "")),
    )


def in_a_file(rng: Random, worker: Actor, now: datetime) -> None:
    """Register an incident of somebody the colleague already walks with."""
    hers = Case.objects.filter(
        worker_id=worker.user_id, kind=FileKind.PERSON, phase__in=OPEN_PHASES
    )
    case = hers.order_by("opened_on", "id").first()
    if case is not None:
        actions.record_incident(case_id=case.id, incident=incident(rng, now), actor=worker, now=now)


def defender(worker: Actor, workers: list[Actor], now: datetime) -> None:
    """Open the file of a defender who is threatened, with her plan, and alert the others."""
    month = now.date() - timedelta(days=20)
    opened = actions.open_case(
        identity=contents.Identity(called="Bimala", language="ne"),
        kind=FileKind.DEFENDER,
        parts=[
            contents.Threat(
                what="Two men waited at her gate and asked when her daughter comes from school.",
                occurred=ApproximateDate.day(now.date() - timedelta(days=2)),
                from_whom="trafficker",
                seriousness="dangerous",
                was_reported=True,
                reported_to="The national alliance of defenders",
            ),
            contents.Threat(
                what="Messages that she should stop going to the court with the women.",
                occurred=ApproximateDate.month(month.year, month.month),
                from_whom="unknown",
                seriousness="serious",
                was_reported=False,
            ),
            contents.SafetyPlan(
                active=True,
                dangers="She is followed on the way from the office.",
                steps="She never goes home by the same way, and calls before she leaves.",
                people="Sabita, and the neighbour who keeps a key.",
                agreed_on=now.date(),
                review_on=now.date() + timedelta(days=14),
            ),
        ],
        actor=worker,
        now=now,
    )
    actions.alert(
        case_id=opened.case_id,
        to=[one.user_id for one in workers if one.user_id != worker.user_id],
        words="Nobody goes with her to court alone this week.",
        actor=worker,
        now=now,
    )
