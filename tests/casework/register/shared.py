"""Where files of others lie that tests may look at: beside the project, never in it."""

import os
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[3]


def standards() -> Path:
    folder = Path(os.environ.get("ALONGSIDE_STANDARDS", PROJECT.parent / "shared" / "standards"))
    if not folder.is_dir():
        pytest.skip(f"the published standards are not at {folder}: set ALONGSIDE_STANDARDS")
    return folder


def given_register() -> bytes:
    file = PROJECT.parent / "shared" / "input" / "register.xlsx"
    if not file.is_file():
        pytest.skip(f"no register of a real organisation's kind at {file}; the made one is tried")
    return file.read_bytes()
