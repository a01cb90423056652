"""Rules about translations: complete, up to date, and with every value in its place."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
from django.utils.translation.template import templatize

from tests.architecture import words

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
# What Django's own scanner makes of a template: calls with literal texts, among filler.
CALL = re.compile(
    r"""\b(n?p?gettext)(?:_lazy|_noop)?\(((?:[^()"']|"(?:\\.|[^"])*"|'(?:\\.|[^'])*')*)\)"""
)


def template_texts(path: Path) -> Iterator[str]:
    """Yield every text a template has translated."""
    for function, inside in CALL.findall(templatize(path.read_text())):
        literals = [
            ast.literal_eval(literal)
            for literal in re.findall(r"""u?("(?:\\.|[^"])*"|'(?:\\.|[^'])*')""", inside)
        ]
        yield from literals[1:] if "pg" in function else literals


def python_texts(path: Path) -> Iterator[str]:
    """Yield every text a Python file has translated; contexts and plural counts left out."""
    for _line, text in words.texts(path):
        yield text


def not_collected(catalogue: polib.POFile, texts: set[str]) -> list[str]:
    """Every text of the source stands in the catalogue."""
    known = {each.msgid for each in catalogue if not each.obsolete}
    known |= {each.msgid_plural for each in catalogue} | {each.msgctxt for each in catalogue}
    return sorted(text for text in texts - known if text.strip())


def not_translated(catalogue: polib.POFile) -> list[str]:
    """Every text of the catalogue is translated, and somebody has looked at it."""
    return [each.msgid for each in (*catalogue.untranslated_entries(), *catalogue.fuzzy_entries())]


def misplaced_values(catalogue: polib.POFile) -> list[str]:
    """A translation has the places for values of its original, no more and no fewer.

    One form of a plural may leave the number out: "one file".
    """
    broken = []
    for entry in catalogue.translated_entries():
        wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        least = wanted & set(PLACEHOLDER.findall(entry.msgid))
        for text in entry.msgstr_plural.values() or [entry.msgstr]:
            found = set(PLACEHOLDER.findall(text))
            if not (found == wanted or (entry.msgid_plural and least <= found <= wanted)):
                broken.append(f"{entry.msgid}: {text}")
    return broken


def lost_markup(catalogue: polib.POFile) -> list[str]:
    """A translation keeps the elements of its original and brings none of its own."""
    tags = re.compile(r"</?[a-z][^>]*>")
    return [
        each.msgid
        for each in catalogue.translated_entries()
        if sorted(tags.findall(each.msgid)) != sorted(tags.findall(each.msgstr))
        if not each.msgid_plural
    ]
