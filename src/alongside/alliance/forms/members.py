"""What a member says of itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now, gettext_lazy as _

from alongside.alliance.enums import Theme
from alongside.alliance.enums.membership import MembershipState
from alongside.alliance.forms.texts import TextsForm, WebsiteField, country_field, languages_field
from alongside.alliance.given import MemberGiven
from alongside.alliance.labels import LABELS, MEMBER_TEXTS
from alongside.ui import forms as ui, names

YEARS = range(1800, 2201)
AS_TYPED = (
    "name",
    "country",
    "town",
    "founded",
    "is_self_organised",
    "website",
    "takes_letters",
    "is_public",
)


class YearField(ui.TextField):
    """A year, in digits of any script."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"})
        super().__init__(required=False, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the year, or None."""
        typed = super().clean(value)
        if not typed:
            return None
        if not typed.isdecimal() or int(typed) not in YEARS:
            raise ValidationError(_now("Put a year in four digits, such as 1994."))
        return int(typed)


class MemberForm(TextsForm):
    """A member as it wants to be known."""

    texts = MEMBER_TEXTS

    name = ui.TextField(
        label=LABELS["name"],
        max_length=200,
        error_messages={"required": _("Say what the organisation or group is called.")},
    )
    country = country_field(LABELS["country"], _("Choose the country it works in."))
    town = ui.TextField(
        label=LABELS["town"],
        required=False,
        max_length=100,
        help_text=_("A town, never a street."),
    )
    founded = YearField(label=LABELS["founded"])
    languages = languages_field()
    themes = ui.MultipleChoiceField(label=LABELS["themes"], required=False, choices=Theme.choices)
    is_self_organised = ui.TickField(
        label=LABELS["is_self_organised"],
        help_text=_("Such as domestic workers, sex workers, survivors or returnees."),
    )
    mission = ui.LongTextField(label=LABELS["mission"], required=False, max_length=5_000)
    does = ui.LongTextField(label=LABELS["does"], required=False, max_length=5_000)
    website = WebsiteField(label=LABELS["website"])
    takes_letters = ui.TickField(
        label=_("Visitors of the site may write to it"),
        help_text=_("No address is shown: letters arrive sealed at the secretariat."),
    )
    is_public = ui.TickField(
        label=_("Show it to the public"),
        help_text=_("Without this, only members of the alliance see this page."),
    )

    def given(self) -> MemberGiven:
        """Return what was written, after `is_valid`."""
        said = self.cleaned_data
        return MemberGiven(
            **{name: said[name] for name in AS_TYPED},
            languages=tuple(said["languages"]),
            themes=tuple(said["themes"]),
            texts=self.given_texts(),
        )


class WhichMembersForm(ui.PlainForm):
    """Which members are looked for; asked in the address, as it tells nothing of anybody."""

    country = ui.SelectField(label=LABELS["country"], required=False, empty=_("Every country"))
    theme = ui.SelectField(
        label=_("Theme"), required=False, choices=Theme.choices, empty=_("Every theme")
    )
    state = ui.SelectField(
        label=_("Membership"),
        required=False,
        choices=MembershipState.choices,
        empty=_("However it stands"),
    )

    def __init__(self, data: Any, *, countries: list[str]) -> None:
        super().__init__(data)
        field = self.fields["country"]
        field.choices = [("", _("Every country")), *names.countries(countries)]  # type: ignore[attr-defined]  # a SelectField
