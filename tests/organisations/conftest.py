import pytest
import time_machine

from tests.organisations.browser import Browser
from tests.organisations.factories import NOW, make_world


@pytest.fixture(autouse=True)
def pages_of_this_room(settings):
    """Lead in to a plain page, so that nothing above this room takes part."""
    settings.ROOT_URLCONF = "tests.organisations.pages"
    settings.LOGIN_REDIRECT_URL = "plain:look"


@pytest.fixture(autouse=True)
def clock():
    """Stand at the moment the factories act at; a test may shift it."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def visitor():
    return Browser()
