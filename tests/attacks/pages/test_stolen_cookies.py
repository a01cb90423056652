"""Somebody steals a copy of the database while people are signed in, and makes cookies of it."""

import pytest

from alongside.organisations.models import Session
from tests.casework.factories import fresh, make_case
from tests.casework.pages import entered, file_url
from tests.organisations.browser import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.attack, pytest.mark.usefixtures("clock")]

SESSION, UNLOCK = "__Host-session", "__Host-unlock"


@pytest.fixture
def case_id(world):
    return make_case(fresh(world.caseworker), "Mira").id


def led_to(browser, url):
    response = browser.get(url)
    assert b"Mira" not in response.content
    return response.status_code, response.get("Location", "").partition("?")[0]


def with_cookies(**values):
    thief = Browser()
    for name, value in values.items():
        thief.cookies[{"session": SESSION, "unlock": UNLOCK}[name]] = value
    return thief


def test_nothing_in_the_rows_is_a_cookie(world, case_id):
    mine = entered(world.caseworker)
    assert b"Mira" in mine.get(file_url(case_id)).content
    row = Session.objects.get(user_id=world.caseworker.user.pk)
    blobs = [bytes(row.data), bytes(row.unlock), bytes.fromhex(row.key_hash)]
    dumped = {str(row.pk), row.pk.hex, row.key_hash, *(blob.hex() for blob in blobs)}
    kept = {mine.cookies[SESSION].value, mine.cookies[UNLOCK].value}
    assert not kept & dumped
    for session in sorted(dumped | kept - {mine.cookies[SESSION].value}):
        thief = with_cookies(session=session, unlock=mine.cookies[UNLOCK].value)
        assert led_to(thief, file_url(case_id)) == (302, "/in/")


def test_a_session_alone_opens_nothing(world, case_id):
    mine = entered(world.caseworker)
    session = mine.cookies[SESSION].value
    row = Session.objects.get(user_id=world.caseworker.user.pk)
    tries = ["", "x", row.key_hash, bytes(row.unlock).hex(), bytes(row.data).hex(), session]
    for unlock in tries:
        thief = with_cookies(session=session, unlock=unlock)
        assert led_to(thief, file_url(case_id)) == (302, "/unlock/")


def test_the_keys_of_one_with_the_session_of_another(world, case_id):
    mine, hers = entered(world.caseworker), entered(world.researcher)
    for session, unlock in ((mine, hers), (hers, mine)):
        thief = with_cookies(
            session=session.cookies[SESSION].value, unlock=unlock.cookies[UNLOCK].value
        )
        assert led_to(thief, file_url(case_id)) == (302, "/unlock/")


def test_two_devices_of_one_person_do_not_share_keys(world, case_id):
    phone, desk = entered(world.caseworker), entered(world.caseworker)
    thief = with_cookies(session=phone.cookies[SESSION].value, unlock=desk.cookies[UNLOCK].value)
    assert led_to(thief, file_url(case_id)) == (302, "/unlock/")


def test_rows_swapped_by_somebody_who_may_write(world, case_id):
    entered(world.caseworker)
    thief = entered(world.researcher)
    hers = Session.objects.get(user_id=world.caseworker.user.pk)
    own = Session.objects.filter(pk=Session.objects.get(user_id=world.researcher.user.pk).pk)
    own.update(user_id=hers.user_id, unlock=hers.unlock)
    assert led_to(thief, file_url(case_id)) == (302, "/unlock/")
    assert own.update(data=hers.data) == 1
    assert led_to(thief, file_url(case_id)) == (302, "/in/")


def test_an_ended_session_is_over_for_every_worker(world, case_id):
    mine, elsewhere = entered(world.caseworker), entered(world.caseworker)
    kept = {name: morsel.value for name, morsel in mine.cookies.items()}
    mine.post("/out/")
    thief = with_cookies(session=kept[SESSION], unlock=kept[UNLOCK])
    assert led_to(thief, file_url(case_id)) == (302, "/in/")
    assert elsewhere.get(file_url(case_id)).status_code == 200
    Session.objects.all().delete()
    assert led_to(elsewhere, file_url(case_id)) == (302, "/in/")
