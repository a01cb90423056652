import pytest
import time_machine
from django.conf import settings

from alongside.keeping import ledger
from tests.keeping.factories import make_file
from tests.organisations.factories import NOW, make_world


@pytest.fixture
def clock():
    """Stand at the moment the factories act at; a test may shift it."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def _no_list_of_other_tests():
    ledger.place().unlink(missing_ok=True)
    yield
    ledger.place().unlink(missing_ok=True)


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def made(world):
    return make_file(world)


@pytest.fixture
def media():
    """Return the files in the media folder that this test put there, as a function."""

    def there():
        return {path for path in settings.ALONGSIDE_MEDIA.rglob("*") if path.is_file()}

    before = there()
    return lambda: there() - before
