import json
import re

import pytest
from django.contrib import messages
from django.contrib.messages import constants

from tests.ui.pages import actor, render, request_for

PAGE = '{% extends "ui/base.html" %}{% block main %}<h1>Her file</h1>{% endblock %}'
PUBLIC = '{% extends "ui/public.html" %}'


@pytest.mark.parametrize(
    ("language", "direction", "sheet"),
    [
        ("en", "ltr", "ui/built/alongside.css"),
        ("bn", "ltr", "ui/built/alongside.css"),
        ("ar", "rtl", "ui/built/alongside.rtl.css"),
    ],
)
def test_the_page_says_its_language_and_direction(language, direction, sheet):
    html = render(PAGE, language=language)
    assert f'<html lang="{language}" dir="{direction}" class="govuk-template">' in html
    assert re.findall(r'<link rel="stylesheet" href="/s/([^"]+)">', html) == [sheet]


def test_the_title_tells_nothing(settings):
    settings.ALONGSIDE_APP_NAME = "Notebook"
    html = render(PAGE)
    assert re.findall(r"<title>(.*?)</title>", html) == ["Notebook"]
    assert "Her file" in html


@pytest.mark.parametrize("is_demo", [True, False])
def test_the_demonstration_says_so_on_every_page(settings, is_demo):
    settings.ALONGSIDE_DEMO = is_demo
    said = "This is a demonstration. Every person in it is invented."
    assert (said in render(PAGE)) is is_demo
    assert (said in render(PUBLIC)) is is_demo


def test_search_lock_and_language_are_forms_that_carry_a_token():
    html = render(PAGE)
    for address in "search", "lock", "language":
        form = re.search(rf'<form[^>]* method="post" action="/{address}/".*?</form>', html)
        assert form is not None
        assert 'name="csrfmiddlewaretoken"' in form[0]


def test_signed_out_there_is_nothing_to_search_or_lock():
    html = render(PAGE, request=request_for(None))
    assert "al-search" not in html
    assert "data-lock" not in html
    assert "data-idle" not in html
    assert 'action="/language/"' in html


def test_every_language_is_called_by_its_own_name_and_leads_back_here():
    html = render(PAGE, language="es", request=request_for(actor(), url="/p/7/"))
    found = re.findall(r'<button name="language" value="(\w+)" lang="\w+"([^>]*)>([^<]+)<', html)
    assert found == [
        ("en", "", "English"),
        ("es", ' aria-current="true"', "Español"),
        ("bn", "", "বাংলা"),
        ("ar", "", "العربية"),
    ]
    assert '<input type="hidden" name="next" value="/p/7/">' in html


def test_public_pages_leave_instead_of_locking():
    html = render(PUBLIC, request=request_for(None))
    assert "data-leave" in html
    assert "data-lock" not in html
    assert "al-nav" not in html


def test_the_idle_limit_is_told_to_the_page_only_when_signed_in(settings):
    settings.ALONGSIDE_IDLE_SECONDS = 600
    assert 'data-idle-seconds="600"' in render(PAGE)
    assert "data-idle-seconds" not in render(PAGE, request=request_for(None))


@pytest.mark.parametrize(
    ("level", "classes", "role"),
    [
        (
            constants.SUCCESS,
            "govuk-notification-banner govuk-notification-banner--success",
            "alert",
        ),
        (constants.ERROR, "govuk-notification-banner", "alert"),
        (constants.INFO, "govuk-notification-banner", "region"),
    ],
)
def test_messages_are_banners(level, classes, role):
    request = request_for(actor())
    messages.add_message(request, level, "Saved <b>.")
    html = render(PAGE, request=request)
    assert f'<div class="{classes}" role="{role}"' in html
    assert "Saved &lt;b&gt;." in html


def test_nothing_on_the_page_comes_from_elsewhere():
    html = render(PAGE) + render(PUBLIC)
    addresses = re.findall(r'(?:src|href|action)="([^"]*)"', html)
    assert len(addresses) > 20
    assert [each for each in addresses if not re.match(r"^(/[^/]|#)", each)] == []


def test_pages_that_ask_for_htmx_get_it_without_history_style_or_eval():
    html = render(
        '{% extends "ui/base.html" %}{% block scripts %}{% include "ui/htmx.html" %}{% endblock %}'
    )
    config = json.loads(re.search(r"name=\"htmx-config\" content='([^']*)'", html)[1])
    assert config == {
        "historyCacheSize": 0,
        "refreshOnHistoryMiss": True,
        "includeIndicatorStyles": False,
        "allowEval": False,
        "selfRequestsOnly": True,
    }
    assert re.search(r'<script src="/s/django_htmx/htmx[^"]*\.js" defer></script>', html)
    assert "htmx" not in render(PAGE)
