"""Somebody steals the node after groups applied, were asked about, agreed to and declined."""

import pytest
import time_machine
from django.urls import reverse

from alongside.alliance.actions import applications, members
from alongside.alliance.models import Application, Reference
from alongside.organisations.enums import TeamKind
from tests.alliance.factories import make_secretariat, member_given
from tests.alliance.membership import application_letter, asked, colleague, make_member_world
from tests.attacks.stolen.forms import CORE, FIRST, NUMBER, canary, filled
from tests.attacks.theft import scan_files, scan_rows
from tests.casework.factories import fresh
from tests.casework.pages import entered
from tests.organisations.factories import NOW, make_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.attack]

A_YEAR_ON = NOW.replace(year=NOW.year + 1)


def send(browser, url, **changes):
    response = browser.post(url, filled(browser.get(url), **changes))
    assert response.status_code == 302, response.content.decode()


def url(name, *args):
    return reverse(f"alliance:{name}", args=args)


def stolen():
    return scan_rows(FIRST) | scan_files(FIRST)


def test_a_thief_finds_no_group_that_applied_and_nothing_said_of_it():
    with time_machine.travel(NOW, tick=False) as clock:
        world = make_world()
        make_secretariat(world)
        them, member = make_member_world()
        about = {"actor": fresh(world.coordinator), "now": NOW}
        letter = application_letter(
            name=canary(), about=canary(), references=canary(), contact=f"{canary()} {NUMBER}"
        )
        team = world.teams[TeamKind.PUBLIC].pk
        applications.take_application(letter=letter, team_id=team, **about)
        row = Application.objects.get()
        browser, theirs = entered(colleague(world)), entered(colleague(them))
        send(browser, url("application_new"), country="CO")
        send(browser, url("reference_ask", row.pk), member=str(member.pk))
        send(browser, url("reference_note", row.pk), stance="against")
        question = url("reference", Reference.objects.exclude(member=None).get().pk)
        page = theirs.get(question)
        # There is something to find, before it is answered and after.
        assert page.content.decode().count(CORE) > 1
        assert stolen() == set()
        send(theirs, question, stance="unknown")
        assert browser.get(url("application", row.pk)).content.decode().count(CORE) > 5
        send(browser, url("application_decline", row.pk))
        hidden = members.add_without_account(given=member_given(), **about)
        other = Application.objects.exclude(pk=row.pk).get()
        asked(about["actor"], other.pk, member, canary())
        clock.move_to(A_YEAR_ON)
        browser = entered(colleague(world, "Olga"))
        send(browser, url("member_confirm", hidden.pk))
        assert CORE in browser.get(url("membership", hidden.pk)).content.decode()
    assert stolen() == set()
