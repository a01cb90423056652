"""`alongside demo`: an invented alliance on this machine, to look at and to learn with."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from alongside.cli import boot, serving, site

if TYPE_CHECKING:
    from alongside.cli.world.build import SignIn

WORKERS = 2


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--home", default="var/demo", show_default=True, help="Folder of the demonstration.")
@click.option("--anew", is_flag=True, help="Forget the demonstration there is and build it anew.")
@click.option("--build-only", is_flag=True, help="Build it, but do not serve it.")
def demo(host: str, port: int, home: str, *, anew: bool, build_only: bool) -> None:
    """Build the demonstration where there is none yet, then serve it."""
    folder = Path(home).resolve()
    os.environ["ALONGSIDE_HOME"] = str(folder)
    os.environ["ALONGSIDE_DEMO"] = "yes"
    os.environ.pop("DATABASE_URL", None)
    table = folder / "sign-ins.txt"
    if anew or not table.is_file():
        # Half a world is of no use: it is built anew unless it was finished.
        shutil.rmtree(folder, ignore_errors=True)
        build(folder, table)
    if build_only:
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    serving.ensure_ready()
    site.ensure_ready()
    click.echo(table.read_text(encoding="utf-8"))
    click.echo(f"Open http://{host}:{port}  (Ctrl+C ends it)")
    serving.run_both(host=host, port=port, workers=WORKERS)


def build(folder: Path, table: Path) -> None:
    """Make the folder, the database and everybody in it, showing how far it is."""
    boot.prepare_home(folder)
    boot.start_django()
    from django.conf import settings
    from django.db import connection
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from alongside.cli.world import build as world
    from alongside.core import clock
    from alongside.vault import pepper

    with Progress(
        TextColumn("{task.description:<16}"),
        BarColumn(),
        MofNCompleteColumn(),
        disable=not sys.stdout.isatty(),
    ) as bars:
        pepper.create(settings.ALONGSIDE_PEPPER_FILE)
        click.echo("Preparing the database …")
        boot.migrate()
        boot.collect_static()
        # Nothing of the demonstration needs to survive a power cut while it is being built.
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
        click.echo("Inventing the people …")
        tasks: dict[str, object] = {}

        def progress(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=total)
            bars.update(tasks[what], completed=done)  # type: ignore[arg-type]

        sign_ins = world.build(now=clock.now(), progress=progress)
    connection.close()
    serving.mark_ready()
    click.echo("Writing the public site …")
    editors = site.run("demo", world.PASSWORD)
    table.write_text(sign_in_table(sign_ins, world.PASSWORD) + editors, encoding="utf-8")


def sign_in_table(sign_ins: list[SignIn], password: str) -> str:
    """Return what to sign in with, one line a member."""
    lines = [
        "",
        "Everybody here is invented. Sign in with one of these names.",
        f"The password of all of them: {password}",
        "Coordinators are asked for a code as well; the page shows it.",
        "",
    ]
    lines += [f"  {one.sign_in_name:<22} {one.role:<15} {one.organisation}" for one in sign_ins]
    return "\n".join([*lines, ""])
