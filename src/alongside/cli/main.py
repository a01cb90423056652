"""The command line's front door. Django starts inside each command, so that help is instant."""

import sys

import click

from alongside.cli import alliance, data, demo, looking_after, serving, setting_up, site


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="alongside", prog_name="alongside")
def main() -> None:
    """Alongside: files, consent, referrals and safe numbers, on one small machine."""
    for stream in (sys.stdout, sys.stderr):
        # Names in any script must print on a terminal that calls itself ASCII.
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]


main.add_command(setting_up.init)
main.add_command(serving.serve)
main.add_command(serving.worker)
main.add_command(demo.demo)
main.add_command(site.site)
main.add_command(alliance.secretariat)
main.add_command(looking_after.doctor)
main.add_command(looking_after.audit)
main.add_command(data.import_)
main.add_command(data.open_)
