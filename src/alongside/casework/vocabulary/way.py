"""The words of her way from identification to integration, and of keeping in touch for long.

A code is never taken out, because sealed documents still hold it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _, pgettext_lazy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from alongside.casework.vocabulary.everyday import Words

WAYS_OUT: Words = {
    "rescue": _("She was brought out"),
    "own_exit": _("She got out herself"),
    "referral": _("Somebody sent her to us"),
}
WHERES_TO_LIVE: Words = {
    "family": _("Back with her family"),
    "elsewhere": _("Elsewhere in her country"),
    "stay": _("Here, where she is now"),
    "undecided": _("She has not decided"),
}
KNOWN: Words = {"yes": _("Yes"), "no": _("No"), "not_known": _("Not known")}
SUITABILITY_FINDINGS: Words = {
    "suitable": _("Suitable, with preparation"),
    "not_now": _("Not now"),
    "not_suitable": _("Not suitable"),
}
PROPOSAL_STATES: Words = {
    "proposed": _("Waits for a second person"),
    "confirmed": _("Decided by two"),
    "sent_back": _("Sent back"),
}
PAPER_STATES: Words = {
    "asked": pgettext_lazy("a paper", "Asked for"),
    "received": pgettext_lazy("a paper", "Received"),
    "not_needed": pgettext_lazy("a paper", "Not needed"),
}
WORK_KINDS: Words = {
    "placement": _("A job"),
    "training": _("Training"),
    "business": _("Her own business"),
}
INCOME_BANDS: Words = {
    "none": _("No income"),
    "less": _("Less than she needs"),
    "enough": _("About what she needs"),
    "more": _("More than she needs"),
}
ANSWERED: Words = {
    "herself": _("Yes, herself"),
    "somebody": _("Somebody else answered"),
    "nobody": _("Nobody answered"),
    "lost": _("We lost contact"),
}
CLOCK_MARKS: Words = {
    "1_week": _("After 1 week"),
    "1_month": _("After 1 month"),
    "3_months": _("After 3 months"),
    "6_months": _("After 6 months"),
    "12_months": _("After 12 months"),
    "24_months": _("After 24 months"),
}
CLOCK_STARTS: Words = {
    "return": _("Her return"),
    "placement": _("The beginning of her work or training"),
    "closing": _("The closing of her file"),
}
GROUPS: Mapping[str, Words] = {
    "ways_out": WAYS_OUT,
    "wheres_to_live": WHERES_TO_LIVE,
    "known": KNOWN,
    "suitability_findings": SUITABILITY_FINDINGS,
    "proposal_states": PROPOSAL_STATES,
    "paper_states": PAPER_STATES,
    "work_kinds": WORK_KINDS,
    "income_bands": INCOME_BANDS,
    "answered": ANSWERED,
    "clock_marks": CLOCK_MARKS,
    "clock_starts": CLOCK_STARTS,
}
