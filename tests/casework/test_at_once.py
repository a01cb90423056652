"""Several colleagues at the same moment: nothing is lost, and nobody is found twice."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from alongside.casework import actions, queries
from alongside.casework.contents import Identity, Needs, Note
from alongside.casework.errors import Conflict
from alongside.casework.models import Case, SearchSegment
from alongside.casework.search import keeping
from alongside.vault.models import SealedDocument
from tests.casework.factories import LATER, NOW, fresh, make_case, make_world

pytestmark = pytest.mark.django_db(transaction=True)

EACH = 8


def together(*works):
    """Do several things at once, each on a connection of its own; raise what one of them raised."""
    start, troubles = Barrier(len(works)), []

    def do(work):
        start.wait()
        try:
            work()
        except BaseException as trouble:  # noqa: BLE001  carried to the test
            troubles.append(trouble)
        finally:
            connection.close()

    threads = [Thread(target=do, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if troubles:
        raise troubles[0]


def test_files_opened_at_once_are_all_there_and_found(monkeypatch):
    monkeypatch.setattr(keeping, "TAIL_HOLDS", 5)
    world = make_world()

    def opening(person, called):
        def work():
            actor = fresh(person)
            for number in range(EACH):
                make_case(actor, f"{called} {number}")

        return work

    together(opening(world.caseworker, "Mira"), opening(world.colleague, "Lan"))
    assert Case.objects.count() == 2 * EACH
    actor = fresh(world.caseworker)
    for called in ("Mira", "Lan"):
        rows = queries.find(actor=actor, text=called, now=LATER).rows
        assert sorted(row.name for row in rows) == [f"{called} {one}" for one in range(EACH)]
    assert sum(SearchSegment.objects.values_list("count", flat=True)) == 2 * EACH


def test_two_who_save_the_same_part_at_once_get_one_conflict():
    world = make_world()
    made = make_case(world.caseworker.actor)
    refused = []

    def saving(person):
        def work():
            try:
                actions.save_part(
                    case_id=made.id,
                    content=Needs(own_words=person.user.display_name),
                    base_version=None,
                    actor=fresh(person),
                    now=LATER,
                )
            except Conflict as conflict:
                refused.append(conflict)

        return work

    together(saving(world.caseworker), saving(world.colleague))
    assert len(refused) == 1
    assert refused[0].theirs.content.own_words != refused[0].yours.own_words
    assert SealedDocument.objects.filter(subject=made.id, kind="needs").count() == 1


def test_notes_and_a_changed_name_at_once_lose_nothing():
    world = make_world()
    made = make_case(world.caseworker.actor, "Mira")

    def noting():
        for number in range(EACH):
            actions.add_note(
                case_id=made.id, note=Note(text=str(number)), actor=fresh(world.colleague), now=NOW
            )

    def naming():
        for number in range(EACH):
            actions.save_part(
                case_id=made.id,
                content=Identity(called=f"Mira {number}"),
                base_version=number + 1,
                actor=fresh(world.caseworker),
                now=NOW,
            )

    together(noting, naming)
    actor = fresh(world.caseworker)
    page = queries.story(actor=actor, case_id=made.id, now=LATER)
    texts = [entry.text for entry in page.entries if entry.kind == "note"]
    assert sorted(texts) == [str(one) for one in range(EACH)]
    assert page.file.head.name == f"Mira {EACH - 1}"
    (row,) = queries.case_list(actor=actor, filters=queries.Filters(), now=LATER).rows
    assert row.name == f"Mira {EACH - 1}"
