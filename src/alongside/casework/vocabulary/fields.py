"""The fields of a file in words, for a copy that people read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as now_, gettext_lazy as _
from pydantic import BaseModel

from alongside.casework.vocabulary import GROUPS, label, language_name, origin, way
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
    "incident": _("Registered incident"),
    "threat": _("Threat"),
    "note": _("Note"),
    "goal": _("What she wants"),
    "service": _("Service"),
    "follow_up": _("Keeping in touch"),
    "practical_support": _("Practical help"),
    "conference": _("Deciding together"),
    "relation": _("Somebody around her"),
    "pathway": _("Her way"),
    "wish": _("Where she wants to live"),
    "suitability": _("Can she return to her family?"),
    "proposal": _("Decision of two"),
    "repatriation": _("Her journey back"),
    "livelihood": _("Work, training or own business"),
    "income": _("Income"),
    "closing": _("Closing"),
    "arrival": _("How she came to us"),
    "origin": _("Where her file was kept before"),
    "onward": _("Where she was sent on to"),
    "attachment": _("Document"),
    "assessment": _("Assessment"),
    "health_assessment": _("Health and how she feels"),
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
    "planned_at": _("At"),
    "companion": _("Who goes with her"),
    "why_not": _("Why not"),
    "why_not_words": _("Why not, in words"),
    "amount": _("Amount"),
    "currency": _("In which money"),
    "paid_by": _("Who paid"),
    "item": _("What"),
    "receipt": _("Receipt"),
    "held_on": _("Day"),
    "members": _("Of us"),
    "others": _("Others who were there"),
    "she_was_there": _("She was there"),
    "her_wish": _("What she wants"),
    "discussed": _("What was spoken about"),
    "decisions": _("Decisions"),
    "is_to_her": _("Who it is to her"),
    "relation_words": _("Who it is, in words"),
    "is_child": _("Under 18"),
    "lives_with_her": _("Lives with her"),
    "depends_on_her": _("Depends on her"),
    "contact": _("May we speak with this person"),
    "contact_words": _("How to speak with this person"),
    "harm": _("May be involved in harm"),
    "file_reference": _("Reference of another file"),
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
    **way.TITLES,
    "match_key": _("Their file number"),
    "own": _("Their own columns"),
    "penetration": _("Something was put into her body"),
    "sexual_contact": _("Other sexual touching"),
    "physical_harm": _("Hurt in her body in another way"),
    "forced_marriage": _("Married against her will"),
    "resources_denied": _("Kept from what is hers"),
    "emotional_harm": _("Hurt in another way"),
    "happened": _("When it happened"),
    "reported_on": _("Told us on"),
    "time_of_day": _("Time of day"),
    "place_kind": _("Kind of place"),
    "perpetrators": _("How many did it"),
    "relation": _("Who did it"),
    "perpetrators_sex": _("Sex of those who did it"),
    "perpetrators_age": _("Age of those who did it"),
    "abduction": _("Taken away or held"),
    "harmful_practice": _("Harmful traditional practice"),
    "exchanged": _("Money or goods in exchange"),
    "happened_before": _("Something like it happened before"),
    "told_before": _("Told somewhere else before"),
    "sex": _("Sex"),
    "age_group": _("Age then"),
    "displacement": _("Where she lives"),
    "disability": _("Disability"),
    "sent_by": _("Who sent her"),
    "safe_house": _("A safe place to stay"),
    "health": _("Health care"),
    "psychosocial": _("Counselling"),
    "legal": _("Legal help"),
    "police": _("Police"),
    "livelihood": _("Work or money"),
    "protection": _("Protection"),
    "wants_court": _("Wants to go to court"),
    "remarks": _("In a few words"),
    "what": _("What was done or said"),
    "occurred": _("When"),
    "from_whom": _("From whom"),
    "seriousness": _("How serious"),
    "was_reported": _("Reported to somebody"),
    "reported_to": _("To whom"),
    **origin.TITLES,
}
# What the same name means in one kind only.
TITLES_IN = {("livelihood", "what"): _("What")}
# What says nothing to a reader.
LEFT_OUT = frozenset(
    {
        "schema_version",
        "id",
        "papers_parts",
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
CODED: dict[str | tuple[str, str], str] = {
    "channel": "channels",
    "days": "weekdays",
    "never": "nevers",
    "needs": "needs",
    "who": "whos",
    "how": "follow_up_hows",
    "abduction": "abductions",
    "age_group": "age_groups",
    "perpetrators_age": "age_groups",
    "disability": "disabilities",
    "displacement": "displacements",
    "harmful_practice": "harmful_practices",
    "place_kind": "incident_places",
    "perpetrators": "numbers_of_perpetrators",
    "perpetrators_sex": "perpetrators_sexes",
    "relation": "relations",
    "sent_by": "senders",
    "sex": "sexes",
    "time_of_day": "times_of_day",
    "from_whom": "threat_sources",
    **dict.fromkeys(
        (
            "safe_house",
            "health",
            "psychosocial",
            "legal",
            "police",
            "livelihood",
            "protection",
        ),
        "help_states",
    ),
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
    ("service", "state"): "service_states",
    ("practical_support", "kind"): "support_kinds",
    "why_not": "why_nots",
    "paid_by": "payers",
    "is_to_her": "kinds_of_relation",
    "contact": "may_contacts",
    "harm": "harms",
    ("arrival", "reason"): "referral_reason",
    ("onward", "reason"): "referral_reason",
}


def lines(kind: str, content: BaseModel) -> list[tuple[str, str]]:
    """Return what a content says as titles and words; what is blank is left out."""
    found = []
    for name in type(content).model_fields:
        value = getattr(content, name)
        words = in_words(kind, name, value)
        if value is False and type(content).model_fields[name].default is None:
            # Blank is "not known" there, so that a no says something.
            words = now_("No")
        if words and name not in LEFT_OUT:
            title = TITLES_IN.get((kind, name), FIELD_TITLES.get(name, name))
            found.append((str(title), words))
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
