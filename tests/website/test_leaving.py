"""Leaving the site, and what is seen after."""

import pytest

from alongside.website.middleware import LEFT

pytestmark = pytest.mark.django_db


def test_leaving_empties_the_browser_and_leads_to_the_day(client, home):
    response = client.get("/out/", secure=True)
    assert response.status_code == 303
    assert response["Location"] == "/out/now/"
    assert response["Clear-Site-Data"] == '"cache"'
    assert response["Cache-Control"] == "no-store"
    page = client.get("/out/now/", secure=True)
    assert "Alongside" not in page.content.decode()


def test_nothing_of_the_site_is_shown_to_somebody_who_has_left(client, home):
    client.get("/out/", secure=True)
    for path in ("/en/", "/es/", "/", "/en/help/", "/en/nothing/"):
        response = client.get(path, secure=True)
        assert response.status_code == 200
        assert response["Cache-Control"] == "no-store"
        assert "rights" not in response.content.decode().lower()
        assert "Alongside" not in response.content.decode()


def test_she_may_come_in_again(client, home):
    client.get("/out/", secure=True)
    assert client.post("/out/back/", secure=True)["Location"] == "/"
    assert "You have rights" in client.get("/en/", secure=True).content.decode()


def test_the_cookie_says_nothing_and_ends(client, home):
    cookie = client.get("/out/", secure=True).cookies[LEFT]
    assert (cookie.value, cookie["max-age"], cookie["secure"]) == ("1", 600, True)
    # A strict one would not come along to the page she was led to from elsewhere.
    assert cookie["samesite"] == "Lax"
