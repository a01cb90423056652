"""What she needs first, and what happened, in her words and in the standard's codes."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from alongside.casework import vocabulary
from alongside.casework.contents import Episode, Needs
from alongside.casework.forms.content import ContentForm
from alongside.casework.forms.fields import KnownListField, WholeNumberField, YesNoField
from alongside.ui import forms as ui
from alongside.ui.forms.approximate import ApproximateDateField

OLDEST = 120
MOST_MONTHS = 600


class NeedsForm(ContentForm):
    """Page 3: what she needs first."""

    content = Needs
    vocabularies: ClassVar = {"needs": vocabulary.needs}

    needs = ui.MultipleChoiceField(label=_("What does she need first?"), required=False)
    own_words = ui.LongTextField(
        label=_("In her own words"),
        required=False,
        rows=4,
        help_text=_("Write what she says, not what we would call it."),
    )


class EpisodeForm(ContentForm):
    """One episode of trafficking or violence. Everything may stay empty."""

    content = Episode
    vocabularies: ClassVar = {
        name: partial(vocabulary.htcds, name)
        for name in (
            "type_of_exploitation",
            "forced_labour_industry",
            "type_of_sex_exploitation",
            "methods_of_control",
            "vulnerabilities",
            "method_of_recruitment",
            "recruitment_websites",
            "exploitation_websites",
            "relationship_to_trafficker",
            "trafficking_status",
            "status_decided_by",
            "roles",
            "event_type",
        )
    }

    story = ui.LongTextField(
        label=_("What happened, as she tells it"),
        required=False,
        rows=8,
        help_text=_("Only what she wants to be written down. She need not tell it twice."),
    )
    from_place = ui.TextField(label=_("It began in (place)"), required=False)
    from_country = ui.TextField(label=_("It began in (country)"), required=False)
    to_place = ui.TextField(label=_("She was taken to (place)"), required=False)
    to_country = ui.TextField(label=_("She was taken to (country)"), required=False)
    started = ApproximateDateField(label=_("When did it begin?"), required=False)
    ended = ApproximateDateField(label=_("When did it end?"), required=False)
    age_when_trafficked = WholeNumberField(
        label=_("How old was she when it began?"), required=False, max_value=OLDEST
    )
    type_of_exploitation = KnownListField(
        label=_("Forms of exploitation"),
        help_text=_("Tick nothing if you do not know; counts then leave her answer out."),
    )
    forced_labour_industry = ui.MultipleChoiceField(
        label=_("In what kind of work?"), required=False
    )
    type_of_sex_exploitation = ui.MultipleChoiceField(
        label=_("If it was sexual exploitation: of what kind?"), required=False
    )
    methods_of_control = ui.MultipleChoiceField(label=_("How was she controlled?"), required=False)
    x_restricts_movement = YesNoField(label=_("Could she not go where she wanted?"))
    x_uses_children = YesNoField(label=_("Were her children used to control her?"))
    x_forced_criminality = YesNoField(label=_("Was she made to break the law?"))
    vulnerabilities = ui.MultipleChoiceField(
        label=_("What made it easier to exploit her?"), required=False
    )
    vulnerabilities_words = ui.LongTextField(
        label=_("More about that, in words"), required=False, rows=3
    )
    method_of_recruitment = ui.MultipleChoiceField(
        label=_("How was she recruited?"), required=False
    )
    location_of_recruitment = ui.TextField(label=_("Where was she recruited?"), required=False)
    recruitment_websites = ui.MultipleChoiceField(
        label=_("On which websites or apps was she recruited?"), required=False
    )
    location_of_exploitation = ui.TextField(label=_("Where was she exploited?"), required=False)
    exploitation_websites = ui.MultipleChoiceField(
        label=_("Which websites or apps were used to exploit her?"), required=False
    )
    relationship_to_trafficker = ui.SkippableChoiceField(
        label=_("Who did this: somebody she knew?")
    )
    x_wages_owed = ui.TextField(
        label=_("Wages owed to her"), required=False, help_text=_("An amount in digits.")
    )
    x_wages_currency = ui.TextField(label=_("In which money?"), required=False)
    x_wages_months = WholeNumberField(
        label=_("For how many months?"), required=False, max_value=MOST_MONTHS
    )
    trafficking_status = ui.SkippableChoiceField(
        label=_("What was decided about her status?"),
        help_text=_(
            "A legal word from an authority or an organisation. Help does not depend on it."
        ),
    )
    status_decided_by = ui.SkippableChoiceField(label=_("Who decided that?"))
    roles = ui.MultipleChoiceField(label=_("What did others do to her?"), required=False)
    role_details = ui.LongTextField(label=_("More about what they did"), required=False, rows=3)
    event_type = ui.SkippableChoiceField(
        label=_("Is there one event she can say more about?"),
        help_text=_("Some courts ask where and when one thing happened. Skip it otherwise."),
    )
    event_on = ApproximateDateField(label=_("When was this event?"), required=False)
    event_street = ui.TextField(label=_("Street where it happened"), required=False)
    event_place = ui.TextField(label=_("Town or place where it happened"), required=False)
    event_state = ui.TextField(label=_("District or state where it happened"), required=False)
    event_postal_code = ui.TextField(label=_("Post code where it happened"), required=False)
    event_country = ui.TextField(label=_("Country where it happened"), required=False)
    event_words = ui.LongTextField(label=_("This event, as she tells it"), required=False, rows=3)
