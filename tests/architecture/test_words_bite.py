"""Each rule about what is written beside the code finds what is planted."""

import textwrap

import pytest

from tests.architecture import words
from tests.architecture.planting import plant


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


def test_a_package_nobody_declared_is_found(tmp_path):
    planted = plant(tmp_path, "ui/a.py", "import re\nimport nacl.utils\nimport polib\nimport nix\n")
    assert words.undeclared(planted, {"pynacl"}) == ["3: imports polib", "4: imports nix"]
    text = '[project]\ndependencies = ["PyNaCl>=1.6", "psycopg[binary]", "typing_x"]\n'
    assert words.declared_dependencies(text) == {"pynacl", "psycopg", "typing-x"}
