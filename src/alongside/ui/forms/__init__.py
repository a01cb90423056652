"""Forms in plain words: our renderer, a form that forgets nothing, and the fields pages use."""

from alongside.ui.forms.dates import ApproximateDateField, DayField
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
    "ApproximateDateField",
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
