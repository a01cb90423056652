"""The settings of the test suite: a home, a pepper and keys of its own for every worker.

Nothing is replaced that the tests could run for real; only Argon2id is made cheap, because it
would otherwise be most of the suite's time.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
HOME = Path(tempfile.mkdtemp(prefix=f"alongside-{WORKER}-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)

(HOME / "tmp").mkdir()
(HOME / "media").mkdir()
(HOME / "static").mkdir()
(HOME / "secret-key").write_text(os.urandom(32).hex())
os.environ["TMPDIR"] = str(HOME / "tmp")
tempfile.tempdir = None  # read TMPDIR again
for name in [name for name in os.environ if name.startswith("ALONGSIDE_")]:
    # What the developer set for her own node must not reach the tests. Where published standards
    # lie is no setting of a node.
    if name != "ALONGSIDE_STANDARDS":
        del os.environ[name]
os.environ["ALONGSIDE_HOME"] = str(HOME)

from alongside.config.settings.developer import *  # noqa: E402  the environment comes first
from alongside.config.settings.developer import (  # noqa: E402  named for the type checker
    DATABASES,
    STORAGES,
)
from alongside.vault import pepper  # noqa: E402  reads no settings until asked

pepper.create(HOME / "pepper")

# Pages are rendered without collecting the static files first; servers of their own do collect.
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}

ALONGSIDE_ARGON2 = (1, 64 * 1024)

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as on a real node: theft is tried on it, and several processes may open it.
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "test.sqlite3")}
