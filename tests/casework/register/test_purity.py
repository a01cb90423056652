"""Registers are read and written without a database: they can be tried anywhere."""

import subprocess
import sys

IMPORT_ALL = """
import pkgutil, sys
from importlib import import_module
from alongside.casework import register
for module in pkgutil.iter_modules(register.__path__):
    import_module(f"{register.__name__}.{module.name}")
print(sorted({name.split(".")[1] for name in sys.modules if name.startswith("django.db")}))
print(len(register.__path__), "nacl" in sys.modules, "openpyxl" in sys.modules)
"""


def test_no_module_needs_a_database_or_a_key():
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL], capture_output=True, text=True, timeout=120, check=True
    )

    assert done.stdout.splitlines() == ["[]", "1 False False"]
