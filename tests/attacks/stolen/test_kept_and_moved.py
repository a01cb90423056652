"""Somebody steals the node while a file is held, locked away, asked for, and given to others."""

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from alongside.casework.models import Case
from alongside.keeping.models import Erasure
from alongside.organisations.actions import members, teams
from alongside.organisations.enums import Role, TeamKind
from tests.attacks.stolen.forms import CORE, WORDS
from tests.attacks.stolen.test_every_form import new_person, send, stolen
from tests.attacks.theft import scan_text
from tests.casework.factories import fresh
from tests.casework.pages import entered, file_url
from tests.organisations.factories import NOW, make_person, make_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.attack]

AGAIN = {"review_on_day": "2", "review_on_month": "4", "review_on_year": "2026"}


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def of(name, *args):
    return reverse(f"keeping:{name}", args=args)


def told(browser, url):
    """Return whether somebody who may reads there what a thief must not find."""
    return CORE in browser.get(url).content.decode()


def test_holds_names_and_wishes_to_erase_tell_a_thief_nothing(clock, capfd, caplog):
    call_command("createcachetable")
    us = make_world()
    other = make_person(
        us.founded,
        role=Role.COORDINATOR,
        team_kinds=[TeamKind.COORDINATION, TeamKind.CASEWORK],
        name="Ofelia",
    )
    ours, colleague = entered(us.caseworker), entered(us.colleague)
    # A code of theirs works once, so they come in once.
    boss, second = entered(us.coordinator), entered(other)
    case_id = new_person(ours)
    send(ours, file_url(case_id, "note"))

    first, beside = str(us.coordinator.user.pk), str(other.user.pk)
    send(boss, of("hold", case_id), first=first, second=beside, **AGAIN)
    assert told(boss, of("file", case_id))
    assert stolen() == set()
    send(boss, of("review", case_id), **AGAIN)
    assert boss.post(of("end_hold", case_id)).status_code == 302

    send(ours, of("ask", case_id), to=str(us.colleague.user.pk))
    erasure = Erasure.objects.get()
    assert told(colleague, of("decide", case_id, erasure.pk))
    assert stolen() == set()
    assert colleague.post(of("not", case_id, erasure.pk)).status_code == 302

    send(ours, of("mask", case_id))
    send(ours, of("ask_back", case_id), to=beside)
    assert told(second, of("file", case_id))
    assert stolen() == set()
    assert second.post(of("give_back", case_id), {"answer": "yes"}).status_code == 302
    assert stolen(WORDS) == set()
    said = capfd.readouterr()
    assert scan_text(said.out + said.err + caplog.text, WORDS) == set()


def test_a_file_given_to_another_team_tells_a_thief_nothing(clock):
    call_command("createcachetable")
    us = make_world()
    north = teams.create(name="North", kind=TeamKind.CASEWORK, actor=fresh(us.coordinator), now=NOW)
    nita = make_person(us.founded, team_kinds=[], name="Nita")
    boss = fresh(us.coordinator)
    members.change_teams(user_id=nita.user.pk, team_ids=[north.id], actor=boss, now=NOW)
    case_id = new_person(entered(us.caseworker))
    moving = entered(us.coordinator)
    until = {"joint_until_day": "9", "joint_until_month": "3", "joint_until_year": "2026"}
    send(moving, file_url(case_id, "transfer"), **until)
    assert Case.objects.get(pk=case_id).team_id == north.id
    assert told(entered(nita), file_url(case_id))
    assert stolen(WORDS) == set()
