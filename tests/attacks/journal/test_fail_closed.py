"""What cannot be journalled is not shown, and what was journalled cannot be changed unseen."""

import pytest
from django.db import DatabaseError
from django.urls import reverse

from alongside.audit import queries
from alongside.audit.models import Entry
from alongside.core.access import SystemActor
from alongside.vault.documents import SealedDocument
from tests.casework.factories import make_case
from tests.casework.pages import entered
from tests.organisations.factories import make_world

pytestmark = [pytest.mark.django_db, pytest.mark.attack]

NAME = "Xylophania"


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def broken(monkeypatch):
    """Break the journal as a full disk would."""

    def fail():
        def refuse(*_args, **_kwargs):
            raise DatabaseError("database or disk is full")

        monkeypatch.setattr(Entry, "save", refuse)

    return fail


def pages(made):
    return [
        reverse("casework:list"),
        reverse("casework:file", args=[made.id]),
        reverse("desk:today"),
    ]


def test_no_page_shows_anybody_while_the_journal_cannot_be_written(world, broken):
    made = make_case(world.caseworker.actor, NAME)
    browser = entered(world.caseworker)
    shown = [browser.get(page) for page in pages(made)[:2]]
    assert [NAME in one.content.decode() for one in shown] == [True, True]

    broken()

    for page in pages(made):
        answer = browser.get(page)
        assert answer.status_code == 503
        assert NAME not in answer.content.decode()
        assert "Nothing was shown and nothing was lost." in answer.content.decode()


def test_no_change_is_kept_without_its_entry(world, broken):
    made = make_case(world.caseworker.actor, NAME)
    browser = entered(world.caseworker)
    before = SealedDocument.objects.count()
    broken()

    answer = browser.post(
        reverse("casework:note", args=[made.id]), {"kind": "call", "text": "She called."}
    )

    assert answer.status_code == 503
    assert SealedDocument.objects.count() == before


def test_a_coordinators_sign_in_signs_the_journal(world):
    entered(world.coordinator)

    lines = queries.anchor_lines(actor=SystemActor(reason="test"))

    assert len(lines) == 1
    assert queries.verify(actor=SystemActor(reason="test")).ok
