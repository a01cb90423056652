"""Asking for the newsletter, saying yes, and stopping it; nothing of it stays on the site."""

import re
from datetime import timedelta
from email import message_from_bytes, policy
from uuid import uuid4

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.conf import settings as of_site
from django.core import mail
from django.core.cache import cache
from django.db import connection

from alongside.cli.listening import free_port
from alongside.website import founding, newsletter
from alongside.website.sealing import close_note, open_note
from tests.disk import files_in
from tests.website.factories import NOW

pytestmark = pytest.mark.django_db

ASKED = {"address": "asha@example.org", "language": "es", "themes": ["work"], "contact_page": ""}
LINK = re.compile(r"https?://\S+/letter/yes/(\S+)/")
TOKEN = "q" * 43


@pytest.fixture(autouse=True)
def clock():
    cache.clear()
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def ask(client, **changes):
    return client.post("/en/letter/", ASKED | {"once": str(uuid4())} | changes)


def link() -> str:
    """Return the path of the link in the newest mail."""
    found = LINK.search(mail.outbox[-1].body)
    return found[0].partition("8000")[2]


def words(response) -> str:
    return " ".join(response.content.decode().split())


def test_asking_mails_a_link_and_leaves_nothing_behind(client, home, publish, letters):
    publish()
    answer = ask(client)
    assert (answer.status_code, answer["Location"]) == (303, "/en/letter/asked/")
    [sent] = mail.outbox
    assert sent.to == ["asha@example.org"]
    assert sent.subject == "¿Quiere nuestro boletín?"
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
    assert "asha" not in link()
    assert "/es/letter/yes/" in sent.body
    assert letters() == []


def test_only_a_press_on_the_button_confirms_and_it_does_once(client, home, publish, letters):
    publish()
    ask(client)
    for _look in range(2):
        page = client.get(link())
        assert page.status_code == 200
        assert page["Cache-Control"] == "no-store"
        assert "asha" not in words(page)
    assert letters() == []
    answers = [client.post(link()) for _press in range(2)]
    assert [one["Location"] for one in answers] == ["/es/letter/welcome/"] * 2
    [letter] = letters()
    assert (letter.kind, letter.address, letter.language, letter.themes) == (
        "subscription",
        "asha@example.org",
        "es",
        ("work",),
    )


def test_a_link_ends_after_three_days_and_no_other_is_taken(client, home, publish, letters, clock):
    publish()
    ask(client)
    good = link()
    clock.shift(timedelta(days=3, seconds=-1))
    assert client.get(good).status_code == 200
    clock.shift(timedelta(seconds=1))
    forged = close_note(b"{}", "another secret key", newsletter.WISH)
    for path in (good, good[:-4] + "aaa/", f"/en/letter/yes/{forged}/", "/en/letter/yes/x/"):
        for answer in (client.get(path), client.post(path)):
            assert answer.status_code == 410
    assert letters() == []


def test_the_answer_is_the_same_and_nobody_gets_a_third_mail_in_a_day(client, home, clock):
    answers = [ask(client, address=one) for one in ["asha@example.org"] * 2 + ["Asha@example.org"]]
    assert {(one.status_code, one["Location"]) for one in answers} == {(303, "/en/letter/asked/")}
    assert len(mail.outbox) == 2
    clock.shift(timedelta(days=1, seconds=1))
    ask(client)
    assert len(mail.outbox) == 3


def test_one_network_asks_for_six_in_ten_minutes_and_no_word_is_lost(client, home):
    for number in range(6):
        assert ask(client, address=f"n{number}@example.org").status_code == 303
    answer = ask(client, address="n6@example.org")
    assert answer.status_code == 429
    assert 'value="n6@example.org"' in words(answer)
    assert len(mail.outbox) == 6


@pytest.mark.parametrize(
    "address",
    [
        "",
        "asha",
        "a@example.org, b@example.org",
        "a@example.org\r\nBcc: b@example.org",
        "a@example.org\nb",
        "<a@example.org>",
        "a\x00@example.org",
        "आशा@example.org",
        f"a@{'b' * 64}.org",
        f"{'a' * 250}@example.org",
    ],
)
def test_what_is_no_address_is_refused_in_words(client, home, address):
    answer = ask(client, address=address)
    assert answer.status_code == 422
    assert mail.outbox == []


def test_what_was_typed_stands_there_again(client, home):
    answer = words(ask(client, address="asha.example.org", language="es"))
    assert 'value="asha.example.org"' in answer
    assert '<option value="es" selected>' in answer
    assert "Write one mail address, such as name@example.org." in answer


def test_robots_and_other_sites_are_refused(client, home):
    assert ask(client, contact_page="https://spam.example").status_code == 422
    far = client.post("/en/letter/", ASKED, headers={"Sec-Fetch-Site": "cross-site"})
    assert far.status_code == 403
    assert mail.outbox == []


def test_a_language_or_theme_that_is_not_there_is_refused(client, home):
    assert ask(client, language="xx").status_code == 422
    assert ask(client, themes=["everything"]).status_code == 422


@pytest.mark.server
def test_when_mail_does_not_leave_she_is_told_and_keeps_her_words(client, home, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    answer = ask(client)
    assert answer.status_code == 503
    assert 'value="asha@example.org"' in words(answer)


def test_without_a_node_yes_can_be_said_again_later(client, home, publish, letters):
    ask(client)
    assert client.post(link()).status_code == 503
    publish()
    assert client.post(link()).status_code == 303
    assert [one.kind for one in letters()] == ["subscription"]


def test_stopping_takes_a_button_on_the_page(client, home, publish, letters):
    publish()
    page = client.get(f"/en/letter/out/{TOKEN}/")
    assert (page.status_code, page["Cache-Control"]) == (200, "no-store")
    assert letters() == []
    assert client.post(f"/en/letter/out/{TOKEN}/")["Location"] == "/en/letter/stopped/"
    [letter] = letters()
    assert (letter.kind, letter.token) == ("unsubscription", TOKEN)


def test_one_click_from_a_mail_program_is_answered_without_a_page(client, home, publish, letters):
    publish()
    answer = client.post(f"/es/letter/out/{TOKEN}/", {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, answer.content) == (200, b"")
    assert [one.token for one in letters()] == [TOKEN]


def test_one_click_is_told_to_come_again_when_nobody_takes_it(client, home):
    answer = client.post(f"/es/letter/out/{TOKEN}/", {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, answer.content) == (503, b"")


def test_what_is_no_token_is_not_there(client, home, publish, letters):
    publish()
    for token in ("x", "a" * 201, "asha@example.org", "ä" * 43):
        assert client.post(f"/en/letter/out/{token}/").status_code == 404
    assert letters() == []


def test_every_page_is_neutral_in_the_history_and_kept_nowhere(client, home):
    paths = ("", "asked/", "welcome/", "stopped/", f"out/{TOKEN}/", "yes/x/")
    for language, direction in (("en", "ltr"), ("ar", "rtl")):
        for path in paths:
            page = client.get(f"/{language}/letter/{path}")
            assert page["Cache-Control"] == "no-store"
            assert "<title>Alongside</title>" in words(page)
            assert f'dir="{direction}" class="govuk-template"' in words(page)
            assert page.cookies == {}


def test_a_note_opens_for_its_purpose_alone_and_hides_its_length():
    note = close_note(b"asha@example.org", "secret", "wish")
    assert open_note(note, "secret", "wish") == b"asha@example.org"
    assert open_note(note, "secret", "other") is None
    assert open_note(note, "Secret", "wish") is None
    assert open_note(note.swapcase(), "secret", "wish") is None
    assert open_note("", "secret", "wish") is None
    assert open_note("é", "secret", "wish") is None
    assert len(close_note(b"a@b.c", "secret", "wish")) == len(note)


@pytest.mark.server
def test_through_a_real_mail_server_and_nothing_lies_in_clear(client, publish, letters, settings):
    founding.found()

    class Sink:
        mails: list = []

        async def handle_DATA(self, server, session, envelope):  # noqa: N802  aiosmtpd's name
            self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
            return "250 OK"

    sink = Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = controller.port
    publish()
    try:
        assert ask(client, address="kestrelqx@example.org").status_code == 303
    finally:
        controller.stop()
    [sent] = sink.mails
    assert (sent["To"], sent["Bcc"]) == ("kestrelqx@example.org", None)
    path = LINK.search(sent.get_content())[0].partition("8000")[2]
    assert client.post(path).status_code == 303
    assert [one.address for one in letters()] == ["kestrelqx@example.org"]
    assert lying_about(b"kestrelqx") == []


def lying_about(word: bytes) -> list[str]:
    """Return the files of the site, its database and the exchange folder that hold a word."""
    lying = files_in(of_site.NODE_HOME)
    found = [str(path) for path, content in lying if word in content.lower()]
    if connection.vendor == "sqlite":
        # What this test wrote stands in no file yet.
        found += ["database"] * (word in connection.connection.serialize().lower())
    else:
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                name = connection.ops.quote_name(table)
                looking = f"SELECT count(*) FROM {name} t WHERE t::text ILIKE %s"  # noqa: S608  our own tables
                cursor.execute(looking, [f"%{word.decode()}%"])
                if cursor.fetchone()[0]:
                    found.append(table)
    return found
