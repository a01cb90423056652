"""The fields of a file in words, for a copy that people read."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as now_
from pydantic import BaseModel

from alongside.casework.vocabulary import GROUPS, label
from alongside.casework.vocabulary.titles import FIELD_TITLES, TITLES_IN
from alongside.core.approximate import ApproximateDate
from alongside.ui import names
from alongside.ui.dates import approximate, long_date

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
        "looked_at",
        "mixed",
        "clean",
        "small",
        "phase_before",
        "taken_back",
        "prepares",
        "about_kind",
        "about_id",
        "about_version",
        "proposed_by",
        "asked",
        "decided_by",
        "volunteer",
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
    ("proposal", "finding"): "findings",
    ("access_given", "purpose"): "slot_purposes",
    ("access_given", "fields"): "slot_fields",
    ("attachment", "what"): "document_kinds",
    ("health_attachment", "what"): "document_kinds",
    "no_copy": "no_copies",
    ("note", "kind"): "note_kinds",
    ("service", "kind"): "services",
    ("whereabouts", "kind"): "whereabouts_kinds",
    ("goal", "state"): "goal_states",
    ("step", "state"): "step_states",
    ("service", "state"): "service_states",
    ("practical_support", "kind"): "support_kinds",
    "why_not": "why_nots",
    "own_reason": "closing_reasons",
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
    group = group_of(kind, name)
    if group:
        return label(group, value)
    return names.language(value) if name in {"language", "other_languages"} else str(value)


def group_of(kind: str, name: str) -> str:
    """Return the list of words a field's codes are of; "" for a field without codes."""
    return CODED.get((kind, name)) or CODED.get(name) or (name if name in GROUPS else "")


def _plain(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
