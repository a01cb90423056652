"""`alongside serve`: the web pages and the background work in one command."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import click

from alongside.cli import boot

if TYPE_CHECKING:
    from collections.abc import Mapping

# A request waits for the disk or the database more than for the processor.
THREADS = 4


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--workers", default=2, show_default=True, help="Web processes.")
def serve(host: str, port: int, workers: int) -> None:
    """Serve the pages and do the background work, until stopped."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    from django.conf import settings

    refuse_when_not_set_up()
    if settings.DEBUG and not settings.ALONGSIDE_DEMO:
        raise click.ClickException("Debug cannot be on outside the demonstration.")
    ensure_ready()
    run(host=host, port=port, workers=workers, environment=os.environ)


def refuse_when_not_set_up() -> None:
    """Say what to do when this folder holds no node yet."""
    from django.conf import settings

    if not settings.ALONGSIDE_PEPPER_FILE.is_file():
        raise click.ClickException(
            f"There is no node in {settings.HOME} yet. Run `alongside init` first, "
            "or `alongside doctor` if there should be one."
        )


def ensure_ready() -> None:
    """Bring the database and the static files up to date in a process of their own."""
    from django.conf import settings

    mark, stamp = boot.version_mark(), settings.HOME / ".ready"
    if stamp.is_file() and stamp.read_text() == mark and boot.database_is_there():
        return
    # A process of its own: the web processes fork from this one, which must stay small.
    done = subprocess.run([sys.executable, "-m", "alongside.cli.ready"], check=False)
    if done.returncode:
        raise click.ClickException("The node could not be made ready; see the lines above.")
    mark_ready()


def mark_ready() -> None:
    """Remember that database and static files are those of this version."""
    from django.conf import settings

    (settings.HOME / ".ready").write_text(boot.version_mark())


def refuse_a_taken_port(host: str, port: int) -> None:
    """Say so when somebody else listens there already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            raise click.ClickException(
                f"Port {port} cannot be used ({fault.strerror}). Choose another with --port."
            ) from fault


def run(*, host: str, port: int, workers: int, environment: Mapping[str, str]) -> None:
    """Start the background worker beside the web server; stop it when the server stops."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    refuse_a_taken_port(host, port)
    background = subprocess.Popen(
        [sys.executable, "-m", "alongside.cli.main_module", "worker"], env=dict(environment)
    )
    try:
        Granian(
            "alongside.config.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=THREADS,
            log_access=False,
            log_level=LogLevels.warning,
            respawn_failed_workers=True,
        ).serve()
    finally:
        background.send_signal(signal.SIGTERM)
        try:
            background.wait(timeout=10)
        except subprocess.TimeoutExpired:
            background.kill()


@click.command(hidden=True)
def worker() -> None:
    """Do the background work: it moves ids and dates and never needs a key."""
    boot.start_django()
    from alongside.cli import schedule

    schedule.run()
