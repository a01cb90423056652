"""The words of working together: what is approved, and what a volunteer is asked to do.

A code is never taken out, because sealed documents still hold it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from alongside.casework.vocabulary.everyday import Words

# What an organisation may want a supervisor to approve.
APPROVALS: Words = {
    "assessments": _("An assessment"),
    "plans": _("What is planned with her"),
    "closures": _("Closing her file"),
}
SLOT_PURPOSES: Words = {
    "hospital": _("Go with her to a doctor or hospital"),
    "court": _("Go with her to court"),
    "office": _("Go with her to an office"),
    "travel": _("Go with her on a journey"),
    "interpret": _("Interpret"),
    "child_care": _("Look after her children"),
    "phone": _("Call her"),
    "bring": _("Bring her something"),
    "other": _("Something else"),
}
# What a volunteer may be told, each chosen by itself.
SLOT_FIELDS: Words = {
    "called": _("What she is called"),
    "pronoun": _("How to speak of her"),
    "language": _("Her language"),
    "meet": _("Where and when to meet"),
    "channel": _("How she can be reached"),
    "never": _("What must never be done"),
    "safe_words": _("Words that are safe"),
    "code_phrase": _("The code phrase"),
    "watch": _("What to watch for"),
}
GROUPS: Mapping[str, Words] = {
    "approvals": APPROVALS,
    "slot_purposes": SLOT_PURPOSES,
    "slot_fields": SLOT_FIELDS,
}
