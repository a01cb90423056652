"""Compile the translation catalogues, so that nobody needs gettext installed.

    python scripts/catalogues.py [FILE.po ...]

Takes all there are when none is named. Prints one line per language with how many texts lack a
translation. Texts marked fuzzy count as missing and are left out of what the pages read.
"""

import sys
from pathlib import Path

import polib

SOURCE = Path(__file__).resolve().parents[1] / "src"


def catalogues(source: Path) -> list[Path]:
    """Return every `.po` file under a directory."""
    return sorted(source.rglob("locale/*/LC_MESSAGES/*.po"))


def compile_one(path: Path) -> str:
    """Write the `.mo` beside a `.po` and return one line about it."""
    catalogue = polib.pofile(str(path))
    catalogue.save_as_mofile(str(path.with_suffix(".mo")))
    missing = len(catalogue.untranslated_entries()) + len(catalogue.fuzzy_entries())
    total = len([entry for entry in catalogue if not entry.obsolete])
    return f"{path.parts[-3]}: {total} texts, {missing} not translated yet"


def compile_all(source: Path) -> list[str]:
    """Write a `.mo` beside every `.po` and return one line about each."""
    return [compile_one(path) for path in catalogues(source)]


if __name__ == "__main__":
    paths = [Path(name) for name in sys.argv[1:]] or catalogues(SOURCE)
    sys.stdout.writelines(f"  {compile_one(path)}\n" for path in paths)
