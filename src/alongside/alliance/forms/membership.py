"""Applications, references, confirmations and contributions, as they are written down."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now, gettext_lazy as _

from alongside.alliance.enums.membership import Stance
from alongside.alliance.forms.texts import country_field
from alongside.alliance.given import ContributionGiven
from alongside.alliance.membership_papers import Answered, Applied
from alongside.ui import forms as ui

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alongside.alliance.models import Member
    from alongside.organisations.models import Organisation

LONG = 5_000
YEARS = range(1994, 2201)
LARGEST = Decimal(10_000_000)
CENT = Decimal("0.01")
CURRENCY_LETTERS = 3


class ApplicationForm(ui.PlainForm):
    """What a group told somebody of the secretariat that it would have written on the site."""

    name = ui.TextField(
        label=_("What is the group called?"),
        max_length=200,
        error_messages={"required": _("Say what the group is called.")},
    )
    country = country_field(_("Where does it work?"), _("Choose the country it works in."))
    about = ui.LongTextField(
        label=_("Who are they, and what do they do?"),
        max_length=LONG,
        rows=6,
        error_messages={"required": _("Say what they do, in their words.")},
    )
    is_registered = ui.TickField(
        label=_("It is registered with an authority"), help_text=_("It need not be.")
    )
    wants_to_be_seen = ui.TickField(
        label=_("It wants to be named in public"),
        help_text=_("Without this, only members know that it is one."),
    )
    references = ui.LongTextField(label=_("Who knows it?"), required=False, max_length=LONG, rows=3)
    contact = ui.TextField(
        label=_("How is it reached?"),
        max_length=300,
        error_messages={"required": _("Say how it is reached.")},
    )

    def said(self) -> Applied:
        """Return what was written."""
        return Applied(**self.cleaned_data)


class AskForm(ui.PlainForm):
    """Which member is asked about a group, and what it is told beside name and country."""

    member = ui.SelectField(
        label=_("Whom do you ask?"), error_messages={"required": _("Choose a member.")}
    )
    words = ui.LongTextField(
        label=_("What else do you tell them?"),
        required=False,
        max_length=2_000,
        rows=4,
        help_text=_(
            "They read the group's name, its country and these words. The group was told that "
            "members learn its name and country: do not repeat what it wrote."
        ),
    )

    def __init__(self, data: Any = None, *, members: Iterable[Member]) -> None:
        super().__init__(data)
        field = self.fields["member"]
        field.choices = [  # type: ignore[attr-defined]  # a SelectField
            ("", "—"),
            *((str(one.pk), one.name) for one in members),
        ]


class StanceForm(ui.PlainForm):
    """What somebody says of a group."""

    stance = ui.ChoiceField(
        label=_("What do you say?"),
        choices=Stance.choices,
        error_messages={"required": _("Choose one of the three.")},
    )
    words = ui.LongTextField(
        label=_("In your words"),
        required=False,
        max_length=LONG,
        rows=5,
        help_text=_("How you know them. Only the secretariat's team reads it, sealed."),
    )

    def said(self) -> Answered:
        """Return what was said."""
        return Answered(**self.cleaned_data)


class OutsideForm(StanceForm):
    """What somebody outside said of a group, as the secretariat noted it."""

    field_order = ("who", "stance", "words")
    who = ui.TextField(
        label=_("Who said it?"),
        max_length=300,
        error_messages={"required": _("Say who told you.")},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["stance"].label = _("What did they say?")
        self.fields["words"].label = _("In their words")
        self.fields["words"].help_text = _("Sealed for your team.")


class DeclineForm(ui.PlainForm):
    """Why an application is declined."""

    reason = ui.LongTextField(
        label=_("Why?"),
        max_length=LONG,
        rows=4,
        help_text=_("Sealed for your team, so that whoever asks soon after gets the same answer."),
        error_messages={"required": _("Say why, for those who come after you.")},
    )


class SaidSoForm(ui.PlainForm):
    """How a member without an account said that it still wants to be one."""

    words = ui.LongTextField(
        label=_("How did they say so?"),
        max_length=2_000,
        rows=3,
        help_text=_("Such as: by phone, today. Sealed for your team."),
        error_messages={"required": _("Note how the member said so.")},
    )


class LinkForm(ui.PlainForm):
    """Which organisation of this node a member is."""

    organisation = ui.SelectField(
        label=_("Which account is theirs?"),
        error_messages={"required": _("Choose an organisation.")},
    )

    def __init__(self, data: Any = None, *, organisations: Iterable[Organisation]) -> None:
        super().__init__(data)
        field = self.fields["organisation"]
        field.choices = [  # type: ignore[attr-defined]  # a SelectField
            ("", "—"),
            *((str(one.pk), one.name) for one in organisations),
        ]


class NarrowField(ui.TextField):
    """A few digits or letters, read from the left."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"dir": "ltr", "class": "govuk-input--width-5"})
        super().__init__(widget=widget, **kwargs)


class AmountField(NarrowField):
    """An amount of money in digits of any script, with at most two places."""

    def clean(self, value: Any) -> Any:
        """Return the amount, or None."""
        typed = str(super().clean(value) or "").replace(",", ".").replace(" ", "")
        if not typed:
            return None
        try:
            amount = Decimal(typed)
        except InvalidOperation:
            raise ValidationError(_now("Put an amount such as 50 or 50.00.")) from None
        if not amount.is_finite() or not 0 < amount < LARGEST or amount != amount.quantize(CENT):
            raise ValidationError(_now("Put an amount such as 50 or 50.00."))
        return amount


class ContributionForm(ui.PlainForm):
    """What a member gives in a year, or that it is waived."""

    year = NarrowField(
        label=_("For which year?"),
        max_length=4,
        error_messages={"required": _("Put a year in four digits.")},
    )
    is_waived = ui.TickField(
        label=_("Waived"), help_text=_("No reason is asked. Leave the rest empty.")
    )
    amount = AmountField(label=_("Amount"), required=False, max_length=20)
    currency = NarrowField(
        label=_("Currency"),
        required=False,
        max_length=CURRENCY_LETTERS,
        help_text=_("Three letters, such as EUR or THB."),
    )
    paid_on = ui.DayField(label=_("Paid on"), required=False)

    def clean_year(self) -> int:
        """Return the year."""
        typed = self.cleaned_data["year"]
        if not typed.isdecimal() or int(typed) not in YEARS:
            raise ValidationError(_now("Put a year in four digits."))
        return int(typed)

    def clean_currency(self) -> str:
        """Return the three letters of a currency."""
        code: str = self.cleaned_data["currency"].strip().upper()
        if code and not (code.isascii() and code.isalpha() and len(code) == CURRENCY_LETTERS):
            raise ValidationError(_now("Write three letters, such as EUR."))
        return code

    def clean(self) -> dict[str, Any]:
        """See that an amount has its currency."""
        said = super().clean() or self.cleaned_data
        if said.get("is_waived"):
            return said
        if said.get("amount") and "currency" in said and not said["currency"]:
            self.add_error("currency", _now("Write three letters, such as EUR."))
        if "amount" in said and not said["amount"]:
            self.add_error("amount", _now("Put the amount, or tick that it is waived."))
        return said

    def given(self) -> ContributionGiven:
        """Return what was written."""
        return ContributionGiven(**self.cleaned_data)


def chosen(form: forms.Form, name: str) -> UUID:
    """Return the id that was chosen from a list, after `is_valid`."""
    return UUID(form.cleaned_data[name])
