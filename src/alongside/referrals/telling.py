"""Taking a step: on our copy, to the other side, and in her file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.audit import journal
from alongside.casework import actions as casework
from alongside.casework.contents import Note
from alongside.casework.errors import CannotDo, NoSuchFile
from alongside.organisations.queries import display_names
from alongside.referrals import keys, post, states
from alongside.referrals.contents import Step, Told
from alongside.referrals.enums import Decline, Kind, Side, State

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import Actor
    from alongside.referrals.models import Referral


def name_of(actor: Actor) -> str:
    """Return what the actor is called."""
    return display_names(user_ids=[actor.user_id], actor=actor).get(actor.user_id, "")


def next_step(
    referral: Referral,
    state: State,
    *,
    actor: Actor,
    now: datetime,
    words: str = "",
    decline: Decline | None = None,
    acknowledges: bool = False,
) -> Step:
    """Return the next step of this side, counted."""
    referral.sent_count += 1
    return Step(
        sequence=referral.sent_count,
        state=state,
        decline=decline,
        words=words.strip(),
        worker=name_of(actor),
        on=timezone.localdate(now),
        acknowledges=acknowledges,
    )


def tell(referral: Referral, step: Step, *, kind: Kind, actor: Actor, now: datetime) -> None:
    """Keep a step with our copy, send it to the other side, journal it, and save the row."""
    key = keys.find(referral, actor=actor)
    if key is not None:
        place = referral.sent_count + referral.seen_count
        told = Told(**step.model_dump(), ours=True, place=place)
        keys.keep_told(referral, told, key, actor=actor, now=now)
    post.queue(referral, kind=kind, payload=step, actor=actor, now=now)
    referral.state, referral.changed_at = step.state, now
    referral.save(update_fields=["state", "changed_at", "sent_count", "waiting", "acknowledged_on"])
    record(referral, f"referral.{step.state}", actor=actor, now=now)


def record(referral: Referral, action: str, *, actor: Actor, now: datetime) -> None:
    """Journal something done with a referral, found by her file where there is one."""
    objects = [referral.case_id, referral.id] if referral.case_id else [referral.id]
    journal.record(action=action, objects=objects, actor=actor, now=now)


def note(
    referral: Referral,
    title: str,
    words: str = "",
    *,
    kind: str = "note",
    actor: Actor,
    now: datetime,
) -> None:
    """Add a note to her file; a file that is closed or was handed to others stays as it is."""
    if referral.case_id is None:
        return
    try:
        add_note(referral.case_id, title, words, kind=kind, actor=actor, now=now)
    except (CannotDo, NoSuchFile):
        # The exchange itself is kept with the referral; only its echo in the file is missing.
        record(referral, "referral.note_not_added", actor=actor, now=now)


def add_note(
    case_id: UUID, title: str, words: str, *, kind: str, actor: Actor, now: datetime
) -> None:
    """Add a note to a file, dated today."""
    casework.add_note(
        case_id=case_id,
        note=Note(kind=kind, title=title, text=words, happened_on=timezone.localdate(now)),
        actor=actor,
        now=now,
    )


def title_of(referral: Referral, step: Step) -> str:
    """Return what a step of the other side is called in her file."""
    words = {"who": referral.other.name}
    titles = {
        State.RECEIVED: _("%(who)s opened the request"),
        State.ACCEPTED: _("%(who)s accepted"),
        State.REJECTED: _("%(who)s declined"),
        State.IN_PROGRESS: _("%(who)s is helping her now"),
        State.ON_HOLD: _("%(who)s put it on hold"),
        State.COMPLETED: _("%(who)s completed it"),
        State.FAILED: _("It did not work out with %(who)s"),
        State.CANCELLED: _("%(who)s cancelled it"),
    }
    if step.acknowledges:
        return _("%(who)s confirmed that their copy is locked") % words
    return titles.get(step.state, str(State(step.state).label)) % words


def words_of(step: Step) -> str:
    """Return what was said with a step, the reason first."""
    reason = str(Decline(step.decline).label) if step.decline else ""
    return "\n".join(part for part in (reason, step.words) if part)


def echo(referral: Referral, steps: list[Step], *, actor: Actor, now: datetime) -> None:
    """Write the other side's steps into her file; that they opened it is no event of hers."""
    if referral.side != Side.SENT:
        return
    for step in steps:
        if step.state != State.RECEIVED:
            note(referral, title_of(referral, step), words_of(step), actor=actor, now=now)


def check(referral: Referral, to: State, *, words: str = "") -> None:
    """Raise NotAllowed or ReasonMissing unless this side may take this step now."""
    party = states.REQUESTER if referral.side == Side.SENT else states.RESPONDER
    states.check(referral.state, to, party, words=words)
