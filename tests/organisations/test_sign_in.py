import pytest
from django.urls import reverse

from tests.organisations.browser import Browser, code_now, with_app
from tests.organisations.factories import make_world

pytestmark = pytest.mark.django_db

TODAY = reverse("desk:today") if False else "/d/"


def test_a_caseworker_signs_in_and_lands_on_today():
    world, browser = make_world(), Browser()
    response = browser.enter(world.caseworker)
    assert response["Location"] == TODAY
    assert browser.get(TODAY).status_code == 200


def test_a_coordinator_gives_her_code_as_well():
    world, browser = make_world(), Browser()
    with_app(world.coordinator.user)
    response = browser.give_password(world.coordinator.user.sign_in_name)
    assert response["Location"] == reverse("organisations:factor")
    assert browser.get(TODAY).status_code == 302
    assert browser.give_code(code_now())["Location"] == TODAY
    assert browser.get(TODAY).status_code == 200
