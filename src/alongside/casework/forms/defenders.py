"""A defender at risk: what threatens her, and whom to tell."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from django.utils.translation import gettext as _now, gettext_lazy as _

from alongside.casework import vocabulary
from alongside.casework.contents import Threat
from alongside.casework.forms.content import ContentForm
from alongside.casework.forms.fields import YesNoField, offer
from alongside.casework.vocabulary.titles import FIELD_TITLES
from alongside.ui import forms as ui
from alongside.ui.forms.approximate import ApproximateDateField


class ThreatForm(ContentForm):
    """Something that was done or said to frighten her."""

    content = Threat
    vocabularies: ClassVar = {
        "from_whom": partial(vocabulary.listed, "threat_sources"),
        "seriousness": partial(vocabulary.listed, "seriousness"),
    }

    short_labels: ClassVar = {
        name: FIELD_TITLES[name] for name in Threat.model_fields.keys() & FIELD_TITLES.keys()
    }

    what = ui.LongTextField(
        label=_("What was done or said?"),
        rows=4,
        help_text=_("Also a visit, a message, a file against her, a car before the house."),
        error_messages={"required": _("Write at least a few words.")},
    )
    occurred = ApproximateDateField(label=_("When?"), required=False)
    from_whom = ui.SelectField(label=_("From whom?"), required=False)
    seriousness = ui.SkippableChoiceField(label=_("How serious is it for her?"))
    was_reported = YesNoField(label=_("Was it reported to somebody?"))
    reported_to = ui.TextField(
        label=_("To whom?"),
        required=False,
        help_text=_("Police, a human rights commission, a network of defenders."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask that a threat did not come from tomorrow."""
        values = super().clean()
        occurred = values.get("occurred")
        if occurred and occurred.start and occurred.start > self.today:
            self.add_error("occurred", _now("This day has not come yet."))
        return values


class AlertForm(ui.PlainForm):
    """Which colleagues have to know, and what."""

    to = ui.MultipleChoiceField(
        label=_("Who has to know?"),
        help_text=_("Colleagues who hold the keys of her file. It stands on their Today."),
        error_messages={"required": _("Choose at least one colleague.")},
    )
    words = ui.LongTextField(
        label=_("What do they have to know?"),
        rows=4,
        help_text=_("It is kept in her file as well."),
        error_messages={"required": _("Say what your colleagues have to know.")},
    )

    def __init__(self, *args: Any, colleagues: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["to"], colleagues)
