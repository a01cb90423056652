"""What every page carries, so that it stays nowhere, is framed by nobody and asks nobody else."""

import logging
import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.attacks import scene as scenes
from tests.attacks.sweep.answers import SIGNED_IN
from tests.attacks.sweep.asking import arguments
from tests.attacks.sweep.expected import EXPECTED
from tests.organisations.browser import Browser
from tests.organisations.factories import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.attack]

SAME = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
# A page of ours, or a file that may do nothing at all.
POLICIES = {
    frozenset(
        {
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "media-src 'self'",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "object-src 'none'",
        }
    ),
    frozenset({"default-src 'none'", "sandbox"}),
}
POWERS = {"camera=()", "microphone=()", "geolocation=()", "display-capture=()", "payment=()"}
TALKS = {"Server", "X-Powered-By", "Via", "X-Generator", "ETag", "Last-Modified"}
SOMEWHERE = re.compile(r"""(?:src|href|action|poster|data|srcset)=["']?(?:[a-z]+:)?//|url\(""")
INLINE = re.compile(r"""<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=["']""")
TITLE = re.compile(r"<title>([^<]*)</title>")

# The name of the node, or where Leave leads the name of no node at all.
TITLES = (["Alongside"], ["Today"])


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    logging.disable(logging.ERROR)
    with django_db_blocker.unblock(), scenes.built() as built:
        yield built
    logging.disable(logging.NOTSET)


def complaints(response):
    """Return what is wrong with an answer."""
    headers, wrong = response.headers, []
    wrong += [f"{name}: {headers.get(name)}" for name in SAME if headers.get(name) != SAME[name]]
    policy = {part.strip() for part in headers.get("Content-Security-Policy", "").split(";")} - {""}
    if frozenset(policy) not in POLICIES:
        wrong.append(f"policy: {sorted(policy)}")
    powers = {part.strip() for part in headers.get("Permissions-Policy", "").split(",")}
    wrong += sorted(POWERS - powers)
    wrong += sorted(TALKS & set(headers))
    for name, cookie in response.cookies.items():
        # One that is deleted holds nothing a script could read.
        hidden = cookie["httponly"] or not cookie.value
        kept = (cookie["secure"], hidden, cookie["samesite"], cookie["path"])
        if not name.startswith("__Host-") or kept != (True, True, "Strict", "/"):
            wrong.append(f"cookie: {name}")
        if cookie["domain"]:
            wrong.append(f"domain: {name}")
    if response.streaming:
        b"".join(response.streaming_content)
    elif response.content and headers.get("Content-Type", "").startswith("text/html"):
        wrong += complaints_of_page(response.content.decode())
    return wrong


def complaints_of_page(page):
    wrong = [f"elsewhere: {page[m.start() : m.start() + 80]}" for m in SOMEWHERE.finditer(page)]
    wrong += [f"inline: {page[m.start() : m.start() + 80]}" for m in INLINE.finditer(page)]
    titles = TITLE.findall(page)
    if titles not in TITLES:
        wrong.append(f"title: {titles}")
    return wrong


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_whatever_an_address_answers(scene, name):
    """Pages, redirects, refusals, what is not found and what is not finished, for every role."""
    wrong, statuses = {}, set()
    for role in ("caseworker", "coordinator", "researcher", "signed out", "locked"):
        browser = scene.browsers[role]
        jar = {key: morsel.value for key, morsel in browser.cookies.items()}
        for method in ("get", "post", "put"):
            url = reverse(name, kwargs=arguments(name, scene.ours))
            response = getattr(browser, method)(url)
            statuses.add(response.status_code)
            if found := complaints(response):
                wrong[role, method] = found
            browser.cookies.clear()
            browser.cookies.load(jar)
    assert wrong == {}
    assert 405 in statuses


def test_every_role_saw_pages(scene):
    assert set(SIGNED_IN) < set(scene.browsers)
    assert "<title>" in scene.browsers["caseworker"].get("/d/").content.decode()


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"path": "/no/such/page/"}, 404),
        ({"path": "/p/../../etc/passwd"}, 404),
        ({"path": "/in/", "HTTP_HOST": "evil.example"}, 400),
        ({"path": "/in/", "HTTP_HOST": "127.0.0.1:80@evil.example"}, 400),
    ],
)
def test_pages_of_what_went_wrong(sent, status, db):
    response = Client().get(**sent)
    assert response.status_code == status
    assert complaints(response) == []


def test_a_form_without_its_token(scene):
    response = Client(enforce_csrf_checks=True).post("/in/", {"name": "x", "password": PASSWORD})
    assert response.status_code == 403
    assert complaints(response) == []
    assert PASSWORD not in response.content.decode()


def test_our_own_failure(scene, monkeypatch):
    def fails(**_kwargs):
        raise RuntimeError("canary-KESTREL")

    monkeypatch.setattr("alongside.casework.queries.files.access.to_read", fails)
    browser = scene.browsers["caseworker"]
    browser.raise_request_exception = False
    response = browser.get(f"/p/{scene.ours.case}/")
    browser.raise_request_exception = True
    assert response.status_code == 500
    assert complaints(response) == []
    assert "KESTREL" not in response.content.decode()


def test_cookies_of_the_way_in(scene):
    browser = Browser()
    answer = browser.give_password(scene.us.colleague.user.sign_in_name)
    assert "__Host-session" in answer.cookies
    assert "__Host-unlock" in answer.cookies
    assert complaints(answer) == []
    ages = {name: cookie["max-age"] for name, cookie in answer.cookies.items()}
    assert ages["__Host-session"] == ages["__Host-unlock"] == ""


def test_what_is_complained_about_would_be_found():
    page = '<title>Mira</title><img src="https://x.example/a"><p onclick="x()" style="a">'
    assert len(complaints_of_page(page)) == 4
