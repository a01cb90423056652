"""A page of a questionnaire as a form of ours."""

from alongside.questionnaires.forms.library import BringForm, ReadersForm
from alongside.questionnaires.forms.page import PageForm, Shown, answered

__all__ = ["BringForm", "PageForm", "ReadersForm", "Shown", "answered"]
