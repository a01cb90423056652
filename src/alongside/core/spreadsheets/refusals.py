"""Why a file cannot be read as a table: one class a reason, each with a sentence to act on."""

from __future__ import annotations

from django.utils.translation import gettext as _

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 300
MAX_CELLS = 600_000
MAX_TEXT = 12_000_000


class UnreadableTable(Exception):
    """The file was refused; `message` says why and what to do, without anything from its cells."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class UnknownKind(UnreadableTable):
    def __init__(self) -> None:
        super().__init__(
            _("This is neither a workbook nor a table. Save it as .xlsx or .csv and try again.")
        )


class DamagedFile(UnreadableTable):
    def __init__(self) -> None:
        super().__init__(
            _(
                "This file is damaged. Open it in your spreadsheet, save it again, "
                "and try that file."
            )
        )


class PasswordProtected(UnreadableTable):
    def __init__(self) -> None:
        super().__init__(
            _(
                "This workbook is protected by a password. Open it, save a copy without the "
                "password, and delete that copy after the import."
            )
        )


class OldWorkbook(UnreadableTable):
    def __init__(self) -> None:
        super().__init__(
            _("This is a workbook of the old kind (.xls). Save it as .xlsx and try again.")
        )


class MacroWorkbook(UnreadableTable):
    def __init__(self) -> None:
        super().__init__(
            _(
                "This workbook can hold macros, small programs that may do harm. "
                "Save it as .xlsx and try again."
            )
        )


class TooLarge(UnreadableTable):
    def __init__(self) -> None:
        super().__init__(
            _("This file is larger than %(size)s MB. Split it into smaller files.")
            % {"size": MAX_BYTES // (1024 * 1024)}
        )


class TooMuchInside(UnreadableTable):
    def __init__(self) -> None:
        super().__init__(
            _(
                "This file unpacks to far more than a table holds. "
                "Copy the table alone into a new workbook and try that."
            )
        )


class TooManyRows(UnreadableTable):
    def __init__(self) -> None:
        super().__init__(
            _("This table has more than %(rows)s rows. Split it into smaller files.")
            % {"rows": MAX_ROWS}
        )


class TooManyColumns(UnreadableTable):
    def __init__(self) -> None:
        super().__init__(
            _("This table has more than %(columns)s columns. Remove those you do not need.")
            % {"columns": MAX_COLUMNS}
        )


class FormulaCell(UnreadableTable):
    """A cell is calculated; `cell` is its address."""

    def __init__(self, cell: str) -> None:
        super().__init__(
            _(
                "Cell %(cell)s holds a formula. Copy the column, paste it as values only, "
                "and try again."
            )
            % {"cell": cell}
        )
        self.cell = cell


class NoHeader(UnreadableTable):
    def __init__(self) -> None:
        super().__init__(
            _("We could not find the row with the column names. Give each column a name above it.")
        )


class EmptyTable(UnreadableTable):
    def __init__(self) -> None:
        super().__init__(_("There are no rows in this file."))


class UnknownLetters(UnreadableTable):
    def __init__(self) -> None:
        super().__init__(
            _("We cannot read the letters in this file. Save it as “CSV UTF-8” and try again.")
        )
