"""What can stand in the way of choosing a form, each with a sentence to act on."""

from __future__ import annotations

from django.utils.translation import gettext as _


class CannotUse(Exception):
    """It cannot be done now; the sentence says why."""


class NoSuchForm(CannotUse):
    """There is no such form in this organisation."""

    def __init__(self) -> None:
        super().__init__(_("There is no such form."))


class InUse(CannotUse):
    """Answers may have been given to it."""

    def __init__(self) -> None:
        super().__init__(_("This form was in use, so it is kept. You can withdraw it."))
