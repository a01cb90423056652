"""Filled homes, kept under `var/bench/` so that a second run begins to measure at once.

There is one of each size. What is measured is a copy, because measuring writes.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parents[1]
BENCH = ROOT / "var" / "bench"
SOURCE = ROOT / "src" / "alongside"
SIZES = (0, 1_000, 10_000, 100_000)
# What decides how a filled database looks.
FILLERS = (
    "benchmarks/world/[!s]*.py",
    "benchmarks/world/sealing.py",
    "benchmarks/twin/models.py",
    "benchmarks/twin/fill.py",
    "src/alongside/*/migrations/0*.py",
    "src/alongside/casework/summaries.py",
)
# What decides how names lie in the segments; they are made anew without filling anything else.
SEARCH = ("src/alongside/casework/search/*.py", "benchmarks/world/search.py")


@dataclass(frozen=True)
class Home:
    """A folder with everything a node has, and the settings it runs with."""

    path: Path
    settings: str

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment its commands run in."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("ALONGSIDE_", "DJANGO_")) and name != "DATABASE_URL"
        }
        return kept | {
            "ALONGSIDE_HOME": str(self.path),
            "DJANGO_SETTINGS_MODULE": self.settings,
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        }

    def run(self, module: str, *arguments: str) -> str:
        """Run the `main` of one of our modules inside the node; return what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.within", module, *arguments],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            env=self.environment,
            cwd=ROOT,
        )
        return done.stdout


@dataclass(frozen=True)
class Pair:
    """A sealed home and its plaintext twin with the same people in them."""

    sealed: Home
    twin: Home

    def both(self) -> Iterable[Home]:
        """Return the two."""
        return (self.sealed, self.twin)


def filled(count: int) -> Pair:
    """Return the kept homes of this size, filled up from those of the next smaller where absent."""
    place = BENCH / fingerprint(FILLERS) / str(count)
    pair = _pair(place)
    if not (place / "done").is_file():
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        _fill(pair, count)
        (place / "done").touch()
    _index(pair, count, place / "indexed")
    return pair


def working_copy(kept: Pair, name: str = "run") -> Pair:
    """Return a copy of kept homes to measure on; the copy of that name before it goes."""
    copied = _pair(BENCH / name)
    shutil.rmtree(BENCH / name, ignore_errors=True)
    for source, target in zip(kept.both(), copied.both(), strict=True):
        shutil.copytree(source.path, target.path)
    return copied


def deep_file(home: Home) -> str:
    """Return the address of the long file."""
    return f"/p/{json.loads((home.path / 'world.json').read_text())['deep_file']}/"


def forget() -> None:
    """Delete every filled home."""
    for path in BENCH.iterdir() if BENCH.is_dir() else ():
        if path.is_dir():
            shutil.rmtree(path)


def fingerprint(sources: Iterable[str]) -> str:
    """Return a word that changes with any of these sources."""
    summed = hashlib.blake2b(digest_size=6)
    for pattern in sources:
        for path in sorted(ROOT.glob(pattern)):
            summed.update(path.read_bytes())
    return summed.hexdigest()


def _pair(place: Path) -> Pair:
    return Pair(
        sealed=Home(place / "sealed", "alongside.config.settings"),
        twin=Home(place / "twin", "benchmarks.twin.settings"),
    )


def _fill(pair: Pair, count: int) -> None:
    smaller = max((size for size in SIZES if size < count), default=None)
    if smaller is not None:
        for source, target in zip(filled(smaller).both(), pair.both(), strict=True):
            shutil.copytree(source.path, target.path)
    print(f"filling a node and its twin with {count:,} files", flush=True)
    print(pair.sealed.run("benchmarks.world.fill", str(count)), end="", flush=True)
    if smaller is None:
        # The twin has the same members, teams and sign-ins, and none of the files.
        shutil.copytree(pair.sealed.path, pair.twin.path)
    pair.twin.run("benchmarks.twin.fill", str(count))


def _index(pair: Pair, count: int, mark: Path) -> None:
    wanted = fingerprint(SEARCH)
    if count and (not mark.is_file() or mark.read_text() != wanted):
        pair.sealed.run("benchmarks.world.search", str(count))
        mark.write_text(wanted)
