"""Somebody asks every address of the node for what is not hers.

What is somebody else's is answered as what does not exist, byte for byte.
"""

import logging
from types import ModuleType

import pytest
from django.urls import get_resolver, include, path

from tests.attacks import scene as scenes
from tests.attacks.sweep.answers import BARRED, SIGNED_IN
from tests.attacks.sweep.asking import arguments, ask, mixtures, names_things
from tests.attacks.sweep.expected import EXPECTED

pytestmark = [pytest.mark.django_db, pytest.mark.attack]

NO_METHODS = ("put", "patch", "delete", "options", "trace")


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    # Hundreds of refusals are asked for here; each would be a line in the log.
    logging.disable(logging.ERROR)
    with django_db_blocker.unblock(), scenes.built() as built:
        yield built
    logging.disable(logging.NOTSET)


def sides(scene, role):
    """Return what is of the asker's own organisation, and what is of another."""
    if role == "stranger":
        return scene.theirs, scene.ours
    return scene.ours, scene.theirs


def short(answered):
    """Return the status, or where somebody is led who has to go somewhere first."""
    if answered.status == 302:
        place = answered.place.partition("?")[0]
        return place if place in BARRED.values() else 302
    return answered.status


def unexpected(urlconf=None):
    """Return the addresses nobody said anything about, and those that are gone."""
    return set(scenes.patterns(urlconf)) ^ set(EXPECTED)


def test_every_address_has_an_expectation():
    assert unexpected() == set()


def test_an_address_nobody_thought_of_is_found():
    more, fewer, urls = ModuleType("more"), ModuleType("fewer"), get_resolver().urlconf_module
    planted = ([path("", lambda _request: None, name="planted")], "desk")
    more.urlpatterns = [*urls.urlpatterns, path("x/", include(planted))]
    fewer.urlpatterns = [
        one for one in urls.urlpatterns if getattr(one, "app_name", "") != "alliance"
    ]
    assert unexpected(more) == {"desk:planted"}
    gone = {name for name in EXPECTED if name.startswith("alliance:")}
    assert unexpected(fewer) == gone


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_signed_in(scene, name):
    expected, found, said = EXPECTED[name], {}, {}
    for role in SIGNED_IN:
        own, foreign = sides(scene, role)
        refusal = expected.refused.get(role)
        for method, usual in (("GET", expected.get), ("POST", expected.post)):
            who = (role, method)
            # A method that a page does not have is refused before anybody is.
            said[who] = usual if usual == 405 or refusal is None else refusal
            browser = scene.browsers[role]
            answered = ask(browser, method, name, arguments(name, own))
            found[who] = short(answered)
            if usual == 405 or not names_things(name) or name == "organisations:join":
                continue
            absent = ask(browser, method, name, arguments(name, scenes.NOTHING))
            others = ask(browser, method, name, arguments(name, foreign))
            if expected.shared:
                assert others.status == answered.status, who
            else:
                assert others == absent, who
            assert short(absent) == (refusal or expected.missing), who
            if refusal is not None:
                assert answered == absent, who
            if refusal is None and role in {"caseworker", "coordinator"}:
                for mixed in mixtures(name, own, foreign):
                    assert ask(browser, method, name, mixed).status == 404, (who, mixed)
    assert found == said


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_signed_out_locked_or_waiting(scene, name):
    expected, found, said = EXPECTED[name], {}, {}
    for barred, place in BARRED.items():
        get, post = expected.before.get(barred, (place, place))
        for method, usual in (("GET", get), ("POST", post)):
            who, browser = (barred, method), scene.browsers[barred]
            answered = ask(browser, method, name, arguments(name, scene.ours))
            said[who], found[who] = usual, short(answered)
            if names_things(name) and name != "organisations:join":
                for things in (scene.theirs, scenes.NOTHING):
                    assert ask(browser, method, name, arguments(name, things)) == answered
    assert found == said


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_other_methods(scene, name):
    named = arguments(name, scene.ours)
    for role, browser in scene.browsers.items():
        for method in NO_METHODS:
            assert ask(browser, method, name, named).status == 405, (role, method)
    for role in ("caseworker", "signed out"):
        head = ask(scene.browsers[role], "HEAD", name, named)
        got = ask(scene.browsers[role], "GET", name, named)
        assert head.body == ""
        assert head.status in {got.status, 405}


def test_a_link_to_join_is_found_by_its_code_alone(scene):
    browser = scene.browsers["signed out"]
    for method in ("GET", "POST"):
        absent = ask(browser, method, "organisations:join", {"code": scenes.NOTHING.code})
        near = ask(browser, method, "organisations:join", {"code": scene.ours.code.swapcase()})
        assert absent.status == 404
        assert near == absent
