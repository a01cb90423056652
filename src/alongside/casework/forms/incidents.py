"""Registering an incident of violence: one page, every question may be skipped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now, gettext_lazy as _

from alongside.casework import vocabulary
from alongside.casework.contents import Incident
from alongside.casework.forms.content import ContentForm
from alongside.casework.forms.fields import YesNoField
from alongside.casework.forms.people import ALL, MINE
from alongside.casework.queries import RegisterFilters
from alongside.casework.violence.verdict import ASKED
from alongside.casework.vocabulary.titles import FIELD_TITLES
from alongside.ui import forms as ui
from alongside.ui.forms.approximate import ApproximateDateField

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import BoundField
    from django.utils.functional import _StrPromise

SERVICES = (
    "safe_house",
    "health",
    "psychosocial",
    "legal",
    "police",
    "livelihood",
    "protection",
)


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that stand together under a heading; `until_yes` ends them at the first yes."""

    title: str
    lead: str
    fields: list[BoundField]
    until_yes: bool


class IncidentForm(ContentForm):
    """One incident. The six questions come first; type and contexts follow from the answers."""

    content = Incident
    vocabularies: ClassVar = {
        "time_of_day": partial(vocabulary.listed, "times_of_day"),
        "place_kind": partial(vocabulary.listed, "incident_places"),
        "perpetrators": partial(vocabulary.listed, "numbers_of_perpetrators"),
        "relation": partial(vocabulary.listed, "relations"),
        "perpetrators_sex": partial(vocabulary.listed, "perpetrators_sexes"),
        "perpetrators_age": partial(vocabulary.listed, "age_groups"),
        "abduction": partial(vocabulary.listed, "abductions"),
        "harmful_practice": partial(vocabulary.listed, "harmful_practices"),
        "sex": partial(vocabulary.listed, "sexes"),
        "age_group": partial(vocabulary.listed, "age_groups"),
        "displacement": partial(vocabulary.listed, "displacements"),
        "disability": partial(vocabulary.listed, "disabilities"),
        "sent_by": partial(vocabulary.listed, "senders"),
        **{name: partial(vocabulary.listed, "help_states") for name in SERVICES},
    }

    penetration = YesNoField(
        label=_("1. Was something put into her body against her will?"),
        help_text=_("Into the vagina, the anus or the mouth: a part of a body, or a thing."),
    )
    sexual_contact = YesNoField(
        label=_("2. Was there other sexual touching she did not want?"),
        help_text=_("Also an attempted rape, and the cutting of girls or women."),
    )
    physical_harm = YesNoField(
        label=_("3. Was she hurt in her body in another way?"),
        help_text=_("Hit, kicked, choked, burnt, cut, shot at."),
    )
    forced_marriage = YesNoField(label=_("4. Was she married against her will?"))
    resources_denied = YesNoField(
        label=_("5. Was she kept from what is hers?"),
        help_text=_("Money she earned, an inheritance, school, work, a doctor."),
    )
    emotional_harm = YesNoField(
        label=_("6. Was she threatened, humiliated or shut away?"),
        help_text=_("Also insulted, followed, or made to watch somebody else being hurt."),
    )
    happened = ApproximateDateField(
        label=_("When did it happen?"),
        required=False,
        help_text=_("Some medical help only works within three to five days."),
    )
    reported_on = ui.DayField(
        label=_("When did she tell you?"),
        required=False,
        help_text=_("Leave it empty if it was today."),
    )
    time_of_day = ui.SelectField(label=_("At what time of day?"), required=False)
    place_kind = ui.SelectField(
        label=_("In what kind of place?"),
        required=False,
        help_text=_("Never the address, so that the register leads nobody there."),
    )
    perpetrators = ui.SelectField(label=_("How many people did it?"), required=False)
    relation = ui.SelectField(
        label=_("Who was it to her?"),
        required=False,
        help_text=_("No name. If several did it, the one who hurt her most."),
    )
    perpetrators_sex = ui.SelectField(label=_("Their sex"), required=False)
    perpetrators_age = ui.SelectField(label=_("Their age, about"), required=False)
    abduction = ui.SelectField(label=_("Was she taken away or held?"), required=False)
    harmful_practice = ui.SelectField(
        label=_("Was it a harmful traditional practice?"), required=False
    )
    exchanged = YesNoField(label=_("Was money, food or anything else offered in exchange?"))
    happened_before = YesNoField(label=_("Did something like it happen to her before?"))
    told_before = YesNoField(label=_("Did she tell this to another organisation before?"))
    age_group = ui.SelectField(label=_("How old was she then?"), required=False)
    sex = ui.SelectField(label=_("Her sex"), required=False)
    displacement = ui.SelectField(label=_("Where does she live?"), required=False)
    disability = ui.SelectField(label=_("Does she live with a disability?"), required=False)
    sent_by = ui.SelectField(label=_("Who sent her to you?"), required=False)
    safe_house = ui.SelectField(label=_("A safe place to stay"), required=False)
    health = ui.SelectField(label=_("Health care"), required=False)
    psychosocial = ui.SelectField(label=_("Counselling"), required=False)
    legal = ui.SelectField(label=_("Legal help"), required=False)
    police = ui.SelectField(label=_("Police"), required=False)
    livelihood = ui.SelectField(label=_("Work or money"), required=False)
    protection = ui.SelectField(label=_("Protection"), required=False)
    wants_court = YesNoField(label=_("Does she want to go to court?"))
    remarks = ui.LongTextField(
        label=_("In a few words, if something is missing"),
        required=False,
        rows=3,
        help_text=_("No names and no places. She need not tell it twice."),
    )

    short_labels: ClassVar = {
        name: FIELD_TITLES[name] for name in Incident.model_fields if name in FIELD_TITLES
    }
    groups_of: ClassVar[tuple[tuple[_StrPromise, _StrPromise | str, tuple[str, ...]], ...]] = (
        (
            _("What was done to her?"),
            _("Ask in this order, and stop at the first yes. That one answer is what is counted."),
            ASKED,
        ),
        (_("When and where"), "", ("happened", "reported_on", "time_of_day", "place_kind")),
        (
            _("Who did it"),
            "",
            ("perpetrators", "relation", "perpetrators_sex", "perpetrators_age"),
        ),
        (
            _("What belonged to it"),
            "",
            ("abduction", "harmful_practice", "exchanged", "happened_before", "told_before"),
        ),
        (
            _("About her"),
            _("It shows whom it happens to. It need not be exact."),
            ("age_group", "sex", "displacement", "disability", "sent_by"),
        ),
        (
            _("What she wants now"),
            _("Help does not depend on any answer above."),
            (*SERVICES, "wants_court", "remarks"),
        ),
    )

    def groups(self) -> list[Group]:
        """Return the questions as they stand together on the page."""
        found = [
            Group(
                str(title),
                str(lead),
                [self[name] for name in names if name in self.fields],
                until_yes=names == ASKED,
            )
            for title, lead, names in self.groups_of
        ]
        found.append(Group(_now("Not asked any more"), "", self.to_take_out, until_yes=False))
        return [group for group in found if group.fields]

    def clean_reported_on(self) -> date:
        """Return the day it was told, today where none was given.

        Raises ValidationError for a day that has not come yet.
        """
        day: date = self.cleaned_data["reported_on"] or self.today
        if day > self.today:
            raise ValidationError(_now("This day has not come yet."))
        return day

    def clean(self) -> dict[str, Any]:
        """Ask for at least one answer, and that it was told after it happened."""
        values = super().clean()
        happened, told = values.get("happened"), values.get("reported_on")
        if happened and told and happened.start and happened.start > told:
            sentence = _now("It cannot happen after she told it. Look at both days again.")
            self.add_error("happened", sentence)
        known = self.content.model_fields.keys() & values.keys() - {"reported_on"}
        if not self.errors and all(values[name] in (None, "") for name in known):
            self.add_error(None, _now("Answer at least one question before you save."))
        return values


class RegisterForm(IncidentForm):
    """An incident that stands alone. It is anonymous unless she wants to be called something."""

    called = ui.TextField(
        label=_("What shall we call her?"),
        required=False,
        help_text=_("Leave it empty and nothing says who she is. Any name she likes will do."),
    )

    groups_of: ClassVar = (
        *IncidentForm.groups_of,
        (_("If you stay in touch"), "", ("called",)),
    )


def _month_before(today: date) -> tuple[date, date]:
    last = today.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


PERIODS: dict[str, Callable[[date], tuple[date, date]]] = {
    "month": lambda today: (today.replace(day=1), today),
    "last_month": _month_before,
    "year": lambda today: (today.replace(month=1, day=1), today),
    "last_year": lambda today: (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
}


class RegisterFilterForm(ui.PlainForm):
    """Which incidents the register shows. It travels in the address, so it holds codes alone."""

    whose = ui.ChoiceField(
        label=_("Show"),
        choices=[(ALL, _("All I may see")), (MINE, _("Registered by me"))],
        required=False,
    )
    period = ui.SelectField(
        label=_("Registered"),
        choices=[
            ("month", _("This month")),
            ("last_month", _("Last month")),
            ("year", _("This year")),
            ("last_year", _("Last year")),
        ],
        empty=_("At any time"),
        required=False,
    )

    def __init__(self, asked: dict[str, str]) -> None:
        super().__init__({**asked, "whose": asked.get("whose") or ALL}, auto_id="show-%s")
        # An address somebody bent is read as if the word were not there.
        self.is_valid()

    def filters(self, today: date) -> RegisterFilters:
        """Return what to look for."""
        asked = self.cleaned_data
        period = PERIODS.get(asked.get("period", ""))
        since, until = period(today) if period else (None, None)
        return RegisterFilters(mine=asked.get("whose") == MINE, since=since, until=until)

    def is_narrowed(self) -> bool:
        """Return whether anything but everything was chosen."""
        asked = self.cleaned_data
        return asked.get("whose") == MINE or bool(asked.get("period"))
