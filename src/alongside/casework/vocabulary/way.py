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
# What the fields of her way are called where they are read.
TITLES: Words = {
    "answered": _("Who answered"),
    "via": _("In which way"),
    "mark": _("Day of the follow-up clock"),
    "counted_from": _("Counted from the day"),
    "counted_since": _("Counted from"),
    "set_aside_on": _("Set aside on"),
    "began_on": _("Begun here on"),
    "identified_on": _("Identified"),
    "identified_by": _("Identified by"),
    "way_out": _("How she came out"),
    "out_on": _("Came out"),
    "out_by": _("Who helped her out"),
    "out_words": _("About coming out"),
    "skills": _("What she can do"),
    "schooling": _("Schools and courses"),
    "work_wish": _("What work she wants"),
    "where": _("Where"),
    "may_contact_family": _("We may speak with her family"),
    "said_on": _("Said on"),
    "visited_on": _("Visit on"),
    "visited_by": _("Who went there"),
    "whom_met": _("Whom they met"),
    "visit": _("What they saw and heard"),
    "community": _("Neighbours and village"),
    "relatives_involved": _("Relatives had a part in the trafficking"),
    "relatives": _("What is known of that"),
    "safety": _("Her safety there"),
    "stigma": _("Blame and shame"),
    "to_change": _("What would have to change"),
    "finding": _("What was proposed"),
    "reasons": _("Why"),
    "proposed_on": _("Proposed on"),
    "decided_on": _("Decided on"),
    "comment": _("Comment"),
    "travel_permit": _("Travel permit"),
    "passport": _("Passport"),
    "birth_record": _("Birth record"),
    "court_order": _("Order of a court or an office"),
    "health_paper": _("Health paper"),
    "other_papers": _("Other papers"),
    "leaves_on": _("Leaves on"),
    "arrives_on": _("Arrives on"),
    "route": _("Route"),
    "escort": _("Who travels with her"),
    "border_on": _("Handed over at the border on"),
    "border_place": _("Place at the border"),
    "border_given_by": _("Handed over at the border by"),
    "border_taken_by": _("Received at the border by"),
    "home_on": _("Handed over at home on"),
    "home_place": _("Place at home"),
    "home_given_by": _("Handed over at home by"),
    "home_taken_by": _("Received at home by"),
    "since": _("Since"),
    "until": _("Until"),
    "grant": _("Small grant"),
    "grant_currency": _("Money of the grant"),
    "grant_for": _("What the grant was for"),
    "grant_from": _("Who paid the grant"),
    "band": _("Is it enough?"),
}
