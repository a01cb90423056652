"""A form that is filled from a draft: it shows what was typed without judging it yet."""

from __future__ import annotations

from typing import Any

from django.forms.utils import ErrorDict

from alongside.ui import forms as ui


class ResumableForm(ui.PlainForm):
    """A form that may be filled with what was typed earlier and not yet saved."""

    def __init__(self, *args: Any, is_resumed: bool = False, **kwargs: Any) -> None:
        self.is_resumed = is_resumed
        super().__init__(*args, **kwargs)

    def full_clean(self) -> None:
        """Check what was typed; a draft is only shown, so nothing in it is an error yet."""
        if self.is_resumed:
            self._errors = ErrorDict(renderer=self.renderer)
            self.cleaned_data = {}
        else:
            super().full_clean()
