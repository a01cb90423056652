"""What is kept no longer than was said: alerts that are over, what was declined, who came."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from alongside.alliance import tasks
from alongside.alliance.actions import (
    alerts,
    applications,
    events as planning,
    events_registering as registering,
    fetching,
    references,
)
from alongside.alliance.enums.membership import Stance
from alongside.alliance.errors import CannotDo
from alongside.alliance.membership_papers import Answered
from alongside.alliance.models import (
    Alert,
    AlertReceipt,
    AlertUpdate,
    Application,
    Event,
    EventRegistration,
    Post,
    Reference,
    Slip,
)
from alongside.audit.models import Entry
from alongside.core.access import SystemActor
from alongside.vault import ring
from tests.alliance.alerts import as_member, send
from tests.alliance.events import BEGINS, given, leave, make_event, registration
from tests.alliance.factories import make_secretariat
from tests.alliance.membership import asked, colleague, make_application, make_member_world
from tests.casework.factories import fresh
from tests.casework.pages import entered
from tests.disk import as_it_lies
from tests.organisations.factories import NOW, make_world

pytestmark = pytest.mark.django_db

MACHINE = SystemActor(reason="test")
DAY = timedelta(days=1)
AFTER, MOST = 90 * DAY, 365 * DAY


def deleted(prefix):
    rows = Entry.objects.filter(action=f"{prefix}.deleted").order_by("seq")
    return [one.object_id for one in rows]


@pytest.fixture
def two():
    us, them = make_world(), make_world()
    as_member(us, "Ours")
    as_member(them, "Bright Line")
    return us, them


@pytest.fixture
def told(two):
    """Return what tells more of an alert of ours: `told(alert, "words", at, ends=True)`."""
    us, _them = two

    def tell(alert, at, *, ends=False):
        about = {"alert_id": alert.pk, "actor": fresh(us.coordinator), "now": at}
        alerts.update_alert(words="They are free.", ends=ends, **about)

    return tell


def left():
    counted = (Alert, AlertUpdate, AlertReceipt, Slip)
    return [one.objects.count() for one in counted]


def test_an_alert_is_destroyed_for_everybody_after_it_ended(two, told):
    us, them = two
    over, lasting = send(us, them), send(us, them)
    actor = fresh(them.coordinator)
    alerts.acknowledge(alert_id=over.pk, words="We are here.", actor=actor, now=NOW)
    told(over, NOW + DAY, ends=True)
    # Two alerts with readers, for both teams; an update and an answer of each.
    assert left() == [2, 1, 2, 2 * 3 + 2 + 2]
    assert alerts.delete_due(actor=MACHINE, now=NOW + AFTER) == 0
    assert alerts.delete_due(actor=MACHINE, now=NOW + AFTER + DAY) == 1
    assert left() == [1, 0, 1, 3]
    assert set(Slip.objects.values_list("about", flat=True)) == {lasting.pk}
    assert deleted("alert") == [str(over.pk)]
    for world in two:
        page = entered(world.coordinator).get(reverse("alliance:alert", args=[over.pk]))
        assert page.status_code == 404


def test_one_that_nobody_ended_goes_a_year_after_the_last_word(two, told):
    us, them = two
    alert = send(us, them)
    told(alert, NOW + AFTER)
    assert alerts.delete_due(actor=MACHINE, now=NOW + MOST) == 0
    assert alerts.delete_due(actor=MACHINE, now=NOW + AFTER + MOST) == 1
    assert left() == [0, 0, 0, 0]


def test_its_pages_say_until_when(two, told):
    us, them = two
    with time_machine.travel(NOW, tick=False):
        alert = send(us, them)
        ours = entered(us.coordinator)
        for name in ("alert_new", "alerts"):
            words = ours.get(reverse(f"alliance:{name}")).content.decode()
            assert "90</bdi> days after you say that it is no longer urgent" in words
            assert "365</bdi> days after the last word about it" in words
        place = reverse("alliance:alert", args=[alert.pk])
        assert "Will be deleted on" not in ours.get(place).content.decode()
        told(alert, NOW, ends=True)
        for browser in (ours, entered(them.coordinator)):
            shown = browser.get(place).content.decode()
            assert "Will be deleted on <bdi>31 May 2026</bdi>." in shown


@pytest.fixture
def declined(secretariat):
    """Return an application with two references that was declined, and one that was not."""
    me = secretariat.coordinator.actor
    gone, kept = make_application(me), make_application(me)
    member_world, member = make_member_world()
    for one in (gone, kept):
        reference = asked(me, one, member)
        about = {"reference_id": reference.pk, "actor": member_world.coordinator.actor, "now": NOW}
        references.answer(said=Answered(stance=Stance.AGAINST, words="Not them."), **about)
    applications.agree(application_id=gone, actor=me, now=NOW)
    applications.decline(application_id=gone, reason="We asked around.", actor=me, now=NOW)
    return gone, kept


def test_of_what_was_declined_not_even_the_key_is_left(declined):
    gone, kept = declined
    reference = Reference.objects.get(application=kept)
    assert ring.present(declined) == {gone, kept}
    assert applications.delete_due(actor=MACHINE, now=NOW + AFTER - DAY) == 0
    assert applications.delete_due(actor=MACHINE, now=NOW + AFTER) == 1
    assert ring.present(declined) == {kept}
    assert set(Slip.objects.values_list("about", flat=True)) == {reference.pk}
    assert list(Application.objects.values_list("pk", flat=True)) == [kept]
    assert list(Reference.objects.values_list("pk", flat=True)) == [reference.pk]
    assert deleted("alliance.application") == [str(gone)]
    # Whoever waits for an answer, and a member, loses nothing by time.
    assert applications.delete_due(actor=MACHINE, now=NOW + 9 * MOST) == 0


def test_a_member_loses_nothing_of_its_application(secretariat):
    me = secretariat.coordinator.actor
    application_id = make_application(me)
    for actor in (me, colleague(secretariat).actor):
        applications.agree(application_id=application_id, actor=actor, now=NOW)
    assert applications.delete_due(actor=MACHINE, now=NOW + 9 * MOST) == 0


def test_the_pages_of_an_application_say_until_when(declined, secretariat):
    gone, kept = declined
    with time_machine.travel(NOW, tick=False):
        browser = entered(secretariat.coordinator)
        shown = browser.get(reverse("alliance:application", args=[gone])).content.decode()
        assert "Will be deleted on <bdi>31 May 2026</bdi>." in shown
        asking = browser.get(reverse("alliance:application_decline", args=[kept])).content.decode()
        assert "After 90 days all of it is deleted" in asking
        shown = browser.get(reverse("alliance:application", args=[kept])).content.decode()
        assert "Will be deleted on" not in shown


@pytest.fixture
def attended(public_world):
    """Return an event at which two people of two countries were, and its coordinator."""
    me = public_world.coordinator.actor
    event = make_event(public_world)
    for minutes, (name, country) in enumerate((("Mira", "NP"), ("Asha", "BD"))):
        leave(public_world, registration(event, name, minutes=minutes, country=country))
    fetching.fetch(actor=me, now=NOW)
    for one in event.registrations.all():
        registering.set_state(
            event_id=event.pk, registration_id=one.pk, state="attended", actor=me, now=NOW
        )
    return event, public_world


ENDED = BEGINS + 2 * DAY


def figures():
    return Event.objects.values_list("people", "organisations", "countries").get()


def test_who_registered_is_destroyed_a_year_after_the_event_and_the_figures_stay(attended):
    event, world = attended
    about = {"event_id": event.pk, "actor": world.coordinator.actor, "now": ENDED}
    planning.write_note(theme="Wages", text="Paid late.", **about)
    assert registering.delete_due(actor=MACHINE, now=ENDED + MOST - DAY) == 0
    assert EventRegistration.objects.count() == 2
    assert registering.delete_due(actor=MACHINE, now=ENDED + MOST) == 1
    assert registering.delete_due(actor=MACHINE, now=ENDED + MOST) == 0
    assert EventRegistration.objects.count() == 0
    assert figures() == (2, 0, 2)
    assert event.notes.count() == 1
    assert deleted("event.registrations") == [str(event.pk)]


def test_a_letter_that_comes_after_that_changes_no_figures_and_goes_as_well(attended):
    event, world = attended
    registering.delete_due(actor=MACHINE, now=ENDED + MOST)
    leave(world, registration(event, "Noor", minutes=60 * 24 * 500))
    after = ENDED + MOST + DAY
    assert fetching.fetch(actor=world.coordinator.actor, now=after).taken == 1
    assert figures() == (2, 0, 2)
    assert registering.delete_due(actor=MACHINE, now=after) == 1
    assert EventRegistration.objects.count() == 0
    event.refresh_from_db()
    assert event.registrations_deleted_at == ENDED + MOST


def test_an_event_whose_list_is_gone_does_not_take_place_again(attended):
    event, world = attended
    me = world.coordinator.actor
    changing = {"event_id": event.pk, "seen": 0, "actor": me}
    registering.delete_due(actor=MACHINE, now=ENDED + MOST)
    later = ENDED + MOST + DAY
    with pytest.raises(CannotDo, match="Prepare a new event"):
        planning.change_event(given=given(ends_at=later + DAY), now=later, **changing)
    planning.change_event(given=given(place="Chiang Mai"), now=later, **changing)
    assert Event.objects.get().place == "Chiang Mai"


def test_the_page_of_an_event_says_until_when(attended):
    event, world = attended
    place = reverse("alliance:event", args=[event.pk])
    browser = entered(world.coordinator)
    shown = browser.get(place).content.decode()
    assert "What they wrote is deleted on <bdi>9 April 2027</bdi>. The figures stay." in shown
    registering.delete_due(actor=MACHINE, now=ENDED + MOST + DAY)
    shown = browser.get(place).content.decode()
    assert "What they wrote was deleted on <bdi>10 April 2027</bdi>. The figures stay." in shown
    assert "<strong><bdi>2</bdi></strong> people" in shown
    assert "Mira" not in shown
    assert "Who may be named" not in shown


def on_disk(table):
    """All bytes of a table as they lie on the disk, with SQLite's log beside it."""
    if connection.vendor == "sqlite":
        path = Path(connection.settings_dict["NAME"])
        return b"".join(as_it_lies(one) for one in path.parent.glob(f"{path.name}*"))
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT pg_read_binary_file(pg_relation_filepath(%s))", [table])
        return bytes(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_the_machine_does_it_by_itself_and_nothing_is_left_on_the_disk():
    us, them = make_world(), make_world()
    for world, name in ((us, "Ours"), (them, "Bright Line")):
        as_member(world, name)
    make_secretariat(us)
    me = fresh(us.coordinator)
    send(us, them)
    application_id = make_application(me)
    applications.decline(application_id=application_id, reason="No.", actor=me, now=NOW)
    event = make_event(us)
    row = EventRegistration(event=event, state="registered", arrived_at=NOW, changed_at=NOW)
    row.box = b"who she is, sealed" * 20
    row.save()
    boxes = [bytes(one) for one in Slip.objects.values_list("box", flat=True)]
    kept = [("alliance_slip", box) for box in boxes]
    kept.append(("alliance_eventregistration", row.box))
    assert [box in on_disk(table) for table, box in kept] == [True] * 4
    with time_machine.travel(ENDED + MOST, tick=False):
        assert tasks.clear_up.call() == 3
        assert tasks.clear_up.call() == 0
    assert [box in on_disk(table) for table, box in kept] == [False] * 4
    assert (Alert.objects.count(), Application.objects.count(), Post.objects.count()) == (0, 0, 0)


def test_what_cannot_be_destroyed_keeps_nothing_else_from_being(monkeypatch, two, told, caplog):
    us, them = two
    told(send(us, them), NOW + DAY, ends=True)

    def broken(**_asked):
        raise ValueError

    monkeypatch.setattr(tasks.post, "delete_due", broken)
    monkeypatch.setattr(tasks.erasure, "vacuum", lambda _models: True)
    with time_machine.travel(NOW + AFTER + 2 * DAY, tick=False):
        assert tasks.clear_up.call() == 1
    assert [one.levelname for one in caplog.records] == ["ERROR"]


def test_every_day_the_disk_is_cleared_of_what_was_taken_back(monkeypatch):
    rewritten = []
    monkeypatch.setattr(tasks.erasure, "vacuum", lambda models: rewritten.append(models) or True)
    assert tasks.clear_up.call() == 0
    assert rewritten == [[Slip, EventRegistration]]
