"""Writing to the alliance and to members: sealed, answered, nothing typed lost."""

from uuid import uuid4

import pytest
from django.conf import settings

from alongside.website import exchange
from tests.disk import files_in
from tests.website.published import make_member

pytestmark = pytest.mark.django_db

TYPED = {
    "text": "They keep my passport.",
    "name": "Mali",
    "reply_to": "+66 80 555 0000",
    "once": "8b0b7a52-5d4e-4f8e-9f86-3a4b7f2f6a11",
    "contact_page": "",
}


def test_a_message_arrives_sealed_for_whom_it_is(client, home, publish, letters):
    member = make_member()
    publish(members=[member])
    answer = client.post(f"/es/w/{member.id.hex[:10]}/", TYPED)
    assert (answer.status_code, answer["Location"]) == (303, "/es/w/ok/")
    [letter] = letters()
    assert letter.to_member == member.id
    assert (letter.text, letter.name, letter.reply_to, letter.language) == (
        "They keep my passport.",
        "Mali",
        "+66 80 555 0000",
        "es",
    )
    assert str(letter.id) == TYPED["once"]


def test_to_the_alliance_itself_and_without_a_name(client, home, publish, letters):
    publish()
    client.post("/en/w/", {"text": "Hello"})
    [letter] = letters()
    assert (letter.to_member, letter.text, letter.name, letter.reply_to) == (None, "Hello", "", "")


def test_the_form_is_kept_nowhere_and_needs_no_cookie(client, home, publish):
    publish()
    for address in ("/en/w/", "/en/w/ok/"):
        page = client.get(address)
        assert page["Cache-Control"] == "no-store"
        assert page.cookies == {}
        assert "<title>Alongside</title>" in page.content.decode()
        assert "csrfmiddlewaretoken" not in page.content.decode()
    assert client.post("/en/w/", {"text": ""})["Cache-Control"] == "no-store"


def test_sent_twice_it_arrives_once(client, home, publish, letters):
    publish()
    for _time in range(2):
        assert client.post("/en/w/", TYPED).status_code == 303
    assert len(letters()) == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"text": "  "}, "Write what you want to say."),
        ({"text": "a" * 5001}, "This is too long."),
        ({"contact_page": "https://spam.example"}, "This field is there for robots only."),
        ({"reply_to": "a@example.org\nBcc: all@example.org"}, "Write this in one line."),
        ({"name": "Mali\u2028Bcc: x"}, "Write this in one line."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    client, home, publish, letters, wrong, words
):
    publish()
    answer = client.post("/en/w/", TYPED | wrong)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert words in page
    kept = {name: value for name, value in TYPED.items() if name not in wrong and value}
    assert [value for value in kept.values() if value not in page] == []
    assert letters() == []


def test_the_robots_field_is_seen_only_when_it_was_filled_in(client, home, publish):
    publish()
    assert 'class="al-trap"' in client.get("/en/w/").content.decode()
    page = client.post("/en/w/", TYPED | {"contact_page": "x"}).content.decode()
    assert "al-trap" not in page


def test_another_site_cannot_send_it(client, home, publish, letters):
    publish()
    answer = client.post("/en/w/", TYPED, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert "Another site tried to send this" in answer.content.decode()
    assert letters() == []
    assert (
        client.post("/en/w/", TYPED, headers={"sec-fetch-site": "same-origin"}).status_code == 303
    )


def test_too_much_is_answered_plainly_and_kept_in_the_form(client, home, publish, letters):
    publish()
    for _time in range(6):
        client.post("/en/w/", TYPED | {"once": str(uuid4())})
    answer = client.post("/en/w/", TYPED | {"text": "The seventh"})
    assert answer.status_code == 429
    assert "Wait ten minutes" in answer.content.decode()
    assert "The seventh" in answer.content.decode()
    assert len(letters()) == 6


def test_where_nobody_can_take_it_it_says_so_and_keeps_it_in_the_form(
    client, home, publish, monkeypatch
):
    answer = client.post("/en/w/", TYPED)
    assert answer.status_code == 503
    assert "They keep my passport." in answer.content.decode()
    publish()
    monkeypatch.setattr(exchange, "MOST_LETTERS", 0)
    answer = client.post("/en/w/", TYPED)
    assert answer.status_code == 503
    assert "Nobody can take messages here just now." in answer.content.decode()


def test_nothing_of_it_stays_on_the_site(client, home, publish):
    publish()
    client.post("/en/w/", TYPED | {"text": "Kestrelina waits"})
    lying = files_in(settings.ALONGSIDE_EXCHANGE.parent)
    kept = b"".join(content for _path, content in lying)
    assert b"Kestrelina" not in kept
    assert b"Mali" not in kept


def test_who_does_not_exist_cannot_be_written_to(client, home, publish):
    publish()
    for code in ("0123456789", "roots", "x"):
        assert client.get(f"/en/w/{code}/").status_code == 404
