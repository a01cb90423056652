import re

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.utils import translation

from alongside.ui import views
from alongside.ui.middleware import PrivacyHeadersMiddleware
from tests.ui.pages import actor, request_for

HERS = "she may not be seen"


def test_refused_says_why_and_escapes_it():
    response = views.refused(request_for(actor()), PermissionDenied("Not <your> team."))
    assert response.status_code == 403
    assert "<bdi>Not &lt;your&gt; team.</bdi>" in response.content.decode()


def test_refused_without_a_reason():
    response = views.refused(request_for(actor()), PermissionDenied())
    assert "<bdi></bdi>" not in response.content.decode()
    assert "You may not do this" in response.content.decode()


def test_not_found_never_says_what_was_looked_for():
    first = views.not_found(request_for(actor()), Http404(HERS))
    second = views.not_found(request_for(actor()), Http404())
    bodies = [
        re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", each.content.decode())
        for each in (first, second)
    ]
    assert first.status_code == second.status_code == 404
    assert HERS not in bodies[0]
    assert bodies[0] == bodies[1]


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_our_own_failure_needs_nothing_of_the_request(language, direction):
    with translation.override(language):
        failed = views.failed(None)
        unread = views.bad_request(None, ValueError(HERS))
    assert (failed.status_code, unread.status_code) == (500, 400)
    for response in failed, unread:
        html = response.content.decode()
        assert f'<html lang="{language}" dir="{direction}"' in html
        assert "<title>Alongside</title>" in html
        assert HERS not in html


TYPED = {"note": "<she> called\n\ntwice", "items": ["a", "b"], "password": "secret-1"}


def test_an_expired_form_of_ours_is_given_back():
    request = request_for(
        actor(), method="post", url="/p/7/", data=TYPED, headers={"Sec-Fetch-Site": "same-origin"}
    )
    response = views.form_expired(request, "token")
    html = response.content.decode()
    assert response.status_code == 403
    assert '<form method="post" action="/p/7/" autocomplete="off">' in html
    assert re.findall(r'<textarea name="(\w+)" hidden>\n(.*?)</textarea>', html, re.DOTALL) == [
        ("note", "&lt;she&gt; called\n\ntwice"),
        ("items", "a"),
        ("items", "b"),
    ]
    assert 'name="csrfmiddlewaretoken"' in html
    assert "secret-1" not in html


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", None])
def test_a_form_of_another_site_is_never_given_back(site):
    headers = {"Sec-Fetch-Site": site} if site else {}
    request = request_for(actor(), method="post", url="/p/7/", data=TYPED, headers=headers)
    html = views.form_expired(request, "origin").content.decode()
    assert "<form" not in html
    assert "called" not in html


def answered(**extra):
    request = request_for(actor(), **extra)
    return PrivacyHeadersMiddleware(lambda _: HttpResponse("x"))(request), request


def test_every_page_is_forgotten():
    response, _ = answered()
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


def test_a_view_cannot_make_a_page_stay():
    def view(_):
        return HttpResponse("x", headers={"Cache-Control": "public, max-age=600"})

    response = PrivacyHeadersMiddleware(view)(request_for(actor()))
    assert response["Cache-Control"] == "no-store"


def csrf_verdict(**headers: str) -> HttpResponse | None:
    """Return what Django's check says of a form with a good token and these headers."""
    request = request_for(actor(), method="post", url="/x/", secure=True, HTTP_HOST="node.example")
    token = get_token(request)
    request = request_for(
        actor(),
        method="post",
        url="/x/",
        data={"csrfmiddlewaretoken": token},
        secure=True,
        HTTP_HOST="node.example",
        headers=headers,
    )
    request.COOKIES["__Host-csrf"] = token
    check = CsrfViewMiddleware(lambda _: HttpResponse())

    def checked(each):
        check.process_request(each)
        return check.process_view(each, lambda _: HttpResponse(), (), {}) or HttpResponse("let in")

    return PrivacyHeadersMiddleware(checked)(request).content == b"let in"


def test_our_own_form_passes_though_the_browser_hides_its_origin(settings):
    settings.ALLOWED_HOSTS = ["node.example"]
    assert csrf_verdict(**{"Origin": "null", "Sec-Fetch-Site": "same-origin"})
    assert csrf_verdict(Origin="https://node.example")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "null", "Sec-Fetch-Site": "same-site"},
        {"Origin": "null", "Sec-Fetch-Site": "none"},
        {"Origin": "null"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
        {},
    ],
)
def test_a_form_that_may_be_anybodys_is_refused_even_with_a_good_token(settings, headers):
    settings.ALLOWED_HOSTS = ["node.example"]
    assert not csrf_verdict(**headers)
