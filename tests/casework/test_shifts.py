"""Notes from one shift to the next: sealed for the team, read by, destroyed when they end."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.audit.models import Entry
from alongside.casework import actions, queries, shifts
from alongside.casework.errors import CannotDo, NothingToTell
from alongside.casework.models import ShiftNote, ShiftReading
from alongside.core.access import SystemActor
from alongside.organisations.actions import rekeying
from alongside.organisations.enums import Role, TeamKind
from alongside.vault import ring
from alongside.vault.models import Key
from tests.casework.factories import LATER, NOW, fresh, make_case
from tests.casework.pages import entered, filled, read
from tests.organisations.factories import make_person

pytestmark = pytest.mark.django_db
MACHINE = SystemActor(reason="expiry")


@pytest.fixture
def me(world):
    return world.caseworker.actor


@pytest.fixture
def her(world):
    return world.colleague.actor


def write(world, me, text="She sleeps badly.", **more):
    said = {"team_id": world.team.id, "text": text, "actor": me, "now": NOW}
    return actions.write_shift_note(**said | more)


def opened(note, actor, now=LATER):
    return actions.read_shift_note(note_id=note, actor=actor, now=now)


def test_the_team_reads_it_and_it_says_who_read_it(world, me, her):
    case = make_case(me, "Mira")
    note = write(world, me, files=[case.id])
    [head] = queries.shift_notes(actor=her, now=LATER)
    assert (head.author, head.is_new) == (world.caseworker.user.display_name, True)
    assert [one.is_new for one in queries.shift_notes(actor=me, now=LATER)] == [False]
    found = opened(note, her)
    assert (found.text, found.problem, found.may_end) == ("She sleeps badly.", "", False)
    [link] = found.files
    assert (link.case_id, link.name, link.may_open) == (str(case.id), "Mira", True)
    assert [one.is_new for one in queries.shift_notes(actor=her, now=LATER)] == [False]
    mine = opened(note, me)
    assert [(one.name, one.when) for one in mine.readers] == [
        (world.colleague.user.display_name, found.readers[0].when)
    ]
    assert ShiftReading.objects.get().read_at == LATER
    # Reading it again does not move the hour.
    opened(note, her, LATER + timedelta(hours=1))
    assert ShiftReading.objects.get().read_at == LATER
    said = list(Entry.objects.filter(action__startswith="shift.").order_by("seq"))
    assert [(one.action, one.object_id) for one in said] == [
        ("shift.note.written", str(note)),
        ("shift.note.read", str(note)),
        ("shift.note.read", str(note)),
        ("shift.note.read", str(note)),
    ]


def test_nobody_of_another_team_learns_of_it(world, me):
    note = write(world, me)
    shelter = make_person(world.founded, team_kinds=[TeamKind.SHELTER], name="Nita").actor
    assert queries.shift_notes(actor=shelter, now=LATER) == []
    with pytest.raises(Http404):
        opened(note, shelter)
    with pytest.raises(Http404):
        actions.end_shift_note(note_id=note, actor=shelter, now=LATER)
    with pytest.raises(Http404):
        write(world, shelter)


def test_a_file_of_another_team_is_not_named(world, me):
    both = make_person(
        world.founded, team_kinds=[TeamKind.SHELTER, TeamKind.CASEWORK], name="Both"
    ).actor
    house = make_person(world.founded, team_kinds=[TeamKind.SHELTER], name="Nita").actor
    case = make_case(me, "Mira")
    note = write(world, both, team_id=world.teams[TeamKind.SHELTER].id, files=[case.id])
    [link] = opened(note, house).files
    assert (link.reference, link.name, link.may_open) == (case.reference, "", False)
    with pytest.raises(CannotDo):
        write(world, house, team_id=world.teams[TeamKind.SHELTER].id, files=[case.id])


def test_it_says_something_and_lasts_a_week_at_most(world, me):
    with pytest.raises(NothingToTell):
        write(world, me, text="  ")
    for lasts in (timedelta(days=7, minutes=1), timedelta(0), timedelta(hours=-1)):
        with pytest.raises(CannotDo):
            write(world, me, lasts=lasts)
    assert ShiftNote.objects.get(pk=write(world, me)).ends_at == NOW + timedelta(hours=48)


def test_when_its_time_is_over_it_is_refused_and_then_destroyed(world, me, her):
    note, later = write(world, me), write(world, me, lasts=timedelta(hours=49))
    over = NOW + timedelta(hours=48)
    assert opened(note, her, over - timedelta(seconds=1)).text == "She sleeps badly."
    with pytest.raises(Http404):
        opened(note, her, over)
    assert actions.end_shift_notes(actor=MACHINE, now=over) == 1
    assert list(ShiftNote.objects.values_list("pk", flat=True)) == [later]
    assert not Key.objects.filter(subject=note).exists()
    assert actions.end_shift_notes(actor=MACHINE, now=over) == 0


def test_whoever_wrote_it_or_a_coordinator_ends_it_before(world, me, her):
    note = write(world, me)
    with pytest.raises(Http404):
        actions.end_shift_note(note_id=note, actor=her, now=LATER)
    actions.end_shift_note(note_id=note, actor=me, now=LATER)
    second = write(world, me)
    actions.end_shift_note(note_id=second, actor=world.coordinator.actor, now=LATER)
    assert not ShiftNote.objects.exists()
    assert not Key.objects.filter(subject__in=[note, second]).exists()


def test_it_opens_after_the_teams_keys_were_renewed(world, me, her):
    note = write(world, me)
    begun = rekeying.begin(team_id=world.team.id, actor=world.coordinator.actor, now=NOW)
    rekeying.step(rekeying_id=begun.pk, actor=fresh(world.coordinator), now=NOW)
    assert opened(note, fresh(world.colleague)).text == "She sleeps badly."


def test_a_note_whose_box_was_swapped_does_not_open(world, me, her):
    first, second = write(world, me, "one"), write(world, me, "two")
    box = ShiftNote.objects.get(pk=second).box
    ShiftNote.objects.filter(pk=first).update(box=box)
    assert opened(first, her).problem == "This part could not be opened."
    assert ring.holders(first) == {(world.team.id, "list")}
    assert shifts.words_of(ShiftNote.objects.get(pk=second), her.keys).text == "two"


def test_the_list_costs_the_same_for_three(world, me, her):
    def cost():
        actor = fresh(world.colleague)
        with CaptureQueriesContext(connection) as counted:
            queries.shift_notes(actor=actor, now=LATER)
        return len(counted)

    write(world, me)
    once = cost()
    write(world, me)
    write(world, her)
    assert cost() == once


def test_the_pages(world, mine, hers, clock, case_id):
    new = reverse("casework:shift_note_new")
    assert new in read(mine.get(reverse("desk:today"))).links
    page = mine.get(new)
    assert mine.post(new, filled(page)).status_code == 422
    sent = {"team": str(world.team.id), "text": "<i>Tea</i>", "about": [str(case_id)]}
    assert mine.post(new, filled(page, **sent)).status_code == 302
    [url] = [
        one
        for one in read(hers.get(reverse("desk:today"))).links
        if one.startswith("/p/shift/") and one != new
    ]
    shown = hers.get(url)
    assert "&lt;i&gt;Tea&lt;/i&gt;" in shown.content.decode()
    assert "Mira" in read(shown).text
    assert "Tea" not in read(hers.get(reverse("casework:shift_notes"))).text
    assert hers.post(f"{url}end/").status_code == 404
    assert mine.post(f"{url}end/").status_code == 302
    assert hers.get(url).status_code == 404


def test_somebody_without_files_has_no_notes(world):
    editor = entered(make_person(world.founded, role=Role.EDITOR, team_kinds=[], name="Edita"))
    assert editor.get(reverse("casework:shift_notes")).status_code == 403
    assert reverse("casework:shift_note_new") not in read(editor.get(reverse("desk:today"))).links
