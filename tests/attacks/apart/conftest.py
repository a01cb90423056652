import contextlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.attacks.apart import watching
from tests.live import own_home

ROOT = Path(__file__).parents[3]


def built(home) -> None:
    """Make a node with one caseworker in a home."""
    paths = [str(ROOT), *filter(None, [home.environment.get("PYTHONPATH")])]
    done = subprocess.run(
        [sys.executable, "-m", "tests.attacks.death.build"],
        check=False,
        capture_output=True,
        text=True,
        env=home.environment | {"PYTHONPATH": os.pathsep.join(paths)},
        cwd=home.path,
    )
    assert done.returncode == 0, done.stderr[-3000:]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Return a home with a node, whose processes tell what they hold."""
    path = tmp_path_factory.mktemp("both")
    with own_home(path) as home:
        # PostgreSQL is the node's of this run; the site keeps a file of its own beside it.
        home.environment.pop("SITE_DATABASE_URL", None)
        built(home)
        home.environment.update(watching.watched(path / "watch", home.environment))
        yield home


@pytest.fixture(scope="module")
def both(home):
    """Serve node and site behind one address."""
    return home.start("serve", "--both", "--workers", "1")


@pytest.fixture
def browser(both):
    """Return what opens browsers that keep what cookies they are sent."""
    with contextlib.ExitStack() as stack:
        yield lambda: stack.enter_context(both.client())
