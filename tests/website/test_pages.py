"""The first pages: languages, headers, sections."""

import pytest

from alongside.website import factors
from tests.website.factories import make_editor

pytestmark = pytest.mark.django_db


def test_the_address_alone_leads_to_a_language_the_browser_asks_for(client, home):
    answers = {
        "es-CO,es;q=0.9": "/es/",
        "en-GB": "/en/",
        "th": "/en/",  # the site is not written in it yet
    }
    for asked, led in answers.items():
        assert client.get("/", headers={"accept-language": asked})["Location"] == led


def test_the_first_page_in_two_languages(client, home):
    english = client.get("/en/").content.decode()
    assert "You have rights. We walk with you." in english
    assert "I was not paid" in english
    assert '<a href="/en/help/"' in english
    assert 'hreflang="es"' in english
    spanish = client.get("/es/").content.decode()
    assert '<html lang="es"' in spanish
    assert '<a href="/es/help/"' in spanish


def test_a_discreet_page_has_the_neutral_name_in_the_history(client, home):
    assert "<title>Alongside</title>" in client.get("/en/").content.decode()
    assert "<title>Publications · Alongside</title>" in client.get("/en/library/").content.decode()


def test_a_public_page_may_be_kept_for_a_minute_and_sets_nothing(client, home):
    response = client.get("/en/")
    assert response["Cache-Control"].startswith("public, max-age=60")
    assert "Cookie" in response["Vary"]
    assert response.cookies == {}
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]


def test_what_is_not_there_says_so_and_is_kept_nowhere(client, home):
    response = client.get("/en/nothing/")
    assert response.status_code == 404
    assert response["Cache-Control"] == "no-store"
    assert "There is nothing at this address" in response.content.decode()


def test_no_link_leads_to_a_menu_that_is_not_there(client, home):
    menu = 'href="#sections"'
    assert menu in client.get("/en/").content.decode()
    for address in ("/en/there-is-no-such-page/", "/ar/", "/ar/help/"):
        words = client.get(address).content.decode()
        assert menu not in words
        assert "al-sections" not in words.partition("<main")[0].replace("al-sections--top", "")


def test_editors_come_in_with_a_second_factor_only(client, home):
    editor = make_editor()
    assert client.get("/cms/", follow=True).redirect_chain[-1][0].startswith("/cms/account/login/")
    client.force_login(editor)
    assert client.get("/cms/")["Location"] == "/cms/account/2fa/totp/activate/"
    assert client.get("/cms/pages/")["Location"] == "/cms/account/2fa/totp/activate/"


def test_what_an_editor_s_browser_is_sent_is_kept_nowhere(client, home):
    """She may see what is hers alone; a shared store must not hand it on."""
    editor = make_editor()
    factors.put_secret(editor, factors.DEMO_SECRET)
    client.force_login(editor)
    assert client.get("/en/", secure=True)["Cache-Control"] == "no-store"
