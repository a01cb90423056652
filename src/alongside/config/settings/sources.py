"""Where a setting comes from: the environment first, then one TOML file, then the default."""

import os
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

HOME = Path(os.environ.get("ALONGSIDE_HOME", "var")).resolve()


def read_file() -> dict[str, Any]:
    """Return the settings file's content; no file is an empty one."""
    path = Path(os.environ.get("ALONGSIDE_CONFIG", HOME / "alongside.toml"))
    if not path.is_file():
        return {}
    with path.open("rb") as source:
        return tomllib.load(source)


FILE = read_file()


def text(name: str, default: str) -> str:
    """Return a setting: `ALONGSIDE_<NAME>` in the environment, else `<name>` in the file."""
    return os.environ.get(f"ALONGSIDE_{name.upper()}", str(FILE.get(name, default)))


def flag(name: str, *, default: bool) -> bool:
    """Return a yes/no setting."""
    return text(name, "yes" if default else "no").lower() in {"1", "yes", "true", "on"}


def listed(name: str, default: list[str]) -> list[str]:
    """Return a setting that holds several values, parted by commas."""
    return [part.strip() for part in text(name, ",".join(default)).split(",") if part.strip()]


def secret_key(path: Path) -> str:
    """Return the key Django signs cookies with, kept in a file beside the database."""
    if path.is_file():
        return path.read_text().strip()
    # Before `alongside init` there is none; a random one lets every other command still start.
    return os.urandom(32).hex()


def database(home: Path, name: str = "") -> dict[str, Any]:
    """Return Django's description of the database that `DATABASE_URL` names, SQLite by default.

    :param name: of a database of its own, which `<NAME>_DATABASE_URL` then names
    """
    setting = f"{name}_database_url" if name else "database_url"
    url = os.environ.get(setting.upper()) or str(FILE.get(setting, ""))
    if not url or url.startswith("sqlite:"):
        default = home / f"{name or 'alongside'}.sqlite3"
        name = url.removeprefix("sqlite:///") if url else str(default)
        return sqlite(name)
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("DATABASE_URL must begin with sqlite:/// or postgresql://")
    query = dict(item.split("=", 1) for item in parts.query.split("&") if "=" in item)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def sqlite(name: str) -> dict[str, Any]:
    """Return the description of a SQLite database that several processes may write."""
    return {
        "ENGINE": "alongside.core.sqlite3",
        "NAME": name,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # Deleted keys must be overwritten, and what was saved must survive a power cut.
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
                "PRAGMA foreign_keys=ON; PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY;"
            ),
        },
    }
