"""How a file of the demonstration came to be, told through the real actions.

Each life is a generator: it yields the moment of its next event and then does it. The builder runs
all lives merged by time, so that the journal reads as the years went by.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from alongside.casework import actions as casework, contents
from alongside.cli.world import words
from alongside.cli.world.contacts import around, how_to_reach, reach
from alongside.consent import actions as consent
from alongside.consent.contents import Conversation
from alongside.consent.enums import Answer, HowGiven, Purpose
from alongside.consent.parties import Recipient

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random
    from uuid import UUID

    from alongside.casework.models import Case
    from alongside.cli.world.names import Origin
    from alongside.cli.world.organisations import Place
    from alongside.core.access import Actor

# One person in this many asked not to be counted, one in this many was not asked yet.
NOT_COUNTED = 9
NAME_NOT_GIVEN = 17


@dataclass
class Life:
    """One invented person and the colleague who walks with her.

    `more` decides about what was added to the demonstration later, so that the draws of `rng`, and
    all that follows from them, stay as they were.
    """

    rng: Random
    more: Random
    place: Place
    worker: Actor
    begins: datetime
    today: datetime
    case_of: Callable[[UUID], Case]
    far: int
    confers: bool
    case_id: UUID = field(init=False)
    now: datetime = field(init=False)

    def events(self) -> Iterator[datetime]:
        """Yield the moment of each event, doing it when asked for the next."""
        self.now = self.begins
        yield self.now
        self.first_contact()
        steps = (
            self.what_happened,
            self.note,
            self.plan,
            self.note,
            self.service,
            self.service,
            self.follow_up,
            self.note,
            self.closing,
        )
        for step in steps[: self.far]:
            self.now += timedelta(days=self.rng.randint(2, 16), minutes=self.rng.randint(1, 300))
            if self.now >= self.today:
                break
            yield self.now
            step()
        yield self.today - timedelta(minutes=self.rng.randint(5, 600))
        self.now = self.today - timedelta(minutes=5)
        if self.far < len(steps):
            self.next_thing()

    def first_contact(self) -> None:
        """Open the file with what was said on the first day."""
        rng, origin = self.rng, self.rng.choice(self.place.origins)
        need, own = rng.choice(words.NEEDS)
        who_she_is = identity(rng, origin, self.begins.date())
        self.contact = reach(rng, self.more)
        opened = casework.open_case(
            identity=who_she_is,
            parts=[
                self.contact,
                *around(self.more, origin, self.contact),
                contents.Needs(needs=sorted({need, rng.choice(words.NEEDS)[0]}), own_words=own),
                contents.Whereabouts(
                    place=self.place.town, country=words.COUNTRIES[self.place.country]
                ),
            ],
            actor=self.worker,
            now=self.now,
        )
        self.case_id, self.origin = opened.case_id, origin
        self.agree(Purpose.SERVICE)
        if rng.randrange(NOT_COUNTED):
            self.agree(Purpose.STATISTICS)

    def agree(self, purpose: Purpose) -> None:
        """Record a yes to keeping the file, or to being counted."""
        case = self.case_of(self.case_id)
        keeping = purpose == Purpose.SERVICE
        consent.record_agreement(
            case=case,
            purpose=purpose,
            recipient=Recipient.team(case.team_id)
            if keeping
            else Recipient.figures(case.organisation_id),
            compartments=() if keeping else ("coded",),
            answer=Answer.YES,
            expires_on=self.today.date()
            + timedelta(days=self.rng.choice((5, 25, 40, 60, 80, 90, 90, 90, 90, 90, 90, 90))),
            conversation=Conversation(
                language=self.origin.language,
                how_given=self.rng.choice((HowGiven.SPOKEN, HowGiven.INTERPRETER)),
                right_to_stop_explained=True,
            ),
            actor=self.worker,
            now=self.now,
        )

    def what_happened(self) -> None:
        """Record an episode in the codes of the standard."""
        rng = self.rng
        casework.save_part(
            case_id=self.case_id,
            content=contents.Episode(
                from_place=rng.choice(self.origin.places),
                from_country=words.COUNTRIES[self.origin.country],
                to_place=rng.choice(self.place.destinations),
                trafficking_status=rng.choice(
                    ("ActualVictimOfTrafficking", "PossibleVictimOfTrafficking")
                ),
                type_of_exploitation=list(rng.choice(words.EXPLOITATION)),
                method_of_recruitment=[rng.choice(words.RECRUITMENT)],
                methods_of_control=sorted(rng.sample(words.CONTROL, 2)),
                x_wages_owed=str(rng.randrange(200, 5000, 50)),
                x_wages_months=rng.randint(2, 18),
            ),
            base_version=None,
            actor=self.worker,
            now=self.now,
        )

    def note(self) -> None:
        """Add a note, a call, or something she decided."""
        kind, text = self.rng.choice(words.NOTES)
        casework.add_note(
            case_id=self.case_id,
            note=contents.Note(kind=kind, text=text),
            actor=self.worker,
            now=self.now,
        )

    def plan(self) -> None:
        """Write down a goal in her words, with steps."""
        goal, steps = self.rng.choice(words.GOALS)
        done = self.rng.randint(0, len(steps) - 1)
        casework.save_goal(
            case_id=self.case_id,
            goal=contents.Goal(
                words=goal,
                steps=[
                    contents.Step(
                        text=text,
                        who=self.rng.choice(("her", "us", "together")),
                        state="done" if number < done else "open",
                        due_on=None if number < done else self.soon(),
                    )
                    for number, text in enumerate(steps)
                ],
            ),
            actor=self.worker,
            now=self.now,
        )
        if self.confers:
            self.conference(goal)

    def conference(self, wish: str) -> None:
        """Decide together with her what comes next."""
        casework.save_conference(
            case_id=self.case_id,
            conference=contents.Conference(
                her_wish=wish,
                she_was_there=True,
                held_on=self.now.date(),
                others="The lawyer of the network",
                discussed="What the doctor needs to know, and who speaks with whom.",
                decisions=[
                    contents.Step(
                        text=text,
                        who=who,
                        who_words=words_of_who,
                        due_on=self.today.date() + timedelta(days=self.more.randint(1, 20)),
                    )
                    for text, who, words_of_who in words.DECISIONS
                ],
            ),
            actor=self.worker,
            now=self.now,
        )

    def service(self) -> None:
        """Record something she received."""
        kind, text = self.rng.choice(words.SERVICES)
        casework.record_service(
            case_id=self.case_id,
            service=contents.Service(kind=kind, given_on=self.now.date(), text=text),
            actor=self.worker,
            now=self.now,
        )
        self.support()

    def support(self) -> None:
        """Record practical help, for some."""
        kind, what, least, most, paid_by = self.more.choice(words.SUPPORT)
        if self.more.randrange(2):
            return
        casework.record_support(
            case_id=self.case_id,
            support=contents.PracticalSupport(
                kind=kind,
                item=what,
                given_on=self.now.date(),
                amount=Decimal(self.more.randrange(least, most, 10)),
                currency=words.MONEY.get(self.place.country, "USD"),
                paid_by=paid_by,
                receipt=f"{self.more.randrange(100, 999)}" if paid_by == "us" else "",
            ),
            actor=self.worker,
            now=self.now,
        )

    def follow_up(self) -> None:
        """Agree when to be in touch again."""
        casework.plan_follow_up(
            case_id=self.case_id,
            follow_up=contents.FollowUp(planned_on=self.soon(), how=how_to_reach(self.contact)),
            actor=self.worker,
            now=self.now,
        )

    def closing(self) -> None:
        """Close the file with its reason."""
        casework.close(
            case_id=self.case_id,
            closing=contents.Closing(
                reason=self.rng.choice(("goals_reached", "moved", "lost_contact", "she_decided")),
                words="Agreed with her on the phone.",
                closed_on=self.now.date(),
            ),
            actor=self.worker,
            now=self.now,
        )

    def next_thing(self) -> None:
        """Leave something to do around today, and for some an active safety plan."""
        if not self.rng.randrange(6):
            casework.set_safety_plan(
                case_id=self.case_id,
                plan=contents.SafetyPlan(
                    active=True, dangers="He knows the street.", steps="Leaves by the back yard."
                ),
                base_version=None,
                actor=self.worker,
                now=self.now,
            )
        casework.plan_task(
            case_id=self.case_id,
            text=self.rng.choice(
                (
                    "Message her",
                    "Agree first plan with her",
                    "Family visit",
                    "Renew residence paper",
                    "Ask again about the statement",
                )
            ),
            due_on=self.soon(),
            actor=self.worker,
            now=self.now,
        )
        if self.contact.checked and not self.more.randrange(4):
            self.appointment()

    def appointment(self) -> None:
        """Plan an appointment for the next days."""
        kind, hour, place, companion = self.more.choice(words.APPOINTMENTS)
        casework.record_service(
            case_id=self.case_id,
            service=contents.Service(
                kind=kind,
                state="planned",
                planned_on=self.today.date() + timedelta(days=self.more.choice((0, 1, 3, 6, 12))),
                planned_at=hour,
                place=place,
                companion=companion,
            ),
            actor=self.worker,
            now=self.now,
        )

    def soon(self) -> date:
        """Return a day around today: a few are late, most lie ahead."""
        return self.today.date() + timedelta(days=self.rng.choice((-3, 0, 1, 2, 5, 9, 16, 30, 60)))


def identity(rng: Random, origin: Origin, on: date) -> contents.Identity:
    """Invent who she is; one in some did not give a name."""
    given = bool(rng.randrange(NAME_NOT_GIVEN))
    called = rng.choice(origin.names)
    family = rng.choice(origin.family) if origin.family else ""
    return contents.Identity(
        called=called if given else "",
        not_given=not given,
        papers_name=f"{called} {family}".strip() if given and rng.randrange(3) else "",
        pronoun="she",
        language=origin.language,
        interpreter=rng.choice((True, False, None)),
        age=rng.choice((15, 17, 19, 21, 22, 23, 26, 27, 28, 29, 31, 33, 36, 41, 47, 52)),
        age_on=on,
        gender="Feminine",
        citizenship=[words.COUNTRIES[origin.country]],
        from_place=rng.choice(origin.places),
        from_country=words.COUNTRIES[origin.country],
    )
