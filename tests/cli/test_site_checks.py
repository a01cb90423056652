"""What `alongside doctor` says of the public site and of what crosses to it."""

import os
from datetime import timedelta

import pytest

from alongside.alliance.published import Letterbox, Published
from alongside.cli import site, site_checks
from alongside.core import clock
from tests.cli.test_commands import init


@pytest.fixture
def folder(settings, tmp_path):
    settings.ALONGSIDE_EXCHANGE = tmp_path / "exchange"
    settings.ALONGSIDE_EXCHANGE.mkdir()
    return settings.ALONGSIDE_EXCHANGE


@pytest.fixture
def beside(monkeypatch, tmp_path):
    monkeypatch.setattr(site, "folder", lambda: tmp_path / "site")
    (tmp_path / "site").mkdir()
    return tmp_path / "site"


def publish(folder, *, days):
    box = Letterbox(epoch=1, key="00" * 32)
    export = Published(made_at=clock.now() - timedelta(days=days), letterbox=box)
    (folder / "published.json").write_text(export.model_dump_json())


def test_a_missing_exchange_is_wrong_only_where_a_site_awaits_it(folder):
    folder.rmdir()
    assert site_checks.exchange(is_awaited=False).ok
    found = site_checks.exchange(is_awaited=True)
    assert (found.ok, found.sentence) == (
        False,
        f"The folder {folder} is missing: nothing is published, and visitors cannot write.",
    )


def test_letters_that_wait_are_counted(folder):
    (folder / "letters").mkdir()
    (folder / "letters" / "1.letter").touch()
    found = site_checks.exchange(is_awaited=True)
    assert found.sentence == f"Node and site exchange {folder}; letters that wait there: 1."


def test_an_exchange_that_cannot_be_written_is_said(folder, monkeypatch):
    # Whoever runs the tests may be allowed everything.
    monkeypatch.setattr(os, "access", lambda _path, _how: False)
    found = site_checks.exchange(is_awaited=True)
    assert (found.ok, "letters of visitors would be lost" in found.sentence) == (False, True)


@pytest.mark.parametrize(("days", "is_ok"), [(0, True), (31, True), (32, False)])
def test_what_was_published_grows_old(folder, days, is_ok):
    publish(folder, days=days)
    assert site_checks.published().ok is is_ok


def test_what_cannot_be_read_is_said_and_nothing_published_is_not_wrong(folder):
    assert site_checks.published().ok
    (folder / "published.json").write_text("{")
    found = site_checks.published()
    assert found.sentence == f"{folder}/published.json cannot be read (ValidationError)."
    assert found.advice.startswith("Somebody of the secretariat")


def test_the_site_s_secret_is_there_for_its_own_user_alone(beside):
    assert "is not there" in site_checks.secret().sentence
    key = beside / "secret-key"
    key.touch()
    key.chmod(0o644)
    assert site_checks.secret().advice == f"Run: chmod 600 {key}"
    key.chmod(0o600)
    assert site_checks.secret().ok


@pytest.mark.server
def test_doctor_speaks_of_a_site_that_was_never_founded(alongside):
    init(alongside)
    (alongside.path / "site").mkdir()
    done = alongside.run("doctor")
    lines = done.stdout.splitlines()
    assert done.returncode == 1
    assert "BAD  site's database: The site's database is missing." in lines
    assert not (alongside.path / "site" / "secret-key").exists()
