"""Opening what waits in the inbox, by a person whose keys can."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pydantic import ValidationError

from alongside.audit import journal
from alongside.consent.gate import keyring_of
from alongside.organisations.enums import TeamKind
from alongside.organisations.models import Team
from alongside.referrals import keys, states
from alongside.referrals.contents import Head, Shared, Step, Told
from alongside.referrals.enums import Box, EnvelopeState, Kind, Party, Side, State
from alongside.referrals.errors import NoTeam
from alongside.referrals.models import Envelope, Referral
from alongside.vault import envelopes
from alongside.vault.trust import Untrusted

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import Actor
    from alongside.vault.ring import RingKey

# Where somebody is in several teams, this one keeps what she opens.
KEEPERS = (TeamKind.CASEWORK, TeamKind.LEGAL, TeamKind.SHELTER, TeamKind.COORDINATION)


def open_waiting(referral: Referral, *, actor: Actor, now: datetime) -> list[Step]:
    """Open what waits for this copy, in the order it was written; return the steps that counted.

    Raises envelopes.Refused where this actor's keys do not open the inbox, NoTeam.
    """
    rows = Envelope.objects.select_for_update(of=("self",)).filter(
        side=Box.IN,
        thread_id=referral.thread_id,
        recipient_id=referral.organisation_id,
        state=EnvelopeState.DELIVERED,
    )
    read = [(row, _content(row, actor=actor, now=now)) for row in rows.order_by("created_at", "id")]
    # Two steps of the same second have no order of their own; their numbers have.
    read.sort(key=lambda one: one[1].sequence if isinstance(one[1], Step) else 0)
    steps = []
    for row, content in read:
        if isinstance(content, Shared):
            _keep_request(content, referral, actor=actor, now=now)
        elif content is not None and _take(content, referral, actor=actor, now=now):
            steps.append(content)
        _settle(row, referral, content, actor=actor, now=now)
    if referral.waiting and referral.locked_on is None:
        referral.waiting = False
        referral.save(update_fields=["waiting"])
    return steps


def _content(row: Envelope, *, actor: Actor, now: datetime) -> Shared | Step | None:
    """Return what an envelope holds; None for one that is not what it should be."""
    payload = _payload(row, actor=actor, now=now)
    if payload is None:
        return None
    is_request = row.kind.partition("/")[0] == Kind.REFERRAL
    try:
        # Strict JSON, not Python: a peer's date is text and its number is no date.
        text = json.dumps(payload)
        return Shared.model_validate_json(text) if is_request else Step.model_validate_json(text)
    except ValidationError:
        return None


def _payload(row: Envelope, *, actor: Actor, now: datetime) -> dict[str, object] | None:
    keyring = keyring_of(actor)
    try:
        envelopes.meet(row.sender_id, keyring=keyring, now=now)
        texts = json.loads(bytes(row.box))
        return envelopes.check_and_open(texts, me=row.recipient_id, keyring=keyring).payload
    except envelopes.Refused as refused:
        if refused.reason.startswith("no_"):
            raise
        return None
    except (Untrusted, ValueError):
        return None


def _settle(
    row: Envelope, referral: Referral, content: Shared | Step | None, *, actor: Actor, now: datetime
) -> None:
    """Empty an envelope that was opened: what it held is kept elsewhere, or was not to be kept."""
    row.refused = "" if content is not None else "unreadable"
    row.state, row.changed_at, row.box = EnvelopeState.OPENED, now, b""
    row.save(update_fields=["state", "changed_at", "box", "refused"])
    journal.record(
        action="referral.refused" if row.refused else "referral.opened",
        objects=[referral.id, row.id],
        actor=actor,
        now=now,
        basis=row.refused,
    )


def _take(step: Step, referral: Referral, *, actor: Actor, now: datetime) -> bool:
    """Keep a step of the other side and follow it; return whether it counted."""
    key = keys.find(referral, actor=actor)
    if key is not None:
        place = referral.sent_count + step.sequence
        told = Told(**step.model_dump(), ours=False, place=place)
        keys.keep_told(referral, told, key, actor=actor, now=now)
    return follow(referral, step, now=now)


def follow(referral: Referral, step: Step, *, now: datetime) -> bool:
    """Take over a step of the other side; one that is old or may not follow changes nothing.

    Where steps between were lost on the way, a later one that they lead to is believed.
    """
    if step.sequence <= referral.seen_count:
        return False
    fits = states.may if step.sequence == referral.seen_count + 1 else states.reaches
    theirs = Party.RESPONDER if referral.side == Side.SENT else Party.REQUESTER
    confirms = step.acknowledges and referral.side == Side.SENT and referral.state in states.LOCKS
    if not confirms and not fits(referral.state, step.state, theirs):
        return False
    if confirms:
        referral.acknowledged_on = step.on
    else:
        referral.state = step.state
    referral.seen_count, referral.changed_at = step.sequence, now
    referral.save(update_fields=["state", "seen_count", "changed_at", "acknowledged_on"])
    return True


def _keep_request(shared: Shared, referral: Referral, *, actor: Actor, now: datetime) -> None:
    """Make our own copy of a request, under a key of our team."""
    referral.team_id = keeping_team(actor)
    key = keys.make(referral, actor=actor, now=now)
    keys.keep_shared(referral, shared, key, actor=actor, now=now)
    _set_head(referral, shared, key)
    referral.state, referral.changed_at = State.RECEIVED, now
    referral.save(update_fields=["team", "head", "state", "changed_at"])


def _set_head(referral: Referral, shared: Shared, key: RingKey) -> None:
    referral.head = keys.seal_head(referral, head_for(shared), key)


def head_for(shared: Shared) -> Head:
    """Return the line of the list for what is shared."""
    return Head(called=shared.items.called, asked=shared.asked[:120])


def keeping_team(actor: Actor) -> UUID:
    """Return the team whose copy it becomes; raises NoTeam."""
    teams = dict(
        Team.objects.filter(id__in=actor.team_ids).order_by("id").values_list("kind", "id")
    )
    for kind in KEEPERS:
        if kind in teams:
            return teams[kind]
    raise NoTeam
