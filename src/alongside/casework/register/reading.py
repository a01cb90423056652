"""Opening a register: a workbook (.xlsx) or a table as text (.csv), whatever is inside."""

from __future__ import annotations

from dataclasses import replace
from typing import IO, TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.casework.register.layout import Sheet, find_table, grid_worth
from alongside.core.spreadsheets.opening import open_grid

if TYPE_CHECKING:
    from pathlib import Path


def open_register(
    path_or_stream: Path | str | IO[bytes], *, filename: str = "", sheet: str = ""
) -> Sheet:
    """Return the register in a file.

    `filename` is what the sender called it; only its ending counts. Of several sheets the one with
    the most names we know is read, unless `sheet` names one. Nothing is written to disk.

    Raises:
        UnreadableTable: a subclass with the reason (see `refusals`).

    """
    opened = open_grid(path_or_stream, worth=grid_worth, filename=filename, sheet=sheet)
    found = replace(find_table(opened.grid), other_sheets=opened.others)
    if not opened.is_doubtful:
        return found
    doubt = _("This file does not say which letters it uses. Look whether names are shown right.")
    return replace(found, notes=(doubt,))
