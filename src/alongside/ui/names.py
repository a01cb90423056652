"""Names of countries and languages in the reader's language, after Unicode's CLDR.

`scripts/names.mjs` writes the data anew.
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language

if TYPE_CHECKING:
    from collections.abc import Iterable

# What people and other registers write, where CLDR has another name.
ALSO_CALLED = {
    "countries": {
        "burma": "MM",
        "czech republic": "CZ",
        "democratic republic of the congo": "CD",
        "dr congo": "CD",
        "drc": "CD",
        "east timor": "TL",
        "ivory coast": "CI",
        "macau": "MO",
        "myanmar": "MM",
        "republic of the congo": "CG",
        "swaziland": "SZ",
        "turkey": "TR",
        "uk": "GB",
        "united states of america": "US",
        "usa": "US",
    },
    "languages": {
        "bengali": "bn",
        "cambodian": "km",
        "castellano": "es",
        "farsi": "fa",
        "mandarin": "zh",
        "moldovan": "ro",
        "myanmar": "my",
        "tagalog": "fil",
        # ISO 639-3
        "ara": "ar", "ben": "bn", "ell": "el", "eng": "en", "fra": "fr", "hin": "hi", "ind": "id",
        "ita": "it", "jpn": "ja", "khm": "km", "mya": "my", "nep": "ne", "por": "pt", "ron": "ro",
        "spa": "es", "swa": "sw", "tgl": "fil", "tha": "th", "urd": "ur", "vie": "vi", "zho": "zh",
    },
}  # fmt: skip

_Names = dict[str, Any]


def country(code: str) -> str:
    """Return the name of a country by its ISO 3166-1 code, or the code where it has none."""
    return _in("countries", code)


def country_code(text: str) -> str | None:
    """Return the ISO 3166-1 code of a country by its code or a name in any page language."""
    return _codes("countries").get(_as_written(text))


def language(code: str) -> str:
    """Return the name of a language by its ISO 639 code, or the code where it has none."""
    return _in("languages", code)


def language_code(text: str) -> str | None:
    """Return the ISO 639 code of a language by its code, its own name or one in a page language."""
    return _codes("languages").get(_as_written(text))


def own_language(code: str) -> str:
    """Return what those who speak a language call it; what is no code as it is."""
    name = str(_names()["own"].get(code, ""))
    return name[:1].upper() + name[1:] or code


def countries(codes: Iterable[str] | None = None) -> list[tuple[str, str]]:
    """Return code and name of these countries, or of every one, in the order of names."""
    among = _names()["countries"]["en"] if codes is None else codes
    return _in_order((code, country(code)) for code in among)


def languages() -> list[tuple[str, str]]:
    """Return every language's code and name, in the order of names."""
    return _in_order(_names()["languages"][_reader()].items())


def own_languages(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Return code and name of these languages as their speakers say, in the order of names."""
    return _in_order((code, own_language(code)) for code in codes)


def plain(text: str) -> str:
    """Return a text without accents and capitals, to be compared."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _in_order(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(pairs, key=lambda one: plain(one[1]))


def _in(kind: str, code: str) -> str:
    return str(_names()[kind][_reader()].get(code, code))


def _reader() -> str:
    """Return the reader's language, or English where names are not kept in it."""
    found = (get_language() or "en").split("-")[0]
    return found if found in _names()["countries"] else "en"


@cache
def _codes(kind: str) -> dict[str, str]:
    """Return the codes by every way of writing them; what is a code is no name."""
    tables = list(_names()[kind].values())
    if kind == "languages":
        tables.append(_names()["own"])
    found = {_as_written(name): code for table in tables for code, name in table.items()}
    return found | ALSO_CALLED[kind] | {code.casefold(): code for code in tables[0]}


def _as_written(text: str) -> str:
    """Return a name with nothing in it that people write in two ways."""
    return plain(text).strip().replace("&", "and").replace("’", "'")


@cache
def _names() -> _Names:
    data = resources.files("alongside.ui") / "data" / "names.json"
    found: _Names = json.loads(data.read_text("utf-8"))
    return found
