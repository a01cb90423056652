"""The tabs under Alliance: six at most, and below them what belongs together."""

import re

import pytest
from django.urls import reverse

from alongside.alliance.tabs import GROUPS, tabs_for
from tests.alliance.alerts import as_member, send
from tests.alliance.factories import make_secretariat
from tests.casework.pages import entered
from tests.organisations.factories import make_world

pytestmark = pytest.mark.django_db

KEYS = [place.key for group in GROUPS for place in group.places]
SIX = ["Members", "Alerts", "Services", "Jobs and offers", "Events", "Public site"]
ALONE: dict[str, list[str]] = {name: [] for name in SIX}


def tabs(person, *, is_secretariat=False):
    """Return what somebody sees: each tab with the pages below it, where there are several."""
    found = tabs_for(person.actor, key="", is_secretariat=is_secretariat)
    below = [[str(one.label) for one in tab.places] for tab in found]
    return {
        str(tab.label): names if len(names) > 1 else []
        for tab, names in zip(found, below, strict=True)
    }


def lines(browser, name):
    """Return the two lines of a page: all tabs and the one she is on, the pages below likewise."""
    html = browser.get(reverse(f"alliance:{name}"), follow=True).content.decode()
    found = []
    for line in re.findall(r'<nav class="al-tabs.*?</nav>', html, re.DOTALL):
        links = re.findall(r"<a ([^>]*)>([^<]+?)(?: <|<)", line)
        found.append(
            (
                [words for _attributes, words in links],
                [words for attributes, words in links if "aria-current" in attributes],
            )
        )
    return found


def test_who_keeps_files_looks_up_and_reads(world):
    assert tabs(world.caseworker) == {
        "Members": [],
        "Services": [],
        "Jobs and offers": [],
        "Advocacy": [],
    }


def test_who_does_public_work_has_six(world):
    assert tabs(world.coordinator) == ALONE | {
        "Members": ["Members", "Our organisation", "Asked of us"],
        "Public site": ["Post", "Advocacy"],
    }


def test_the_secretariat_has_no_more_than_six(world):
    assert tabs(world.coordinator, is_secretariat=True) == ALONE | {
        "Members": ["Members", "Our organisation", "Asked of us", "Applications"],
        "Public site": ["Post", "Advocacy", "Newsletter", "Publish"],
    }


def test_a_tab_whose_pages_somebody_may_not_see_is_not_shown(world):
    """Whoever does not work here has none, on whichever page."""
    found = [tabs_for(None, key=key, is_secretariat=True) for key in KEYS]
    assert found == [[] for _key in KEYS]


@pytest.mark.parametrize("key", KEYS)
def test_every_page_says_where_it_is(world, key):
    make_secretariat(world)
    as_member(world, "Bright Line")
    [group] = [one for one in GROUPS if key in [place.key for place in one.places]]
    names = [str(place.label) for place in group.places]
    [own] = [str(place.label) for place in group.places if place.key == key]
    below = [(names, [own])] if len(names) > 1 else []
    [place] = [place for place in group.places if place.key == key]
    name = place.url_name.removeprefix("alliance:")
    assert lines(entered(world.coordinator), name) == [(SIX, [str(group.label)]), *below]


def test_the_mark_of_an_alert_stands_on_its_tab(world):
    there = make_world()
    for one, name in ((world, "Bright Line"), (there, "Rights Jessore")):
        as_member(one, name)
    send(there, world)
    found = tabs_for(world.coordinator.actor, key="", is_secretariat=False)
    assert {str(one.label): one.waiting for one in found} == dict.fromkeys(SIX, 0) | {"Alerts": 1}
