"""Fields that several forms of this room share."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Nobody types more, and a slow hash must not be fed without end.
LONGEST_PASSWORD = 1000


class PasswordField(forms.CharField):
    """A password as it was typed, in one Unicode form, so that another keyboard gives the same."""

    def __init__(self, *, autocomplete: str = "current-password", **kwargs: Any) -> None:
        # A password manager should be able to help, so this one field is not "off".
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
        kwargs.setdefault("widget", widget)
        super().__init__(strip=False, max_length=LONGEST_PASSWORD, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Return the password in Unicode's normal form KC."""
        typed = super().to_python(value)
        return unicodedata.normalize("NFKC", typed) if typed else typed


class NewPasswordField(PasswordField):
    """A password to be: long enough and not one of those everybody tries first."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Your new password"))
        kwargs.setdefault(
            "help_text",
            _(
                "At least 12 characters. Three or four words that only you would put together "
                "are easy to remember and hard to guess."
            ),
        )
        kwargs.setdefault("error_messages", {"required": _("Choose a password.")})
        super().__init__(autocomplete="new-password", **kwargs)

    def validate(self, value: Any) -> None:
        """Raise ValidationError with every sentence that says what is weak about it."""
        super().validate(value)
        if value:
            validate_password(value)


class TwiceMixin(forms.Form):
    """A new password is typed twice, because nobody sees what she types."""

    def clean(self) -> dict[str, Any]:
        """Compare the two."""
        cleaned = super().clean() or self.cleaned_data
        first, again = cleaned.get("new_password"), cleaned.get("new_password_again")
        if first and again and first != again:
            message = _("The two passwords are not the same. Type them once more.")
            self.add_error("new_password_again", ValidationError(message))
        return cleaned


def again_field() -> PasswordField:
    """Return the field for typing a new password a second time."""
    return PasswordField(
        autocomplete="new-password",
        label=_("The same password once more"),
        error_messages={"required": _("Type the password a second time.")},
    )


class CodeField(forms.CharField):
    """A short code from a phone or from paper; spaces and dashes do not matter."""

    def __init__(self, *, autocomplete: str = "off", **kwargs: Any) -> None:
        attrs = {"autocomplete": autocomplete, "dir": "ltr", "class": "govuk-input--width-20"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(max_length=200, **kwargs)
