"""What is asked of an offer, of how its employer was checked, and of a concern about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now, gettext_lazy as _

from alongside.alliance.enums.board import NoticeKind, Papers
from alongside.alliance.forms.texts import TextsForm, country_field, languages_field
from alongside.alliance.given import NoticeGiven
from alongside.alliance.labels import LABELS, NOTICE_TEXTS
from alongside.alliance.languages import LANGUAGES
from alongside.ui import forms as ui
from alongside.ui.names import countries

if TYPE_CHECKING:
    from datetime import date, timedelta


AS_TYPED = ("kind", "country", "place", "employer", "papers", "expires_on")


class NoticeForm(TextsForm):
    """An offer as somebody who may need it wants to know it."""

    texts = NOTICE_TEXTS

    kind = ui.ChoiceField(
        label=_("What is it?"),
        choices=NoticeKind.choices,
        help_text=_("Never a place to stay: that goes from colleague to colleague, sealed."),
        error_messages={"required": _("Choose what is offered.")},
    )
    title = ui.TextField(label=LABELS["title"], required=False, max_length=200)
    details = ui.LongTextField(
        label=LABELS["details"],
        required=False,
        max_length=5_000,
        help_text=_("Nothing about a person who is helped."),
    )
    employer = ui.TextField(
        label=_("Employer, or who gives it"),
        max_length=200,
        help_text=_("By its name: an offer without one is not safe."),
        error_messages={"required": _("Name who is behind it.")},
    )
    country = country_field(LABELS["country"], _("Choose the country where this is."))
    place = ui.TextField(
        label=LABELS["place"],
        required=False,
        max_length=100,
        help_text=_("A town, never a street."),
    )
    languages = languages_field()
    pay = ui.LongTextField(
        label=LABELS["pay"],
        required=False,
        max_length=1_000,
        rows=2,
        help_text=_("In words: how much, how often, what is taken off. Nobody ever pays for it."),
    )
    papers = ui.ChoiceField(
        label=LABELS["papers"],
        choices=Papers.choices,
        error_messages={"required": _("Say whether papers are needed.")},
    )
    apply = ui.LongTextField(
        label=LABELS["apply"],
        required=False,
        max_length=2_000,
        rows=2,
        help_text=_("Through your organisation: whom a colleague writes to."),
    )
    expires_on = ui.DayField(
        label=LABELS["expires_on"],
        help_text=_("At most 90 days from today. It vanishes the day after."),
        error_messages={"required": _("Say until when it stands.")},
    )

    def __init__(self, data: Any = None, *, today: date, longest: timedelta, **kwargs: Any) -> None:
        self.days = (today, today + longest)
        super().__init__(data, **kwargs)

    def clean_expires_on(self) -> date:
        """Return the day; raises ValidationError for one that is over or too far away."""
        day: date = self.cleaned_data["expires_on"]
        first, last = self.days
        if not first <= day <= last:
            raise ValidationError(_now("Put a day within the next 90 days."))
        return day

    def clean(self) -> dict[str, Any]:
        """Ask for a title and a way to apply, in one language at least."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        missing = {
            "title": _now("Say in a few words what is offered."),
            "apply": _now("Say how somebody applies."),
        }
        for name, sentence in missing.items():
            elsewhere = self.standing.get(name, {}).keys() - {self.spoken}
            if name not in self.errors and not said.get(name, "").strip() and not elsewhere:
                self.add_error(name, sentence)
        return said

    def given(self) -> NoticeGiven:
        """Return what was written, after `is_valid`."""
        said = self.cleaned_data
        return NoticeGiven(
            **{name: said[name] for name in AS_TYPED},
            languages=tuple(said["languages"]),
            texts=self.given_texts(),
        )


class CheckForm(ui.PlainForm):
    """How an employer was checked; the version that was looked at comes back with it."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    how = ui.LongTextField(
        label=_("How was the employer checked?"),
        max_length=2_000,
        help_text=_(
            "Whom you asked, what you saw, the contract, the wage, who worked there. Every member "
            "reads it: no names of people."
        ),
        error_messages={"required": _("Say how the employer was checked.")},
    )
    by = ui.SelectField(
        label=_("Who checked it?"),
        help_text=_("A colleague of yours. Other organisations do not see the name."),
        error_messages={"required": _("Choose who checked it.")},
    )
    on = ui.DayField(label=_("When?"), error_messages={"required": _("Say when it was checked.")})

    def __init__(
        self, data: Any = None, *, colleagues: list[tuple[str, str]], today: date, version: int
    ) -> None:
        super().__init__(data, initial={"version": version})
        self.today = today
        field = self.fields["by"]
        field.choices = [("", "—"), *colleagues]  # type: ignore[attr-defined]  # a SelectField

    def clean_on(self) -> date:
        """Return the day; raises ValidationError for one to come."""
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise ValidationError(_now("This day is still to come."))
        return day


class ConcernForm(ui.PlainForm):
    """What somebody is worried about."""

    text = ui.LongTextField(
        label=_("What worries you?"),
        max_length=4_000,
        help_text=_("What you saw or heard. You need not be sure, and you need not name anybody."),
        error_messages={"required": _("Say what worries you, in a few words.")},
    )
    says_who = ui.TickField(
        label=_("They may know that it was me"),
        help_text=_("Without this they read what you say and not who you are."),
    )


class DecideForm(ui.PlainForm):
    """What the secretariat decides about a concern, and why."""

    decision = ui.ChoiceField(
        label=_("What becomes of the offer?"),
        choices=[("keep", _("It stays on the board")), ("withdraw", _("It is withdrawn"))],
        error_messages={"required": _("Choose what becomes of the offer.")},
    )
    reason = ui.LongTextField(
        label=_("Why?"),
        max_length=2_000,
        help_text=_("Read by the member that posted it and by the secretariat."),
        error_messages={"required": _("Say why.")},
    )


class WhichNoticesForm(ui.PlainForm):
    """Which offers are looked for; sent by POST, as it may tell of somebody who needs one."""

    kind = ui.SelectField(
        label=_("What"), required=False, choices=NoticeKind.choices, empty=_("Anything")
    )
    country = ui.SelectField(
        label=LABELS["country"],
        required=False,
        choices=countries,
        empty=_("Every country"),
    )
    language = ui.SelectField(
        label=_("Language"),
        required=False,
        choices=list(LANGUAGES.items()),
        empty=_("Any language"),
    )
