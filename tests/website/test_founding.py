"""A site is made once, and being made again changes nothing that editors did."""

import pytest
from wagtail.models import Page, Site

from alongside.website import founding
from alongside.website.models import HomePage

pytestmark = pytest.mark.django_db


def test_again_changes_nothing(home):
    before = list(Page.objects.order_by("path").values())
    assert founding.found() == home
    assert list(Page.objects.order_by("path").values()) == before


def test_a_language_is_added_also_where_editors_moved_a_section(home):
    home.get_children().filter(slug="events").update(slug="calendar")
    home.get_children().get(slug="library").delete()
    founding.found(("en", "es", "bn"))
    bangla = HomePage.objects.get(locale__language_code="bn")
    slugs = set(bangla.get_children().values_list("slug", flat=True))
    assert slugs == set(founding.SECTIONS) - {"events", "library"}


def test_pages_name_the_address_they_are_asked_at(home, client, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://alliance.example"
    settings.ALONGSIDE_SITE_ADDRESS = "https://alliance.example"
    founding.found()
    assert Site.objects.get().root_url == "https://alliance.example"
    page = client.get("/en/help/").content.decode()
    assert '<link rel="canonical" href="https://alliance.example/en/help/">' in page
