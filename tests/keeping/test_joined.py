"""Two files that are joined are taken apart before one is moved, masked, held or erased."""

import pytest

from alongside.casework.errors import StillJoined
from alongside.casework.models import Case
from alongside.keeping import actions
from alongside.keeping.models import Erasure, Hold, Mask
from tests.casework.factories import LATER, fresh
from tests.casework.joined import apart, join, two_files
from tests.keeping.factories import ask, erase
from tests.keeping.test_locking import hold
from tests.keeping.test_retention import OVER, mark, rule, second

pytestmark = pytest.mark.django_db

__all__ = ["second"]


@pytest.fixture
def two(world):
    return two_files(world)


@pytest.mark.parametrize("place", [0, 1], ids=["which holds", "which is held"])
def test_neither_of_the_two_is_locked_or_erased(world, second, two, place):
    join(world.caseworker, *two)
    case_id = two[place].id
    with pytest.raises(StillJoined):
        ask(world, case_id)
    with pytest.raises(StillJoined):
        actions.mask(
            case_id=case_id, reason="her brother", actor=fresh(world.caseworker), now=LATER
        )
    with pytest.raises(StillJoined):
        hold(world, second, two[place])
    assert not Erasure.objects.exists()
    assert not Mask.objects.exists()
    assert not Hold.objects.exists()


def test_what_was_asked_before_they_were_joined_waits_until_they_are_apart(world, two):
    erasure_id = ask(world, two[0].id)
    document_id = join(world.caseworker, *two)
    confirm = {"case_id": two[0].id, "erasure_id": erasure_id, "now": LATER}
    reference = Case.objects.get(pk=two[0].id).reference
    with pytest.raises(StillJoined):
        actions.confirm(reference=reference, actor=fresh(world.colleague), **confirm)
    assert Case.objects.filter(pk=two[0].id).exists()
    apart(world.caseworker, two[0], document_id)
    actions.confirm(reference=reference, actor=fresh(world.colleague), **confirm)
    left = set(Case.objects.values_list("pk", flat=True))
    assert two[0].id not in left
    assert two[1].id in left


def test_both_are_erased_once_they_are_apart(world, two):
    apart(world.caseworker, two[0], join(world.caseworker, *two))
    for one in two:
        erase(world, one, now=LATER)
    assert not Case.objects.filter(pk__in=[one.id for one in two]).exists()


def test_a_held_file_is_never_marked_by_its_time(world, two):
    rule(world)
    join(world.caseworker, *two)
    assert Case.objects.get(pk=two[1].id).closed_on is not None
    assert mark(OVER) == set()
