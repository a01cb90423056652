"""Who she is: what she is called, what her papers say, where she is now."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _now, gettext_lazy as _

from alongside.casework import vocabulary
from alongside.casework.contents import Identity, Whereabouts
from alongside.casework.forms.content import ContentForm
from alongside.casework.forms.fields import LanguagesField, LinesField, WholeNumberField, YesNoField
from alongside.ui import forms as ui, names
from alongside.ui.forms.approximate import ApproximateDateField

OLDEST = 120
MOST_CHILDREN = 30


class CalledForm(ContentForm):
    """Page 1: what shall we call her."""

    content = Identity
    vocabularies: ClassVar = {"language": names.languages}

    called = ui.TextField(
        label=_("What shall we call her?"),
        required=False,
        help_text=_("Any name she likes, in any script. It need not be the one on her papers."),
    )
    not_given = ui.TickField(label=_("She gives no name now"))
    pronoun = ui.TextField(
        label=_("How do we speak of her?"),
        required=False,
        help_text=_("For example: she, he, they. Leave it empty if you do not know."),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    language = ui.SelectField(
        label=_("Her language"),
        required=False,
        help_text=_("So that whoever answers her can be understood."),
    )
    interpreter = YesNoField(label=_("Does she need an interpreter with us?"))

    def clean(self) -> dict[str, Any]:
        """Ask for a name, or for the tick that there is none now."""
        values = super().clean()
        if not values.get("called") and not values.get("not_given") and "called" not in self.errors:
            sentence = _now("Say what she is called, or tick that she gives no name now.")
            self.add_error("called", sentence)
        return values

    def typed(self) -> dict[str, Any]:
        """Return the answers; a name that was given after all wins over the tick."""
        values = super().typed()
        return values | {"not_given": bool(values.get("not_given")) and not values.get("called")}


class WhoSheIsForm(ContentForm):
    """Page 4: what may be asked and need not be answered."""

    content = Identity
    vocabularies: ClassVar = {"gender": vocabulary.genders}
    other_labels: ClassVar = {"age_on": _("Day on which she said her age")}

    papers_name = ui.TextField(
        label=_("Name on her papers"),
        required=False,
        help_text=_("Only needed where a court, a clinic or an office asks for it."),
    )
    other_names = LinesField(
        rows=2,
        label=_("Other names"),
        help_text=_(
            "Names she is known by elsewhere, one on each line. They help to find her file."
        ),
    )
    birth = ApproximateDateField(
        label=_("When was she born?"),
        required=False,
        help_text=_("A year is enough. It tells which rights and services are hers."),
    )
    age = WholeNumberField(label=_("Or her age, about"), required=False, max_value=OLDEST)
    gender = ui.SkippableChoiceField(
        label=_("Gender, as she says it"),
        help_text=_("Some shelters and services ask for it."),
    )
    citizenship = LinesField(
        rows=1,
        label=_("Citizenship"),
        help_text=_("It tells which embassy and which papers can help her. One on each line."),
    )
    from_place = ui.TextField(
        label=_("Where does she come from?"),
        required=False,
        help_text=_(
            "Village, town or district. Needed only if she wants to go back or find family."
        ),
    )
    from_country = ui.TextField(label=_("In which country is that?"), required=False)

    def typed(self) -> dict[str, Any]:
        """Return the answers; an age that is new is remembered with the day it was said."""
        values = super().typed()
        before = getattr(self.saved, "age", None)
        if values.get("age") != before:
            values["age_on"] = self.today if values.get("age") is not None else None
        return values


class IdentityForm(CalledForm, WhoSheIsForm):
    """Everything about who she is, to be changed later."""

    vocabularies: ClassVar = {
        **CalledForm.vocabularies,
        **WhoSheIsForm.vocabularies,
        "marital_status": vocabulary.marital_statuses,
        "education": vocabulary.educations,
    }

    short_labels: ClassVar = {
        "called": _("Called"),
        "pronoun": _("Spoken of as"),
        "interpreter": _("Needs an interpreter"),
        "birth": _("Born"),
        "age": _("Age, about"),
        "gender": _("Gender"),
        "from_place": _("Comes from"),
        "from_country": _("Country she comes from"),
        "children": _("Children"),
        "position": _("Position in an organisation"),
        "deceased": _("Has died"),
    }

    salutation = ui.TextField(
        label=_("Form of address"), required=False, help_text=_("For example: Ms, Apa, Didi.")
    )
    position = ui.TextField(
        label=_("Has she a position in an organisation?"),
        required=False,
        help_text=_("For example: organiser of a union."),
    )
    deceased = YesNoField(label=_("Has she died?"))
    other_languages = LanguagesField(
        rows=2, label=_("Other languages she speaks"), help_text=_("One on each line.")
    )
    marital_status = ui.SelectField(label=_("Marital status"), required=False)
    children = WholeNumberField(
        label=_("How many children has she?"), required=False, max_value=MOST_CHILDREN
    )
    education = ui.SelectField(label=_("Schooling"), required=False)
    identity_number = ui.TextField(
        label=_("Number of her papers"),
        required=False,
        help_text=_("Write it down only if somebody needs it for her."),
    )

    field_order = (
        "called",
        "not_given",
        "salutation",
        "pronoun",
        "language",
        "other_languages",
        "interpreter",
        "papers_name",
        "other_names",
        "birth",
        "age",
        "gender",
        "citizenship",
        "from_place",
        "from_country",
        "marital_status",
        "children",
        "education",
        "identity_number",
        "position",
        "deceased",
    )


class WhereaboutsForm(ContentForm):
    """Where she is now."""

    content = Whereabouts
    vocabularies: ClassVar = {"kind": vocabulary.whereabouts_kinds}

    kind = ui.SelectField(label=_("Where is she now?"), required=False)
    place = ui.TextField(
        label=_("Town or area"),
        required=False,
        help_text=_(
            "The street only if somebody must go there. It is locked away with how to reach her."
        ),
    )
    country = ui.TextField(label=_("Country"), required=False)


class AddressForm(WhereaboutsForm):
    """Where she is now, with the street."""

    street = ui.TextField(label=_("Street and house"), required=False)
    state = ui.TextField(label=_("District or state"), required=False)
    postal_code = ui.TextField(
        label=_("Post code"),
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )

    field_order = ("kind", "street", "place", "state", "postal_code", "country")
