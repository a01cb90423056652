"""How long files are kept: the machine marks, two people decide, and some things put it off."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from alongside.casework import actions as casework
from alongside.casework.contents import Closing
from alongside.casework.errors import CannotDo, NothingToTell
from alongside.casework.models import Case, Task
from alongside.core.access import SystemActor
from alongside.keeping import actions, queries
from alongside.keeping.enums import FileClass, Ground
from alongside.keeping.models import Due, Erasure
from alongside.organisations.enums import Role
from alongside.referrals.enums import Side
from alongside.referrals.models import Referral
from tests.casework.factories import NOW, fresh, make_case, register
from tests.casework.pages import entered, read
from tests.keeping.factories import ask
from tests.keeping.test_locking import hold
from tests.organisations.factories import make_person, make_world

pytestmark = pytest.mark.django_db

MACHINE = SystemActor(reason="retention")
OVER = datetime(2031, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def second(world):
    return make_person(
        world.founded, role=Role.COORDINATOR, team_kinds=["coordination", "casework"], name="Nita"
    )


def rule(world, sort=FileClass.PERSON, years=5, **changes):
    said = {"reason": "The law on files.", "actor": fresh(world.coordinator), "now": NOW}
    actions.set_rule(sort=sort, years=years, **said | changes)


def close(world, made):
    casework.close(
        case_id=made.id,
        closing=Closing(reason="moved"),
        actor=fresh(world.caseworker),
        now=NOW,
    )


def mark(now=OVER):
    actions.mark_due(actor=MACHINE, now=now)
    return set(Due.objects.values_list("case_id", flat=True))


def test_what_is_closed_so_long_is_marked_and_nothing_is_erased(world, made):
    rule(world)
    other = make_case(fresh(world.caseworker), "Still open")
    close(world, made)
    assert mark(OVER - timedelta(days=1)) == set()
    assert mark() == {made.id}
    assert mark() == {made.id}
    assert set(Case.objects.values_list("pk", flat=True)) == {made.id, other.id}
    assert not Erasure.objects.exists()


def test_without_a_rule_nothing_is_due(world, made):
    close(world, made)
    rule(world, FileClass.INCIDENT)
    assert mark() == set()


def test_each_sort_has_its_own_rule(world, made):
    me = fresh(world.caseworker)
    nameless, named = register(me), register(me, called="Somebody")
    rule(world, FileClass.ANONYMOUS, years=1)
    rule(world, FileClass.INCIDENT, years=3)
    rule(world, FileClass.PERSON, years=5)
    for one in (
        made,
        type("M", (), {"id": nameless.case_id}),
        type("M", (), {"id": named.case_id}),
    ):
        close(world, one)
    found = [mark(datetime(year, 3, 2, 9, tzinfo=UTC)) for year in (2027, 2029, 2031)]
    assert found == [
        {nameless.case_id},
        {nameless.case_id, named.case_id},
        {nameless.case_id, named.case_id, made.id},
    ]


def test_a_file_that_is_opened_again_is_marked_no_more(world, made):
    rule(world)
    close(world, made)
    assert mark() == {made.id}
    casework.reopen(case_id=made.id, why="She came back", actor=fresh(world.caseworker), now=NOW)
    assert mark() == set()


def test_a_hold_puts_it_off(world, second, made):
    rule(world)
    hold(world, second, made)
    close(world, made)
    assert mark() == set()
    actions.end_hold(case_id=made.id, actor=fresh(world.coordinator), now=NOW)
    assert mark() == {made.id}


def test_an_open_referral_puts_it_off(world, made):
    rule(world)
    close(world, made)
    sent = Referral.objects.create(
        side=Side.SENT,
        organisation=world.organisation,
        team=world.team,
        other=make_world().organisation,
        thread_id=made.id,
        case_id=made.id,
        state="accepted",
        urgency="week",
        created_at=NOW,
        changed_at=NOW,
    )
    assert mark() == set()
    sent.state = "completed"
    sent.save()
    assert mark() == {made.id}


def test_the_follow_up_clock_puts_it_off(world, made):
    rule(world)
    close(world, made)
    later = Task.objects.filter(case_id=made.id).first()
    later.kind, later.state = "later", "open"
    later.save()
    assert mark() == set()


def test_only_coordinators_set_rules_with_a_reason(world):
    with pytest.raises(PermissionDenied):
        rule(world, actor=fresh(world.caseworker))
    with pytest.raises(NothingToTell):
        rule(world, reason="")
    for years in (0, 101):
        with pytest.raises(CannotDo):
            rule(world, years=years)
    rule(world, years=7)
    [person, *others] = queries.rules(actor=fresh(world.coordinator))
    assert (person.years, {one.years for one in others}) == (7, {None})


def test_two_coordinators_erase_what_is_due(world, second, made):
    rule(world)
    close(world, made)
    mark()
    with pytest.raises(PermissionDenied):
        actions.ask_due(
            case_ids=[made.id], to=second.user.pk, actor=fresh(world.caseworker), now=OVER
        )
    first = fresh(world.coordinator)
    [due] = queries.due_files(actor=first, now=OVER).due
    assert (due.reference, due.due) == (made.reference, "2 March 2031")
    assert actions.ask_due(case_ids=[made.id], to=second.user.pk, actor=first, now=OVER) == 1
    erasure = Erasure.objects.get()
    assert (erasure.ground, erasure.asked_by) == (Ground.RETENTION, world.coordinator.user.pk)
    # The first is never the second, whatever she sends.
    assert queries.due_files(actor=first, now=OVER).to_confirm == []
    assert actions.confirm_due(erasure_ids=[erasure.pk], actor=first, now=OVER) == 0
    her = fresh(second)
    assert [one.id for one in queries.due_files(actor=her, now=OVER).to_confirm] == [erasure.pk]
    assert actions.confirm_due(erasure_ids=[erasure.pk], actor=her, now=OVER) == 1
    assert not Case.objects.exists()
    assert mark() == set()


def test_nobody_asks_for_what_is_not_due_or_another_organisations(world, second, made):
    first = fresh(world.coordinator)
    about = {"to": second.user.pk, "actor": first, "now": OVER}
    assert actions.ask_due(case_ids=[made.id], **about) == 0
    rule(world)
    close(world, made)
    mark()
    strange = fresh(make_world().coordinator)
    assert queries.due_files(actor=strange, now=OVER).due == []
    assert actions.ask_due(case_ids=[made.id], to=second.user.pk, actor=strange, now=OVER) == 0
    assert not Erasure.objects.exists()


def test_what_somebody_asked_for_herself_is_not_confirmed_in_a_list(world, second, made):
    asked = ask(world, made.id)
    assert actions.confirm_due(erasure_ids=[asked], actor=fresh(second), now=OVER) == 0
    assert Case.objects.exists()


@pytest.mark.parametrize(("year", "due"), [(2029, date(2029, 2, 28)), (2032, date(2032, 2, 29))])
def test_a_leap_day_counts_as_the_last_of_its_month(world, made, year, due):
    leap = datetime(2028, 2, 29, 9, tzinfo=UTC)
    rule(world, years=year - 2028)
    closing = Closing(reason="moved")
    casework.close(case_id=made.id, closing=closing, actor=fresh(world.caseworker), now=leap)
    at = datetime(due.year, due.month, due.day, 9, tzinfo=UTC)
    assert mark(at - timedelta(days=1)) == set()
    assert mark(at) == {made.id}
    assert Due.objects.get().due_on == due


@pytest.mark.usefixtures("clock")
def test_the_pages_lead_two_people_through_it(world, second, made):
    me, her = entered(world.coordinator), entered(second)
    page = me.post(reverse("keeping:rule", args=["person"]), {"years": "x", "reason": ""})
    assert page.status_code == 422
    assert "Write a number of years between 1 and 100." in read(page).text
    said = {"years": "1", "reason": "The law."}
    assert me.post(reverse("keeping:rule", args=["person"]), said).status_code == 302
    close(world, made)
    mark()
    assert made.reference in read(me.get(reverse("keeping:due"))).text
    nothing = me.post(reverse("keeping:due"), {})
    assert "Tick at least one file." in read(nothing).text
    chosen = {"chosen": [str(made.id)], "to": str(second.user.pk)}
    assert me.post(reverse("keeping:due"), chosen).status_code == 302
    waiting = {"chosen": [str(Erasure.objects.get().pk)]}
    assert me.post(reverse("keeping:confirm_due"), waiting).status_code == 422
    assert her.post(reverse("keeping:confirm_due"), waiting).status_code == 302
    assert not Case.objects.exists()
