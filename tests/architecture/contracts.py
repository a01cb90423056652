"""Import contracts of pyproject.toml, kept on any copy of the package."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def copy(place: Path) -> Path:
    """Copy the package and its contracts, so that something can be planted in it."""
    shutil.copytree(
        ROOT / "src" / "alongside",
        place / "src" / "alongside",
        ignore=shutil.ignore_patterns("__pycache__", "static", "templates", "locale", "styles"),
    )
    shutil.copy(ROOT / "pyproject.toml", place)
    return place


def broken_contracts(root: Path) -> str:
    """Return what lint-imports says about the package under `root`; nothing when all is kept."""
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        check=False,
        capture_output=True,
        text=True,
        cwd=root,
        # Its own copy comes before the installed package.
        env={**os.environ, "PYTHONPATH": str(root / "src")},
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr
