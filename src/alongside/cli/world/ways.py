"""Two people of the demonstration on their way home or elsewhere, after Rights Jessore's work.

They are lives of their own, so that nothing else of the demonstration changes with them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from alongside.casework import actions as casework, contents
from alongside.casework.clock import Start, days
from alongside.cli.world.lives import identity
from alongside.consent import actions as consent
from alongside.consent.contents import Conversation
from alongside.consent.enums import Answer, HowGiven, Purpose
from alongside.consent.parties import Recipient
from alongside.core.approximate import ApproximateDate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from uuid import UUID

    from alongside.casework.models import Case
    from alongside.cli.world.organisations import Place
    from alongside.core.access import Actor

    Fact = (
        contents.Pathway
        | contents.Wish
        | contents.Repatriation
        | contents.Livelihood
        | contents.Income
    )

SEED = 2009
WHERE = "jessore"


def on_their_way(
    place: Place, workers: list[Actor], now: datetime, case_of: Callable[[UUID], Case]
) -> Iterator[Iterator[datetime]]:
    """Yield the two lives of the organisation that walks this way; of others none."""
    if place.mark != WHERE:
        return
    rng = Random(SEED)  # noqa: S311 -- the same demonstration every time
    coordinator, worker = workers[0], workers[1]
    for weeks, tell in ((30, returned), (44, settled)):
        life = Walked(rng, place, worker, coordinator, now - timedelta(weeks=weeks), case_of)
        yield life.events(tell(life))


@dataclass
class Walked:
    """One invented person, who walks with her, and who decides as the second."""

    rng: Random
    place: Place
    worker: Actor
    second: Actor
    now: datetime
    case_of: Callable[[UUID], Case]
    case_id: UUID = field(init=False)
    # What is still planned of the clock.
    asked: list[UUID] = field(default_factory=list)

    def events(self, deeds: Iterator[int]) -> Iterator[datetime]:
        """Yield the moment of each event; a deed says how many days pass before the next."""
        yield self.now
        for pause in deeds:
            self.now += timedelta(days=pause, minutes=self.rng.randint(1, 90))
            yield self.now

    def opens(self, way_out: contents.Pathway, needs: contents.Needs) -> None:
        """Open her file, and begin her way."""
        day = self.now.date()
        opened = casework.open_case(
            identity=identity(self.rng, self.place.origins[0], day),
            parts=[
                contents.SafeContact(
                    channel="friend",
                    friend="her aunt at the weaving centre",
                    never=["message"],
                    checked=True,
                ),
                needs,
            ],
            actor=self.worker,
            now=self.now,
        )
        self.case_id = opened.case_id
        self.agrees(Purpose.SERVICE)
        self.records(way_out.model_copy(update={"began_on": day}))

    def agrees(self, purpose: Purpose) -> None:
        """Record a yes to what only the team that keeps her file does."""
        case = self.case_of(self.case_id)
        consent.record_agreement(
            case=case,
            purpose=purpose,
            recipient=Recipient.team(case.team_id),
            answer=Answer.YES,
            conversation=Conversation(
                language="bn", how_given=HowGiven.SPOKEN, right_to_stop_explained=True
            ),
            actor=self.worker,
            now=self.now,
        )

    def records(self, content: Fact) -> None:
        """Record a fact of her way."""
        casework.record_on_her_way(
            case_id=self.case_id,
            content=content,
            actor=self.worker,
            now=self.now,
        )

    def wishes(self, where: str, words: str, may_contact_family: str) -> None:
        """Record where she wants to live."""
        self.records(
            contents.Wish(
                where=where,
                words=words,
                may_contact_family=may_contact_family,
                said_on=self.now.date(),
            )
        )

    def assessed(self, finding: str, assessment: contents.Suitability, reasons: str) -> UUID:
        """Assess a return, propose what follows, and return the proposal."""
        saved = casework.assess_return(
            case_id=self.case_id,
            assessment=assessment.model_copy(update={"visited_on": self.now.date()}),
            actor=self.worker,
            now=self.now,
        )
        proposed = casework.propose(
            case_id=self.case_id,
            about_id=saved.document_id,
            finding=finding,
            reasons=reasons,
            to=self.second.user_id,
            actor=self.worker,
            now=self.now,
        )
        return proposed.document_id

    def decides(self, proposal_id: UUID) -> None:
        """Let the second person agree."""
        casework.decide(
            agrees=True,
            case_id=self.case_id,
            proposal_id=proposal_id,
            actor=self.second,
            now=self.now,
        )

    def received(self, kind: str, text: str) -> None:
        """Record something she received."""
        casework.record_service(
            case_id=self.case_id,
            service=contents.Service(kind=kind, given_on=self.now.date(), text=text),
            actor=self.worker,
            now=self.now,
        )

    def asked_later(self, since: str) -> None:
        """Plan the days on which she is asked how she is."""
        start = Start(since, self.now.date())
        saved = casework.plan_clock(
            case_id=self.case_id,
            start=start,
            planned=days(start.day),
            how="meet",
            actor=self.worker,
            now=self.now,
        )
        self.asked = [one.document_id for one in saved]

    def says(self, answered: str, outcome: str, *needs: str) -> None:
        """Record what came of the next day of the clock."""
        casework.record_follow_up(
            case_id=self.case_id,
            document_id=self.asked.pop(0),
            done_on=self.now.date(),
            answered=answered,
            via="friend",
            outcome=outcome,
            needs=needs,
            actor=self.worker,
            now=self.now,
        )


def returned(life: Walked) -> Iterator[int]:
    """Tell of somebody who goes back to her family, which is prepared for it first."""
    life.opens(
        contents.Pathway(
            identified_on=ApproximateDate.day(life.now.date()),
            identified_by="A partner organisation in Kolkata",
            way_out="rescue",
            out_by="The partner organisation, with the police",
        ),
        contents.Needs(needs=["travel", "talk"], own_words="To see my mother, and to be believed."),
    )
    yield 6
    life.wishes("family", "With my mother. Not in my uncle's house.", "yes")
    life.received("x_counselling", "Counselling session")
    yield 12
    proposal = life.assessed(
        "suitable",
        contents.Suitability(
            visited_by="Asha",
            whom_met="Her mother and her elder sister",
            visit="They want her back and are afraid of what the neighbours say.",
            community="The school teacher speaks well of her and will help.",
            relatives_involved="not_known",
            safety="Safe with her mother. The uncle lives an hour away.",
            stigma="The sister fears for her own marriage.",
            to_change="Her mother and sister come to the family training first.",
        ),
        "Her mother stands by her.",
    )
    yield 3
    life.decides(proposal)
    casework.prepare_return(
        case_id=life.case_id, proposal_id=proposal, actor=life.worker, now=life.now
    )
    yield 20
    life.records(
        contents.Repatriation(
            travel_permit="received",
            birth_record="received",
            passport="not_needed",
            leaves_on=life.now.date() - timedelta(days=1),
            arrives_on=life.now.date(),
            route="By train to Bongaon, over the border at Benapole, by car to Jashore.",
            escort="A woman of the partner organisation",
            border_on=life.now.date(),
            border_place="Benapole",
            border_given_by="The partner organisation",
            border_taken_by="Rights Jessore",
            home_on=life.now.date(),
            home_place="Her mother's house",
            home_given_by="Asha",
            home_taken_by="Her mother",
        )
    )
    life.agrees(Purpose.LONG_FOLLOW_UP)
    life.asked_later("return")
    yield 7
    life.says("herself", "She sleeps well. Her mother does not leave her alone.")
    yield 24
    life.says("somebody", "Her sister said she is at the market.")
    life.records(contents.Income(band="less", said_on=life.now.date(), words="Sewing at home."))
    yield 61
    life.says("herself", "She goes to the family group with her mother.", "work")


def settled(life: Walked) -> Iterator[int]:
    """Tell of somebody whose family is not ready for her, and who settles elsewhere."""
    life.opens(
        contents.Pathway(
            identified_on=ApproximateDate.month(life.now.year, life.now.month),
            identified_by="She herself",
            way_out="own_exit",
            out_words="She walked out with another woman and called the helpline.",
            skills="Sewing, reading Bengali, a little Hindi",
            schooling="Eight classes",
            work_wish="A place where I can sew and nobody asks.",
        ),
        contents.Needs(needs=["safe_place", "work"], own_words="A room with a key of my own."),
    )
    yield 5
    life.wishes("undecided", "I want to know first how they speak of me.", "yes")
    life.received("x_shelter", "The first nights in the safe house")
    yield 15
    proposal = life.assessed(
        "not_suitable",
        contents.Suitability(
            visited_by="Asha",
            whom_met="Her father and a brother",
            visit="Her brother did not let her father speak.",
            relatives_involved="yes",
            relatives="The brother knew the man who took her.",
            safety="Not while the brother lives there.",
            stigma="They say she has to marry at once.",
        ),
        "She would not be safe there.",
    )
    yield 2
    life.decides(proposal)
    yield 4
    life.wishes("elsewhere", "Then in Khulna, with work of my own.", "no")
    yield 30
    life.records(
        contents.Livelihood(
            kind="placement",
            what="Tailor",
            where="A workshop in Khulna",
            since=life.now.date(),
            hours="Six days, 9 to 17",
            grant="15000",
            grant_currency="BDT",
            grant_for="Deposit for the room and a sewing machine",
            grant_from="Livelihoods project",
        )
    )
    life.agrees(Purpose.LONG_FOLLOW_UP)
    life.asked_later("placement")
    for pause, band, outcome in (
        (7, "less", "The room has a key. She is not used to the quiet."),
        (24, "less", "She earns by the piece and is getting faster."),
        (61, "enough", "She sent money to her sister."),
    ):
        yield pause
        life.says("herself", outcome)
        life.records(contents.Income(band=band, said_on=life.now.date()))
    yield 91
    life.says("lost", "Her aunt has moved away. The workshop says she left in good spirits.")
