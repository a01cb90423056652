"""What `alongside doctor` says of the public site: its folder, and what crosses to it and back.

The node never loads the site: its database is asked by a process of its own.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click
from django.conf import settings
from pydantic import ValidationError

from alongside.alliance.published import Published
from alongside.cli import site
from alongside.cli.findings import OTHERS_MAY, Finding
from alongside.core import clock

if TYPE_CHECKING:
    from collections.abc import Iterator

# People call the numbers that stand there.
OLD_DAYS = 31


def all_findings() -> Iterator[Finding]:
    """Look at the exchange, and at the site where it is kept beside the node."""
    is_here = site.folder().is_dir()
    yield exchange(is_awaited=is_here)
    yield published()
    if not is_here:
        yield Finding("site", "No public site is kept beside this node.")
        return
    yield secret()
    yield database()


def exchange(*, is_awaited: bool) -> Finding:
    """Look at the folder between node and site."""
    path = settings.ALONGSIDE_EXCHANGE
    if not path.exists() and not is_awaited:
        return Finding("exchange", "Nothing crosses to a public site yet.")
    if not path.is_dir():
        return Finding(
            "exchange",
            f"The folder {path} is missing: nothing is published, and visitors cannot write.",
            f"Run: mkdir -m 700 {path}, and publish once (Alliance, Publish).",
        )
    if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        return Finding(
            "exchange",
            f"This user may not write into {path}: letters of visitors would be lost.",
            f"Give the folder to the user of the node: chown it, then chmod 700 {path}",
        )
    waiting = sum(1 for _letter in path.glob("letters/*.letter"))
    return Finding(
        "exchange", f"Node and site exchange {path}; letters that wait there: {waiting}."
    )


def published() -> Finding:
    """Look at what the site reads of the directory: that it can be read, and how old it is."""
    path = settings.ALONGSIDE_EXCHANGE / "published.json"
    again = "Somebody of the secretariat opens Alliance, Publish, looks at it and publishes it."
    try:
        export = Published.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return Finding("published", "Nothing of the directory was published yet.")
    except (OSError, ValidationError) as fault:
        return Finding("published", f"{path} cannot be read ({type(fault).__name__}).", again)
    days = (clock.now() - export.made_at).days
    if days > OLD_DAYS:
        return Finding("published", f"What the site shows is {days} days old.", again)
    return Finding("published", f"What the site shows was published on {export.made_at:%Y-%m-%d}.")


def secret() -> Finding:
    """Look at the file that the site's sessions are signed and editors' factors sealed with."""
    path = site.folder() / "secret-key"
    if not path.is_file():
        return Finding(
            "site's secret",
            f"The file {path} is not there: no editor's second factor can be opened.",
            "Put a copy back, or run `alongside site found` and let editors set theirs up anew.",
        )
    if path.stat().st_mode & OTHERS_MAY:
        return Finding("site's secret", f"Other users may read {path}.", f"Run: chmod 600 {path}")
    return Finding("site's secret", "The site's secret key is there.")


def database() -> Finding:
    """Ask the site's database whether it is there and up to date."""
    subject = "site's database"
    try:
        said = site.run("state").strip()
    except click.ClickException:
        said = "is not what it should be; see the lines above"
    if said == site.WELL:
        return Finding(subject, "The site's database answers and is up to date.")
    return Finding(
        subject,
        f"The site's database {said}.",
        "Check SITE_DATABASE_URL, then run `alongside site found`: it makes it, or brings it up to "
        "date.",
    )
