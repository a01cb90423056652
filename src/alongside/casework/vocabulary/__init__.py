"""Words for codes: what forms offer and what pages show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.casework.enums import ClosedReason, Phase
from alongside.casework.vocabulary import everyday, standard, violence, way
from alongside.casework.vocabulary.languages import language_code, language_name, languages
from alongside.casework.vocabulary.services import SERVICES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from alongside.casework.vocabulary.everyday import Words

__all__ = [
    "GROUPS",
    "channels",
    "choices",
    "closed_reasons",
    "educations",
    "follow_up_hows",
    "genders",
    "group",
    "htcds",
    "joined",
    "label",
    "language_code",
    "language_name",
    "languages",
    "listed",
    "marital_statuses",
    "needs",
    "nevers",
    "note_kinds",
    "offered",
    "phases",
    "services",
    "weekdays",
    "whereabouts_kinds",
    "whos",
]

Choices = list[tuple[str, str]]

# The picklists of HTCDS by the name of the field that holds their codes.
HTCDS: dict[str, Words] = {
    "gender": standard.GENDERS,
    "marital_status": standard.MARITAL_STATUSES,
    "education": standard.EDUCATIONS,
    "trafficking_status": standard.TRAFFICKING_STATUSES,
    "status_decided_by": standard.STATUS_DECIDED_BY,
    "relationship_to_trafficker": standard.RELATIONSHIPS,
    "recruitment_websites": standard.WEBSITES,
    "exploitation_websites": standard.WEBSITES,
    "method_of_recruitment": standard.RECRUITMENTS,
    "methods_of_control": standard.CONTROLS,
    "type_of_exploitation": standard.EXPLOITATIONS,
    "type_of_sex_exploitation": standard.SEX_EXPLOITATIONS,
    "forced_labour_industry": standard.INDUSTRIES,
    "vulnerabilities": standard.VULNERABILITIES,
    "referral_reason": standard.REFERRAL_REASONS,
}
GROUPS: dict[str, Words] = HTCDS | {
    "channels": everyday.CHANNELS,
    "weekdays": everyday.WEEKDAYS,
    "nevers": everyday.NEVERS,
    "needs": everyday.NEEDS,
    "note_kinds": everyday.NOTE_KINDS,
    "whos": everyday.WHOS,
    "step_states": everyday.STEP_STATES,
    "goal_states": everyday.GOAL_STATES,
    "follow_up_hows": everyday.FOLLOW_UP_HOWS,
    "whereabouts_kinds": everyday.WHEREABOUTS_KINDS,
    "service_states": everyday.SERVICE_STATES,
    "why_nots": everyday.WHY_NOTS,
    "payers": everyday.PAYERS,
    "support_kinds": everyday.SUPPORT_KINDS,
    "kinds_of_relation": everyday.RELATIONS,
    "may_contacts": everyday.MAY_CONTACTS,
    "harms": everyday.HARMS,
    "services": {code: word.words for code, word in SERVICES.items()},
    **violence.GROUPS,
    **way.GROUPS,
}


def choices(words: Mapping[str, object]) -> Choices:
    """Return codes and words in the active language, for a form."""
    return [(code, str(word)) for code, word in words.items()]


def listed(group: str) -> Choices:
    """Return the codes and words of one group, for a form."""
    return choices(GROUPS[group])


def label(group: str, code: str) -> str:
    """Return the words for a code; "" for no code, the code itself where it is not known."""
    word = GROUPS[group].get(code)
    return code if word is None else str(word)


def joined(group: str, codes: Iterable[str]) -> str:
    """Return several words as one line: "A safe place, a doctor"."""
    words = [label(group, code) for code in codes]
    return ", ".join(words[:1] + [word[:1].lower() + word[1:] for word in words[1:]])


def htcds(field: str) -> Choices:
    """Return the picklist of an HTCDS field, by the field's name in our contents."""
    return choices(HTCDS[field])


def channels() -> Choices:
    """Return the ways to reach her."""
    return choices(everyday.CHANNELS)


def weekdays() -> Choices:
    """Return the days of the week, Monday first."""
    return choices(everyday.WEEKDAYS)


def nevers() -> Choices:
    """Return what must never be done."""
    return choices(everyday.NEVERS)


def needs() -> Choices:
    """Return what somebody may need first."""
    return choices(everyday.NEEDS)


def genders() -> Choices:
    """Return the genders of HTCDS."""
    return choices(standard.GENDERS)


def marital_statuses() -> Choices:
    """Return the marital statuses of HTCDS."""
    return choices(standard.MARITAL_STATUSES)


def educations() -> Choices:
    """Return the levels of schooling of HTCDS."""
    return choices(standard.EDUCATIONS)


def note_kinds() -> Choices:
    """Return the kinds of notes."""
    return choices(everyday.NOTE_KINDS)


def whos() -> Choices:
    """Return who may take a step."""
    return choices(everyday.WHOS)


def follow_up_hows() -> Choices:
    """Return the ways to keep in touch."""
    return choices(everyday.FOLLOW_UP_HOWS)


def whereabouts_kinds() -> Choices:
    """Return the kinds of places where she may be."""
    return choices(everyday.WHEREABOUTS_KINDS)


def services(on: date | None = None) -> Choices:
    """Return the services offered on a day; without a day, all there ever were."""
    return [(code, str(word.words)) for code, word in SERVICES.items() if word.offered(on)]


def closed_reasons() -> Choices:
    """Return the reasons for closing a file that somebody may choose."""
    chosen = (reason for reason in ClosedReason if reason is not ClosedReason.JOINED)
    return [(reason.value, str(reason.label)) for reason in chosen]


def phases() -> Choices:
    """Return the phases of the work."""
    return [(phase.value, str(phase.label)) for phase in Phase]
