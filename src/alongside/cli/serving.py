"""`alongside serve`: the web pages and the background work in one command."""

from __future__ import annotations

import contextlib
import importlib
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import click

from alongside.cli import boot, listening, orphans

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import FrameType

NODE, SITE, BOTH = "node", "site", "both"
NODE_SETTINGS, SITE_SETTINGS = "alongside.config.settings", "alongside.config.settings.site"
# A request waits for the disk or the database more than for the processor.
THREADS = 4
# How long a worker may finish what it does, and a part of `--both`, which has a worker of its own.
WORKER_SECONDS, PART_SECONDS = 10, 25


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--workers", default=2, show_default=True, help="Web processes.")
@click.option("--node", "part", flag_value=NODE, help="Serve the node alone (this is the default).")
@click.option("--site", "part", flag_value=SITE, help="Serve the public site alone.")
@click.option("--both", "part", flag_value=BOTH, help="Serve both, apart, behind one address.")
def serve(host: str, port: int, workers: int, part: str | None) -> None:
    """Serve the pages and do the background work, until stopped."""
    if part == SITE:
        run_site(host=host, port=port)
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", NODE_SETTINGS)
    from django.conf import settings

    refuse_when_not_set_up()
    if settings.DEBUG and not settings.ALONGSIDE_DEMO:
        raise click.ClickException("Debug cannot be on outside the demonstration.")
    ensure_ready()
    if part == BOTH:
        run_both(host=host, port=port, workers=workers)
    else:
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
    # A process of its own: the web processes fork from this one, which must have no database open.
    done = subprocess.run([sys.executable, "-m", "alongside.cli.ready"], check=False)
    if done.returncode:
        raise click.ClickException("The node could not be made ready; see the lines above.")
    mark_ready()


def mark_ready() -> None:
    """Remember that database and static files are those of this version."""
    from django.conf import settings

    (settings.HOME / ".ready").write_text(boot.version_mark())


def run(*, host: str, port: int, workers: int, environment: Mapping[str, str]) -> None:
    """Start the background worker beside the web server; stop it when the server stops."""
    listening.refuse_a_taken_port(host, port)
    after = listening.own_page(host, port, "/n/")
    with beside("worker", "--after", after, environment=environment):
        web("alongside.config.wsgi:application", host=host, port=port, workers=workers)


def run_site(*, host: str, port: int) -> None:
    """Serve the public site, with its own background worker."""
    listening.refuse_a_taken_port(host, port)
    from alongside.cli import site

    site.ensure_ready()
    os.environ["DJANGO_SETTINGS_MODULE"] = SITE_SETTINGS
    after = listening.own_page(host, port, "/out/now/")
    with beside("site", "worker", "--after", after, environment=os.environ):
        web("alongside.config.site_wsgi:application", host=host, port=port, workers=1)


def run_both(*, host: str, port: int, workers: int) -> None:
    """Serve node and site as two processes that share nothing, behind one address."""
    listening.refuse_a_taken_port(host, port)
    from django.conf import settings

    from alongside.cli import site

    site.ensure_ready()
    node_port, site_port = listening.free_port(), listening.free_port()
    os.environ |= {
        "ALONGSIDE_NODE_PORT": str(node_port),
        "ALONGSIDE_SITE_PORT": str(site_port),
        # The one in front of both is one more to look through.
        "ALONGSIDE_PROXIES": str(settings.ALONGSIDE_PROXIES + 1),
    }
    node = ("serve", "--port", str(node_port), "--workers", str(workers))
    public = ("serve", "--site", "--port", str(site_port))
    of_the_site = dict(os.environ) | {"DJANGO_SETTINGS_MODULE": SITE_SETTINGS}
    with (
        beside(*node, environment=os.environ, seconds=PART_SECONDS) as node_process,
        beside(*public, environment=of_the_site, seconds=PART_SECONDS) as site_process,
    ):
        parts = {"The node": node_process, "The public site": site_process}
        for name, listens_at in zip(parts, (node_port, site_port), strict=True):
            listening.wait_until_listening(name, parts[name], listens_at)
        ended = end_with(parts)
        # Those in front wait for the two parts; the web server counts them as if they worked.
        logging.getLogger("_granian").addFilter(lambda one: "threads" not in one.getMessage())
        web("alongside.cli.front:application", host=host, port=port, workers=1, threads=4 * THREADS)
    if ended:
        raise click.ClickException(f"{ended[0]} ended by itself; see the lines above.")


def end_with(parts: Mapping[str, subprocess.Popen[bytes]]) -> list[str]:
    """End this process as soon as one of its parts has ended; return where its name will stand."""
    ended: list[str] = []

    def watch() -> None:
        while not ended:
            time.sleep(0.5)
            ended.extend(name for name, process in parts.items() if process.poll() is not None)
        end_this()

    threading.Thread(target=watch, daemon=True).start()
    return ended


def end_this() -> None:
    """Ask this process to end, as whoever started it would."""
    os.kill(os.getpid(), signal.SIGTERM)


def web(application: str, *, host: str, port: int, workers: int, threads: int = THREADS) -> None:
    """Serve one application until stopped."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    orphans.forks_end_with_us()
    # Once, before the web processes fork: they share the memory of all that is loaded here.
    importlib.import_module(application.partition(":")[0])
    Granian(
        application,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        log_access=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    ).serve()


@contextlib.contextmanager
def beside(
    *arguments: str, environment: Mapping[str, str], seconds: float = WORKER_SECONDS
) -> Iterator[subprocess.Popen[bytes]]:
    """Run another of our commands as a process of its own, as long as this one serves."""
    # Until the web server listens to it itself: to be ended while starting leaves nothing behind.
    signal.signal(signal.SIGTERM, _end)
    command = [sys.executable, "-m", "alongside.cli.main_module", *arguments]
    told = dict(environment) | {orphans.PARENT: str(os.getpid())}
    process = subprocess.Popen(command, env=told)  # noqa: S603  our own words
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()


def _end(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + signal.SIGTERM)


@click.command(hidden=True)
@click.option("--after", default="", help="Begin once this page answers.")
def worker(after: str) -> None:
    """Do the background work: it moves ids and dates and never needs a key."""
    # Loading all of it takes a second of processor, which the first page shall have first.
    listening.wait_for(after)
    boot.start_django()
    from alongside.cli import schedule

    schedule.work(schedule.OF_THE_NODE)
