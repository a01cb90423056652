"""Each rule finds the violation planted for it, and lets what is right beside it stand."""

import textwrap
from types import SimpleNamespace

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import models
from django.urls import include, path

from tests.architecture import contracts, records, source, words


def plant(place, name, text):
    file = place / "src" / "alongside" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(textwrap.dedent(text))
    return file


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


def table(*, clear=None, sealed=None, **columns):
    """Return a stand-in with the two things the rules read: columns and their classes."""
    fields = []
    for name, field in {"id": models.UUIDField(), **columns}.items():
        field.set_attributes_from_name(name)
        field.concrete = True
        fields.append(field)
    body = {"_meta": SimpleNamespace(get_fields=lambda: fields)}
    if clear is not None:
        body["Privacy"] = SimpleNamespace(clear=clear, sealed=sealed)
    return type("Planted", (), body)


def test_a_column_nobody_classified_is_found():
    planted = table(clear={"id"}, sealed=set(), name=models.TextField())
    assert records.unclassified(planted) == ["name is not classified"]


def test_a_table_without_classes_is_found():
    assert records.unclassified(table()) == ["Planted has no Privacy class of its own"]


def test_a_column_classified_twice_or_gone_is_found():
    planted = table(clear={"id", "box", "old"}, sealed={"box"}, box=models.BinaryField())
    assert records.unclassified(planted) == ["box is both clear and sealed", "old is no column"]


def test_a_sealed_column_that_holds_text_is_found():
    columns = {"box": models.BinaryField(), "code_hash": models.CharField()}
    planted = table(clear={"id"}, sealed=set(columns), **columns)
    assert records.sealed_but_readable(planted) == []
    planted = table(clear={"id"}, sealed={"name"}, name=models.TextField())
    assert records.sealed_but_readable(planted) == ["name is called sealed, but is a TextField"]


def line_of_migrations(place, last, **previous):
    directory = place / "casework" / "migrations"
    directory.mkdir(parents=True)
    for name, before in previous.items():
        pairs = [("casework", each) for each in before] + [("audit", "0001_initial")]
        number = name.removeprefix("m")
        (directory / f"{number}.py").write_text(f"class Migration:\n    dependencies = {pairs}\n")
    if last:
        (directory / "max_migration.txt").write_text(f"{last}\n")
    return directory


def test_one_line_of_migrations_stands(tmp_path):
    directory = line_of_migrations(tmp_path, "0002_b", m0001_a=[], m0002_b=["0001_a"])
    assert records.forked_migrations(directory) == []


def test_a_fork_in_the_migrations_is_found(tmp_path):
    directory = line_of_migrations(
        tmp_path, "0002_b", m0001_a=[], m0002_b=["0001_a"], m0002_c=["0001_a"]
    )
    assert records.forked_migrations(directory) == [
        "the line ends 2 times: ['0002_b', '0002_c']",
        "max_migration.txt names 0002_b; run `make migrations`",
    ]


def test_a_migration_nobody_named_as_last_is_found(tmp_path):
    directory = line_of_migrations(tmp_path, "", m0001_a=[])
    assert records.forked_migrations(directory) == [
        "max_migration.txt names nothing; run `make migrations`"
    ]


def page(request):
    raise NotImplementedError


def closed_page(request):
    raise NotImplementedError


def test_a_view_opened_to_everybody_is_found():
    patterns = [
        path("a", closed_page, name="file"),
        path("b", include(([path("c", login_not_required(page), name="leak")], "casework"))),
    ]
    assert records.open_to_everybody(patterns) == {"casework:leak"}


def test_an_address_without_a_name_is_found():
    assert records.unnamed_addresses([path("a", page)]) == [str(page)]


def test_a_dependency_without_a_reason_is_found():
    text = textwrap.dedent(
        """\
        [project]
        dependencies = [
          "django>=5.2",   # framework
          "requests>=2",
        ]
        [project.optional-dependencies]
        spark = [
          "pyspark>=4",    #
        ]
        [tool.ruff.lint]
        ignore = [
          "D203",
        ]
        """
    )
    assert words.without_reason(text) == [
        "4: requests has no reason beside it",
        "8: pyspark has no reason beside it",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# by make\na==1 \\\n    --hash=sha256:00\nb==2 ; x < '3' \\\n    --hash=sha256:01\n", []),
        ("a==1\nb==2 \\\n    --hash=sha256:00\n", ["not pinned: a==1"]),
        ("a>=1 \\\n    --hash=sha256:00\n", ["not pinned: a>=1"]),
        (
            "--index-url https://packages.example/simple\na==1 \\\n    --hash=sha256:00\n",
            [
                "names a server: --index-url https://packages.example/simple",
                "holds an option: --index-url https://packages.example/simple",
            ],
        ),
    ],
)
def test_a_package_without_a_pin_is_found(text, found):
    assert words.unlocked(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# Changelog\n", ["no heading `## Unreleased`"]),
        ("## Unreleased\n\n## 0.1\n\n- A node.\n", ["nothing under `## Unreleased`"]),
        ("## Unreleased\n\n- A node.\n", []),
    ],
)
def test_an_unwritten_changelog_is_found(text, found):
    assert words.unwritten_changes(text) == found


def test_the_legal_word_is_found_in_a_template(tmp_path):
    planted = plant(tmp_path, "ui/templates/ui/a.html", "<h1>\nOur Victims\n</h1>\n")
    assert words.legal_word_in_template(planted) == ["2: Our Victims"]


def test_the_legal_word_is_found_in_a_text(tmp_path):
    planted = plant(
        tmp_path, "ui/a.py", '_("The victim")\nngettext("one", "two victims", 2)\nx = "victim"\n'
    )
    assert words.legal_word_in_text(planted) == ["1: The victim", "2: two victims"]


def test_the_legal_word_is_found_in_a_catalogue(tmp_path):
    planted = plant(
        tmp_path,
        "locale/es/LC_MESSAGES/django.po",
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Victim of a crime"\nmsgstr ""\n\nmsgid "A person"\nmsgstr "Una víctima"\n',
    )
    assert words.legal_word_in_catalogue(planted) == ["Victim of a crime"]


def test_a_value_without_bdi_and_code_in_a_page_are_found(tmp_path):
    good = plant(tmp_path, "a/templates/a.html", "{% load ui %}<p>{% bdi name %}</p>\n")
    assert words.unsafe_template(good) == []
    bare = plant(tmp_path, "a/templates/b.html", "<p>{{ name }}</p>\n")
    assert len(words.unsafe_template(bare)) == 1
    code = plant(tmp_path, "a/templates/c.html", '<p onclick="x()" style="color: red">a</p>\n')
    assert len(words.unsafe_template(code)) == 2


def test_a_style_for_one_direction_is_found(tmp_path):
    good = plant(tmp_path, "ui/styles/a.scss", ".a { margin-inline-start: 1px; }\n")
    assert words.one_sided_style(good) == []
    bad = plant(tmp_path, "ui/styles/b.scss", ".a { margin-left: 1px; }\n")
    assert len(words.one_sided_style(bad)) == 1


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
