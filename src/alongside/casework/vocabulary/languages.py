"""Languages by ISO 639 code, called as the interface language calls them.

A language that is not listed is kept as it was written and shown so.
"""

from __future__ import annotations

from functools import cache, lru_cache

from django.conf.locale import LANG_INFO
from django.utils.translation import get_language, gettext, gettext_lazy as _, override

# Django's own catalogues already hold the names of these in every interface language.
KNOWN_TO_DJANGO = (
    "ar", "az", "be", "bg", "bn", "cs", "de", "el", "en", "es", "fa", "fr", "he", "hi", "hu",
    "hy", "id", "ig", "it", "ja", "ka", "kk", "km", "kn", "ko", "ky", "lt", "mk", "ml", "mn", "mr",
    "ms", "my", "ne", "nl", "pa", "pl", "pt", "ro", "ru", "sk", "sq", "sr", "sw", "ta", "te", "tg",
    "th", "tk", "tr", "uk", "ur", "uz", "vi",
)  # fmt: skip
OURS = {
    "am": _("Amharic"),
    "ceb": _("Cebuano"),
    "fil": _("Filipino"),
    "ha": _("Hausa"),
    "kac": _("Kachin"),
    "kar": _("Karen"),
    "ku": _("Kurdish"),
    "lo": _("Lao"),
    "ln": _("Lingala"),
    "mg": _("Malagasy"),
    "mai": _("Maithili"),
    "om": _("Oromo"),
    "ps": _("Pashto"),
    "qu": _("Quechua"),
    "rom": _("Romani"),
    "shn": _("Shan"),
    "si": _("Sinhala"),
    "so": _("Somali"),
    "ti": _("Tigrinya"),
    "wo": _("Wolof"),
    "yo": _("Yoruba"),
    "zh": _("Chinese"),
}
ALSO_CALLED = {
    "bangla": "bn",
    "burmese": "my",
    "myanmar": "my",
    "farsi": "fa",
    "tagalog": "fil",
    "mandarin": "zh",
    "cambodian": "km",
    "kiswahili": "sw",
    "bahasa indonesia": "id",
    "moldovan": "ro",
    "castellano": "es",
    "ben": "bn", "nep": "ne", "tha": "th", "mya": "my", "khm": "km", "vie": "vi", "ara": "ar",
    "ell": "el", "spa": "es", "ron": "ro", "ita": "it", "fra": "fr", "ind": "id", "jpn": "ja",
    "zho": "zh", "swa": "sw", "hin": "hi", "urd": "ur", "eng": "en", "tgl": "fil", "por": "pt",
}  # fmt: skip


def language_name(code: str) -> str:
    """Return a language's name in the active language; what is no code is returned as it is."""
    if code in OURS:
        return str(OURS[code])
    if code in LANG_INFO:
        return gettext(LANG_INFO[code]["name"])
    return code


def languages() -> list[tuple[str, str]]:
    """Return what a form offers, in the order of the active language."""
    return list(_offered(get_language()))


@cache
def _offered(_active: str | None) -> list[tuple[str, str]]:
    known = [(code, language_name(code)) for code in (*KNOWN_TO_DJANGO, *OURS)]
    return sorted(known, key=lambda pair: pair[1].casefold())


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    with override("en"):
        found = {str(name).casefold(): code for code, name in OURS.items()}
    for code in KNOWN_TO_DJANGO:
        info = LANG_INFO[code]
        found |= {info["name"].casefold(): code, info["name_local"].casefold(): code, code: code}
    return found | ALSO_CALLED | {code: code for code in OURS}


def language_code(text: str) -> str:
    """Return the code of a language written as a word, or the text when it is not known."""
    return _codes().get(text.strip().casefold(), text.strip())
