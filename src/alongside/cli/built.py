"""What of the front end was built, and when."""

from pathlib import Path

import click

import alongside

STATIC = Path(alongside.__file__).parent / "ui" / "static" / "ui"


def newest_asset() -> str:
    """Return a mark that changes whenever a style or script does.

    :raises click.ClickException: when the styles were never built (a checkout without `make`)
    """
    if not (STATIC / "built" / "alongside.css").is_file():
        raise click.ClickException(
            "The styles are not built. In a checkout, run `make build` first."
        )
    files = [path for path in STATIC.rglob("*") if path.is_file()]
    return f"{alongside.__version__} {len(files)} {max(path.stat().st_mtime_ns for path in files)}"
