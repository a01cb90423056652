"""Words for codes: what forms offer and what pages show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.casework.enums import ClosedReason, Phase
from alongside.casework.vocabulary import everyday, papers, standard, violence, way, working
from alongside.casework.vocabulary.extending import EXTENDABLE
from alongside.casework.vocabulary.own import OWN_CODE, as_of, book_and_day
from alongside.casework.vocabulary.services import SERVICES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from alongside.casework.vocabulary.everyday import Words

__all__ = [
    "EXTENDABLE",
    "GROUPS",
    "all_codes",
    "as_of",
    "began",
    "channels",
    "choices",
    "closed_reasons",
    "educations",
    "follow_up_hows",
    "genders",
    "group",
    "htcds",
    "is_known",
    "joined",
    "label",
    "listed",
    "marital_statuses",
    "needs",
    "nevers",
    "note_kinds",
    "offered",
    "phases",
    "read_back",
    "services",
    "standard_code",
    "standard_codes",
    "weekdays",
    "whereabouts_kinds",
    "whos",
]

Choices = list[tuple[str, str]]
# Stand last, and an own word before them.
EVERYTHING_ELSE = frozenset({"other", "unknown", "no_relation"})

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
    "organisation_kind": standard.ORGANISATION_KINDS,
    "support_type": standard.SUPPORT_TYPES,
    "event_type": standard.EVENT_TYPES,
    "roles": standard.ROLES,
}
GROUPS: dict[str, Words] = HTCDS | {
    "channels": everyday.CHANNELS,
    "weekdays": everyday.WEEKDAYS,
    "nevers": everyday.NEVERS,
    "needs": everyday.NEEDS,
    "note_kinds": everyday.NOTE_KINDS,
    "whos": everyday.WHOS,
    "copy_reasons": everyday.COPY_REASONS,
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
    "closing_reasons": {reason.value: reason.label for reason in ClosedReason},
    **papers.GROUPS,
    **violence.GROUPS,
    **way.GROUPS,
    **working.GROUPS,
    # Whatever may stand in a proposal.
    "findings": {**way.SUITABILITY_FINDINGS, **working.APPROVALS},
}


def choices(words: Mapping[str, object]) -> Choices:
    """Return codes and words in the active language, for a form."""
    return [(code, str(word)) for code, word in words.items()]


def is_known(group: str, code: str) -> bool:
    """Return whether a document may hold a code: one of the list, or one of an organisation's own.

    Whose own it is, is not asked: a document that came from elsewhere has to open as well.
    """
    return code in GROUPS[group] or (group in EXTENDABLE and bool(OWN_CODE.fullmatch(code)))


def listed(group: str, on: date | None = None) -> Choices:
    """Return the codes and words of one group that a form offers on a day, today without one."""
    if group not in EXTENDABLE:
        return choices(GROUPS[group])
    return [(code, label(group, code, on)) for code in offered(group, on)]


def offered(group: str, on: date | None = None) -> list[str]:
    """Return the codes of a list that may grow that are offered on a day, in their order.

    An own word stands after the one it counts as, else before the words for everything else.
    """
    spoken = book_and_day(on)
    day = spoken[1] if spoken else on
    shipped = [code for code in GROUPS[group] if group != "services" or SERVICES[code].offered(day)]
    if spoken is None:
        return shipped
    book, today = spoken
    found = [code for code in shipped if book.is_offered(group, code, today) is not False]
    for code in book.own_codes(group, GROUPS[group]):
        if book.is_offered(group, code, today):
            found.insert(_place(found, book.counts_as(group, code)), code)
    return found


def all_codes(group: str) -> list[str]:
    """Return every code of a list, also of words that are not offered any more."""
    spoken = book_and_day()
    own = spoken[0].own_codes(group, GROUPS[group]) if spoken and group in EXTENDABLE else []
    return [*GROUPS[group], *own]


def began(group: str, code: str) -> date | None:
    """Return the first day of an own word, None for one that came with the program."""
    spoken = book_and_day()
    if spoken is None or code in GROUPS[group]:
        return None
    history = spoken[0].history(group, code)
    return history[0].from_on if history else None


def _place(codes: list[str], above: str) -> int:
    if above in codes:
        return codes.index(above) + 1
    last = (place for place, code in enumerate(codes) if code.casefold() in EVERYTHING_ELSE)
    return next(last, len(codes))


def label(group: str, code: str, on: date | None = None) -> str:
    """Return the words for a code on a day, today without one.

    "" for no code, the code itself where it is not known.
    """
    spoken = book_and_day(on) if code and group in EXTENDABLE else None
    if spoken:
        book, day = spoken
        called = book.label(group, code, day)
        if called:
            return called
    word = GROUPS[group].get(code)
    return code if word is None else str(word)


def standard_code(group: str, code: str) -> str:
    """Return the code that a word counts as where others read it: "" where it stands for itself."""
    if code in GROUPS[group]:
        return code
    spoken = book_and_day()
    return spoken[0].counts_as(group, code) if spoken else ""


def standard_codes(group: str, codes: Iterable[str]) -> list[str]:
    """Return what several words count as, each once."""
    found = (standard_code(group, code) for code in codes)
    return [code for code in dict.fromkeys(found) if code]


def read_back(group: str, text: str) -> str:
    """Return the code of an own word by what it is called in any language, "" for none."""
    spoken = book_and_day()
    wanted = text.strip().casefold()
    if spoken is None or not wanted or group not in EXTENDABLE:
        return ""
    book, _day = spoken
    for code in book.own_codes(group, GROUPS[group]):
        for change in book.history(group, code):
            if wanted in {one.casefold() for one in change.labels.values()}:
                return code
    return ""


def joined(group: str, codes: Iterable[str], on: date | None = None) -> str:
    """Return several words as one line: "A safe place, a doctor"."""
    words = [label(group, code, on) for code in codes]
    return ", ".join(words[:1] + [word[:1].lower() + word[1:] for word in words[1:]])


def htcds(field: str) -> Choices:
    """Return the picklist of an HTCDS field, by the field's name in our contents."""
    return listed(field)


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
    return listed("needs")


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
    return listed("whereabouts_kinds")


def services(on: date | None = None) -> Choices:
    """Return the services offered on a day."""
    return listed("services", on)


def closed_reasons() -> Choices:
    """Return the reasons for closing a file that somebody may choose."""
    return [
        (code, words) for code, words in listed("closing_reasons") if code != ClosedReason.JOINED
    ]


def phases() -> Choices:
    """Return the phases of the work."""
    return [(phase.value, str(phase.label)) for phase in Phase]
