"""She comes of age: what was agreed for her ends with the day, and nobody has to be there."""

from datetime import UTC, date, datetime, timedelta

import pytest

from alongside.casework import actions, queries
from alongside.casework.contents import Closing, Identity
from alongside.casework.enums import TaskKind
from alongside.casework.models import Case, FactsRow, Task
from alongside.consent import actions as consent, files as heads
from alongside.consent.contents import Conversation
from alongside.consent.enums import Answer, Purpose
from alongside.consent.models import Grant
from alongside.consent.parties import Recipient
from alongside.core.access import SystemActor
from alongside.core.approximate import ApproximateDate
from alongside.core.dates import Unit
from alongside.organisations.enums import TeamKind
from alongside.vault import ring
from tests.casework.factories import NOW, fresh, make_case

pytestmark = pytest.mark.django_db

MACHINE = SystemActor(reason="of age")
BORN = ApproximateDate.day(date(2008, 4, 10))
OF_AGE = date(2026, 4, 10)
EVENING = datetime(2026, 4, 9, 23, 59, 59, tzinfo=UTC)
MIDNIGHT = datetime(2026, 4, 10, tzinfo=UTC)


def made_for(world, **identity):
    return make_case(fresh(world.caseworker), "Mira", **identity)


def tasks(made, kind=TaskKind.MAJORITY):
    return list(Task.objects.filter(case_id=made.id, kind=kind).values_list("due_on", flat=True))


def say_yes(world, made, purpose, recipient, parts, now=NOW):
    me = fresh(world.caseworker)
    return consent.record_agreement(
        case=heads.find(actor=me, case_id=made.id, now=now).case,
        purpose=purpose,
        recipient=recipient,
        answer=Answer.YES,
        compartments=parts,
        conversation=Conversation(her_words="yes"),
        actor=me,
        now=now,
    )


def share(world, made, now=NOW):
    """Let the lawyers read where she is, and count her."""
    legal = Recipient.team(world.teams[TeamKind.LEGAL].id)
    say_yes(world, made, Purpose.LEGAL_REPRESENTATION, legal, ["location"], now)
    figures = Recipient.figures(world.organisation.id)
    say_yes(world, made, Purpose.STATISTICS, figures, ["coded"], now)


def live(made):
    return Grant.objects.filter(case_id=made.id, ended_on=None).count()


@pytest.mark.parametrize(
    ("birth", "day"),
    [
        (BORN, OF_AGE),
        (ApproximateDate.month(2008, 4), date(2026, 4, 1)),
        (ApproximateDate.year(2010), date(2028, 1, 1)),
        # Eighteen years on there is no such day: the last of that month.
        (ApproximateDate.day(date(2012, 2, 29)), date(2030, 2, 28)),
        (ApproximateDate.day(date(2000, 4, 10)), None),
        (ApproximateDate.ago(16, Unit.YEARS, today=NOW.date()), None),
        (ApproximateDate.before("the flood"), None),
    ],
)
def test_the_day_lies_in_clear_where_it_is_known(world, birth, day):
    assert tasks(made_for(world, birth=birth)) == ([day] if day else [])


def test_all_that_was_agreed_ends_at_midnight_with_the_keys(world):
    made = made_for(world, birth=BORN)
    share(world, made)
    legal = world.teams[TeamKind.LEGAL].id
    assert legal in {team for team, _label in ring.holders(made.id)}
    assert actions.come_of_age(actor=MACHINE, now=EVENING) == 0
    assert live(made) == 2
    assert actions.come_of_age(actor=MACHINE, now=MIDNIGHT) == 1
    assert live(made) == 0
    assert legal not in {team for team, _label in ring.holders(made.id)}
    assert not FactsRow.objects.filter(case_id=made.id).exists()
    assert actions.come_of_age(actor=MACHINE, now=MIDNIGHT) == 0


def test_her_worker_is_asked_to_talk_with_her_that_day(world):
    made = made_for(world, birth=BORN)
    due = {
        now: [one.text for one in queries.today(actor=fresh(world.caseworker), now=now).due]
        for now in (NOW, MIDNIGHT)
    }
    assert due == {NOW: [], MIDNIGHT: ["She is of age"]}
    # Years before, it hides nothing that comes first.
    assert Case.objects.get(pk=made.id).next_due_on is None


def test_what_she_says_yes_to_from_that_day_on_stands(world):
    made = made_for(world, birth=BORN)
    share(world, made, now=MIDNIGHT)
    assert actions.come_of_age(actor=MACHINE, now=MIDNIGHT + timedelta(days=1)) == 0
    assert live(made) == 2


def test_it_ends_also_where_the_task_was_ticked_or_the_file_closed(world):
    ticked, closed = made_for(world, birth=BORN), made_for(world, birth=BORN)
    for made in (ticked, closed):
        share(world, made)
    me = fresh(world.caseworker)
    task = Task.objects.get(case_id=ticked.id, kind=TaskKind.MAJORITY)
    actions.finish_task(task_id=task.pk, actor=me, now=NOW)
    actions.close(case_id=closed.id, closing=Closing(reason="moved"), actor=me, now=NOW)
    assert actions.come_of_age(actor=MACHINE, now=MIDNIGHT) == 2


def test_other_files_keep_their_answers(world):
    made, other = made_for(world, birth=BORN), made_for(world)
    share(world, made)
    share(world, other)
    actions.come_of_age(actor=MACHINE, now=MIDNIGHT)
    assert (live(made), live(other)) == (0, 2)


def test_a_corrected_birth_moves_the_day(world):
    made = made_for(world, birth=BORN)
    identity = Identity(called="Mira", birth=ApproximateDate.day(date(2009, 4, 10)))
    actions.save_part(
        case_id=made.id, content=identity, base_version=1, actor=fresh(world.caseworker), now=NOW
    )
    assert tasks(made) == [date(2027, 4, 10)]


def test_an_age_alone_asks_the_worker_once_when_to_look_again(world):
    made = made_for(world, age=15, age_on=NOW.date())
    assert tasks(made) == []
    week = NOW.date() + timedelta(days=7)
    assert tasks(made, TaskKind.TASK) == [week]
    identity = Identity(called="Mira", age=15, age_on=NOW.date(), pronoun="she")
    about = {"case_id": made.id, "actor": fresh(world.caseworker), "now": NOW}
    actions.save_part(content=identity, base_version=1, **about)
    assert tasks(made, TaskKind.TASK) == [week]
    assert tasks(made_for(world, age=30), TaskKind.TASK) == []
