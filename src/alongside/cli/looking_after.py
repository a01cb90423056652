"""`alongside doctor` and `alongside audit`: whether the node is well and its journal whole."""

from __future__ import annotations

import sys

import click

from alongside.cli import boot


@click.command()
def doctor() -> None:
    """Say what is wrong with this node and what to do."""
    boot.start_django()
    from rich.console import Console

    from alongside.cli import checks

    console = Console(highlight=False, soft_wrap=True)
    well = True
    for finding in checks.all_findings():
        well = well and finding.ok
        console.print(
            f"{'ok ' if finding.ok else 'BAD'}  {finding.subject}: {finding.sentence}", markup=False
        )
        if finding.advice:
            console.print(f"     → {finding.advice}", markup=False)
    if not well:
        sys.exit(1)


@click.group()
def audit() -> None:
    """Look after the journal of who did what."""


@audit.command()
def verify() -> None:
    """Walk the journal and name the first entry that does not fit."""
    boot.start_django()
    from alongside.audit import queries
    from alongside.core.access import SystemActor

    verdict = queries.verify(actor=SystemActor(reason="audit verify"))
    if verdict.ok:
        click.echo(f"The journal's {verdict.entries} entries are whole.")
        return
    click.echo(f"Entry {verdict.first_bad} is not good: {verdict.reason}.")
    sys.exit(1)


@audit.command()
def anchors() -> None:
    """Print the signed heads of the journal, newest last, to be kept on paper or elsewhere."""
    boot.start_django()
    from alongside.audit import queries
    from alongside.core.access import SystemActor

    for line in queries.anchor_lines(actor=SystemActor(reason="audit anchors")):
        click.echo(line)
