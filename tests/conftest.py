"""What every test may rely on."""

from importlib import import_module

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from django.db.models import CharField
from django.db.models.expressions import OrderBy
from django.db.models.functions import Random
from django.db.models.sql.compiler import SQLCompiler
from django.utils import translation

# The site runs apart from every file, and so do its tests (`scripts/test.sh`).
IS_SITE = settings.ROOT_URLCONF == "alongside.config.site_urls"
collect_ignore = [] if IS_SITE else ["website"]

pytest_plugins = ["tests.live", "tests.browsing"]

# Tests with these marks talk to a server of their own, on this machine and nowhere else.
LOOPBACK_MARKS = ("journey", "server")
LONG_MARKS = (*LOOPBACK_MARKS, "long")
DATABASE_FIXTURES = frozenset({"db", "transactional_db", "django_db_setup"})
LOOPBACK = ["127.0.0.1", "::1"]

# How fast the machine is, is not what is tested.
hypothesis.settings.register_profile("ours", deadline=None)
hypothesis.settings.load_profile("ours")


@pytest.hookimpl(trylast=True)  # after the tests were shuffled
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    # What takes longest begins first, or one processor waits for it in the end.
    items.sort(key=lambda item: not any(item.get_closest_marker(mark) for mark in LONG_MARKS))
    for item in items:
        if any(item.get_closest_marker(mark) for mark in LOOPBACK_MARKS):
            item.add_marker(pytest.mark.allow_hosts(LOOPBACK))
    if connection.vendor != "sqlite":
        once = [item for item in items if not asks_a_database(item)]
        items[:] = [item for item in items if asks_a_database(item)]
        config.hook.pytest_deselected(items=once)


def asks_a_database(item: pytest.Item) -> bool:
    """Say whether a test can come out otherwise on another database; the others run once."""
    marked = any(item.get_closest_marker(mark) for mark in (*LOOPBACK_MARKS, "django_db"))
    return marked or not DATABASE_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.fixture(autouse=True)
def no_order_by_accident(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shuffle every query that does not say its order, so that no code relies on one."""
    pairs_of = SQLCompiler._order_by_pairs
    combine = SQLCompiler.get_combinator_sql

    def shuffled(compiler: SQLCompiler) -> list[tuple[OrderBy, bool]]:
        pairs = list(pairs_of(compiler))
        query = compiler.query
        # In these an ORDER BY RANDOM() is an error or changes what is counted.
        fixed = query.distinct or query.combinator or query.group_by is not None
        if pairs or fixed or getattr(query, "part_of_union", False):
            return pairs
        return [(OrderBy(Random()), False)]

    def combined(compiler: SQLCompiler, combinator: str, all: bool) -> tuple[list, list]:  # noqa: A002, FBT001  Django's own names
        for query in compiler.query.combined_queries:
            query.part_of_union = True
        return combine(compiler, combinator, all)

    monkeypatch.setattr(SQLCompiler, "_order_by_pairs", shuffled)
    monkeypatch.setattr(SQLCompiler, "get_combinator_sql", combined)


@pytest.fixture(autouse=True)
def nobody_s_words() -> None:
    """Begin each test with the words that come with the program, whoever spoke before."""
    if not IS_SITE:
        import_module("alongside.casework.vocabulary.own").be_silent()


@pytest.fixture(autouse=True)
def nobody_s_language() -> None:
    """Begin each test in the language of the settings, whatever page was asked for before."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def no_text_longer_than_its_column(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse on SQLite, too, a text that PostgreSQL would not take."""
    prepare = CharField.get_db_prep_save

    def prepared(field: CharField, value: object, connection: object) -> object:
        if isinstance(value, str) and field.max_length:
            assert len(value) <= field.max_length, f"{field}: {len(value)} > {field.max_length}"
        return prepare(field, value, connection)

    monkeypatch.setattr(CharField, "get_db_prep_save", prepared)
