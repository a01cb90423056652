"""Legal holds and masks: what is locked away is so for everybody but those who were named."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from alongside.casework import actions as casework, queries as files
from alongside.casework.contents import Identity, Note
from alongside.casework.errors import AlreadyLocked, NoSuchFile, NotAnother, NothingToTell
from alongside.casework.models import Case, FactsRow, Task
from alongside.keeping import actions
from alongside.keeping.enums import ErasureState, HoldGround
from alongside.keeping.errors import (
    AlreadyAsked,
    AlreadyDone,
    Held,
    NeedsTwoCoordinators,
    NotInThePast,
)
from alongside.keeping.models import Erasure, Hold, Mask
from alongside.organisations.enums import Role, TeamKind
from alongside.vault import ring
from tests.casework.factories import HURT, NOW, fresh, make_case
from tests.keeping.factories import CALLED, ask, erase
from tests.organisations.factories import make_person

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=90)
ALL_KINDS = [TeamKind.COORDINATION, TeamKind.CASEWORK]


@pytest.fixture
def second(world):
    """Return a second coordinator."""
    return make_person(world.founded, role=Role.COORDINATOR, team_kinds=ALL_KINDS, name="Nirmala")


@pytest.fixture
def third(world):
    """Return a coordinator who was not named."""
    return make_person(world.founded, role=Role.COORDINATOR, team_kinds=ALL_KINDS, name="Third")


def hold(world, second, made, **changes):
    said = {
        "case_id": made.id,
        "ground": HoldGround.COURT_ORDER,
        "reason": "The court wrote.",
        "guards": (world.coordinator.user.pk, second.user.pk),
        "review_on": LATER.date(),
        "actor": fresh(world.coordinator),
        "now": NOW,
    }
    return actions.set_hold(**said | changes)


def row(person, made):
    """Return the row of a list of all files."""
    filters = files.Filters(scope="all")
    rows = files.case_list(actor=fresh(person), filters=filters, now=NOW).rows
    return next(one for one in rows if one.id == str(made.id))


def found(person, text):
    return [one.id for one in files.find(actor=fresh(person), text=text, now=NOW).rows]


def opens(person, made):
    try:
        return files.open_file(actor=fresh(person), case_id=made.id, now=NOW).head.name
    except NoSuchFile:
        return None


def holders(made):
    return {team_id for team_id, _label in ring.holders(made.id)}


def test_a_hold_alone_changes_nothing_but_that_nothing_is_erased(world, second, made):
    erasure_id = ask(world, made.id)
    actions.send_back(case_id=made.id, erasure_id=erasure_id, actor=fresh(world.colleague), now=NOW)
    hold(world, second, made)
    assert opens(world.caseworker, made) == CALLED
    task = Task.objects.get(document_id=Hold.objects.get().pk)
    assert (task.worker_id, task.due_on) == (world.coordinator.user.pk, LATER.date())


def test_only_a_coordinator_sets_one_and_names_two(world, second, made):
    with pytest.raises(PermissionDenied):
        hold(world, second, made, actor=fresh(world.caseworker))
    me, her = world.coordinator.user.pk, second.user.pk
    for guards in ((me, me), (me, world.caseworker.user.pk)):
        with pytest.raises(NeedsTwoCoordinators):
            hold(world, second, made, guards=guards)
    with pytest.raises(NotInThePast):
        hold(world, second, made, review_on=NOW.date())
    with pytest.raises(NothingToTell):
        hold(world, second, made, reason=" ")
    hold(world, second, made, guards=(me, her))
    with pytest.raises(AlreadyLocked):
        hold(world, second, made)


def test_a_wish_under_a_hold_closes_the_file_to_all_but_two(world, second, third, made):
    casework.record_incident(case_id=made.id, incident=HURT, actor=fresh(world.caseworker), now=NOW)
    hold(world, second, made)
    ask(world, made.id)
    assert Erasure.objects.get().state == ErasureState.HELD
    assert opens(world.coordinator, made) == CALLED
    assert opens(second, made) == CALLED
    assert [opens(one, made) for one in (third, world.caseworker, world.colleague)] == [None] * 3
    assert holders(made) == {world.teams[TeamKind.COORDINATION].id}
    assert (row(world.caseworker, made).name, row(world.caseworker, made).next) == (
        made.reference,
        "",
    )
    assert found(world.caseworker, CALLED) == []
    assert not FactsRow.objects.filter(case_id=made.id).exists()
    today = files.today(actor=fresh(world.caseworker), now=NOW)
    assert today.due == []


def test_nothing_of_a_closed_file_is_changed(world, second, made):
    hold(world, second, made)
    erasure_id = ask(world, made.id)
    with pytest.raises(AlreadyLocked):
        casework.add_note(case_id=made.id, note=Note(text="more"), actor=fresh(second), now=NOW)
    for person in (second, world.coordinator):
        with pytest.raises(AlreadyLocked):
            actions.confirm(
                case_id=made.id,
                erasure_id=erasure_id,
                reference=made.reference,
                actor=fresh(person),
                now=NOW,
            )
    assert Case.objects.filter(pk=made.id).exists()


def test_a_hold_set_later_stops_an_erasure_that_waits(world, second, made):
    ask(world, made.id)
    hold(world, second, made)
    assert Erasure.objects.get().state == ErasureState.HELD
    assert opens(world.caseworker, made) is None


def test_nobody_confirms_against_a_hold(world, second, made):
    erasure_id = ask(world, made.id)
    hold(world, second, made)
    Case.objects.update(guards=[])
    with pytest.raises(Held):
        actions.confirm(
            case_id=made.id,
            erasure_id=erasure_id,
            reference=made.reference,
            actor=fresh(world.coordinator),
            now=NOW,
        )


def test_when_a_hold_ends_the_file_is_as_it_was_and_the_wish_is_due(world, second, made):
    casework.record_incident(case_id=made.id, incident=HURT, actor=fresh(world.caseworker), now=NOW)
    before = row(world.caseworker, made)
    keys = set(ring.holders(made.id))
    lines = files.incident_list(
        actor=fresh(world.caseworker), filters=files.RegisterFilters(), now=NOW
    ).rows
    words = {(one.id, one.text) for one in files.today(actor=fresh(world.caseworker), now=NOW).due}
    hold(world, second, made)
    ask(world, made.id)
    with pytest.raises(NoSuchFile):
        actions.end_hold(case_id=made.id, actor=fresh(world.caseworker), now=NOW)
    actions.end_hold(case_id=made.id, actor=fresh(second), now=LATER)
    assert row(world.caseworker, made) == before
    assert set(ring.holders(made.id)) == keys
    assert found(world.caseworker, CALLED) == [str(made.id)]
    now = files.incident_list(
        actor=fresh(world.caseworker), filters=files.RegisterFilters(), now=NOW
    ).rows
    assert now == lines
    due = {(one.id, one.text) for one in files.today(actor=fresh(world.caseworker), now=NOW).due}
    assert due == words
    assert Erasure.objects.get().state == ErasureState.ASKED
    actions.confirm(
        case_id=made.id,
        erasure_id=Erasure.objects.get().pk,
        reference=made.reference,
        actor=fresh(second),
        now=LATER,
    )
    assert not Case.objects.exists()


def test_a_hold_is_looked_at_again_and_never_ends_by_itself(world, second, made):
    hold(world, second, made)
    again = LATER.date() + timedelta(days=30)
    actions.review_hold(case_id=made.id, review_on=again, actor=fresh(second), now=LATER)
    assert Task.objects.get(document_id=Hold.objects.get().pk).due_on == again
    with pytest.raises(Held):
        erase_much_later(world, made, again)


def erase_much_later(world, made, day):
    erasure_id = ask(world, made.id, now=NOW)
    Case.objects.update(guards=[])
    return actions.confirm(
        case_id=made.id,
        erasure_id=erasure_id,
        reference=made.reference,
        actor=fresh(world.coordinator),
        now=NOW + timedelta(days=900),
    )


def mask(world, made):
    return actions.mask(
        case_id=made.id, reason="A relative works here.", actor=fresh(world.caseworker), now=NOW
    )


def ask_back(world, made, person=None):
    actions.ask_back(
        case_id=made.id,
        reason="The hospital asks.",
        to=world.coordinator.user.pk,
        actor=fresh(person or world.caseworker),
        now=NOW,
    )


def test_a_masked_name_is_gone_from_file_list_and_search(world, made):
    assert row(world.caseworker, made).name == CALLED
    mask(world, made)
    assert row(world.caseworker, made).name == made.reference
    # Neither does a coordinator read it, although her team holds the key.
    assert [opens(one, made) for one in (world.caseworker, world.coordinator)] == ["", ""]
    assert found(world.caseworker, CALLED) == []
    assert found(world.coordinator, "+40 755 190 2846") == []
    assert found(world.caseworker, made.reference) == [str(made.id)]
    labels = {label for team, label in ring.holders(made.id) if team == world.team.id}
    assert "identity" not in labels
    assert "casework" in labels
    with pytest.raises(AlreadyLocked):
        mask(world, made)


def test_work_goes_on_without_showing_the_name_again(world, made):
    mask(world, made)
    casework.add_note(
        case_id=made.id, note=Note(text="she called"), actor=fresh(world.caseworker), now=NOW
    )
    part = files.part(
        actor=fresh(world.caseworker), case_id=made.id, kind="safe_contact", now=NOW
    ).part
    casework.save_part(
        case_id=made.id,
        content=part.content.model_copy(update={"number": "+40 722 111 222"}),
        base_version=part.version,
        actor=fresh(world.caseworker),
        now=NOW,
    )
    assert row(world.caseworker, made).name == made.reference
    assert found(world.caseworker, "+40 722 111 222") == []
    with pytest.raises(AlreadyLocked):
        casework.save_part(
            case_id=made.id,
            content=Identity(called="Somebody else"),
            base_version=1,
            actor=fresh(world.coordinator),
            now=NOW,
        )


def test_a_name_comes_back_when_a_second_person_agrees(world, second, made):
    before, keys = row(world.caseworker, made), set(ring.holders(made.id))
    mask(world, made)
    with pytest.raises(AlreadyDone):
        actions.give_back(case_id=made.id, agrees=True, actor=fresh(world.coordinator), now=NOW)
    ask_back(world, made)
    with pytest.raises(AlreadyAsked):
        ask_back(world, made)
    with pytest.raises(PermissionDenied):
        actions.give_back(case_id=made.id, agrees=True, actor=fresh(world.colleague), now=NOW)
    actions.give_back(case_id=made.id, agrees=True, actor=fresh(world.coordinator), now=NOW)
    assert row(world.caseworker, made) == before
    assert set(ring.holders(made.id)) == keys
    assert opens(world.caseworker, made) == CALLED
    assert found(world.caseworker, CALLED) == [str(made.id)]
    assert Mask.objects.get().ended_by == world.coordinator.user.pk


def test_a_coordinator_does_not_unmask_alone(world, second, made):
    mask(world, made)
    with pytest.raises(NotAnother):
        ask_back(world, made, world.coordinator)
    ask_back(world, made, second)
    with pytest.raises(NotAnother):
        actions.give_back(case_id=made.id, agrees=True, actor=fresh(second), now=NOW)
    actions.give_back(case_id=made.id, agrees=False, actor=fresh(world.coordinator), now=NOW)
    assert opens(second, made) == ""
    ask_back(world, made)


def test_a_masked_file_can_be_held_closed_opened_and_erased(world, second, made):
    mask(world, made)
    hold(world, second, made)
    ask(world, made.id)
    actions.end_hold(case_id=made.id, actor=fresh(second), now=NOW)
    assert row(world.caseworker, made).name == made.reference
    labels = {label for team, label in ring.holders(made.id) if team == world.team.id}
    assert "identity" not in labels
    actions.confirm(
        case_id=made.id,
        erasure_id=Erasure.objects.get().pk,
        reference=made.reference,
        actor=fresh(world.colleague),
        now=NOW,
    )
    assert ring.holders(made.id) == set()


def test_other_files_are_left_alone(world, second, made):
    other = make_case(fresh(world.caseworker), "Another Person")
    mask(world, made)
    hold(world, second, made)
    ask(world, made.id)
    assert opens(world.colleague, other) == "Another Person"
    assert found(world.caseworker, "Another Person") == [str(other.id)]
    erase(world, other)
