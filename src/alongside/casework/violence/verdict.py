"""What the rules say of one incident. It is worked out when it is shown and stored nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.casework.violence.ages import is_child
from alongside.casework.violence.contexts import Context, contexts
from alongside.casework.violence.delays import DelayBand, delay_band
from alongside.casework.violence.questions import CoreType, core_type

if TYPE_CHECKING:
    from alongside.casework.contents import Incident

# The fields of an incident that hold the six answers, in the order they are asked.
ASKED = (
    "penetration",
    "sexual_contact",
    "physical_harm",
    "forced_marriage",
    "resources_denied",
    "emotional_harm",
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Type, contexts and delay of one incident; `question` as in `questions.Decided`."""

    core_type: CoreType | None
    question: int
    contexts: tuple[Context, ...]
    delay: DelayBand | None


def verdict_on(incident: Incident) -> Verdict:
    """Apply the rules to an incident."""
    decided = core_type([getattr(incident, name) for name in ASKED])
    found = contexts(
        decided.core_type,
        relations=[incident.relation],
        is_child=is_child(incident.age_group),
        exchanged=incident.exchanged,
        abduction=incident.abduction,
        practice=incident.harmful_practice,
    )
    delay = delay_band(incident.happened, incident.reported_on)
    return Verdict(decided.core_type, decided.question, found, delay)
