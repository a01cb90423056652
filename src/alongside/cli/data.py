"""`alongside import` and `alongside open`: registers in, encrypted files out of their envelope."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from alongside.cli import boot

if TYPE_CHECKING:
    from alongside.core.access import Actor

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("import")
def import_() -> None:
    """Bring in what an organisation keeps elsewhere."""


@import_.command("register")
@click.argument("file", type=FILE)
@click.option("--as", "sign_in_name", prompt="Sign-in name", help="Who brings it in.")
@click.option("--password", prompt=True, hide_input=True)
@click.option("--match", "match_column", default="", help="Column that tells the same file again.")
@click.option("--dates", type=click.Choice(["day-first", "month-first"]), help="How to read 03/04.")
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--yes", is_flag=True, help="Do not ask before saving.")
def register(
    file: Path,
    sign_in_name: str,
    password: str,
    match_column: str,
    dates: str | None,
    *,
    dry_run: bool,
    yes: bool,
) -> None:
    """Bring in a register: an Excel or CSV file, a row a person."""
    boot.start_django()
    from alongside.cli import register_run

    actor = sign_in(sign_in_name, password)
    run = register_run.prepare(file=file, actor=actor, match_column=match_column, dates=dates)
    click.echo(register_run.report_text(run.report, dry=True))
    if dry_run:
        return
    if not yes:
        click.confirm("Save this?", abort=True)
    done = register_run.save(run)
    click.echo(register_run.report_text(done, dry=False))
    click.echo(f"Undo it under People, Bring in a register (import {done.run_id}).")


def sign_in(name: str, password: str) -> Actor:
    """Return who acts, after password and second factor."""
    from alongside.core import clock
    from alongside.organisations import terminal

    try:
        return terminal.sign_in(
            name=name,
            password=password,
            ask_code=lambda: click.prompt("Code of your second factor"),
            now=clock.now(),
        )
    except terminal.NotSignedIn as refusal:
        raise click.ClickException(str(refusal)) from refusal


@click.command("open")
@click.argument("file", type=FILE)
@click.option("--to", type=click.Path(path_type=Path), help="Where to; default: without .age")
@click.option("--passphrase", prompt=True, hide_input=True)
def open_(file: Path, to: Path | None, passphrase: str) -> None:
    """Open an encrypted export with its passphrase."""
    from alongside.vault import export

    target = to or file.with_suffix("")
    if target.exists():
        raise click.ClickException(f"{target} exists already; nothing was written.")
    try:
        export.decrypt_file(file, target, passphrase)
    except export.WrongPassphrase as refusal:
        target.unlink(missing_ok=True)
        raise click.ClickException("This passphrase does not open it.") from refusal
    click.echo(f"Written to {target}. Delete it when you are done.")
    sys.exit(0)
