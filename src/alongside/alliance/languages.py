"""Languages that are offered where members work, each called as its speakers call it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.ui.names import own_languages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Spoken where members work: all there are would be too many to look through.
LANGUAGES = dict(
    own_languages(
        (
            "am", "ar", "bg", "bn", "de", "el", "en", "es", "fil", "fr", "hi", "id", "it", "ja",
            "km", "ko", "lo", "ms", "my", "ne", "nl", "pa", "pt", "ro", "ru", "shn", "si", "sq",
            "sw", "ta", "te", "th", "ti", "tr", "uk", "ur", "vi", "zh",
        )
    )
)  # fmt: skip
# Those the public site is written in: texts are asked for in these.
WRITTEN = ("en", "es", "bn", "ne", "th", "ar")


def said(words: Mapping[str, str], language: str, otherwise: Iterable[str] = ("en",)) -> str:
    """Return a text in a language, or in the first there is of the others; or ""."""
    for code in (language, *otherwise, *words):
        if words.get(code):
            return words[code]
    return ""
