"""What the demonstration has of visitors' letters and of the board."""

import pytest

from alongside.alliance.models import Notice, NoticeConcern, Post, SignedOn
from alongside.alliance.queries import board as queries
from alongside.cli.statements import NOBODY_TURNED_AWAY
from alongside.cli.world import board, post
from tests.alliance.factories import make_own, make_secretariat
from tests.casework.factories import fresh
from tests.organisations.factories import NOW, make_world

pytestmark = pytest.mark.django_db


def test_it_has_letters_in_every_state_and_offers_that_are_seen_and_not():
    worlds = [make_world() for _each in range(3)]
    make_secretariat(worlds[0])
    marks = ("alliance", "jessore", "refugiu")
    actors = {mark: fresh(world.coordinator) for mark, world in zip(marks, worlds, strict=True)}
    for number, actor in enumerate(actors.values()):
        make_own(actor, name=f"Member {number}")
    board.offer(actors, NOW)
    post.arrive(actors["alliance"], NOW)
    [name] = SignedOn.objects.all()
    assert (name.statement, name.country) == (NOBODY_TURNED_AWAY, "ES")
    states = sorted(Post.objects.values_list("kind", "state"))
    assert states == [
        ("concern", "waiting"),
        ("message", "answered"),
        ("message", "waiting"),
        ("sign_on", "accepted"),
        ("sign_on", "waiting"),
    ]
    seen = queries.board(actor=actors["jessore"], now=NOW).seen.rows
    assert (len(seen), Notice.objects.count(), NoticeConcern.objects.count()) == (3, 5, 1)
    assert [one.is_old_check for one in seen].count(True) == 1
