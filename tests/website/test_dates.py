"""Pages go up and come off on the days that editors wrote for them."""

from datetime import timedelta

import pytest
import time_machine
from django.utils.module_loading import import_string
from wagtail.models import Page

from alongside.cli import schedule
from alongside.website import tasks
from tests.website import shelves
from tests.website.factories import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=3)


@pytest.fixture(autouse=True)
def clock(home):
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def pass_by(clock, until=LATER) -> None:
    """Let the time come, and the machine do what it does every five minutes."""
    clock.move_to(until + timedelta(seconds=1), tick=False)
    schedule.queue_due(schedule.OF_THE_SITE, 300)


def is_live(page) -> bool:
    return Page.objects.get(pk=page.pk).live


def test_every_regular_task_of_the_site_is_there():
    assert [one.task for one in schedule.OF_THE_SITE] == ["alongside.website.tasks.follow_dates"]
    assert all(hasattr(import_string(one.task), "enqueue") for one in schedule.OF_THE_SITE)


def test_a_page_goes_up_and_comes_off_on_its_days(client, clock):
    end = LATER + timedelta(days=1)
    page = shelves.a_piece_of_news(go_live_at=LATER, expire_at=end)
    address = Page.objects.get(pk=page.pk).url
    seen = []
    for moment in (NOW, LATER, end, end):
        pass_by(clock, moment)
        seen.append((is_live(page), client.get(address).status_code))
    assert seen == [(False, 404), (True, 200), (False, 404), (False, 404)]
    assert Page.objects.get(pk=page.pk).expired is True


def test_what_came_and_ended_while_the_machine_was_off_is_not_shown(clock):
    page = shelves.a_piece_of_news(go_live_at=NOW + timedelta(hours=1), expire_at=LATER)
    pass_by(clock)
    assert is_live(page) is False


def test_a_new_version_follows_an_old_one_on_the_same_day(clock):
    page = shelves.a_piece_of_news(expire_at=LATER)
    page.title, page.go_live_at, page.expire_at = "We met again", LATER, None
    page.save_revision().publish()
    pass_by(clock)
    page.refresh_from_db()
    assert (page.live, page.title) == (True, "We met again")


def test_one_page_that_cannot_be_published_stops_no_other(clock, monkeypatch):
    first, second = (
        shelves.a_piece_of_news(title, go_live_at=LATER + timedelta(minutes=minute))
        for minute, title in enumerate(["First", "Second"])
    )
    over = shelves.a_piece_of_news("Over", expire_at=LATER)
    clock.move_to(LATER + timedelta(hours=1), tick=False)
    publish = type(first).publish

    def fail(self, *args, **kwargs):
        if self.pk == first.pk:
            raise ValueError("a broken page")
        publish(self, *args, **kwargs)

    monkeypatch.setattr(type(first), "publish", fail)
    with pytest.raises(ExceptionGroup) as failed:
        tasks.follow_dates.func()
    assert [str(one) for one in failed.value.exceptions] == ["a broken page"]
    assert [is_live(page) for page in (first, second, over)] == [False, True, False]
