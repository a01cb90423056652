"""The fields of a file in words, for a copy that people read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as now_, gettext_lazy as _
from pydantic import BaseModel

from alongside.casework.vocabulary import GROUPS, label, language_name
from alongside.core.dates import ApproximateDate
from alongside.ui.dates import approximate, long_date

if TYPE_CHECKING:
    from alongside.casework.vocabulary.everyday import Words

KIND_TITLES: Words = {
    "identity": _("Who she is"),
    "safe_contact": _("How to reach her safely"),
    "whereabouts": _("Where she is now"),
    "safety_plan": _("Safety plan"),
    "needs": _("What she needs"),
    "episode": _("What happened"),
    "note": _("Note"),
    "goal": _("What she wants"),
    "service": _("Service"),
    "follow_up": _("Keeping in touch"),
    "pathway": _("Her way"),
    "wish": _("Where she wants to live"),
    "suitability": _("Can she return to her family?"),
    "proposal": _("Decision of two"),
    "repatriation": _("Her journey back"),
    "livelihood": _("Work, training or own business"),
    "income": _("Income"),
    "closing": _("Closing"),
    "arrival": _("How she came to us"),
    "attachment": _("Document"),
    "own_columns": _("From the register"),
}
FIELD_TITLES: Words = {
    "called": _("Called"),
    "not_given": _("Name not given"),
    "pronoun": _("Pronoun"),
    "language": _("Language"),
    "other_languages": _("Other languages"),
    "interpreter": _("Interpreter needed"),
    "papers_name": _("Name on papers"),
    "other_names": _("Other names"),
    "birth": _("Born"),
    "age": _("Age"),
    "age_on": _("Age said on"),
    "gender": _("Gender"),
    "citizenship": _("Citizenship"),
    "from_place": _("From"),
    "from_country": _("From (country)"),
    "to_place": _("To"),
    "to_country": _("To (country)"),
    "marital_status": _("Marital status"),
    "children": _("Children"),
    "education": _("Schooling"),
    "identity_number": _("Identity number"),
    "deceased": _("Has died"),
    "channel": _("Best way"),
    "number": _("Number"),
    "email": _("E-mail"),
    "other_numbers": _("Other numbers"),
    "friend": _("Through a friend"),
    "days": _("Days"),
    "hours": _("Hours"),
    "safe_words": _("Words that are safe"),
    "code_phrase": _("Code phrase"),
    "never": _("Never"),
    "never_words": _("Never, in her words"),
    "checked": _("She said this is safe"),
    "kind": _("Kind"),
    "place": _("Place"),
    "street": _("Street"),
    "state": _("State"),
    "postal_code": _("Postal code"),
    "country": _("Country"),
    "active": _("In force"),
    "dangers": _("What may happen"),
    "steps": _("Steps"),
    "people": _("Who helps"),
    "agreed_on": _("Agreed on"),
    "review_on": _("Look at it again on"),
    "needs": _("Needs"),
    "own_words": _("In her words"),
    "started": _("Began"),
    "ended": _("Ended"),
    "story": _("Her account"),
    "trafficking_status": _("Trafficking"),
    "status_decided_by": _("Decided by"),
    "relationship_to_trafficker": _("Who trafficked her"),
    "age_when_trafficked": _("Age then"),
    "vulnerabilities": _("What made it possible"),
    "vulnerabilities_words": _("What made it possible, in words"),
    "recruitment_websites": _("Recruited through"),
    "method_of_recruitment": _("How she was recruited"),
    "location_of_recruitment": _("Where she was recruited"),
    "methods_of_control": _("How she was controlled"),
    "type_of_exploitation": _("Form of exploitation"),
    "forced_labour_industry": _("Kind of work"),
    "type_of_sex_exploitation": _("Form of sexual exploitation"),
    "location_of_exploitation": _("Where it happened"),
    "exploitation_websites": _("Exploited through"),
    "x_restricts_movement": _("Kept from moving freely"),
    "x_uses_children": _("Her children were used"),
    "x_forced_criminality": _("Forced to break the law"),
    "x_wages_owed": _("Wages owed"),
    "x_wages_currency": _("Currency"),
    "x_wages_months": _("Months unpaid"),
    "title": _("Title"),
    "text": _("Text"),
    "happened_on": _("Day"),
    "present": _("Present"),
    "words": _("Words"),
    "who": _("Who"),
    "who_words": _("Who, in words"),
    "due_on": _("Due"),
    "done_on": _("Done"),
    "given_on": _("Day"),
    "provider": _("By"),
    "planned_on": _("Planned for"),
    "how": _("How"),
    "reached": _("Reached her"),
    "outcome": _("What came of it"),
    "reason": _("Reason"),
    "closed_on": _("Closed on"),
    "reopened_on": _("Opened again on"),
    "reopened_why": _("Why it was opened again"),
    "came_on": _("Came on"),
    "came_from": _("Came from"),
    "their_worker": _("Their colleague"),
    "details": _("Details"),
    "name": _("Name"),
    "note": _("Note"),
    "size": _("Size in bytes"),
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
    "what": _("What"),
    "since": _("Since"),
    "until": _("Until"),
    "grant": _("Small grant"),
    "grant_currency": _("Money of the grant"),
    "grant_for": _("What the grant was for"),
    "grant_from": _("Who paid the grant"),
    "band": _("Is it enough?"),
    "match_key": _("Their file number"),
    "own": _("Their own columns"),
}
# What says nothing to a reader.
LEFT_OUT = frozenset(
    {
        "schema_version",
        "id",
        "file_id",
        "key",
        "sha",
        "media_type",
        "phase_before",
        "taken_back",
        "prepares",
        "about_kind",
        "about_id",
        "about_version",
        "proposed_by",
        "asked",
        "decided_by",
    }
)
CODED = {
    "channel": "channels",
    "days": "weekdays",
    "never": "nevers",
    "needs": "needs",
    "who": "whos",
    "how": "follow_up_hows",
    "answered": "answered",
    "via": "channels",
    "mark": "clock_marks",
    "counted_since": "clock_starts",
    "way_out": "ways_out",
    "relatives_involved": "known",
    "may_contact_family": "known",
    "travel_permit": "paper_states",
    "passport": "paper_states",
    "birth_record": "paper_states",
    "court_order": "paper_states",
    "health_paper": "paper_states",
    "band": "income_bands",
    ("wish", "where"): "wheres_to_live",
    ("livelihood", "kind"): "work_kinds",
    ("proposal", "state"): "proposal_states",
    # One list of findings so far; a second one makes this depend on what it is about.
    ("proposal", "finding"): "suitability_findings",
    ("note", "kind"): "note_kinds",
    ("service", "kind"): "services",
    ("whereabouts", "kind"): "whereabouts_kinds",
    ("goal", "state"): "goal_states",
    ("step", "state"): "step_states",
    ("arrival", "reason"): "referral_reason",
}


def lines(kind: str, content: BaseModel) -> list[tuple[str, str]]:
    """Return what a content says as titles and words; what is blank is left out."""
    found = []
    for name in type(content).model_fields:
        words = in_words(kind, name, getattr(content, name))
        if words and name not in LEFT_OUT:
            found.append((str(FIELD_TITLES.get(name, name)), words))
    return found


def in_words(kind: str, name: str, value: Any) -> str:
    """Return one value in words; "" for what is not known."""
    if value is None or value in ("", [], {}, False):
        return ""
    if isinstance(value, list):
        separator = "\n" if isinstance(value[0], BaseModel) else ", "
        return separator.join(in_words(kind, name, one) for one in value)
    if isinstance(value, dict):
        return "\n".join(f"{title}: {_plain(one)}" for title, one in value.items())
    if isinstance(value, BaseModel) and not isinstance(value, ApproximateDate):
        return " · ".join(words for _title, words in lines("step", value))
    return _one(kind, name, value)


def _one(kind: str, name: str, value: Any) -> str:
    if value is True:
        return now_("Yes")
    if isinstance(value, ApproximateDate):
        return approximate(value)
    if hasattr(value, "year"):
        return long_date(value)
    if hasattr(value, "label"):
        return str(value.label)
    group = CODED.get((kind, name)) or CODED.get(name) or (name if name in GROUPS else "")
    if group:
        return label(group, value)
    return language_name(value) if name in {"language", "other_languages"} else str(value)


def _plain(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
