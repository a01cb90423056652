"""Compile the translation catalogues, so that nobody needs gettext installed.

Run as `python scripts/catalogues.py`; prints one line per language with how many texts lack a
translation. Texts marked fuzzy count as missing and are left out of what the pages read.
"""

import sys
from pathlib import Path

import polib

SOURCE = Path(__file__).resolve().parents[1] / "src"


def catalogues(source: Path) -> list[Path]:
    """Return every `.po` file under a directory."""
    return sorted(source.rglob("locale/*/LC_MESSAGES/*.po"))


def compile_all(source: Path) -> list[str]:
    """Write a `.mo` beside every `.po` and return one line about each."""
    lines = []
    for path in catalogues(source):
        catalogue = polib.pofile(str(path))
        catalogue.save_as_mofile(str(path.with_suffix(".mo")))
        missing = len(catalogue.untranslated_entries()) + len(catalogue.fuzzy_entries())
        total = len([entry for entry in catalogue if not entry.obsolete])
        lines.append(f"{path.parts[-3]}: {total} texts, {missing} not translated yet")
    return lines


if __name__ == "__main__":
    sys.stdout.writelines(f"  {line}\n" for line in compile_all(SOURCE))
