"""Services by name, each with the days between which it is offered in forms.

The nine plain codes are the support plan types of HTCDS 2.0 (`spl_Type`), which calls itself a
draft there; the others, with `x_`, are ours. A code is never taken out, because sealed documents
still hold it: a service that is no longer offered gets its last day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _, pgettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# Offered ever since files are kept here.
BEGINNING = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class ServiceWord:
    """A kind of service; `until` is the last day it is offered, None while it still is."""

    words: _StrPromise
    since: date = BEGINNING
    until: date | None = None

    def offered(self, on: date | None) -> bool:
        """Return whether a form offers it on that day; no day means all there ever were."""
        return on is None or (self.since <= on and (self.until is None or on <= self.until))


SERVICES: dict[str, ServiceWord] = {
    "x_crisis": ServiceWord(_("First help in an emergency")),
    "x_shelter": ServiceWord(_("A safe place to stay")),
    "x_counselling": ServiceWord(_("Counselling")),
    "Health": ServiceWord(_("Health care")),
    "Legal": ServiceWord(_("Legal help")),
    "x_wage_claim": ServiceWord(_("Help to claim wages")),
    "x_documents": ServiceWord(_("Help with papers")),
    "x_interpretation": ServiceWord(_("Interpreting")),
    "x_accompaniment": ServiceWord(_("Going along with her")),
    "Financial": ServiceWord(_("Money")),
    "x_food_clothes": ServiceWord(_("Food and clothes")),
    "x_family_tracing": ServiceWord(_("Finding or reaching family")),
    "x_travel_home": ServiceWord(_("Travel home")),
    "Education": ServiceWord(pgettext_lazy("a service", "Education")),
    "Livelihood": ServiceWord(_("Work or own business")),
    "RightsBasedTraining": ServiceWord(_("Rights training")),
    "SocialCare": ServiceWord(_("Social care")),
    "LabourExploitationRehabilitation": ServiceWord(_("Recovery after labour exploitation")),
    "SexualExploitationRehabilitation": ServiceWord(_("Recovery after sexual exploitation")),
}
