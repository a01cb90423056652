"""Whoever takes the node finds nothing of what visitors wrote, nor of what was remarked."""

import pytest
import time_machine
from django.urls import reverse

from alongside.alliance.actions import post as actions
from tests.alliance.factories import make_own
from tests.alliance.post import concern, message, sign_on, take
from tests.attacks.theft import scan_files, scan_rows
from tests.casework.factories import fresh
from tests.casework.pages import entered
from tests.organisations.factories import NOW, make_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.attack]

WORD = "kestrelqx"


def stolen() -> set[tuple[str, str]]:
    return scan_rows([WORD]) | scan_files([WORD])


def test_a_thief_finds_nothing_of_a_letter_from_coming_to_its_end():
    with time_machine.travel(NOW, tick=False):
        world, other = make_world(), make_world()
        browser = entered(world.coordinator)
        said = {"name": WORD, "reply_to": f"{WORD}@example.org", "text": WORD}
        kept = take(world, message(**said))
        take(world, concern(about=WORD, text=WORD, reply_to=WORD))
        take(world, sign_on(organisation=WORD, contact=WORD, title=WORD))
        member = make_own(other.coordinator.actor)
        take(world, message(to_member=member.pk, **said))
        assert stolen() == set()
        url = reverse("alliance:post_letter", args=[kept.pk])
        noted = {"seen": "waiting", "state": "answered", "remark": f"called {WORD}"}
        assert browser.post(url, noted).status_code == 302
        # There is something to find.
        assert browser.get(url).content.decode().count(WORD) > 3
        assert browser.get(reverse("alliance:post")).content.decode().count(WORD) > 3
        theirs = entered(other.coordinator).get(reverse("alliance:post"))
        assert theirs.content.decode().count(WORD) > 1
        assert stolen() == set()
        # A member that joined later is given what waited for it.
        later, member.organisation = member.organisation, None
        member.save()
        waits = take(world, message(to_member=member.pk, **said))
        member.organisation = later
        member.save()
        actions.pass_on(post_id=waits.pk, actor=fresh(world.coordinator), now=NOW)
        assert stolen() == set()
