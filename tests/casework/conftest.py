import pytest
import time_machine

from alongside.casework import actions
from alongside.casework.contents import Identity
from tests.casework.factories import CONFIRMED
from tests.casework.pages import entered
from tests.organisations.factories import NOW, make_world


@pytest.fixture
def clock():
    """Stand at the moment the factories act at; a test may shift it."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def case_id(world):
    """Open a file as one caseworker would."""
    identity = Identity(called="Mira", language="bn")
    return actions.open_case(identity=identity, actor=world.caseworker.actor, now=NOW).case_id


@pytest.fixture
def reachable(world, case_id):
    """Let her say how it is safe to reach her."""
    actions.save_part(
        case_id=case_id,
        content=CONFIRMED,
        base_version=None,
        actor=world.caseworker.actor,
        now=NOW,
    )


@pytest.fixture
def mine(world):
    return entered(world.caseworker)


@pytest.fixture
def hers(world):
    return entered(world.colleague)
