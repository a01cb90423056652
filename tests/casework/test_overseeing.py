"""A coordinator's overview: facts of her teams, names only of files she may open."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.audit.models import Entry
from alongside.casework import actions, queries
from alongside.casework.contents import Goal
from alongside.casework.models import Case
from alongside.casework.queries import overseeing
from alongside.organisations.actions import members
from tests.casework.factories import LATER, NOW, fresh, make_case
from tests.casework.pages import entered, read
from tests.organisations.factories import make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def me(world):
    return world.caseworker.actor


@pytest.fixture
def boss(world):
    return world.coordinator.actor


def late(actor, name):
    case = make_case(actor, name)
    about = {"case_id": case.id, "actor": actor, "now": NOW}
    actions.plan_task(text="call", due_on=date(2026, 2, 27), **about)
    return case


def seen(boss, now=LATER):
    return queries.overview(actor=boss, now=now)


def test_only_a_coordinator_sees_it(me):
    with pytest.raises(PermissionDenied):
        seen(me)
    with pytest.raises(PermissionDenied):
        queries.readings_of(user_id=me.user_id, actor=me, now=LATER)


def test_what_is_late_by_worker_with_the_files_it_is_about(world, me, boss):
    mira, asha = late(me, "Mira"), late(world.colleague.actor, "Asha")
    about = {"case_id": mira.id, "actor": me, "now": NOW}
    actions.plan_task(text="write", due_on=date(2026, 2, 26), **about)
    actions.plan_task(text="not late", due_on=date(2026, 3, 9), **about)
    late(make_world().caseworker.actor, "Strange")
    lines = [(one.worker, one.count, [f.name for f in one.files]) for one in seen(boss).late]
    assert lines == [
        (world.caseworker.user.display_name, 2, ["Mira"]),
        (world.colleague.user.display_name, 1, ["Asha"]),
    ]
    assert [one.files[0].case_id for one in seen(boss).late] == [str(mira.id), str(asha.id)]


def test_what_waits_for_approval(world, me, boss):
    actions.choose_approvals(approves=["plans"], supervisors=[], actor=boss, now=NOW)
    case = make_case(me, "Mira")
    about = {"case_id": case.id, "actor": me, "now": NOW}
    goal = actions.save_goal(goal=Goal(words="a room"), **about).document_id
    proposal = actions.propose(about_id=goal, to=boss.user_id, **about).document_id
    [one] = seen(boss).waiting
    assert (one.file.name, one.document_id, one.asked) == (
        "Mira",
        str(proposal),
        world.coordinator.user.display_name,
    )


def test_files_whose_worker_has_left_have_nobody(world, me, boss):
    make_case(me, "Mira")
    asha = make_case(world.colleague.actor, "Asha")
    assert seen(boss).alone == []
    members.part_with(user_id=world.colleague.user.pk, actor=fresh(world.coordinator), now=NOW)
    found = seen(fresh(world.coordinator)).alone
    assert [(one.name, one.case_id) for one in found] == [("Asha", str(asha.id))]
    Case.objects.filter(pk=asha.id).update(worker=None)
    assert [one.name for one in seen(fresh(world.coordinator)).alone] == ["Asha"]


def test_how_many_files_were_read_on_one_day_is_said_as_a_fact(world, me, boss, monkeypatch):
    monkeypatch.setattr(overseeing, "MANY", 2)
    files = [make_case(me, name) for name in ("Mira", "Asha", "Lan")]
    for case in files:
        for _twice in range(2):
            queries.open_file(actor=me, case_id=case.id, now=NOW)
    queries.open_file(actor=me, case_id=files[0].id, now=NOW - timedelta(days=31))
    queries.open_file(actor=world.colleague.actor, case_id=files[0].id, now=LATER)
    mine, hers = seen(boss).reads
    assert (mine.name, mine.most, mine.on, mine.days, mine.is_unusual) == (
        world.caseworker.user.display_name,
        3,
        "2 Mar",
        1,
        True,
    )
    assert (hers.most, hers.on, hers.is_unusual) == (1, "3 Mar", False)
    assert Entry.objects.filter(action="supervision.read").count() == 1


def test_which_files_somebody_read_page_by_page(world, me, boss, monkeypatch):
    monkeypatch.setattr(overseeing, "SHOWN", 2)
    files = [make_case(me, name) for name in ("Mira", "Asha", "Lan")]
    for case in files:
        queries.open_file(actor=me, case_id=case.id, now=NOW)
    queries.open_file(actor=me, case_id=files[0].id, now=NOW)
    about = {"user_id": me.user_id, "actor": boss, "now": LATER}
    first = queries.readings_of(**about)
    assert [(one.file.name, one.times) for one in first.files] == [("Mira", 2), ("Lan", 1)]
    second = queries.readings_of(**about, before=first.more)
    assert ([one.file.name for one in second.files], second.more) == (["Asha"], None)
    with pytest.raises(Http404):
        queries.readings_of(**about | {"user_id": make_world().caseworker.user.pk})


def test_a_file_she_may_not_open_is_not_named(world, me, boss):
    case = make_case(me, "Mira")
    queries.open_file(actor=me, case_id=case.id, now=NOW)
    Case.objects.filter(pk=case.id).update(team=world.teams["shelter"])
    outside = fresh(world.coordinator)
    outside = type(outside)(
        user_id=outside.user_id,
        organisation_id=outside.organisation_id,
        role=outside.role,
        team_ids=outside.team_ids - {world.teams["shelter"].id},
        keys=outside.keys,
    )
    [one] = queries.readings_of(user_id=me.user_id, actor=outside, now=LATER).files
    assert (one.file, one.times) == (None, 1)


def test_it_costs_the_same_for_three(world, me):
    def cost():
        actor = fresh(world.coordinator)
        with CaptureQueriesContext(connection) as counted:
            seen(actor)
        return len(counted)

    queries.open_file(actor=me, case_id=late(me, "Mira").id, now=NOW)
    once = cost()
    for name in ("Asha", "Lan"):
        case = late(world.colleague.actor, name)
        queries.open_file(actor=world.colleague.actor, case_id=case.id, now=NOW)
    assert cost() == once


def test_the_pages(world, mine, clock, case_id):
    url = reverse("casework:overview")
    boss = entered(world.coordinator)
    assert url in read(boss.get(reverse("desk:today"))).links
    assert url not in read(mine.get(reverse("desk:today"))).links
    mine.get(reverse("casework:file", args=[case_id]))
    page = read(boss.get(url))
    assert "read 1 file on one day, 2 Mar" in page.text
    readings = reverse("casework:readings", args=[world.caseworker.user.pk])
    assert "Mira" in read(boss.get(readings)).text
    assert boss.get(f"{readings}?before=nine").status_code == 200
    assert mine.get(url).status_code == 403
