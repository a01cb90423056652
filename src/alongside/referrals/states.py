"""Which step may follow which, and who may take it. Pure.

Requester: draft, requested, entered-in-error. Responder: received, accepted, rejected,
in-progress, on-hold, failed, completed. Either: cancelled. (HL7 SDOH Clinical Care 3.0.0)
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from alongside.referrals.enums import Party, State
from alongside.referrals.errors import NotAllowed, ReasonMissing

REQUESTER, RESPONDER, WOMAN = Party.REQUESTER, Party.RESPONDER, Party.WOMAN
EITHER = frozenset({REQUESTER, RESPONDER})

FINAL = frozenset(
    {
        State.REJECTED,
        State.COMPLETED,
        State.FAILED,
        State.CANCELLED,
        State.ENTERED_IN_ERROR,
        State.WITHDRAWN,
    }
)
OPEN_WITH_THEM = (
    State.REQUESTED,
    State.RECEIVED,
    State.ACCEPTED,
    State.IN_PROGRESS,
    State.ON_HOLD,
)
# Nobody takes one of these steps without saying why.
NEEDS_WORDS = frozenset({State.REJECTED, State.CANCELLED, State.ON_HOLD, State.FAILED})
NEEDS_OUTCOME = frozenset({State.COMPLETED})
# The receiver's copy is taken away at once.
LOCKS = frozenset({State.WITHDRAWN, State.ENTERED_IN_ERROR})

ALLOWED: dict[tuple[State, State], frozenset[Party]] = {
    (State.DRAFT, State.REQUESTED): frozenset({REQUESTER}),
    (State.DRAFT, State.CANCELLED): frozenset({REQUESTER}),
    (State.REQUESTED, State.RECEIVED): frozenset({RESPONDER}),
    (State.RECEIVED, State.ACCEPTED): frozenset({RESPONDER}),
    (State.RECEIVED, State.REJECTED): frozenset({RESPONDER}),
    (State.ACCEPTED, State.IN_PROGRESS): frozenset({RESPONDER}),
    (State.ACCEPTED, State.ON_HOLD): frozenset({RESPONDER}),
    (State.ACCEPTED, State.COMPLETED): frozenset({RESPONDER}),
    (State.ACCEPTED, State.FAILED): frozenset({RESPONDER}),
    (State.IN_PROGRESS, State.ON_HOLD): frozenset({RESPONDER}),
    (State.IN_PROGRESS, State.COMPLETED): frozenset({RESPONDER}),
    (State.IN_PROGRESS, State.FAILED): frozenset({RESPONDER}),
    (State.ON_HOLD, State.IN_PROGRESS): frozenset({RESPONDER}),
    (State.ON_HOLD, State.COMPLETED): frozenset({RESPONDER}),
    (State.ON_HOLD, State.FAILED): frozenset({RESPONDER}),
    **{(state, State.CANCELLED): EITHER for state in OPEN_WITH_THEM},
    # A mistake is taken back whatever became of it.
    **{
        (state, State.ENTERED_IN_ERROR): frozenset({REQUESTER})
        for state in State
        if state not in {State.DRAFT, State.ENTERED_IN_ERROR, State.WITHDRAWN}
    },
    # She may stop at any point, also when all is done.
    **{
        (state, State.WITHDRAWN): frozenset({WOMAN})
        for state in State
        if state not in {State.DRAFT, State.WITHDRAWN, State.ENTERED_IN_ERROR}
    },
}


def may(state: str, to: str, by: Party) -> bool:
    """Return whether this party may take this step."""
    return by in ALLOWED.get((State(state), State(to)), frozenset())


def reaches(state: str, to: str, by: Party) -> bool:
    """Return whether this party gets there in one step or several."""
    seen, edge = set[State](), {State(state)}
    while edge:
        seen |= edge
        edge = {later for one in edge for later in next_steps(one, by)} - seen
    return State(to) in seen - {State(state)} or may(state, to, by)


def next_steps(state: str, by: Party) -> list[State]:
    """Return the steps this party may take now."""
    return [to for to in State if may(state, to, by)]


def check(state: str, to: str, by: Party, *, words: str = "") -> None:
    """Raise NotAllowed for a step that may not follow, ReasonMissing for one without its reason."""
    if not may(state, to, by):
        raise NotAllowed(
            _("This cannot follow: it is “%(now)s” and would become “%(then)s”.")
            % {"now": State(state).label, "then": State(to).label}
        )
    if State(to) in NEEDS_WORDS and not words.strip():
        raise ReasonMissing(_("Say why, so that they can tell her."))
    if State(to) in NEEDS_OUTCOME and not words.strip():
        raise ReasonMissing(_("Say what came of it."))


def locks(state: str, to: str) -> bool:
    """Return whether a copy in this state is taken away by that step."""
    by = Party.WOMAN if to == State.WITHDRAWN else Party.REQUESTER
    return State(to) in LOCKS and may(state, to, by)
