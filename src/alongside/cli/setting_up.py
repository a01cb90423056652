"""`alongside init`: make a node of one organisation and print what must be kept on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from alongside.cli import boot

if TYPE_CHECKING:
    from alongside.organisations.founding import Founded

LANGUAGES = click.Choice(["en", "es", "bn"])


@click.command()
@click.option("--organisation", prompt="Name of the organisation")
@click.option("--language", type=LANGUAGES, default="en", prompt="Language of the pages")
@click.option("--country", prompt="Country (two letters, such as BD)")
@click.option("--place", prompt="Town", default="")
@click.option("--name", prompt="Your name, as colleagues see it")
@click.option("--sign-in-name", prompt="Sign-in name (not your e-mail)")
@click.option(
    "--password", prompt="Password (12 letters or more)", hide_input=True, confirmation_prompt=True
)
def init(**answers: str) -> None:
    """Set up a node: folder, keys, database, organisation and first coordinator."""
    boot.start_django()
    from django.conf import settings

    if settings.ALONGSIDE_PEPPER_FILE.exists():
        raise click.ClickException(
            f"There is a node in {settings.HOME} already; nothing was changed."
        )
    boot.prepare_home(settings.HOME)
    from alongside.vault import pepper

    pepper.create(settings.ALONGSIDE_PEPPER_FILE)
    boot.migrate()
    boot.collect_static()
    try:
        founded = found(answers)
    except click.ClickException:
        # Nothing lies under it yet, and the next try must not find half a node.
        settings.ALONGSIDE_PEPPER_FILE.unlink()
        raise
    click.echo(recovery_sheets(founded))
    click.echo(f"Settings and data are in {settings.HOME}. Start with: alongside serve")


def found(answers: dict[str, str]) -> Founded:
    """Found the organisation; a refused password or name ends with its sentence."""
    from django.core.exceptions import ValidationError

    from alongside.core import clock
    from alongside.organisations import founding

    try:
        return founding.found_organisation(**answers, is_demo=False, now=clock.now())
    except ValidationError as fault:
        raise click.ClickException(" ".join(fault.messages)) from fault


def recovery_sheets(founded: Founded) -> str:
    """Return the sheets to print: three shares and the coordinator's recovery code."""
    lines = [
        "",
        "PRINT THESE SHEETS NOW. They are shown once and kept nowhere.",
        "",
        "Your own recovery code (if you forget your password):",
        f"    {founded.recovery_code}",
    ]
    meaning = "any two open the files; give them to three people"
    for number, share in enumerate(founded.shares, 1):
        heading = f"--- Organisation recovery, sheet {number} of 3 ({meaning}) ---"
        lines += ["", heading, f"    {share}"]
    return "\n".join([*lines, ""])
