"""Starting Django for a command, and preparing a node's folder."""

from __future__ import annotations

import os
import secrets
import zlib
from pathlib import Path

import click

import alongside


def start_django() -> None:
    """Load the settings and the rooms."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    import django

    try:
        django.setup()
    except ValueError as fault:
        raise click.ClickException(str(fault)) from fault


def prepare_home(home: Path) -> None:
    """Create the node's folder, readable by its owner alone, and the key that signs cookies."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    home.chmod(0o700)
    key = home / "secret-key"
    if not key.exists():
        write_private(key, secrets.token_hex(32))


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read; refuse to overwrite one."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)


def version_mark(address: str = "DATABASE_URL") -> str:
    """Return a mark that changes with the version, the migrations and the built styles.

    :param address: the variable that names the database, which must not be another one either
    """
    from alongside.cli.built import newest_asset

    package = Path(alongside.__file__).parent
    migrations = sorted(path.name for path in package.glob("*/migrations/0*.py"))
    # A checksum, since the address of a database may hold its password.
    where = zlib.crc32(os.environ.get(address, "").encode())
    return f"{newest_asset()} {where:08x} {' '.join(migrations)}"


def database_is_there() -> bool:
    """Tell whether a SQLite database's file exists; a server is asked when it is used."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    return "sqlite3" not in database["ENGINE"] or Path(database["NAME"]).is_file()


def migrate() -> None:
    """Bring the database up to date and create the shared cache's table."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def collect_static() -> None:
    """Put the built styles and scripts where the web server reads them, when they changed."""
    from django.conf import settings
    from django.core.management import call_command

    from alongside.cli.built import newest_asset

    stamp = settings.STATIC_ROOT / ".collected"
    newest = newest_asset()
    if stamp.is_file() and stamp.read_text() == newest:
        return
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(newest)
