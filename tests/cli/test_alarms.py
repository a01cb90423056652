"""The demonstration's alerts and what it follows: told, answered, public, past and to come."""

import pytest

from alongside.alliance import outward
from alongside.alliance.enums.alerts import AlertKind, Ask, Onward
from alongside.alliance.forms.advocacy import AdvocacyForm
from alongside.alliance.models import Advocacy
from alongside.alliance.queries import alerts
from alongside.cli.world import alarms, followed
from tests.alliance.alerts import as_member
from tests.alliance.factories import make_secretariat
from tests.organisations.factories import NOW, make_world

pytestmark = pytest.mark.django_db
MARKS = ("alliance", "worec", "tenaganita", "jessore", "espacios")


@pytest.fixture
def coordinators():
    """Return a coordinator of each organisation that the alerts are between."""
    worlds = {mark: make_world() for mark in MARKS}
    for mark, world in worlds.items():
        as_member(world, mark)
    make_secretariat(worlds["alliance"])
    return {mark: world.coordinator.actor for mark, world in worlds.items()}


def test_one_alert_is_urgent_and_one_is_over(coordinators):
    alarms.tell(coordinators, NOW)
    ours = alerts.listing(actor=coordinators["worec"], now=NOW)
    [sent], [received] = ours.sent, ours.received
    assert (sent.is_over, sent.receivers, sent.acknowledged) == (False, 3, 1)
    assert (received.is_over, received.waits) == (True, False)
    # Of the one that is over nobody is reminded.
    assert [alerts.waiting(actor=coordinators[mark]) for mark in MARKS] == [1, 0, 0, 1, 0]
    page = alerts.open_alert(actor=coordinators["worec"], alert_id=sent.alert_id, now=NOW)
    assert [bool(one.words) for one in page.receivers] == [False, False, True]
    for told in (page.told, received.told):
        assert told.kind in AlertKind.values
        assert set(told.asked) <= set(Ask.values)
        assert told.onward in Onward.values


def test_what_is_followed_has_a_next_date_and_passes_the_form(coordinators):
    followed.follow(coordinators["alliance"], NOW)
    rows = list(Advocacy.objects.order_by("slug"))
    assert sorted((one.kind, one.is_public) for one in rows) == [
        ("bill", True),
        ("litigation", True),
        ("process", False),
        ("process", True),
    ]
    for row in rows:
        for language in row.title:
            fields = {name: getattr(row, name) for name in ("kind", "state", "where", "led_by")}
            texts = {name: getattr(row, name).get(language, "") for name in AdvocacyForm.texts}
            form = AdvocacyForm(fields | texts | {"language": language}, language=language)
            assert form.errors == {}
    public = outward.followed()
    assert {len(one.title) for one in public} == {2}
    coming = [max(day.on for day in one.dates) > NOW.date() for one in public]
    assert sorted(coming) == [False, True, True]
