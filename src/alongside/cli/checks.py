"""What `alongside doctor` looks at: each check answers with a sentence and what to do."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import DatabaseError, connection

from alongside.cli import site_checks
from alongside.cli.findings import OTHERS_MAY, Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ENOUGH_DISK = 500 * 1024 * 1024


def home() -> Finding:
    """Look at the node's folder."""
    path = settings.HOME
    if not path.is_dir():
        return Finding(
            "folder",
            f"There is no node in {path}.",
            "Run `alongside init`, or set ALONGSIDE_HOME to the folder that holds it.",
        )
    if path.stat().st_mode & OTHERS_MAY:
        return Finding(
            "folder",
            f"Other users of this machine may look into {path}.",
            f"Run: chmod 700 {path}",
        )
    return Finding("folder", f"The node is in {path}.")


def pepper_file() -> Finding:
    """Look at the pepper, without which no password opens anything."""
    from alongside.vault import pepper

    path = settings.ALONGSIDE_PEPPER_FILE
    try:
        pepper.read()
    except (pepper.PepperMissing, pepper.PepperDamaged) as fault:
        return Finding(
            "pepper",
            str(fault),
            f"Put the copy you keep apart back to {path}. Without it nobody's password opens her "
            "keys; printed recovery codes and the organisation's recovery sheets still do.",
        )
    if path.stat().st_mode & OTHERS_MAY:
        return Finding("pepper", f"Other users may read {path}.", f"Run: chmod 600 {path}")
    return Finding("pepper", "The pepper file is there and whole.")


def database() -> Finding:
    """Ask the database whether it is there and up to date."""
    from django.db.migrations.executor import MigrationExecutor

    name = settings.DATABASES["default"]["NAME"]
    if connection.vendor == "sqlite" and not Path(name).is_file():
        return Finding(
            "database",
            f"The database {name} is missing.",
            "Restore it from a backup, or run `alongside init` for a new node.",
        )
    try:
        executor = MigrationExecutor(connection)
    except DatabaseError as fault:
        return Finding(
            "database",
            f"The database does not answer ({type(fault).__name__}).",
            "Check that the server runs and that DATABASE_URL is right.",
        )
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return Finding(
            "database",
            "The database is older than this version.",
            "Run `alongside serve` once; it brings it up to date.",
        )
    return Finding("database", f"The {connection.vendor} database answers and is up to date.")


def journal() -> Finding:
    """Walk the journal's chain."""
    from alongside.audit import queries
    from alongside.core.access import SystemActor

    try:
        verdict = queries.verify(actor=SystemActor(reason="doctor"))
    except DatabaseError:
        return Finding("journal", "The journal cannot be read.", "Mend the database first.")
    if verdict.ok:
        return Finding("journal", f"The journal's {verdict.entries} entries are whole.")
    return Finding(
        "journal",
        f"Entry {verdict.first_bad} of the journal is not good: {verdict.reason}.",
        "Somebody changed the database by hand. Keep a copy of it and call the person you trust "
        "with security before going on.",
    )


def keys() -> Finding:
    """Look for a change of keys that was interrupted."""
    from alongside.vault import teams

    try:
        unfinished = teams.unfinished()
    except DatabaseError:
        return Finding("keys", "The keys cannot be read.", "Mend the database first.")
    if unfinished:
        return Finding(
            "keys",
            f"{len(unfinished)} team(s) are between two keys: changing them was interrupted.",
            "A coordinator signs in, opens Settings, People, and presses Go on.",
        )
    return Finding("keys", "No change of keys is waiting to be finished.")


def disk() -> Finding:
    """Look at the room left on the disk."""
    free = shutil.disk_usage(settings.HOME if settings.HOME.is_dir() else Path.cwd()).free
    megabytes = free // (1024 * 1024)
    if free < ENOUGH_DISK:
        return Finding("disk", f"Only {megabytes} MB are free.", "Make room on the disk.")
    return Finding("disk", f"{megabytes} MB are free.")


def virus_scanner() -> Finding:
    """Look whether documents are looked at before they are kept."""
    from alongside.core import clamd

    address = settings.ALONGSIDE_CLAMD
    if not address:
        # Not everybody runs one: it is said, and nothing is wrong.
        return Finding("viruses", "No virus scanner looks at documents; see ALONGSIDE_CLAMD.")
    try:
        is_there = clamd.answers(address)
    except clamd.NotOnThisMachine:
        return Finding(
            "viruses",
            f"{address} is no socket of this machine, so no document is accepted.",
            "Documents go to the scanner in clear. Set ALONGSIDE_CLAMD to the path of its socket, "
            "or to 127.0.0.1 and its port.",
        )
    if not is_there:
        return Finding(
            "viruses",
            f"The virus scanner at {address} does not answer, so no document is accepted.",
            "Start clamd, let this user reach its socket, or unset ALONGSIDE_CLAMD.",
        )
    return Finding("viruses", f"The virus scanner at {address} looks at every document.")


def debug() -> Finding:
    """Make sure that error pages tell nothing."""
    if settings.DEBUG:
        return Finding("debug", "Debug is on.", "It may be on only in the demonstration; unset it.")
    return Finding("debug", "Error pages tell nothing about what failed.")


def built() -> Finding:
    """Look for the built styles."""
    import click

    from alongside.cli.built import newest_asset

    try:
        newest_asset()
    except click.ClickException as fault:
        return Finding("styles", fault.message, "Run `make build`.")
    return Finding("styles", "The styles and scripts are built.")


def copies() -> Finding:
    """Look for what a PDF is laid out with."""
    from alongside.ui import pdf

    packages = [*pdf.missing(), *([pdf.LETTERS] if pdf.missing_letters() else [])]
    if not packages:
        return Finding("PDF", "Copies of a file can be made as PDF, in every script.")
    system = [one for one in packages if one != pdf.PYTHON_PACKAGE]
    advice = [f"on Debian, sudo apt-get install {' '.join(system)}"] if system else []
    if pdf.PYTHON_PACKAGE in packages:
        advice.append("install the packages Alongside needs anew")
    return Finding(
        "PDF",
        "A copy of a file cannot be made as a PDF in every script; as a page it can.",
        f"To have it: {'; '.join(advice)}. Then start the node again.",
    )


NEEDS_DATABASE: tuple[Callable[[], Finding], ...] = (journal, keys)


def all_findings() -> Iterator[Finding]:
    """Run every check; those that read tables are left out while there is no database."""
    yield home()
    yield pepper_file()
    found = database()
    yield found
    if found.ok:
        for check in NEEDS_DATABASE:
            yield check()
    yield disk()
    yield virus_scanner()
    yield debug()
    yield built()
    yield copies()
    yield from site_checks.all_findings()
