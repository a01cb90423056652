"""`alongside site …`: the public site, which runs apart from the node and knows nothing of it."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from pathlib import Path

import click

from alongside.cli import boot, listening

SETTINGS = "alongside.config.settings.site"
WELL = "well"


@click.group()
def site() -> None:
    """Set up the public site and who writes for it."""


@site.command()
def found() -> None:
    """Make the site's database, its languages and its first pages."""
    start()
    make_ready()
    click.echo("The site is there. `alongside serve --site` serves it.")


@site.command()
@click.argument("name")
def editor(name: str) -> None:
    """Let somebody write for the site; prints a password, which she changes in her account."""
    start()
    from django.contrib.auth.models import Group

    from alongside.website.founding import EDITORS
    from alongside.website.models import Editor

    if Editor.objects.filter(username=name).exists():
        raise click.ClickException(f"There is an editor called {name} already.")
    password = secrets.token_urlsafe(15)
    person = Editor.objects.create_user(name, password=password)
    person.groups.add(Group.objects.get(name=EDITORS))
    click.echo(f"{name} comes in at /cms/ with the password {password}")
    click.echo("The page then leads her to a second factor, without which nothing opens.")


@site.command(hidden=True)
@click.argument("password")
def demo(password: str) -> None:
    """Fill the site of the demonstration."""
    start()
    make_ready()
    from alongside.cli import siteworld

    for name, what in siteworld.build(password):
        click.echo(f"  {name:<22} {what}")


@site.command(hidden=True)
def state() -> None:
    """Say how the database is; nothing is made or changed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    boot.start_django()
    click.echo(_state())


def _state() -> str:
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    if not boot.database_is_there():
        return "is missing"
    try:
        executor = MigrationExecutor(connection)
        is_old = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as fault:
        return f"does not answer ({type(fault).__name__})"
    return "is older than this version" if is_old else WELL


@site.command(hidden=True)
@click.option("--after", default="", help="Begin once this page answers.")
def worker(after: str) -> None:
    """Do the site's background work: mails to confirm, issues to hand over, searches to keep."""
    listening.wait_for(after)
    start()
    from alongside.cli import schedule

    schedule.work(schedule.OF_THE_SITE)


def start() -> None:
    """Start Django with the settings of the site, in a process that holds no node."""
    if os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS) != SETTINGS:
        raise click.ClickException("The site's commands run apart from those of the node.")
    # Before the settings are read: without its file, each process would make up a key of its own.
    boot.prepare_home(folder())
    boot.start_django()


def folder() -> Path:
    """Return the site's own folder, as its settings name it."""
    return Path(os.environ.get("ALONGSIDE_HOME", "var")).resolve() / "site"


def make_ready() -> None:
    """Bring database, static files and first pages up to date."""
    boot.migrate()
    from django.core.management import call_command

    from alongside.website.founding import found as found_pages

    call_command("createcachetable", verbosity=0)
    boot.collect_static()
    found_pages()


def ensure_ready() -> None:
    """Bring the site up to date in a process of its own, where this version has not yet done so."""
    mark, stamp = boot.version_mark("SITE_DATABASE_URL"), folder() / ".ready"
    if stamp.is_file() and stamp.read_text() == mark:
        return
    run("found")
    stamp.write_text(mark)


def run(*arguments: str) -> str:
    """Run one of these commands in a process of its own; return what it said."""
    environment = dict(os.environ) | {"DJANGO_SETTINGS_MODULE": SETTINGS}
    command = [sys.executable, "-m", "alongside.cli.main_module", "site", *arguments]
    done = subprocess.run(  # noqa: S603  our own words
        command, check=False, env=environment, stdout=subprocess.PIPE, text=True
    )
    if done.returncode:
        raise click.ClickException("The site could not be made ready; see the lines above.")
    return done.stdout
