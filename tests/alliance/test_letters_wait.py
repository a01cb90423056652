"""Letters on the site that nobody has taken in yet: seen, in order, and none keeps the others."""

import json
import os
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.urls import reverse

from alongside.alliance import exchange
from alongside.alliance.actions import fetching, newsletter_sending
from alongside.alliance.errors import LettersWait
from alongside.alliance.letters import Unsubscription
from alongside.alliance.models import Delivery, EventRegistration, Post
from alongside.alliance.tabs import tabs_for
from alongside.audit.models import Entry
from alongside.core import clock
from alongside.organisations.enums import TeamKind
from alongside.vault import letterbox
from alongside.website.sealing import seal_letter
from tests.alliance.events import leave, make_event, registration
from tests.alliance.newsletter import LATER, MACHINE, hand_over, subscribe, token_for
from tests.alliance.post import message
from tests.casework.pages import entered
from tests.organisations.factories import NOW

pytestmark = pytest.mark.django_db


def fetch(world):
    return fetching.fetch(actor=world.coordinator.actor, now=NOW)


def leave_forged(world, **changes) -> None:
    """Leave a letter as whoever broke into the site might: sealed rightly, and like no form's."""
    team, keyring = world.teams[TeamKind.PUBLIC], world.coordinator.actor.keys
    epoch, key = letterbox.public_key(team_id=team.pk, keyring=keyring)
    written = json.dumps(message().model_dump(mode="json") | changes).encode()
    folder = settings.ALONGSIDE_EXCHANGE / "letters"
    folder.mkdir(parents=True, exist_ok=True)
    box = seal_letter(written, epoch=epoch, public_key=key)
    (folder / f"{uuid4().hex}.letter").write_bytes(box)


def on_today(browser):
    """Return what Today says of letters."""
    page = browser.get(reverse("desk:today")).content.decode()
    found = re.findall(rf'<a href="{reverse("alliance:post")}">(.*?)</a>', page)
    return [re.sub("<[^>]+>", "", words) for words in found]


def mark(person):
    """Return what the tab with the letters has beside its name."""
    tabs = tabs_for(person.actor, key="", is_secretariat=False)
    [tab] = [one for one in tabs if any(place.key == "post" for place in one.places)]
    return tab.waiting


def test_whoever_answers_sees_on_today_that_somebody_wrote(public_world):
    us = public_world.coordinator
    browser = entered(us)
    assert (on_today(browser), mark(us)) == ([], 0)
    leave(public_world, message())
    assert (on_today(browser), mark(us)) == (["Somebody wrote on the public site"], 1)
    leave(public_world, message())
    assert (on_today(browser), mark(us)) == (["2 letters from the public site"], 2)
    fetch(public_world)
    # Taken in they wait for an answer.
    assert (on_today(browser), mark(us)) == (["2 letters from the public site"], 2)


def test_nobody_else_is_told(public_world, other):
    leave(public_world, message())
    assert (on_today(entered(other.coordinator)), mark(other.coordinator)) == ([], 0)
    assert on_today(entered(public_world.caseworker)) == []


@pytest.mark.parametrize(
    "written_at", ["2026-03-01T10:00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z"]
)
def test_a_letter_of_no_time_keeps_no_other_from_being_taken_in(public_world, written_at):
    leave_forged(public_world, written_at=written_at)
    leave(public_world, message())
    assert fetch(public_world) == fetching.Post(taken=1, useless=1)
    assert Post.objects.count() == 1
    assert fetching.discard(actor=public_world.coordinator.actor, now=NOW) == 1
    assert exchange.waiting() == 0


def test_one_that_breaks_what_takes_it_in_stays_and_keeps_no_other(
    public_world, monkeypatch, caplog
):
    broken, whole = message(text="First, in secret."), message(written_at=NOW + timedelta(hours=1))
    takes_in = fetching.HANDLERS["message"]

    def breaks(*, letter, **about):
        if letter.id == broken.id:
            raise ValueError(letter.text)
        takes_in(letter=letter, **about)

    monkeypatch.setitem(fetching.HANDLERS, "message", breaks)
    for letter in (broken, whole):
        leave(public_world, letter)
    assert fetch(public_world) == fetching.Post(taken=1, kept=1)
    assert "secret" not in caplog.text
    # It may be our fault: what was made for us is not thrown away with what does not open.
    assert fetching.discard(actor=public_world.coordinator.actor, now=NOW) == 0
    monkeypatch.undo()
    assert fetch(public_world) == fetching.Post(taken=1)


def test_the_order_of_writing_holds_however_many_wait(public_world, monkeypatch):
    monkeypatch.setattr(fetching, "AT_ONCE", 2)
    event = make_event(public_world, capacity=3)
    for minutes in (50, 10, 40, 0, 30, 20):
        leave(public_world, registration(event, f"After {minutes}", minutes=minutes))
    for _time in range(3):
        assert fetch(public_world).taken == 2
    rows = EventRegistration.objects.order_by("arrived_at").values_list("state", flat=True)
    assert list(rows) == ["registered"] * 3 + ["waiting"] * 3


def test_no_issue_is_planned_while_somebody_may_have_unsubscribed(public_world, tmp_path, settings):
    settings.ALONGSIDE_SENDING_KEYS = tmp_path / "sending"
    actor = public_world.coordinator.actor
    asha, binh = subscribe(actor), subscribe(actor, "binh@example.org")
    issue_id = hand_over(actor)
    leave(public_world, Unsubscription(id=uuid4(), written_at=NOW, token=token_for(actor, asha)))
    with pytest.raises(LettersWait, match="Take them in first"):
        newsletter_sending.schedule(issue_id=issue_id, due_at=LATER, actor=actor, now=NOW)
    fetch(public_world)
    # No other letter keeps an issue from going out, least of all one that nobody can take in.
    leave(public_world, message())
    leave_forged(public_world, written_at="never")
    sending = newsletter_sending.schedule(issue_id=issue_id, due_at=LATER, actor=actor, now=NOW)
    assert list(Delivery.objects.filter(sending=sending).values_list("subscriber", flat=True)) == [
        binh.pk
    ]


def test_what_nobody_fetched_for_a_year_is_deleted(public_world):
    leave(public_world, message())
    [path] = (settings.ALONGSIDE_EXCHANGE / "letters").glob("*.letter")
    leave(public_world, message())
    old = (clock.now() - timedelta(days=366)).timestamp()
    os.utime(path, (old, old))
    assert fetching.delete_due(actor=MACHINE, now=clock.now()) == 1
    assert fetching.delete_due(actor=MACHINE, now=clock.now()) == 0
    assert not path.exists()
    assert exchange.waiting() == 1
    last = Entry.objects.filter(action="alliance.letters.deleted").get()
    assert last.object_id == "1"
