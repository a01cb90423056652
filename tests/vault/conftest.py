"""Organisations with real keys, ready for a test."""

import pytest

from tests.vault.factories import Organisation, make_member, make_organisation


@pytest.fixture
def organisation(db) -> Organisation:
    return make_organisation()


@pytest.fixture
def worker(organisation):
    """A caseworker's opened keys."""
    return make_member(organisation)


@pytest.fixture
def keyring(organisation, worker):
    """The caseworker's keyring."""
    return organisation.keyring(worker)


@pytest.fixture
def media(settings, tmp_path):
    settings.ALONGSIDE_MEDIA = tmp_path / "media"
    return settings.ALONGSIDE_MEDIA
