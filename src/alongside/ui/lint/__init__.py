"""Rules of the pages as functions from a text to what breaks them there; tests call them."""

from alongside.ui.lint.findings import Finding
from alongside.ui.lint.styles import physical_css
from alongside.ui.lint.templates import inline_code, unbidi

__all__ = ["Finding", "inline_code", "physical_css", "unbidi"]
