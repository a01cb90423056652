"""Attack on oneself: the machine dies, again and again, while a team's keys are being changed."""

import os
import random
import signal
import time
import traceback
from uuid import uuid4

import pytest
from django.db import DEFAULT_DB_ALIAS, connections

from alongside.vault import ring, teams
from alongside.vault.models import Wrap
from tests.vault.factories import NOW, make_member, make_organisation

pytestmark = [
    pytest.mark.attack,
    pytest.mark.django_db(transaction=True),
    # From Python 3.12 on; the child does nothing but what is tried here, and is killed.
    pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning"),
]
FILES = 60


@pytest.fixture
def world():
    organisation = make_organisation()
    worker = make_member(organisation)
    files = {}
    for _ in range(FILES):
        key = ring.create(
            subject=uuid4(),
            label="identity",
            team_ids=[organisation.casework],
            keyring=organisation.keyring(worker),
            now=NOW,
        )
        files[key.subject] = key
    teams.new_epoch(
        team_id=organisation.casework,
        remaining=[organisation.coordinator.user_id],
        keyring=organisation.keyring(),
        now=NOW,
    )
    return organisation, files


def rewrap_until_killed(organisation):
    """Begin to move keys in a process of its own; return its id."""
    connections.close_all()
    child = os.fork()
    if child:
        return child
    # A browser that an earlier test drove from this thread keeps Django's connections apart by
    # context; in the child there is no such context, and an older one still open would be found.
    inherited = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = inherited.copy()
    try:
        while True:
            teams.rewrap_batch(
                team_id=organisation.casework, keyring=organisation.keyring(), limit=2
            )
    except Exception:
        traceback.print_exc()
        raise
    finally:
        os._exit(1)


def test_killed_at_random_nothing_is_lost_and_the_rest_is_done(world):
    organisation, files = world
    chance, left = random.Random(7), []
    for _ in range(6):
        child = rewrap_until_killed(organisation)
        time.sleep(chance.uniform(0.005, 0.06))
        os.kill(child, signal.SIGKILL)
        _pid, status = os.waitpid(child, 0)
        assert os.WTERMSIG(status) == signal.SIGKILL
        opened = ring.open_many(subjects=files, label="identity", keyring=organisation.keyring())
        assert opened == files
        left.append(Wrap.objects.filter(team_id=organisation.casework, epoch=1).count())
    assert left == sorted(left, reverse=True)
    assert teams.rewrap_batch(team_id=organisation.casework, keyring=organisation.keyring()) == 0
    teams.finish_epoch(team_id=organisation.casework, keyring=organisation.keyring())
    assert ring.open_many(subjects=files, label="identity", keyring=organisation.keyring()) == files
    assert Wrap.objects.filter(team_id=organisation.casework).count() == FILES + 2
