"""`alongside secretariat`: say which organisation of the node speaks for the alliance."""

from __future__ import annotations

import click

from alongside.cli import boot


@click.command()
@click.argument("organisation")
def secretariat(organisation: str) -> None:
    """Make an organisation of this node (its name) the secretariat of the alliance.

    Its team for public work looks at what the public site shows, and opens visitors' letters.
    """
    boot.start_django()
    from alongside.alliance.actions import members
    from alongside.core import clock
    from alongside.core.access import SystemActor
    from alongside.organisations.models import Organisation

    found = list(Organisation.objects.filter(name=organisation).values_list("id", flat=True))
    if len(found) != 1:
        names = ", ".join(Organisation.objects.order_by("name").values_list("name", flat=True))
        raise click.ClickException(
            f"There is no organisation of that name here. There are: {names}"
        )
    members.name_secretariat(
        organisation_id=found[0], actor=SystemActor(reason="command line"), now=clock.now()
    )
    click.echo(f"{organisation} is the secretariat of the alliance.")
