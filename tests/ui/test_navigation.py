import re

import pytest

from alongside.ui import navigation
from tests.ui.pages import ROOMS, actor, filled_registry, render, request_for

NAV = '{% extends "ui/base.html" %}'


def item(key: str, order: int, *roles: str, **more: object) -> navigation.NavItem:
    return navigation.NavItem(
        key=key,
        label=key.title(),
        icon="people",
        url_name=key,
        order=order,
        shown=lambda who: who.role in roles,
        **more,
    )


@pytest.fixture
def registry(monkeypatch):
    made = navigation.Registry()
    monkeypatch.setattr(navigation, "registry", made)
    navigation.register(item("referrals", 30, "caseworker", "lawyer", namespaces=("inbox",)))
    navigation.register(item("today", 10, "caseworker", "lawyer", "researcher"))
    navigation.register(item("people", 20, "caseworker"))
    navigation.register(item("evidence", 80, "researcher"))
    return made


def shown(role: str | None, namespace: str = "") -> list[tuple[str, bool]]:
    who = actor(role) if role else None
    html = render(NAV, request=request_for(who, namespace=namespace))
    found = re.findall(r'<li><a href="/(\w+)/"( aria-current="page")?>', html)
    return [(key, bool(current)) for key, current in found]


@pytest.mark.parametrize(
    ("role", "keys"),
    [
        ("caseworker", ["today", "people", "referrals"]),
        ("lawyer", ["today", "referrals"]),
        ("researcher", ["today", "evidence"]),
        ("volunteer", []),
        (None, []),
    ],
)
def test_each_role_sees_its_rooms_in_order(registry, role, keys):
    assert [key for key, _ in shown(role)] == keys


def test_nobody_signed_in_sees_no_navigation_at_all(registry):
    assert "al-nav" not in render(NAV, request=request_for(None))


@pytest.mark.parametrize(
    ("namespace", "current"),
    [("people", ["people"]), ("inbox", ["referrals"]), ("desk", []), ("", [])],
)
def test_the_room_of_the_page_is_marked(registry, namespace, current):
    assert [key for key, is_current in shown("caseworker", namespace) if is_current] == current


def test_the_same_key_again_replaces_the_room(registry):
    navigation.register(item("people", 5, "caseworker"))
    assert [key for key, _ in shown("caseworker")] == ["people", "today", "referrals"]


def test_four_rooms_stand_on_a_phone_and_the_rest_under_more(monkeypatch):
    monkeypatch.setattr(navigation, "registry", filled_registry())
    html = render(NAV)
    listed, more = html.split('<details class="al-menu al-more">')
    assert [key for key, _, _ in ROOMS if f'href="/{key}/"' in listed] == [k for k, _, _ in ROOMS]
    assert [key for key, _, _ in ROOMS if f'href="/{key}/"' in more] == ["legal", "evidence"]
    assert 'href="/settings/"' in more


def test_with_four_rooms_and_no_settings_there_is_no_more(monkeypatch):
    registry = navigation.Registry()
    for order, (key, _, _) in enumerate(ROOMS[:4]):
        registry.register(item(key, order, "caseworker"))
    monkeypatch.setattr(navigation, "registry", registry)
    html = render(NAV)
    assert html.count("<li>") == 4
    assert "al-more" not in html


def test_places_nobody_offers_are_left_out(monkeypatch):
    monkeypatch.setattr(navigation, "registry", navigation.Registry())
    html = render(NAV)
    for absent in "al-search", "data-lock", "al-languages", "al-round", "al-idle":
        assert absent not in html


def test_who_works_with_no_files_is_offered_no_search(monkeypatch):
    monkeypatch.setattr(navigation, "registry", navigation.Registry())
    navigation.set_search("search", shown=lambda _actor: False)
    assert "al-search" not in render(NAV)


def test_rooms_name_the_places_by_function(monkeypatch):
    monkeypatch.setattr(navigation, "registry", navigation.Registry())
    navigation.set_search("search", shown=lambda _actor: True)
    navigation.set_lock("lock")
    navigation.set_leave("leave")
    navigation.set_home("today")
    navigation.set_settings("settings")
    navigation.set_language("language")
    html = render(NAV)
    for address in "search", "lock", "today", "settings", "language":
        assert f'"/{address}/"' in html
    leaving = render('{% extends "ui/public.html" %}')
    assert '<a class="al-pill al-pill--leave" href="/leave/" data-leave' in leaving
