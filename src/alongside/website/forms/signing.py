"""An organisation that wants to stand behind a statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext_lazy as _

from alongside.alliance.letters import SignOn
from alongside.ui import names
from alongside.ui.forms import SelectField, TextField
from alongside.website.forms.visitor import VisitorForm

if TYPE_CHECKING:
    from datetime import datetime


class SignOnForm(VisitorForm):
    """Its name, its country, and how to ask whether it really means to."""

    organisation = TextField(
        label=_("Name of your organisation or group"),
        help_text=_("As it shall stand on the site."),
        max_length=200,
        error_messages={
            "required": _("Say which organisation signs."),
            "max_length": _("Write a shorter name: at most 200 letters."),
        },
    )
    country = SelectField(
        label=_("Country"),
        choices=names.countries,
        error_messages={
            "required": _("Choose the country where you work."),
            "invalid_choice": _("Choose a country of the list."),
        },
    )
    contact = TextField(
        label=_("How we can reach you"),
        help_text=_(
            "A telephone number or an e-mail address. We ask back before the name is shown; this "
            "never stands on the site."
        ),
        max_length=200,
        error_messages={
            "required": _("Say how we can ask you whether it is right."),
            "max_length": _("Write it shorter: at most 200 letters."),
        },
    )

    def letter(self, *, statement: str, title: str, now: datetime) -> SignOn:
        """Return what was written, to be sealed."""
        return SignOn(
            id=self.cleaned_data["once"],
            written_at=now,
            language=get_language() or "en",
            statement=statement,
            title=title,
            organisation=self.cleaned_data["organisation"],
            country=self.cleaned_data["country"],
            contact=self.cleaned_data["contact"],
        )
