"""Volunteers' slots: chosen answers for a few hours, and nothing before or after."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from alongside.audit.models import Entry
from alongside.casework import actions, queries, slots
from alongside.casework.contents import AccessGiven, Closing, SafeContact
from alongside.casework.enums import ClosedReason
from alongside.casework.errors import CannotDo, NoSuchFile
from alongside.casework.models import AccessSlot, Case
from alongside.consent import actions as consent, queries as consents
from alongside.consent.models import ConsentRecord, Grant
from alongside.core.access import SystemActor
from alongside.organisations.actions import members
from alongside.organisations.enums import Role, TeamKind
from tests.casework.factories import NOW, fresh, make_case
from tests.casework.pages import entered, file_url, filled, read
from tests.organisations.factories import make_person, make_world

pytestmark = pytest.mark.django_db
BEGINS, ENDS = NOW + timedelta(hours=2), NOW + timedelta(hours=6)
DURING = NOW + timedelta(hours=3)
MACHINE = SystemActor(reason="expiry")
CONTACT = SafeContact(
    channel="sms", number="+40 700 000 000", code_phrase="mangoes", checked=True, never=["family"]
)


@pytest.fixture
def me(world):
    return world.caseworker.actor


@pytest.fixture
def volunteer(world):
    return make_person(world.founded, role=Role.VOLUNTEER, team_kinds=[], name="Ioana Pop")


@pytest.fixture
def case(me):
    return make_case(me, "Mira", CONTACT, papers_name="Mirela Ionescu")


@pytest.fixture
def given(case, volunteer, me):
    return {
        "case_id": case.id,
        "volunteer_id": volunteer.user.pk,
        "purpose": "hospital",
        "begins_at": BEGINS,
        "ends_at": ENDS,
        "fields": ["called", "code_phrase"],
        "meet": "At the gate, 11:00",
        "her_words": "yes, she may",
        "actor": me,
        "now": NOW,
    }


def test_she_sees_exactly_what_was_chosen_during_her_hours(given, volunteer, case):
    slot = actions.give_slot(**given)
    [own] = queries.own_slots(actor=volunteer.actor, now=DURING)
    assert own.id == str(slot)
    found = actions.read_slot(slot_id=slot, actor=volunteer.actor, now=DURING)
    assert found.answers == [
        ("What she is called", "Mira"),
        ("The code phrase", "mangoes"),
        ("Where and when to meet", "At the gate, 11:00"),
    ]
    assert found.purpose == "Go with her to a doctor or hospital"
    said = Entry.objects.filter(object_id=str(case.id), action__startswith="file.slot")
    actions_of = list(said.order_by("seq").values_list("action", "actor"))
    assert actions_of == [
        ("file.slot.given", str(given["actor"].user_id)),
        ("file.slot.read", str(volunteer.user.pk)),
    ]


@pytest.mark.parametrize(
    "moment", [NOW, BEGINS - timedelta(seconds=1), ENDS, ENDS + timedelta(days=1)]
)
def test_nothing_before_and_nothing_after(given, volunteer, moment):
    slot = actions.give_slot(**given)
    assert queries.own_slots(actor=volunteer.actor, now=moment) == []
    with pytest.raises(Http404):
        actions.read_slot(slot_id=slot, actor=volunteer.actor, now=moment)


def test_she_never_opens_the_file_itself(given, volunteer, case):
    actions.give_slot(**given)
    with pytest.raises(NoSuchFile):
        queries.open_file(actor=volunteer.actor, case_id=case.id, now=DURING)
    with pytest.raises(NoSuchFile):
        queries.slots_given(actor=volunteer.actor, case_id=case.id, now=DURING)


def test_nobody_else_reads_it(world, given, me):
    slot = actions.give_slot(**given)
    other = make_person(world.founded, role=Role.VOLUNTEER, team_kinds=[], name="Dan")
    for actor in (other.actor, me, world.coordinator.actor, make_world().caseworker.actor):
        with pytest.raises(Http404):
            actions.read_slot(slot_id=slot, actor=actor, now=DURING)
    # Not even with its row put under her own name: it is sealed to another key.
    AccessSlot.objects.update(volunteer_id=other.user.pk)
    assert slots.words_of(AccessSlot.objects.get(), other.actor.keys) is None


def test_who_can_write_the_database_cannot_make_it_last_longer_nor_write_one(given, volunteer):
    slot = actions.give_slot(**given)
    assert slots.words_of(AccessSlot.objects.get(), volunteer.actor.keys) is not None
    AccessSlot.objects.update(ends_at=ENDS + timedelta(days=300))
    late = ENDS + timedelta(hours=1)
    found = actions.read_slot(slot_id=slot, actor=volunteer.actor, now=late)
    assert (found.answers, found.problem) == ([], "This part could not be opened.")
    AccessSlot.objects.update(ends_at=ENDS, signature=b"e1" + b"x" * 64)
    found = actions.read_slot(slot_id=slot, actor=volunteer.actor, now=DURING)
    assert (found.answers, found.problem) == ([], "This part could not be opened.")


@pytest.mark.parametrize(
    "hours",
    [
        (BEGINS, BEGINS + timedelta(hours=10, seconds=1)),
        (ENDS, BEGINS),
        (BEGINS, BEGINS),
        (NOW - timedelta(hours=5), NOW),
        (NOW + timedelta(days=30, seconds=1), NOW + timedelta(days=30, hours=2)),
    ],
)
def test_at_most_ten_hours_within_thirty_days(given, hours):
    begins, ends = hours
    with pytest.raises(CannotDo):
        actions.give_slot(**given | {"begins_at": begins, "ends_at": ends})
    assert not AccessSlot.objects.exists()
    assert not ConsentRecord.objects.exists()


def test_nothing_is_given_that_was_not_chosen(given):
    with pytest.raises(CannotDo):
        actions.give_slot(**given | {"fields": [], "meet": " "})
    # What the file does not say cannot be given, nor what is no field of a slot.
    with pytest.raises(CannotDo):
        actions.give_slot(**given | {"fields": ["safe_words", "papers_name"], "meet": ""})


def test_only_to_a_confirmed_volunteer_who_does_not_keep_the_file(world, given, me):
    inside = make_person(
        world.founded, role=Role.VOLUNTEER, team_kinds=[TeamKind.CASEWORK], name="Nid"
    )
    stranger = make_person(make_world().founded, role=Role.VOLUNTEER, team_kinds=[], name="Strange")
    left = make_person(world.founded, role=Role.VOLUNTEER, team_kinds=[], name="Gone")
    members.part_with(user_id=left.user.pk, actor=world.coordinator.actor, now=NOW)
    for who in (inside, stranger, left, world.colleague):
        with pytest.raises(CannotDo):
            actions.give_slot(**given | {"volunteer_id": who.user.pk, "actor": me})
    with pytest.raises(PermissionDenied):
        actions.give_slot(**given | {"actor": inside.actor})


def test_her_yes_is_written_down_and_her_stop_destroys_it(given, volunteer, case, me):
    slot = actions.give_slot(**given)
    record = ConsentRecord.objects.get()
    assert (record.purpose, record.recipient_kind, record.recipient_id) == (
        "service",
        "member",
        volunteer.user.pk,
    )
    assert record.compartments == ["casework", "identity", "location"]
    assert record.expires_on == ENDS.date()
    consent.withdraw(case=Case.objects.get(), record_id=record.id, actor=me, now=DURING)
    assert not AccessSlot.objects.exists()
    with pytest.raises(Http404):
        actions.read_slot(slot_id=slot, actor=volunteer.actor, now=DURING)
    [shown] = queries.slots_given(actor=me, case_id=case.id, now=DURING).slots
    assert (shown.chip.text, shown.slot_id) == ("Ended before its time", "")


def test_nobody_is_told_to_ask_again_when_the_hours_are_over(given, case, me):
    actions.give_slot(**given)
    assert consents.ending(actor=me, now=NOW) == []
    file = queries.open_file(actor=me, case_id=case.id, now=NOW)
    assert [one.text for one in file.head.chips if "Consent" in one.text] == []


def test_without_a_live_yes_the_row_alone_opens_nothing(given, volunteer):
    slot = actions.give_slot(**given)
    Grant.objects.all()._raw_delete("default")
    with pytest.raises(Http404):
        actions.read_slot(slot_id=slot, actor=volunteer.actor, now=DURING)


def test_the_worker_sees_which_answers_were_given_and_ends_it(world, given, case, me):
    slot = actions.give_slot(**given)
    [shown] = queries.slots_given(actor=me, case_id=case.id, now=DURING).slots
    assert (shown.volunteer, shown.chip.text, shown.slot_id) == ("Ioana Pop", "Now", str(slot))
    assert shown.fields == "What she is called, the code phrase, where and when to meet"
    shelter = make_person(world.founded, team_kinds=[TeamKind.SHELTER], name="Nita").actor
    about = {"case_id": case.id, "slot_id": slot, "now": DURING}
    with pytest.raises(NoSuchFile):
        actions.end_slot(**about, actor=shelter)
    other = make_case(me, "Asha")
    with pytest.raises(NoSuchFile):
        actions.end_slot(**about | {"case_id": other.id}, actor=me)
    actions.end_slot(**about, actor=world.colleague.actor)
    assert not AccessSlot.objects.exists()
    with pytest.raises(NoSuchFile):
        actions.end_slot(**about, actor=me)
    [shown] = queries.slots_given(actor=me, case_id=case.id, now=DURING).slots
    assert shown.chip.text == "Ended before its time"


def test_it_is_destroyed_when_its_hours_are_over_and_when_the_file_is_closed(given, case, me):
    actions.give_slot(**given)
    assert actions.end_slots(actor=MACHINE, now=ENDS - timedelta(seconds=1)) == 0
    assert actions.end_slots(actor=MACHINE, now=ENDS) == 1
    assert not AccessSlot.objects.exists()
    assert Entry.objects.order_by("-seq").first().action == "file.slot.ended"
    [shown] = queries.slots_given(actor=me, case_id=case.id, now=ENDS).slots
    assert shown.chip.text == "Over"
    actions.give_slot(**given)
    closing = Closing(reason=ClosedReason.MOVED)
    actions.close(case_id=case.id, closing=closing, actor=me, now=NOW)
    assert not AccessSlot.objects.exists()


def test_what_is_kept_in_the_file_says_which_answers_never_the_answers():
    assert set(AccessGiven.model_fields) == {
        "schema_version",
        "taken_back",
        "volunteer",
        "purpose",
        "purpose_words",
        "fields",
        "begins_at",
        "ends_at",
        "her_words",
        "ended_at",
    }


def test_the_pages(world, mine, clock, case_id, reachable, volunteer):
    new = file_url(case_id, "slot_new")
    page = mine.get(new)
    form = read(page).form()
    assert {"fields_given", "agreed"}.isdisjoint(form.fields)
    sent = {
        "volunteer": str(volunteer.user.pk),
        "purpose": "court",
        "day_day": "2",
        "day_month": "3",
        "day_year": "2026",
        "begins": "8:00",
        "ends": "17:00",
        "fields_given": ["called"],
        "watch": "<b>her uncle</b>",
    }
    refused = mine.post(new, filled(page, **sent))
    assert refused.status_code == 422
    assert "Ask her first." in read(refused).text
    assert not AccessSlot.objects.exists()
    answer = mine.post(new, filled(page, **sent, agreed="on"))
    assert answer.status_code == 302
    hers = entered(volunteer)
    [url] = [one for one in read(hers.get(reverse("desk:today"))).links if "/p/slot/" in one]
    shown = hers.get(url)
    assert "&lt;b&gt;her uncle&lt;/b&gt;" in shown.content.decode()
    assert "Mira" in read(shown).text
    assert "+8801712000000" not in shown.content.decode()
    assert hers.get(file_url(case_id)).status_code == 404
    assert mine.get(url).status_code == 404
    listed = mine.get(file_url(case_id, "slots"))
    [ending] = [one.action for one in read(listed).forms if one.action.endswith("/end/")]
    assert mine.post(ending).status_code == 302
    assert hers.get(url).status_code == 404


def test_hours_past_midnight_belong_to_the_next_day(mine, clock, case_id, volunteer):
    new = file_url(case_id, "slot_new")
    sent = {
        "volunteer": str(volunteer.user.pk),
        "purpose": "child_care",
        "day_day": "3",
        "day_month": "3",
        "day_year": "2026",
        "begins": "22:00",
        "ends": "6:00",
        "fields_given": ["called"],
        "agreed": "on",
    }
    assert mine.post(new, sent).status_code == 302
    slot = AccessSlot.objects.get()
    assert slot.ends_at - slot.begins_at == timedelta(hours=8)
    assert mine.post(new, sent | {"begins": "25:00"}).status_code == 422
    assert mine.post(new, sent | {"ends": ""}).status_code == 422


def test_her_todays_slots_are_hers_alone(world, given, volunteer):
    actions.give_slot(**given)
    assert queries.own_slots(actor=fresh(world.caseworker), now=DURING) == []
