"""The settings of the public site's tests, which run in a process of their own as the site does."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
# Beside that of whoever started this worker, not below it: a browser's socket has a short path.
OUTSIDE = os.environ.setdefault("OUTER_TMPDIR", tempfile.gettempdir())
ROOT = Path(tempfile.mkdtemp(prefix=f"site-{WORKER}-", dir=OUTSIDE))
atexit.register(shutil.rmtree, ROOT, ignore_errors=True)

for name in ("tmp", "site/media", "site/static", "exchange"):
    (ROOT / name).mkdir(parents=True)
(ROOT / "site" / "secret-key").write_text(os.urandom(32).hex())
os.environ["TMPDIR"] = str(ROOT / "tmp")
tempfile.tempdir = None  # read TMPDIR again
for name in [name for name in os.environ if name.startswith("ALONGSIDE_")]:
    del os.environ[name]
os.environ["ALONGSIDE_HOME"] = str(ROOT)
# The same server as the node's tests, another database on it.
if "DATABASE_URL" in os.environ:
    os.environ["SITE_DATABASE_URL"] = os.environ["DATABASE_URL"]

from alongside.config.settings.site_developer import *  # noqa: E402  the environment comes first
from alongside.config.settings.site_developer import (  # noqa: E402  named for the type checker
    DATABASES,
    HOME,
    STORAGES,
)

STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# What is queued is done at once, as a worker would a moment later.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "test.sqlite3")}
