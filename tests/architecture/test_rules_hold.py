"""The rules, held against the whole project."""

import pytest
from django.conf import settings
from django.urls import get_resolver

from tests.architecture import contracts, records, source, words
from tests.architecture.public_views import PUBLIC

ROOT = source.ROOT
PACKAGE = source.PACKAGE
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
STYLES = sorted(PACKAGE.rglob("styles/**/*.scss"))
CATALOGUES = sorted(PACKAGE.rglob("*.po"))


def shown(path):
    return str(path.relative_to(ROOT))


def everywhere(rule, paths):
    return {shown(path): broken for path in paths if (broken := rule(path))}


@pytest.mark.parametrize("rule", source.RULES, ids=lambda rule: rule.__name__)
def test_source_keeps(rule):
    assert everywhere(rule, source.python_files()) == {}


def test_no_test_or_script_is_too_long():
    written = [*(ROOT / "tests").rglob("*.py"), *(ROOT / "scripts").glob("*.py")]
    assert everywhere(source.too_long, written) == {}


def test_rooms_and_levels_import_downwards_only():
    assert contracts.broken_contracts(ROOT) == ""


def test_every_room_is_installed():
    # The public site is a process of its own (tests/website/test_apart.py).
    rooms = {path.parent.name for path in PACKAGE.glob("*/apps.py")} - {"website"}
    assert set(settings.LOCAL_APPS) == {f"alongside.{room}" for room in rooms}
    assert len(settings.LOCAL_APPS) == len(rooms)


@pytest.mark.parametrize("model", records.own_models(), ids=lambda model: model._meta.label)
def test_every_column_is_classified(model):
    assert records.unclassified(model) == []
    assert records.sealed_but_readable(model) == []


@pytest.mark.parametrize("directory", records.migration_directories(PACKAGE), ids=shown)
def test_migrations_stand_in_one_line(directory):
    assert records.forked_migrations(directory) == []


def test_views_open_without_a_sign_in_are_exactly_these():
    assert records.open_to_everybody(get_resolver().url_patterns) == set(PUBLIC)


def test_every_address_has_a_name():
    assert records.unnamed_addresses(get_resolver().url_patterns) == []


def test_every_dependency_says_why_it_is_there():
    assert words.without_reason((ROOT / "pyproject.toml").read_text()) == []


def test_the_source_imports_only_what_is_declared_and_locked():
    declared = words.declared_dependencies((ROOT / "pyproject.toml").read_text())
    lock = (ROOT / "requirements.lock").read_text()
    assert {name for name in declared if f"\n{name}==" not in lock.lower()} == set()
    assert everywhere(lambda path: words.undeclared(path, declared), source.python_files()) == {}


def test_locks_pin_everything_and_name_no_server():
    locks = {path.name: words.unlocked(path.read_text()) for path in ROOT.glob("*.lock")}
    locks.pop("uv.lock", None)  # left by the installer, kept out of the repository
    assert locks == {
        "requirements.lock": [],
        "requirements-build.lock": [],
        "requirements-dev.lock": [],
        "requirements-postgres.lock": [],
        "requirements-uv.lock": [],
    }


def test_changelog_says_what_comes_next():
    assert words.unwritten_changes((ROOT / "CHANGELOG.md").read_text()) == []


def test_templates_keep_values_apart_and_hold_no_code():
    assert TEMPLATES
    assert everywhere(words.unsafe_template, TEMPLATES) == {}


def test_styles_serve_both_directions():
    assert STYLES
    assert everywhere(words.one_sided_style, STYLES) == {}


def test_nobody_is_called_by_the_legal_word():
    assert everywhere(words.legal_word_in_template, TEMPLATES) == {}
    assert everywhere(words.legal_word_in_text, source.python_files()) == {}
    assert everywhere(words.legal_word_in_catalogue, CATALOGUES) == {}
