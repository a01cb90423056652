"""Who agreed to be named or pictured takes it back, and nobody agrees again for her."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from alongside.alliance.actions import events_registering as registering
from alongside.alliance.enums.events import Agreement
from alongside.alliance.errors import CannotDo, NotThere
from alongside.alliance.events.papers import Registered
from alongside.alliance.models import EventRegistration
from alongside.alliance.queries import events as queries
from alongside.audit.models import Entry
from alongside.organisations.enums import TeamKind
from tests.alliance.events import make_event, registration
from tests.casework.pages import entered
from tests.organisations.factories import NOW, make_world

pytestmark = pytest.mark.django_db

AGREED = {"may_be_named": True, "may_be_pictured": True}
NAMED, PICTURED = "No longer wants to be named", "No longer wants to be pictured"


@pytest.fixture
def me(world):
    return world.coordinator.actor


@pytest.fixture
def event(world):
    return make_event(world)


@pytest.fixture
def write(world, me, event):
    """Return what takes in a letter, with both agreements, and returns its row."""

    def _write(name="Mira", now=NOW, **fields):
        letter = registration(event, name, **AGREED | fields)
        team_id = world.teams[TeamKind.PUBLIC].pk
        registering.take_registration(letter=letter, team_id=team_id, actor=me, now=now)
        return page(me, event).registrations[-1].row

    return _write


def page(actor, event):
    return queries.open_event(actor=actor, event_id=event.pk, now=NOW)


def take_back(actor, event, row, what="may_be_named", now=NOW):
    about = {"event_id": event.pk, "registration_id": row.pk, "what": what}
    registering.take_back(**about, actor=actor, now=now)


def agreements(actor, event):
    return [
        (one.said.may_be_named, one.said.may_be_pictured)
        for one in page(actor, event).registrations
    ]


def declined(actor, event, row):
    about = {"event_id": event.pk, "registration_id": row.pk, "state": "declined"}
    registering.set_state(**about, actor=actor, now=NOW)


def was_there(actor, event, row):
    about = {"event_id": event.pk, "registration_id": row.pk, "state": "attended"}
    registering.set_state(**about, actor=actor, now=NOW)


def test_each_agreement_is_a_field_of_what_is_sealed():
    assert [Registered.model_fields[one].default for one in Agreement] == [False, False]


@pytest.mark.parametrize(
    ("what", "left"), [("may_be_named", (False, True)), ("may_be_pictured", (True, False))]
)
def test_one_is_taken_back_the_other_stays_and_it_is_written_down(me, event, write, what, left):
    row = write(organisation="Shakti", needs=("visa",))
    write("Asha", minutes=1)
    before = page(me, event).registrations[0].said
    take_back(me, event, row, what)
    assert agreements(me, event) == [left, (True, True)]
    assert page(me, event).registrations[0].said == before.model_copy(
        update={what: False, "taken_back_at": NOW}
    )
    last = Entry.objects.filter(action__endswith=".taken_back")
    assert [(one.action, one.object_id, one.actor) for one in last] == [
        (f"event.{what}.taken_back", str(event.pk), str(me.user_id))
    ]


def test_the_list_of_who_may_be_named_follows_and_the_figures_stay(me, event, write):
    rows = [write(), write("Asha", minutes=1, organisation="Shakti", country="NP")]
    for row in rows:
        was_there(me, event, row)
    found = page(me, event)
    assert (found.may_be_named, found.unnamed) == (["Asha", "Mira"], 0)
    take_back(me, event, rows[1])
    found = page(me, event)
    assert (found.may_be_named, found.unnamed) == (["Mira"], 1)
    assert (found.event.people, found.event.organisations, found.event.countries) == (2, 1, 1)


def test_taken_back_twice_or_never_agreed_changes_and_writes_down_nothing(me, event, write):
    row = write(may_be_pictured=False)
    take_back(me, event, row)
    boxes, lines = _boxes(), Entry.objects.count()
    take_back(me, event, row, now=NOW + timedelta(hours=1))
    take_back(me, event, row, "may_be_pictured")
    assert (_boxes(), Entry.objects.count()) == (boxes, lines)
    assert agreements(me, event) == [(False, False)]


def test_no_later_letter_agrees_for_her_while_she_has_a_place(me, event, write):
    """Anybody who knows her address can write in her name."""
    write(may_be_named=False)
    write(minutes=60)
    assert agreements(me, event) == [(False, True)]
    write(minutes=120, may_be_pictured=False)
    write(minutes=180)
    assert agreements(me, event) == [(False, False)]


def test_what_she_wrote_first_is_still_read_however_many_letters_came_since(
    world, me, event, write
):
    write(needs=("childcare",), needs_words="Two small children.", organisation="Shakti Samuha")
    write("Nobody", address="mira@example.org", minutes=60, needs_words="", organisation="Other")
    write("Nobody at all", address="mira@example.org", minutes=90)
    [one] = page(me, event).registrations
    assert (one.said.name, one.before.said.name) == ("Nobody at all", "Mira")
    assert one.before.said.before is None
    shown = entered(world.coordinator).get(reverse("alliance:event", args=[event.pk]))
    said = shown.content.decode().partition("What stood here before")[2].partition("</details>")[0]
    assert "Two small children." in said
    # Who gave her place up begins anew, and nothing of before is kept.
    declined(me, event, one.row)
    write("Mira", minutes=120)
    assert page(me, event).registrations[0].before is None


def test_only_after_she_gave_up_her_place_a_later_letter_agrees_again(me, event, write):
    row = write(may_be_pictured=False)
    take_back(me, event, row, now=NOW + timedelta(hours=2))
    # It waited on the site; what it says besides counts.
    write(minutes=60, needs=("visa",), now=NOW + timedelta(hours=3))
    assert agreements(me, event) == [(False, False)]
    assert page(me, event).registrations[0].said.needs == ("visa",)
    write(minutes=180, now=NOW + timedelta(hours=4))
    assert agreements(me, event) == [(False, False)]
    declined(me, event, row)
    write(minutes=60, now=NOW + timedelta(hours=4))
    assert agreements(me, event) == [(False, False)]
    declined(me, event, row)
    write(minutes=180, now=NOW + timedelta(hours=4))
    assert agreements(me, event) == [(True, True)]


def test_what_is_noted_outlives_joined_spellings_and_a_place_given_up(me, event, write):
    row = write(organisation="Shakti Shamuha")
    take_back(me, event, row)
    about = {"event_id": event.pk, "actor": me, "now": NOW}
    registering.join_spellings(first="Shakti Samuha", second="Shakti Shamuha", **about)
    registering.set_state(registration_id=row.pk, state="declined", **about)
    write(organisation="Shakti Shamuha")
    assert agreements(me, event) == [(False, True)]
    assert page(me, event).registrations[0].said.counted_as == "Shakti Samuha"


def test_only_these_two_can_be_taken_back(me, event, write):
    row = write()
    for what in ("", "name", "NAMED", "taken_back_at"):
        with pytest.raises(CannotDo, match="Choose what to note"):
            take_back(me, event, row, what)
    assert agreements(me, event) == [(True, True)]


def test_what_does_not_open_is_not_written_over(me, event, write):
    row = write()
    EventRegistration.objects.update(box=b"spoilt")
    with pytest.raises(CannotDo, match="cannot be opened"):
        take_back(me, event, row)
    assert _boxes() == [b"spoilt"]


def test_nobody_else_takes_it_back_and_nobody_learns_that_it_is_there(world, me, event, write):
    row = write()
    elsewhere = make_event(world)
    other = make_world()
    for actor, where, whose in (
        (other.coordinator.actor, event.pk, row.pk),
        (me, elsewhere.pk, row.pk),
        (me, event.pk, uuid4()),
        (me, uuid4(), row.pk),
    ):
        about = {"event_id": where, "registration_id": whose, "what": "may_be_named"}
        with pytest.raises(NotThere):
            registering.take_back(**about, actor=actor, now=NOW)
    with pytest.raises(PermissionDenied):
        take_back(world.caseworker.actor, event, row)
    assert agreements(me, event) == [(True, True)]


@pytest.mark.usefixtures("on_the_day")
def test_on_the_page_it_is_asked_only_where_she_agreed(world, event, write):
    row = write("Mira <b>", address="mira@example.org")
    write("Asha", minutes=1, may_be_named=False, may_be_pictured=False)
    browser = entered(world.coordinator)
    show = reverse("alliance:event", args=[event.pk])
    back = reverse("alliance:event_take_back", args=[event.pk, row.pk])
    assert _asked(browser.get(show)) == (1, 1)
    # Each button says of whom to those who hear the page.
    assert (
        browser.get(show)
        .content.decode()
        .count(f'{NAMED}<span class="govuk-visually-hidden"> <bdi>Mira &lt;b&gt;</bdi></span>')
        == 1
    )
    after = browser.post(back, {"what": "may_be_named"}, follow=True)
    assert after.redirect_chain == [(show, 302)]
    assert "this program does not find it" in after.content.decode()
    assert _asked(after) == (0, 1)
    after = browser.post(back, {"what": "may_be_pictured"}, follow=True)
    assert _asked(after) == (0, 0)
    assert after.content.decode().count("must not be named · must not be pictured") == 2
    assert f'action="{back}"' not in after.content.decode()
    after = browser.post(back, {"what": "all"}, follow=True)
    assert "Choose what to note." in after.content.decode()
    assert "this program does not find it" not in after.content.decode()


def _asked(response):
    text = response.content.decode()
    return text.count(NAMED), text.count(PICTURED)


def _boxes():
    return [bytes(one) for one in EventRegistration.objects.values_list("box", flat=True)]
