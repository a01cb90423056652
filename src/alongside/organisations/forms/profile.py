"""What somebody changes about her own way in."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.organisations.forms.entering import PasskeyForm, PasswordForm
from alongside.organisations.forms.fields import (
    CodeField,
    NewPasswordField,
    TwiceMixin,
    again_field,
)
from alongside.ui import forms as ui


class ChangePasswordForm(TwiceMixin, PasswordForm):
    """The password now, and the new one twice."""

    new_password = NewPasswordField()
    new_password_again = again_field()


class AppForm(ui.PlainForm):
    """The first code of an authenticator app, which proves that it has the secret."""

    code = CodeField(
        label=_("The code your app shows now"),
        autocomplete="one-time-code",
        error_messages={"required": _("Give the six digits that your app shows.")},
    )


class AddPasskeyForm(PasskeyForm):
    """A new passkey and what she calls it."""

    name = ui.TextField(
        label=_("What do you call this key?"),
        help_text=_("So that you know it again in the list, for example “blue key”."),
        max_length=60,
        error_messages={"required": _("Give the key a name.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["name", "credential"])
