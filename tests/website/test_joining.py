"""Asking to become a member: sealed, answered, nothing ticked before, nothing typed lost."""

import re
from uuid import uuid4

import pytest
from django.conf import settings

from tests.disk import files_in
from tests.website.published import make_member

pytestmark = pytest.mark.django_db

URL = "/en/m/"
TYPED = {
    "name": "Círculo del Río",
    "country": "CO",
    "about": "We meet on Sundays and read contracts together.",
    "references": "Ask nobody in our town.",
    "contact": "+57 300 000 0000",
    "once": "8b0b7a52-5d4e-4f8e-9f86-3a4b7f2f6a12",
    "contact_page": "",
}


def test_it_is_found_under_take_part(client, home, publish):
    publish()
    page = client.get("/en/take-part/").content.decode()
    assert '<a href="/en/m/">Become a member</a>' in page


def test_an_application_arrives_sealed(client, home, publish, letters):
    publish()
    answer = client.post("/es/m/", TYPED | {"wants_to_be_seen": "on"})
    assert (answer.status_code, answer["Location"]) == (303, "/es/m/ok/")
    [letter] = letters()
    found = letter.model_dump(exclude={"written_at"}, mode="json")
    assert found == {
        "kind": "application",
        "id": TYPED["once"],
        "language": "es",
        "name": "Círculo del Río",
        "country": "CO",
        "about": "We meet on Sundays and read contracts together.",
        "is_registered": False,
        "wants_to_be_seen": True,
        "references": "Ask nobody in our town.",
        "contact": "+57 300 000 0000",
    }


def test_nothing_is_ticked_before(client, home, publish):
    publish()
    page = client.get(URL).content.decode()
    assert len(re.findall(r'type="checkbox"', page)) == 2
    assert "checked" not in page


def test_it_is_said_how_long_it_is_kept(client, home, publish):
    publish()
    page = client.get(URL).content.decode()
    assert "If they decline, it is deleted <bdi>90</bdi> days later." in page


def test_what_may_be_left_out_may_be_left_out(client, home, publish, letters):
    publish()
    client.post(URL, {name: TYPED[name] for name in ("name", "country", "about", "contact")})
    [letter] = letters()
    assert (letter.references, letter.is_registered, letter.wants_to_be_seen) == ("", False, False)


def test_it_is_kept_nowhere_and_tells_the_history_nothing(client, home, publish):
    publish()
    for address in (URL, "/en/m/ok/"):
        page = client.get(address)
        assert page["Cache-Control"] == "no-store"
        assert page.cookies == {}
        assert "<title>Alongside</title>" in page.content.decode()
    client.post(URL, TYPED | {"about": "Kestrelina leads us"})
    lying = files_in(settings.ALONGSIDE_EXCHANGE.parent)
    kept = b"".join(content for _path, content in lying)
    assert b"Kestrelina" not in kept
    assert "Río".encode() not in kept


def test_sent_twice_it_arrives_once(client, home, publish, letters):
    publish()
    for _time in range(2):
        assert client.post(URL, TYPED).status_code == 303
    assert len(letters()) == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": " "}, "Say what we may call your group."),
        ({"name": "a" * 201}, "Write a shorter name"),
        ({"name": "Río\nBcc: all@example.org"}, "Write this in one line."),
        ({"country": ""}, "Choose the country where you work."),
        ({"country": "XX"}, "Choose a country of the list."),
        ({"about": ""}, "Say in a few words what you do."),
        ({"about": "a" * 5001}, "This is too long."),
        ({"references": "a" * 5001}, "This is too long."),
        ({"contact": ""}, "Say how we can answer you."),
        ({"contact": "a@example.org\r\nBcc: b@example.org"}, "Write this in one line."),
        ({"contact_page": "https://spam.example"}, "This field is there for robots only."),
        ({"once": "no number"}, ""),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    client, home, publish, letters, wrong, words
):
    publish()
    answer = client.post(URL, TYPED | {"is_registered": "on"} | wrong)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert words in page
    kept = {name: value for name, value in TYPED.items() if name not in wrong and value}
    assert [value for value in kept.values() if value not in page] == []
    assert page.count("checked") == 1
    assert letters() == []


def test_too_much_is_answered_plainly_and_another_site_cannot_send_it(
    client, home, publish, letters
):
    publish(members=[make_member()])
    cross = client.post(URL, TYPED, headers={"sec-fetch-site": "cross-site"})
    assert (cross.status_code, letters()) == (403, [])
    for _time in range(6):
        client.post(URL, TYPED | {"once": str(uuid4())})
    answer = client.post(URL, TYPED | {"about": "The seventh"})
    assert answer.status_code == 429
    assert "Wait ten minutes" in answer.content.decode()
    assert "The seventh" in answer.content.decode()
    assert len(letters()) == 6


def test_where_nobody_can_take_it_the_words_stay_in_the_form(client, home):
    answer = client.post(URL, TYPED)
    assert answer.status_code == 503
    assert "We meet on Sundays" in answer.content.decode()
