"""Forms in plain words: our renderer, a form that forgets nothing, and the fields pages use.

`ApproximateDateField` stands in `approximate`: what it cleans to loads more than the way in needs.
"""

from alongside.ui.forms.dates import DayField
from alongside.ui.forms.fields import (
    NOT_NOW,
    ChoiceField,
    FileField,
    LongTextField,
    MultipleChoiceField,
    SelectField,
    SkippableChoiceField,
    SuggestField,
    TextField,
    TickField,
)
from alongside.ui.forms.plain import MissingMessage, PlainForm, keep_unremembered
from alongside.ui.forms.renderer import AlongsideRenderer

__all__ = [
    "NOT_NOW",
    "AlongsideRenderer",
    "ChoiceField",
    "DayField",
    "FileField",
    "LongTextField",
    "MissingMessage",
    "MultipleChoiceField",
    "PlainForm",
    "SelectField",
    "SkippableChoiceField",
    "SuggestField",
    "TextField",
    "TickField",
    "keep_unremembered",
]
