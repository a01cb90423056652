"""The demonstration's consultation comes out as the alliance said it did."""

import pytest

from alongside.alliance import outward
from alongside.cli.world import consultation
from tests.organisations.factories import NOW, make_world

pytestmark = pytest.mark.django_db


def test_45_people_of_35_organisations_from_28_countries():
    event_id = consultation.consult(make_world().coordinator.actor, NOW)
    [public] = outward.events()
    assert (public.id, public.people, public.organisations, public.countries) == (
        event_id,
        45,
        35,
        28,
    )
    assert (len(public.sessions), len(public.recommendations)) == (3, 2)
