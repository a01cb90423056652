"""Signing in, unlocking, coming back with the printed code, joining."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import HiddenInput, JSONField
from django.utils.translation import gettext_lazy as _

from alongside.organisations.forms.fields import (
    CodeField,
    NewPasswordField,
    PasswordField,
    TwiceMixin,
    again_field,
)
from alongside.organisations.models import User
from alongside.ui import forms as ui

SHAPE = re.compile(r"^[\w.\-]{2,60}$")


def name_field(**kwargs: Any) -> ui.TextField:
    """Return the field for the name somebody signs in with."""
    field = ui.TextField(
        max_length=200,
        label=_("Sign-in name"),
        error_messages={"required": _("Give the name you sign in with.")},
        **kwargs,
    )
    field.widget.attrs |= {"autocomplete": "username", "autocapitalize": "none"}
    return field


class SignInForm(ui.PlainForm):
    """Name and password."""

    name = name_field()
    password = PasswordField(
        label=_("Password"), error_messages={"required": _("Give your password.")}
    )


class CodeForm(ui.PlainForm):
    """The code of the second factor."""

    code = CodeField(
        label=_("Code from your app"),
        help_text=_("Six digits. Without your phone: one of your printed one-time codes."),
        autocomplete="one-time-code",
        error_messages={"required": _("Give the code that your app shows now.")},
    )


class PasskeyForm(ui.PlainForm):
    """What the browser answers for a passkey; filled in by a script."""

    credential = JSONField(
        widget=HiddenInput,
        error_messages={
            "required": _("The passkey did not answer. Try again."),
            "invalid": _("The passkey did not answer. Try again."),
        },
    )


class PasswordForm(ui.PlainForm):
    """The password alone: to unlock, or before something that only its owner may do."""

    password = PasswordField(
        label=_("Password"), error_messages={"required": _("Give your password.")}
    )


class RecoverForm(TwiceMixin, ui.PlainForm):
    """Coming back with the printed code."""

    name = name_field()
    code = CodeField(
        label=_("Your printed code"),
        help_text=_(
            "Eight groups of four, on the paper you printed. O and 0, I and 1 may be mixed up."
        ),
        error_messages={"required": _("Give the code from your paper.")},
    )
    new_password = NewPasswordField()
    new_password_again = again_field()


class SheetsForm(TwiceMixin, ui.PlainForm):
    """Coming back with two recovery sheets, when every password is lost."""

    name = name_field()
    first_sheet = ui.LongTextField(
        rows=3,
        label=_("One sheet"),
        help_text=_("The twenty words in their order."),
        error_messages={"required": _("Type the words of one sheet.")},
    )
    second_sheet = ui.LongTextField(
        rows=3,
        label=_("Another sheet"),
        error_messages={"required": _("Type the words of another sheet.")},
    )
    new_password = NewPasswordField()
    new_password_again = again_field()


class JoinForm(TwiceMixin, ui.PlainForm):
    """Joining after an invitation. The name is fixed for somebody who joins again."""

    name = name_field(
        help_text=_(
            "Letters, digits, dot and dash. Colleagues see it; it need not be your real name."
        )
    )
    language = ui.SelectField(
        label=_("The language of the pages"),
        choices=settings.LANGUAGES,
        error_messages={"required": _("Choose the language you want to read.")},
    )
    new_password = NewPasswordField(label=_("Your password"))
    new_password_again = again_field()

    def clean_name(self) -> str:
        """Return the name in the form it is kept in."""
        name = User.normalize_username(self.cleaned_data["name"])
        if not SHAPE.match(name):
            raise ValidationError(
                _("Use letters, digits, dot and dash only, at least two of them.")
            )
        return name
