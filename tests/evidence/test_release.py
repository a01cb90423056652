"""What is released, and that two releases cannot be subtracted from each other."""

import pytest
from django.core.exceptions import PermissionDenied

from alongside.consent.enums import Answer
from alongside.evidence import actions
from alongside.evidence.models import Release
from alongside.organisations.enums import Role
from tests.casework.factories import LATER
from tests.evidence.people import counted, withdraw
from tests.organisations.factories import make_person, make_second_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def me(world):
    return world.caseworker.actor


def figures(actor, table="form"):
    return actions.release(actor=actor, year=2026, now=LATER).tables[table]


def several(actor, number, *forms, **more):
    return [counted(actor, *forms, **more) for _number in range(number)]


def test_lines_under_ten_are_not_said_and_others_are_rounded(me):
    several(me, 13, "ForcedLabour", age=30)
    several(me, 4, "ForcedMarriage", age=20)

    cells = figures(me)["cells"]

    assert {name: n for name, n in cells.items() if n} == {"ForcedLabour": 15}
    assert cells["ForcedMarriage"] is None
    assert figures(me)["total"] == 15
    assert {band: n for band, n in figures(me, "age")["cells"].items() if n} == {"25-34": 15}


def test_a_blank_answer_is_not_known_and_never_no(me):
    several(me, 11)
    several(me, 12, "Servitude")

    assert {name: n for name, n in figures(me)["cells"].items() if n} == {
        "Servitude": 10,
        "not_known": 10,
    }


def test_who_was_not_asked_or_said_no_is_not_counted(me):
    several(me, 10, "ForcedLabour")
    several(me, 5, "ForcedLabour", answer=Answer.NO)
    several(me, 5, "ForcedLabour", answer=Answer.NOT_NOW)
    several(me, 10, "ForcedBegging")

    assert figures(me)["cells"]["ForcedLabour"] == 10


def test_fewer_than_ten_people_are_withheld_and_leave_no_release(me):
    several(me, 9, "ForcedLabour")

    assert figures(me)["withheld"] == "few"
    assert Release.objects.count() == 0


def test_one_more_person_does_not_show(me):
    """The differencing attack: look, let one person come, look again, subtract."""
    several(me, 12, "ForcedLabour")
    several(me, 12, "Servitude")
    before = figures(me)

    counted(me, "ForcedLabour")

    assert figures(me) == before
    assert Release.objects.count() == 1


def test_one_person_who_stops_does_not_show_either(me):
    several(me, 12, "Servitude")
    people = several(me, 13, "ForcedLabour")
    before = figures(me)

    withdraw(me, people[0])

    assert figures(me) == before


def test_after_ten_more_people_the_figures_are_made_anew(me):
    several(me, 12, "ForcedLabour")
    several(me, 12, "Servitude")
    before = figures(me)["cells"]["ForcedLabour"]

    several(me, 10, "ForcedLabour")

    assert (before, figures(me)["cells"]["ForcedLabour"]) == (10, 20)
    assert Release.objects.count() == 2


def test_another_organisation_is_never_counted(world, me):
    other = make_second_organisation(world)
    several(other.caseworker.actor, 12, "ForcedLabour")
    several(me, 9, "ForcedLabour")

    assert figures(me)["withheld"] == "few"


def test_a_role_without_figures_is_refused(world):
    editor = make_person(world.founded, role=Role.EDITOR, team_kinds=[])

    with pytest.raises(PermissionDenied):
        figures(editor.actor)
