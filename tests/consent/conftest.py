import pytest
import time_machine

from tests.organisations.factories import NOW


@pytest.fixture
def clock():
    """Stand at the moment the factories act at; a test may shift it."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller
