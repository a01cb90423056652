import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.fixture
def built(alongside):
    """Make a node with one caseworker on a home of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.attacks.death.build"],
        check=False,
        capture_output=True,
        text=True,
        env=alongside.environment | {"PYTHONPATH": str(ROOT)},
        cwd=alongside.path,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return alongside


@pytest.fixture
def node(built):
    """Serve it."""
    return built.start()
