import pytest
import time_machine

from tests.organisations.factories import NOW, make_world


@pytest.fixture
def clock():
    """Stand at the moment the factories act at."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def world(db):
    return make_world()
