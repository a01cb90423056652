"""Translations are whole; each rule also finds what is planted."""

import polib
import pytest
from django.conf import settings

from tests.architecture import catalogues, source
from tests.architecture.planting import plant

LANGUAGES = [each for each in settings.ALONGSIDE_COMPLETE_LANGUAGES if each != "en"]


def catalogue_of(language):
    [place] = settings.LOCALE_PATHS
    return polib.pofile(str(place / language / "LC_MESSAGES" / "django.po"))


@pytest.fixture(scope="module")
def all_texts():
    texts = set()
    for path in source.python_files():
        texts |= set(catalogues.python_texts(path))
    for path in source.PACKAGE.rglob("templates/**/*.html"):
        texts |= set(catalogues.template_texts(path))
    return texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_collected(language, all_texts):
    assert len(all_texts) > 100
    assert catalogues.not_collected(catalogue_of(language), all_texts) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language):
    assert catalogues.not_translated(catalogue_of(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_values_and_markup_stand_in_every_translation(language):
    assert catalogues.misplaced_values(catalogue_of(language)) == []
    assert catalogues.lost_markup(catalogue_of(language)) == []


def catalogue(*entries):
    made = polib.POFile()
    made.extend(polib.POEntry(**entry) for entry in entries)
    return made


def test_a_text_of_a_template_that_nobody_collected_is_found(tmp_path):
    page = plant(
        tmp_path,
        "a/templates/a.html",
        """\
        {% load i18n %}{% translate "Her plan" %}{% translate "It's hers" context "goal" %}
        {% blocktranslate count n=n trimmed %}
          One step by {{ who }}
        {% plural %}
          {{ n }} steps by {{ who }}
        {% endblocktranslate %}
        """,
    )
    assert sorted(catalogues.template_texts(page)) == [
        "%(n)s steps by %(who)s",
        "Her plan",
        "It's hers",
        "One step by %(who)s",
    ]
    known = catalogue({"msgid": "One step by %(who)s", "msgid_plural": "%(n)s steps by %(who)s"})
    found = catalogues.not_collected(known, set(catalogues.template_texts(page)))
    assert found == ["Her plan", "It's hers"]


def test_a_text_of_the_code_that_nobody_collected_is_found(tmp_path):
    code = plant(tmp_path, "a/policy.py", 'reason = _("Ask her first.")\n')
    assert catalogues.not_collected(catalogue(), set(catalogues.python_texts(code))) == [
        "Ask her first."
    ]


def test_a_text_without_a_translation_is_found():
    planted = catalogue(
        {"msgid": "Her plan", "msgstr": "Su plan"},
        {"msgid": "Her story", "msgstr": ""},
        {"msgid": "Her name", "msgstr": "Su nombre", "flags": ["fuzzy"]},
    )
    assert catalogues.not_translated(planted) == ["Her story", "Her name"]


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ({"msgid": "%(n)s files", "msgstr": "%(n)s fichas"}, 0),
        ({"msgid": "%(n)s files", "msgstr": "fichas"}, 1),
        ({"msgid": "{name} left", "msgstr": "{nombre} salió"}, 1),
        (
            {
                "msgid": "One file",
                "msgid_plural": "%(n)s files",
                "msgstr_plural": {0: "Una ficha", 1: "%(n)s fichas"},
            },
            0,
        ),
        (
            {
                "msgid": "One file of %(who)s",
                "msgid_plural": "%(n)s files of %(who)s",
                "msgstr_plural": {0: "Una ficha", 1: "%(n)s fichas de %(who)s"},
            },
            1,
        ),
    ],
)
def test_a_value_that_lost_its_place_is_found(entry, found):
    assert len(catalogues.misplaced_values(catalogue(entry))) == found


def test_markup_that_a_translation_lost_or_brought_is_found():
    planted = catalogue(
        {"msgid": "<b>Stop</b>", "msgstr": "<b>Alto</b>"},
        {"msgid": "<b>Wait</b>", "msgstr": "Espera"},
        {"msgid": "Go", "msgstr": "<script>Ir</script>"},
    )
    assert catalogues.lost_markup(planted) == ["<b>Wait</b>", "Go"]
