"""Countries and languages by their codes."""

import pytest
from django.utils import translation

from alongside.ui import names


@pytest.mark.parametrize(
    ("language", "country", "spoken"),
    [
        ("en", "Thailand", "Burmese"),
        ("es", "Tailandia", "birmano"),
        ("ar", "تايلاند", "البورمية"),
        ("vi", "Thailand", "Burmese"),  # the site is not written in it
    ],
)
def test_names_are_in_the_reader_s_language(language, country, spoken):
    with translation.override(language):
        assert (names.country("TH"), names.language("my")) == (country, spoken)


def test_a_language_is_called_as_those_call_it_who_speak_it():
    assert [names.own_language(code) for code in ("th", "es", "id", "ilo", "x_sign")] == [
        "ไทย",
        "Español",
        "Bahasa Indonesia",
        "Ilokano",
        "x_sign",
    ]


def test_a_code_without_a_name_is_shown_itself():
    assert (names.country("QQ"), names.language("qaa")) == ("QQ", "qaa")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("TH", "TH"),
        (" th ", "TH"),
        ("THAILAND", "TH"),
        ("tailandia", "TH"),
        ("ไทย", "TH"),
        ("تايلاند", "TH"),
        ("Mexico", "MX"),
        ("México", "MX"),
        ("Bosnia and Herzegovina", "BA"),
        ("Cote d'Ivoire", "CI"),
        ("Myanmar", "MM"),
        ("Turkey", "TR"),
        ("Atlantis", None),
        ("QQ", None),
        ("", None),
    ],
)
def test_a_country_is_known_by_its_code_or_a_name_in_any_page_language(text, code):
    assert names.country_code(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ro", "ro"),
        ("Romanian", "ro"),
        ("RUMANO ", "ro"),
        ("română", "ro"),
        ("Filipino", "fil"),
        ("Bengali", "bn"),
        ("ben", "bn"),
        ("klingon", None),
    ],
)
def test_a_language_is_known_by_its_own_name_too(text, code):
    assert names.language_code(text) == code


@pytest.mark.parametrize("language", ["en", "es", "bn", "ne", "th", "ar"])
def test_no_two_of_them_are_written_alike(language):
    with translation.override(language):
        countries, languages = names.countries(), names.languages()
    assert (len(countries), len(languages)) == (243, 103)
    assert [(names.country_code(name), name) for _code, name in countries] == countries
    assert [(names.language_code(name), name) for _code, name in languages] == languages


def test_what_is_also_called_so_is_a_country_or_a_language():
    for code in names.ALSO_CALLED["countries"].values():
        assert names.country_code(code) == code
    for code in names.ALSO_CALLED["languages"].values():
        assert names.language_code(code) == code


def test_lists_are_in_the_order_of_names():
    assert [code for code, _name in names.countries()][:4] == ["AF", "AX", "AL", "DZ"]
    assert names.countries({"TH", "DE"}) == [("DE", "Germany"), ("TH", "Thailand")]
    with translation.override("es"):
        assert names.countries({"TH", "DE"}) == [("DE", "Alemania"), ("TH", "Tailandia")]
    assert ("bn", "Bangla") in names.languages()
    assert names.own_languages({"es", "ar", "en"}) == [
        ("en", "English"),
        ("es", "Español"),
        ("ar", "العربية"),
    ]
