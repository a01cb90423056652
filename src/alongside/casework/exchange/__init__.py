"""Between a row of a register and the parts of a file, both ways."""

from __future__ import annotations

from alongside.casework.exchange.fitting import apply_fields, changed_fields, left_over
from alongside.casework.exchange.rows import row_of

__all__ = ["apply_fields", "changed_fields", "left_over", "row_of"]
