"""Build the package: with the styles and the translations it needs inside.

`pyproject.toml` describes the package. What stands here is only what setuptools cannot be told
there: a wheel is not whole without the built styles and the compiled catalogues, so building one
makes them where they are missing.
"""

import runpy
import shutil
import subprocess
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent
STYLES = ROOT / "src/alongside/ui/static/ui/built"


class BuildWhole(build_py):
    """Copy the modules together with the files made from other files."""

    def run(self) -> None:
        # An editable installation reads the source directory, where `make` keeps them fresh.
        if not self.editable_mode:
            make_styles()
            runpy.run_path(str(ROOT / "scripts/catalogues.py"))["compile_all"](ROOT / "src")
        super().run()


def make_styles() -> None:
    """Build the styles unless they are there."""
    if STYLES.is_dir() and any(STYLES.iterdir()):
        return
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("Building Alongside from source needs Node 20 or newer with npm.")
    for step in (["ci", "--no-audit", "--no-fund"], ["run", "build"]):
        subprocess.run([npm, *step], cwd=ROOT, check=True)


setup(cmdclass={"build_py": BuildWhole})
