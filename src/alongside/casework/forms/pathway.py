"""Her way: how she came out, where she wants to live, the journey back, work and income."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now, gettext_lazy as _

from alongside.casework import vocabulary
from alongside.casework.contents import Income, Livelihood, Pathway, Repatriation, Wish
from alongside.casework.forms.content import ContentForm
from alongside.ui import forms as ui
from alongside.ui.forms.approximate import ApproximateDateField

if TYPE_CHECKING:
    from datetime import date

PAPERS = ("travel_permit", "passport", "birth_record", "court_order", "health_paper")
_words = partial(partial, vocabulary.listed)


class IdentificationForm(ContentForm):
    """When and by whom it was first seen what was done to her."""

    content = Pathway
    short_labels: ClassVar = {"identified_on": _("When"), "identified_by": _("By whom")}

    identified_on = ApproximateDateField(
        label=_("When did somebody first see what was done to her?"),
        required=False,
        help_text=_("Some help and some rights count from that day."),
    )
    identified_by = ui.TextField(
        label=_("Who was that?"),
        required=False,
        help_text=_("An organisation, an office, a neighbour. Or she herself."),
    )


class ExitForm(ContentForm):
    """How she came out."""

    content = Pathway
    vocabularies: ClassVar = {"way_out": _words("ways_out")}
    short_labels: ClassVar = {
        "way_out": _("How"),
        "out_on": _("When"),
        "out_by": _("By whom"),
        "out_words": _("To be remembered"),
    }

    way_out = ui.SkippableChoiceField(label=_("How did she come out?"))
    out_on = ApproximateDateField(label=_("When was that?"), required=False)
    out_by = ui.TextField(
        label=_("Who helped her out, or sent her to us?"),
        required=False,
        help_text=_("So that nobody has to ask her again."),
    )
    out_words = ui.LongTextField(
        label=_("What should be remembered about it?"), required=False, rows=4
    )


class WayOutForm(ExitForm, IdentificationForm):
    """How she was identified and came out; saving it begins her way."""

    other_labels: ClassVar = {"began_on": _("Her way was begun here on")}

    def typed(self) -> dict[str, Any]:
        """Return the answers, with the day her way was begun here."""
        before = getattr(self.saved, "began_on", None)
        return super().typed() | {"began_on": before or self.today}


class SkillsForm(ContentForm):
    """What she can and what work she wants."""

    content = Pathway
    short_labels: ClassVar = {
        "skills": _("She can"),
        "schooling": _("Schooling"),
        "work_wish": _("She wants"),
    }

    skills = ui.LongTextField(
        label=_("What can she do?"),
        required=False,
        rows=3,
        help_text=_("Also what she learnt at home, or where she was."),
    )
    schooling = ui.TextField(label=_("Which schools or courses?"), required=False)
    work_wish = ui.LongTextField(
        label=_("What work does she want?"),
        required=False,
        rows=3,
        help_text=_("In her own words. Work is looked for by what she wants and can."),
    )


class WishForm(ContentForm):
    """Where she wants to live, asked before anything else and of nobody but her."""

    content = Wish
    vocabularies: ClassVar = {
        "where": _words("wheres_to_live"),
        "may_contact_family": lambda: vocabulary.listed("known")[:2],
    }

    where = ui.ChoiceField(
        label=_("Where does she want to live?"),
        error_messages={"required": _("Choose what she said, or that she has not decided.")},
    )
    words = ui.LongTextField(label=_("In her own words"), required=False, rows=4)
    may_contact_family = ui.SkippableChoiceField(
        label=_("May we speak with her family?"),
        inline=True,
        help_text=_("Without her yes nobody goes there, writes or calls."),
    )
    said_on = ui.DayField(
        label=_("When did she say it?"),
        required=False,
        help_text=_("Leave it empty if it was today."),
    )

    def clean_said_on(self) -> date:
        """Return the day, today where none was given; raises ValidationError for one to come."""
        return past_day(self, "said_on") or self.today


class RepatriationForm(ContentForm):
    """The journey back: papers, days, company, and who handed her over to whom."""

    content = Repatriation
    vocabularies: ClassVar = dict.fromkeys(PAPERS, _words("paper_states"))

    travel_permit = ui.SkippableChoiceField(label=_("Travel permit"), inline=True)
    passport = ui.SkippableChoiceField(label=_("Passport"), inline=True)
    birth_record = ui.SkippableChoiceField(label=_("Birth record"), inline=True)
    court_order = ui.SkippableChoiceField(label=_("Order of a court or an office"), inline=True)
    health_paper = ui.SkippableChoiceField(label=_("Health paper for the journey"), inline=True)
    other_papers = ui.TextField(label=_("Other papers, and where they are"), required=False)
    leaves_on = ui.DayField(label=_("She leaves on"), required=False)
    arrives_on = ui.DayField(label=_("She arrives on"), required=False)
    route = ui.LongTextField(
        label=_("Which way does she travel?"),
        required=False,
        rows=3,
        help_text=_("Where she changes, crosses the border and sleeps."),
    )
    escort = ui.TextField(
        label=_("Who travels with her?"),
        required=False,
        help_text=_("Somebody she agrees to, and how to reach her or him."),
    )
    border_on = ui.DayField(label=_("Handed over at the border on"), required=False)
    border_place = ui.TextField(label=_("At which place?"), required=False)
    border_given_by = ui.TextField(label=_("Who handed her over?"), required=False)
    border_taken_by = ui.TextField(label=_("Who received her?"), required=False)
    home_on = ui.DayField(label=_("Handed over at home on"), required=False)
    home_place = ui.TextField(label=_("At which place there?"), required=False)
    home_given_by = ui.TextField(label=_("Who handed her over there?"), required=False)
    home_taken_by = ui.TextField(label=_("Who received her there?"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask again about a journey that ends before it begins."""
        values = super().clean()
        leaves, arrives = values.get("leaves_on"), values.get("arrives_on")
        if leaves and arrives and arrives < leaves:
            self.add_error("arrives_on", _now("She cannot arrive before she leaves."))
        return values

    def clean_border_on(self) -> date | None:
        """Return the day; raises ValidationError for one that is still to come."""
        return past_day(self, "border_on")

    def clean_home_on(self) -> date | None:
        """Return the day; raises ValidationError for one that is still to come."""
        return past_day(self, "home_on")


class LivelihoodForm(ContentForm):
    """A job, a training or a business of hers."""

    content = Livelihood
    vocabularies: ClassVar = {"kind": _words("work_kinds")}

    kind = ui.ChoiceField(
        label=_("What is it?"), error_messages={"required": _("Choose what it is.")}
    )
    what = ui.TextField(
        label=_("As what, or in what?"), required=False, help_text=_("For example: tailor.")
    )
    where = ui.TextField(
        label=_("Where?"),
        required=False,
        help_text=_("In words, such as “a workshop in the next town”. No address is needed."),
    )
    since = ui.DayField(
        label=_("Since when?"),
        required=False,
        help_text=_("Leave it empty as long as it is only planned."),
    )
    until = ui.DayField(label=_("Until when?"), required=False)
    hours = ui.TextField(
        label=_("At what hours?"),
        required=False,
        help_text=_("For example: six days, 9 to 17. It tells when she can be reached."),
    )
    grant = ui.TextField(label=_("Small grant: how much?"), required=False)
    grant_currency = ui.TextField(label=_("In which money?"), required=False)
    grant_for = ui.TextField(label=_("What was it for?"), required=False)
    grant_from = ui.TextField(label=_("Who paid it?"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask again about work that ends before it begins."""
        values = super().clean()
        since, until = values.get("since"), values.get("until")
        if since and until and until < since:
            self.add_error("until", _now("It cannot end before it begins."))
        return values

    def clean_since(self) -> date | None:
        """Return the day; raises ValidationError for one that is still to come."""
        return past_day(self, "since")


class IncomeForm(ContentForm):
    """Whether what she has is enough."""

    content = Income
    vocabularies: ClassVar = {"band": _words("income_bands")}

    band = ui.ChoiceField(
        label=_("Is what she earns enough for her?"),
        help_text=_("She says it herself. No amount is asked, and none is needed."),
        error_messages={"required": _("Choose what she said.")},
    )
    said_on = ui.DayField(
        label=_("When did she say it?"),
        required=False,
        help_text=_("Leave it empty if it was today."),
    )
    words = ui.TextField(label=_("In her words"), required=False)

    def clean_said_on(self) -> date:
        """Return the day, today where none was given; raises ValidationError for one to come."""
        return past_day(self, "said_on") or self.today


def past_day(form: ContentForm, name: str) -> date | None:
    """Return the day that was typed; raises ValidationError for one that is still to come."""
    day: date | None = form.cleaned_data[name]
    if day is not None and day > form.today:
        raise ValidationError(_now("This day has not come yet."))
    return day
