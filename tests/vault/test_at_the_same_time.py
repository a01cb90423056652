"""Several people at once: nobody overwrites anybody, and memory holds."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Lock
from uuid import uuid4

import pytest
from django.db import connections

from alongside.vault import documents, passwords, people, ring
from alongside.vault.documents import Conflict
from tests.vault.factories import NOW, Note, make_member, make_organisation

WRITERS = 6


def together(job):
    """Run a job of one number in several threads that start at the same moment."""
    start = Barrier(WRITERS)

    def run(number):
        start.wait()
        try:
            return job(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(run, range(WRITERS)))


@pytest.fixture
def world(transactional_db):
    organisation = make_organisation()
    return organisation, make_member(organisation)


def test_of_many_who_edit_the_same_version_one_is_first(world):
    organisation, worker = world
    key = ring.create(
        subject=uuid4(),
        label="story",
        team_ids=[organisation.casework],
        keyring=organisation.keyring(worker),
        now=NOW,
    )

    def save(text, **where):
        return documents.save(
            subject=key.subject,
            compartment="story",
            kind="note",
            content=Note(text=text),
            keys={"story": key},
            keyring=organisation.keyring(worker),
            now=NOW,
            **where,
        )

    first = save("as it was")

    def edit(number):
        try:
            return save(f"{number}", document_id=first.document_id, base_version=1).version
        except Conflict as conflict:
            return conflict.theirs.content["text"]

    results = together(edit)
    history = documents.history(document_id=first.document_id, keys={"story": key})
    winner = results.index(2)
    assert results == [2 if number == winner else f"{winner}" for number in range(WRITERS)]
    assert [one.content["text"] for one in history] == [f"{winner}", "as it was"]


def test_many_who_need_the_same_key_get_the_same(world):
    organisation, worker = world
    subject = uuid4()

    def ensure(_number):
        return ring.ensure(
            subject=subject,
            label="coded",
            team_ids=[organisation.casework],
            keyring=organisation.keyring(worker),
            now=NOW,
        )

    assert len({key.secret for key in together(ensure)}) == 1


def test_never_more_than_two_slow_runs_at_once(monkeypatch):
    slow, lock, running, most = passwords.sodium.crypto_pwhash_alg, Lock(), [0], [0]

    def counted(*args):
        with lock:
            running[0] += 1
            most[0] = max(most[0], running[0])
        time.sleep(0.01)  # long enough that the others arrive
        try:
            return slow(*args)
        finally:
            with lock:
                running[0] -= 1

    monkeypatch.setattr(passwords.sodium, "crypto_pwhash_alg", counted)
    together(lambda _number: [people.burn("a password") for _ in range(3)])
    assert running == [0]
    assert most == [2]
