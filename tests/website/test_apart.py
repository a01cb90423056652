"""The public site beside case files is a way in, unless the two share no process and no room."""

import subprocess
import sys

import pytest
from django.conf import settings

ROOMS = (
    "vault",
    "audit",
    "organisations",
    "questionnaires",
    "consent",
    "casework",
    "referrals",
    "keeping",
    "evidence",
    "desk",
)
# Of the alliance's room the site shares only how an export and a letter look.
SHARED = {
    "alongside.alliance",
    "alongside.alliance.published",
    "alongside.alliance.letters",
}
EVERYTHING = """
import pkgutil, sys
from importlib import import_module
import django
django.setup()
import_module("{wsgi}")
import_module("{urls}")
for found in pkgutil.walk_packages(import_module("{room}").__path__, "{room}."):
    if "migrations" not in found.name:
        import_module(found.name)
print("\\n".join(sorted(sys.modules)))
"""


def loaded(settings_module: str, **names: str) -> set[str]:
    """Return every module of a process that has loaded all its pages."""
    done = subprocess.run(
        [sys.executable, "-c", EVERYTHING.format(**names)],
        capture_output=True,
        text=True,
        check=True,
        env={
            "DJANGO_SETTINGS_MODULE": settings_module,
            "PYTHONPATH": "src",
            "ALONGSIDE_HOME": str(settings.HOME),
        },
    )
    return set(done.stdout.split())


def of_files(modules: set[str]) -> set[str]:
    """Return which of these modules belong to rooms of files, or to the alliance's own tables."""
    rooms = tuple(f"alongside.{room}" for room in ROOMS)
    found = {one for one in modules if one.startswith(rooms)}
    return found | {one for one in modules if one.startswith("alongside.alliance")} - SHARED


@pytest.fixture(scope="module")
def site() -> set[str]:
    return loaded(
        "alongside.config.settings.site",
        wsgi="alongside.config.site_wsgi",
        urls="alongside.config.site_urls",
        room="alongside.website",
    )


@pytest.fixture(scope="module")
def node() -> set[str]:
    return loaded(
        "alongside.config.settings",
        wsgi="alongside.config.wsgi",
        urls="alongside.config.urls",
        room="alongside.alliance",
    )


def test_the_site_s_process_holds_no_room_of_files(site):
    assert "alongside.website.exchange" in site
    assert of_files(site) == set()


def test_the_node_s_process_holds_no_wagtail_and_no_site(node):
    assert "alongside.casework.models" in node
    forbidden = ("wagtail", "modelcluster", "alongside.website")
    assert {one for one in node if one.startswith(forbidden)} == set()


def test_a_room_of_files_in_the_site_would_be_found(site):
    assert of_files(site | {"alongside.vault.ring", "alongside.alliance.exchange"}) == {
        "alongside.vault.ring",
        "alongside.alliance.exchange",
    }


def test_the_two_have_databases_and_cookies_of_their_own():
    assert settings.DATABASES["default"]["NAME"] != str(settings.NODE_HOME / "alongside.sqlite3")
    assert settings.SESSION_COOKIE_NAME != "__Host-session"
    rooms = {one for one in settings.INSTALLED_APPS if one.startswith("alongside.")}
    assert rooms == {"alongside.core", "alongside.ui", "alongside.website"}
