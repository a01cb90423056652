"""Asking for the newsletter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy as _
from pydantic import TypeAdapter, ValidationError as NotValid

from alongside.alliance.letters import Address
from alongside.ui import forms as ui
from alongside.website.forms.visitor import VisitorForm
from alongside.website.models.base import Theme
from alongside.website.newsletter import Wish

if TYPE_CHECKING:
    from datetime import datetime

ADDRESS: TypeAdapter[str] = TypeAdapter(Address)
NOT_AN_ADDRESS = _("Write one mail address, such as name@example.org.")


class SubscribeForm(VisitorForm):
    """Where it goes, in which language, about what."""

    address = ui.TextField(
        label=_("Your mail address"),
        max_length=254,
        help_text=_(
            "We write to it once and ask whether you mean it. If others read this mailbox, use "
            "another one, or read the newsletter here."
        ),
        widget=forms.TextInput(attrs={"inputmode": "email", "dir": "ltr"}),
        error_messages={"required": NOT_AN_ADDRESS, "max_length": NOT_AN_ADDRESS},
    )
    language = ui.SelectField(
        label=_("In which language?"),
        choices=settings.LANGUAGES,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose a language.")),
    )
    themes = ui.MultipleChoiceField(
        label=_("What interests you most?"),
        choices=Theme.choices,
        required=False,
        help_text=_("Skip it and you get everything."),
        error_messages={"invalid_choice": _("Choose among these.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"language": get_language() or "en"} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)

    def clean_address(self) -> str:
        """Return the address; raises ValidationError for what is none, or more than one."""
        try:
            address = ADDRESS.validate_python(self.cleaned_data["address"])
        except NotValid as fault:
            raise ValidationError(str(NOT_AN_ADDRESS)) from fault
        if not address.isprintable() or not _can_be_written_to(address):
            raise ValidationError(str(NOT_AN_ADDRESS))
        return address

    def wish(self, *, now: datetime) -> Wish:
        """Return what was asked for."""
        typed = self.cleaned_data
        return Wish(
            id=typed["once"],
            address=typed["address"],
            language=typed["language"],
            themes=tuple(typed["themes"]),
            asked_at=now,
        )


def _can_be_written_to(address: str) -> bool:
    """Return whether mail servers take such an address: its first part in ASCII, RFC 5321."""
    name, _at, domain = address.rpartition("@")
    try:
        domain.encode("idna")
    except UnicodeError:
        return False
    return name.isascii()
