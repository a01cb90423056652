"""What tests of this room may rely on."""

import pytest
import time_machine
from django.conf import settings

from alongside.organisations.enums import Role, TeamKind
from tests.alliance import events
from tests.alliance.factories import make_secretariat
from tests.organisations.factories import NOW, make_person, make_world


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def other():
    return make_world()


@pytest.fixture
def editor(world):
    return make_person(world.founded, role=Role.EDITOR, team_kinds=[TeamKind.PUBLIC], name="Edita")


@pytest.fixture
def public_world():
    """Return a world to whose team for public work the site seals letters."""
    world = make_world()
    events.publish(world)
    yield world
    (settings.ALONGSIDE_EXCHANGE / "published.json").unlink(missing_ok=True)
    for left in settings.ALONGSIDE_EXCHANGE.glob("letters/*"):
        left.unlink()


@pytest.fixture
def secretariat():
    """Return the world of the secretariat."""
    made = make_world()
    make_secretariat(made)
    return made


@pytest.fixture
def on_the_day():
    """Stand still at the factories' moment."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller
