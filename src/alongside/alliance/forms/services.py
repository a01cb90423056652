"""What a member says of a service."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now, gettext_lazy as _

from alongside.alliance.enums import ServiceKind, Situation
from alongside.alliance.errors import ShelterSaysWhere
from alongside.alliance.forms.texts import (
    NumberField,
    TextsForm,
    WebsiteField,
    country_field,
    languages_field,
)
from alongside.alliance.given import ServiceGiven
from alongside.alliance.labels import LABELS, SERVICE_TEXTS
from alongside.alliance.languages import LANGUAGES
from alongside.ui import forms as ui
from alongside.ui.names import countries, own_language

AS_TYPED = ("country", "place", "phone", "whatsapp", "website", "is_free", "is_public", "reference")
SAYS_WHERE = ("place", "area", "phone", "whatsapp")


class ServiceForm(TextsForm):
    """A service as somebody who needs it wants to know it."""

    texts = SERVICE_TEXTS

    name = ui.TextField(
        label=LABELS["name"],
        required=False,
        max_length=300,
        help_text=_("As people call it: “The line that is open at night”."),
    )
    description = ui.LongTextField(
        label=LABELS["description"], required=False, max_length=5_000, rows=3
    )
    kinds = ui.MultipleChoiceField(
        label=LABELS["kinds"],
        choices=ServiceKind.choices,
        hints={
            ServiceKind.SHELTER.value: _("Never says where it is, and has no number of its own")
        },
        error_messages={"required": _("Choose what kind of help this is.")},
    )
    situations = ui.MultipleChoiceField(
        label=LABELS["situations"], required=False, choices=Situation.choices
    )
    languages = languages_field()
    country = country_field(LABELS["country"], _("Choose the country where this is offered."))
    place = ui.TextField(
        label=LABELS["place"],
        required=False,
        max_length=100,
        help_text=_("A town, never a street. Nothing for a safe place to stay."),
    )
    area = ui.LongTextField(
        label=LABELS["area"],
        required=False,
        max_length=1_000,
        rows=2,
        help_text=_("Districts or countries people come from, one on each line."),
    )
    hours = ui.LongTextField(
        label=LABELS["hours"],
        required=False,
        max_length=1_000,
        rows=2,
        help_text=_("As people say it: every day from 9 to 17."),
    )
    eligibility = ui.LongTextField(
        label=LABELS["eligibility"], required=False, max_length=2_000, rows=2
    )
    papers_not_needed = ui.LongTextField(
        label=LABELS["papers_not_needed"],
        required=False,
        max_length=1_000,
        rows=2,
        help_text=_("Many do not come because they think they need them."),
    )
    phone = NumberField(label=LABELS["phone"])
    whatsapp = NumberField(label=LABELS["whatsapp"])
    website = WebsiteField(label=LABELS["website"])
    is_free = ui.TickField(label=_("It costs nothing"))
    is_public = ui.TickField(
        label=_("Show it to the public"),
        help_text=_("Without this, only members of the alliance see it."),
    )
    reference = ui.TextField(
        label=LABELS["reference"],
        required=False,
        max_length=100,
        help_text=_("If you keep a list of your own. An import finds the service by it."),
    )

    def clean_area(self) -> str:
        """Return one area on each line, without empty ones."""
        lines = (line.strip() for line in self.cleaned_data["area"].splitlines())
        return "\n".join(line for line in lines if line)

    def clean_name(self) -> str:
        """Refuse a service without a name in any language."""
        typed: str = self.cleaned_data["name"].strip()
        others = {code for code, text in self.standing.get("name", {}).items() if text}
        if not typed and not others - {self.spoken}:
            language = own_language(self.spoken)
            raise ValidationError(
                _now("Say what this is called in this language: %(language)s.")
                % {"language": language}
            )
        return typed

    def clean(self) -> dict[str, Any]:
        """Refuse a safe place to stay that would say where it is."""
        said = self.cleaned_data
        if ServiceKind.SHELTER in said.get("kinds", ()):
            for name in SAYS_WHERE:
                if said.get(name):
                    self.add_error(name, str(ShelterSaysWhere()))
        return said

    def given(self) -> ServiceGiven:
        """Return what was written, after `is_valid`."""
        said = self.cleaned_data
        return ServiceGiven(
            **{name: said[name] for name in AS_TYPED},
            kinds=tuple(said["kinds"]),
            situations=tuple(said["situations"]),
            languages=tuple(said["languages"]),
            area=said["area"],
            texts=self.given_texts(),
        )


class WhichServicesForm(ui.PlainForm):
    """Which services are looked for; sent by POST, as it may tell of somebody who needs one."""

    situation = ui.SelectField(
        label=_("What happened"), required=False, choices=Situation.choices, empty=_("Anything")
    )
    kind = ui.SelectField(
        label=LABELS["kinds"], required=False, choices=ServiceKind.choices, empty=_("Any kind")
    )
    language = ui.SelectField(
        label=_("Language"),
        required=False,
        choices=list(LANGUAGES.items()),
        empty=_("Any language"),
    )
    country = ui.SelectField(
        label=LABELS["country"],
        required=False,
        choices=countries,
        empty=_("Every country"),
    )
