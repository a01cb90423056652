"""What the rules say, in words, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.casework import vocabulary
from alongside.casework.violence.questions import CoreType
from alongside.casework.violence.verdict import verdict_on

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alongside.casework.contents import Incident
    from alongside.casework.violence.verdict import Verdict


def lines(incident: Incident) -> list[tuple[str, str]]:
    """Return type, contexts and delay of an incident as (title, words); blank is left out."""
    verdict = verdict_on(incident)
    told = [
        (_("Registered as"), f"{type_words(verdict.core_type)}\n{_why(verdict)}"),
        (_("It is also"), context_words(verdict.contexts)),
        (_("Until it was told"), vocabulary.label("delay_bands", verdict.delay or "")),
    ]
    return [(title, words) for title, words in told if words]


def type_words(code: str | None) -> str:
    """Return a type in words; one that is not known says so."""
    return vocabulary.label("core_types", code) if code else _("No type yet")


def context_words(codes: Iterable[str]) -> str:
    """Return contexts as one line."""
    return vocabulary.joined("contexts", codes)


def _why(verdict: Verdict) -> str:
    if verdict.core_type is None:
        sentence = _("Question %(number)d was left open before any yes.")
    elif verdict.core_type == CoreType.NON_GBV:
        return _("The answer to all six questions is no.")
    else:
        sentence = _("The first yes is to question %(number)d.")
    return sentence % {"number": verdict.question}
