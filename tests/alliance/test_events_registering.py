"""Who comes: letters taken in, places, the waiting list, and figures by rule."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from alongside.alliance import outward
from alongside.alliance.actions import (
    events as actions,
    events_registering as registering,
    fetching,
)
from alongside.alliance.errors import CannotDo, NotThere
from alongside.alliance.letters import SignOn
from alongside.alliance.models import Event, EventRegistration
from alongside.alliance.queries import events as queries
from alongside.audit.models import Entry
from alongside.organisations.actions import rekeying
from alongside.organisations.actors import actor_for
from alongside.organisations.enums import Role, TeamKind
from tests.alliance.events import (
    given,
    leave,
    make_event,
    people_of_the_consultation,
    registration,
    states,
)
from tests.casework.pages import entered
from tests.organisations.factories import NOW, make_person, make_world

pytestmark = pytest.mark.django_db


def fetch(world):
    return fetching.fetch(actor=world.coordinator.actor, now=NOW)


def page(world, event):
    return queries.open_event(actor=world.coordinator.actor, event_id=event.pk, now=NOW)


def note(world, event, row, state):
    who = {"actor": world.coordinator.actor, "now": NOW}
    registering.set_state(event_id=event.pk, registration_id=row.pk, state=state, **who)


def figures(event):
    event.refresh_from_db()
    return event.people, event.organisations, event.countries


def test_45_people_of_35_organisations_from_28_countries(public_world):
    event = make_event(public_world)
    for number, (name, group, country) in enumerate(people_of_the_consultation()):
        letter = registration(event, name, minutes=number, organisation=group, country=country)
        leave(public_world, letter)
    assert fetch(public_world) == fetching.Post(taken=45)
    assert figures(event) == (0, 0, 0)
    for one in page(public_world, event).registrations:
        note(public_world, event, one.row, "attended")
    assert figures(event) == (45, 35, 28)
    [public] = outward.events()
    assert (public.people, public.organisations, public.countries) == (45, 35, 28)


def test_what_she_wrote_is_shown_and_that_it_was_read_is_written_down(public_world):
    event = make_event(public_world)
    letter = registration(event, organisation="Shakti Samuha", country="NP", needs=("visa", "x"))
    leave(public_world, letter)
    fetch(public_world)
    [one] = page(public_world, event).registrations
    assert (one.said.name, one.said.organisation, one.country, one.needs) == (
        "Mira",
        "Shakti Samuha",
        "Nepal",
        ["Letter for a visa", "x"],
    )
    last = Entry.objects.order_by("-seq").first()
    assert (last.action, last.object_id) == ("event.read", str(event.pk))


def test_only_who_was_there_and_agreed_is_named(public_world):
    event = make_event(public_world)
    agreed = {"Zoe": True, "Asha": True, "Mira": False, "Noor": True}
    for minutes, (name, may_be_named) in enumerate(agreed.items()):
        letter = registration(event, name, minutes=minutes, may_be_named=may_be_named)
        leave(public_world, letter)
    fetch(public_world)
    for one in page(public_world, event).registrations[:3]:
        note(public_world, event, one.row, "attended")
    found = page(public_world, event)
    assert (found.may_be_named, found.unnamed) == (["Asha", "Zoe"], 1)
    shown = entered(public_world.coordinator).get(reverse("alliance:event", args=[event.pk]))
    listed = shown.content.decode().partition("Who may be named")[2].partition("</details>")[0]
    assert re.findall("<li><bdi>([^<]+)</bdi></li>", listed) == ["Asha", "Zoe"]
    assert "1 more was there and must not be named." in listed


def test_what_is_noted_already_stands_there_to_be_changed(public_world):
    event = make_event(public_world)
    leave(public_world, registration(event))
    fetch(public_world)
    [one] = page(public_world, event).registrations
    note(public_world, event, one.row, "attended")
    shown = entered(public_world.coordinator).get(reverse("alliance:event", args=[event.pk]))
    assert re.findall('value="([a-z]+)" selected', shown.content.decode()) == ["attended"]


def test_the_same_address_again_changes_what_was_said_and_keeps_the_place(public_world):
    event = make_event(public_world, capacity=1)
    leave(public_world, registration(event, address="mira@example.org"))
    leave(public_world, registration(event, "Asha", minutes=1))
    fetch(public_world)
    again = registration(event, minutes=5, address="MIRA@example.org", needs=("visa",))
    leave(public_world, again)
    assert fetch(public_world) == fetching.Post(taken=1)
    assert states(event) == ["registered", "waiting"]
    assert page(public_world, event).registrations[0].said.needs == ("visa",)


def test_places_are_given_in_the_order_of_writing_and_who_waits_moves_up(public_world):
    event = make_event(public_world, capacity=2)
    for minutes, name in ((30, "Fourth"), (10, "Second"), (20, "Third"), (0, "First")):
        leave(public_world, registration(event, name, minutes=minutes))
    fetch(public_world)
    assert states(event) == ["registered", "registered", "waiting", "waiting"]
    rows = [one.row for one in page(public_world, event).registrations]
    note(public_world, event, rows[0], "declined")
    assert states(event) == ["declined", "registered", "registered", "waiting"]
    with pytest.raises(CannotDo, match="Every place is taken"):
        note(public_world, event, rows[3], "confirmed")
    # Whoever was there was there.
    note(public_world, event, rows[3], "attended")
    assert states(event) == ["declined", "registered", "registered", "attended"]


def test_more_places_are_given_to_those_who_wait(public_world):
    event = make_event(public_world, capacity=1)
    leave(public_world, registration(event, "First"))
    leave(public_world, registration(event, "Second", minutes=1))
    fetch(public_world)
    actions.change_event(
        event_id=event.pk,
        given=given(capacity=2),
        seen=0,
        actor=public_world.coordinator.actor,
        now=NOW,
    )
    assert states(event) == ["registered", "registered"]


def test_who_does_not_come_and_writes_again_stands_at_the_end(public_world):
    event = make_event(public_world, capacity=1)
    leave(public_world, registration(event, "First"))
    leave(public_world, registration(event, "Second", minutes=1))
    fetch(public_world)
    note(public_world, event, page(public_world, event).registrations[0].row, "declined")
    leave(public_world, registration(event, "First", minutes=9))
    fetch(public_world)
    found = [(one.said.name, one.row.state) for one in page(public_world, event).registrations]
    assert found == [("Second", "registered"), ("First", "waiting")]


@pytest.mark.parametrize(
    ("fields", "letter", "reason"),
    [
        ({"by_invitation": True}, {"invitation": "AAAA-BBBB-CCCC"}, "code"),
        ({"closes_on": (NOW - timedelta(days=1)).date()}, {}, "closed"),
        ({}, {"written_at": NOW + timedelta(days=300)}, "closed"),
    ],
)
def test_what_gives_no_place_is_refused_and_listed(public_world, fields, letter, reason):
    event = make_event(public_world, **fields)
    leave(public_world, registration(event, **letter))
    fetch(public_world)
    [one] = page(public_world, event).registrations
    assert (one.row.state, one.said.refused_for) == ("refused", reason)


def test_an_invitation_code_opens_and_a_wrong_one_changes_nothing(public_world):
    event = make_event(public_world, by_invitation=True)
    actor = public_world.coordinator.actor
    actions.make_codes(event_id=event.pk, number=2, actor=actor, now=NOW)
    codes = page(public_world, event).codes
    assert len(set(codes)) == 2
    leave(public_world, registration(event, invitation=codes[0].lower().replace("-", " ")))
    fetch(public_world)
    leave(public_world, registration(event, minutes=1, invitation="wrong", organisation="Other"))
    fetch(public_world)
    [one] = page(public_world, event).registrations
    assert (one.row.state, one.said.organisation) == ("registered", "")


def test_letters_about_nothing_and_of_other_kinds_stay_until_thrown_away(public_world, monkeypatch):
    monkeypatch.delitem(fetching.HANDLERS, "sign_on")
    make_event(public_world)
    sign = {"statement": "s", "organisation": "o", "country": "NP", "contact": "c"}
    leave(public_world, SignOn(id=uuid4(), written_at=NOW, **sign))
    leave(public_world, registration(Event(slug="elsewhere")))
    (settings.ALONGSIDE_EXCHANGE / "letters" / "a.letter").write_bytes(b"nothing")
    assert fetch(public_world) == fetching.Post(taken=0, kept=1, useless=2)
    assert fetch(public_world) == fetching.Post(taken=0, kept=1, useless=2)
    assert fetching.discard(actor=public_world.coordinator.actor, now=NOW) == 2
    assert fetch(public_world) == fetching.Post(taken=0, kept=1, useless=0)


def test_a_letter_that_cannot_be_taken_in_stays_whole(public_world, monkeypatch):
    event = make_event(public_world)
    leave(public_world, registration(event))

    def fails(*_args, **_named):
        raise RuntimeError

    monkeypatch.setattr(registering.figures, "count", fails)
    with pytest.raises(RuntimeError):
        fetch(public_world)
    assert states(event) == []
    monkeypatch.undo()
    assert fetch(public_world) == fetching.Post(taken=1)


def test_another_organisation_opens_no_letters_and_no_event(public_world):
    event = make_event(public_world)
    leave(public_world, registration(event))
    other = make_world()
    with pytest.raises(CannotDo, match="does not write to your team"):
        fetch(other)
    with pytest.raises(CannotDo, match="does not write to your team"):
        fetching.discard(actor=other.coordinator.actor, now=NOW)
    with pytest.raises(NotThere):
        page(other, event)
    assert fetch(public_world) == fetching.Post(taken=1)


def test_only_public_work_opens_them(public_world):
    event = make_event(public_world)
    with pytest.raises(PermissionDenied):
        fetching.fetch(actor=public_world.caseworker.actor, now=NOW)
    with pytest.raises(PermissionDenied):
        queries.open_event(actor=public_world.caseworker.actor, event_id=event.pk, now=NOW)


def test_two_spellings_are_joined_and_stay_so(public_world):
    event = make_event(public_world)
    leave(public_world, registration(event, "Mira", organisation="Shakti Samuha"))
    leave(public_world, registration(event, "Asha", minutes=1, organisation="Shakti Shamuha"))
    fetch(public_world)
    for one in page(public_world, event).registrations:
        note(public_world, event, one.row, "attended")
    assert figures(event) == (2, 2, 0)
    who = {"actor": public_world.coordinator.actor, "now": NOW}
    names = {"first": "Shakti Samuha", "second": "Shakti Shamuha"}
    registering.join_spellings(event_id=event.pk, **names, **who)
    assert figures(event) == (2, 1, 0)
    leave(public_world, registration(event, "Asha", organisation="Shakti Shamuha", needs=("visa",)))
    fetch(public_world)
    assert figures(event) == (2, 1, 0)
    assert page(public_world, event).spellings == ["Shakti Samuha"]


def test_after_somebody_left_the_team_the_others_still_open_it(public_world):
    editor = make_person(
        public_world.founded, role=Role.EDITOR, team_kinds=[TeamKind.PUBLIC], name="Edita"
    )
    event = make_event(public_world)
    leave(public_world, registration(event))
    fetch(public_world)
    assert (
        queries.open_event(actor=editor.actor, event_id=event.pk, now=NOW)
        .registrations[0]
        .said.name
    )
    team = public_world.teams[TeamKind.PUBLIC]
    coordinator = public_world.coordinator
    begun = rekeying.begin(team_id=team.pk, actor=coordinator.actor, now=NOW)
    fresh = actor_for(coordinator.user, coordinator.user.keys)
    rekeying.step(rekeying_id=begun.pk, actor=fresh, now=NOW)
    found = queries.open_event(actor=fresh, event_id=event.pk, now=NOW)
    assert found.registrations[0].said.name == "Mira"


def test_in_clear_lies_nothing_of_her(public_world):
    event = make_event(public_world)
    letter = registration(event, "Mira Quellwasser", organisation="Quellwasser", country="NP")
    leave(public_world, letter)
    fetch(public_world)
    [row] = EventRegistration.objects.values()
    assert b"Quellwasser" not in bytes(row["box"])
    assert "uellwasser" not in str({name: value for name, value in row.items() if name != "box"})
    assert Event.objects.get().people == 0
