"""Each rule about Python files finds the violation planted for it, and lets what is right stand."""

import pytest

from tests.architecture import contracts, source
from tests.architecture.planting import plant


@pytest.mark.parametrize(
    ("rule", "name", "text", "found"),
    [
        (
            source.speaks_http,
            "casework/actions.py",
            "from django.http import HttpRequest",
            ["1: imports django.http.HttpRequest"],
        ),
        (
            source.speaks_http,
            "casework/queries/list.py",
            "def f():\n    import django.shortcuts",
            ["2: imports django.shortcuts"],
        ),
        (
            source.unnamed_arguments,
            "casework/actions/notes.py",
            "def add_note(case, *, actor): ...",
            ["1: add_note takes arguments without a name"],
        ),
        (
            source.unnamed_arguments,
            "casework/queries.py",
            "def case_list(*, now): ...",
            ["1: case_list does not say who is acting"],
        ),
        (
            source.queries_in_a_view,
            "casework/views.py",
            "def page(request):\n    Case.objects.first()\n    form.save()",
            ["2: uses objects", "3: uses save"],
        ),
        (
            source.queries_in_a_view,
            "casework/views/file.py",
            "from django.db import transaction",
            ["1: imports django.db.transaction"],
        ),
        (
            source.machine_in_a_view,
            "casework/views.py",
            "from alongside.core import access\nactor = access.SystemActor(reason='x')",
            ["2: uses SystemActor"],
        ),
        (
            source.too_long,
            "casework/codes.py",
            "x = 1\n" * 401,
            ["401 lines, 400 are the most"],
        ),
        (
            source.cryptography_outside_the_vault,
            "casework/models.py",
            "def f():\n    from hashlib import sha256",
            ["2: imports hashlib.sha256"],
        ),
        (
            source.more_than_facts,
            "evidence/tables.py",
            "from alongside.casework import facts, queries\nfrom alongside.vault import ring",
            ["1: imports alongside.casework.queries", "2: imports alongside.vault.ring"],
        ),
        (
            source.more_than_facts,
            "evidence/queries.py",
            "import alongside.organisations.models",
            ["1: imports alongside.organisations.models"],
        ),
    ],
)
def test_source_rule_finds(tmp_path, rule, name, text, found):
    assert rule(plant(tmp_path, name, text)) == found


def package_with_a_door(place):
    plant(place, "casework/actions/__init__.py", "from alongside.casework.actions.notes import add")
    notes = "def add(case, *, now): ...\ndef tidy(text): ...\n"
    return plant(place, "casework/actions/notes.py", notes)


def test_what_a_package_offers_names_its_arguments_and_the_rest_need_not(tmp_path):
    assert source.unnamed_arguments(package_with_a_door(tmp_path)) == [
        "1: add takes arguments without a name",
        "1: add does not say who is acting",
    ]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        (
            "casework/views/notes.py",
            "from alongside.casework.actions import notes",
            ["1: imports alongside.casework.actions.notes"],
        ),
        (
            "referrals/actions.py",
            "from alongside.casework.actions.notes import tidy",
            ["1: imports alongside.casework.actions.notes.tidy"],
        ),
        ("casework/views/notes.py", "from alongside.casework.actions import add", []),
        ("casework/tasks.py", "from alongside.casework.actions.notes import tidy", []),
    ],
)
def test_reaching_past_what_a_package_offers_is_found(tmp_path, name, text, found):
    package_with_a_door(tmp_path)
    assert source.past_the_front_door(plant(tmp_path, name, text)) == found


def test_only_what_is_named_may_be_done_by_nobody(tmp_path):
    text = "def find(*, secret): ...\ndef list_all(*, now): ...\n"
    planted = plant(tmp_path, "organisations/actions/invitations.py", text)
    assert source.unnamed_arguments(planted) == ["2: list_all does not say who is acting"]


def test_every_source_rule_has_a_violation_planted():
    [planted] = [mark for mark in test_source_rule_finds.pytestmark if mark.name == "parametrize"]
    beside = {source.past_the_front_door}
    assert {case[0] for case in planted.args[1]} | beside == set(source.RULES)


@pytest.mark.parametrize(
    ("rule", "name", "text"),
    [
        (
            source.speaks_http,
            "casework/models.py",
            "if TYPE_CHECKING:\n    from django.http import HttpRequest",
        ),
        (source.speaks_http, "casework/views.py", "from django.http import HttpRequest"),
        (source.speaks_http, "casework/queries.py", "from django.http import Http404"),
        (source.unnamed_arguments, "casework/actions.py", "def add(*, actor): ..."),
        (source.unnamed_arguments, "casework/actions.py", "def _helper(row): ..."),
        (source.unnamed_arguments, "casework/views.py", "def page(request): ..."),
        (source.queries_in_a_view, "casework/actions.py", "Case.objects.create()"),
        (source.queries_in_a_view, "casework/views.py", "self.save()\nsave = super().save()"),
        (source.machine_in_a_view, "casework/tasks.py", "SystemActor(reason='expiry')"),
        (source.too_long, "casework/codes.py", "x = 1\n" * 400),
        (source.cryptography_outside_the_vault, "vault/primitives.py", "import nacl.utils"),
        (source.more_than_facts, "evidence/tables.py", "from alongside.casework import facts"),
        (source.more_than_facts, "referrals/queries.py", "from alongside.vault import ring"),
    ],
)
def test_source_rule_lets_stand(tmp_path, rule, name, text):
    assert rule(plant(tmp_path, name, text)) == []


FORBIDDEN_IMPORTS = {
    "core/planted.py": (
        "from alongside.casework import models",
        "alongside.core is not allowed to import alongside.casework",
    ),
    "casework/planted.py": (
        "from alongside.referrals import apps",
        "alongside.casework is not allowed to import alongside.referrals",
    ),
    "audit/enums.py": (
        "from alongside.audit import models",
        "alongside.audit.enums is not allowed to import alongside.audit.models",
    ),
    "ui/planted.py": ("import hashlib", "alongside.ui.planted -> hashlib"),
    "evidence/planted.py": (
        "from alongside.vault import ring",
        "alongside.evidence is not allowed to import alongside.vault",
    ),
}


@pytest.fixture(scope="module")
def said_of_forbidden_imports(tmp_path_factory):
    """Plant them all in one copy: each is a line of the same report."""
    root = contracts.copy(tmp_path_factory.mktemp("copy"))
    for name, (text, _said) in FORBIDDEN_IMPORTS.items():
        plant(root, name, f"{text}\n")
    return contracts.broken_contracts(root)


@pytest.mark.parametrize("name", FORBIDDEN_IMPORTS)
def test_import_contract_finds(said_of_forbidden_imports, name):
    assert FORBIDDEN_IMPORTS[name][1] in said_of_forbidden_imports


def test_a_room_that_nobody_placed_is_found(tmp_path):
    root = contracts.copy(tmp_path)
    plant(root, "invented/__init__.py", "")
    assert "alongside.invented" in contracts.broken_contracts(root)
