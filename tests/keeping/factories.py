"""A file with something of every kind, and its erasure."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from alongside.casework import actions as casework
from alongside.casework.contents import Goal, Note, SafeContact, Step
from alongside.keeping import actions
from alongside.keeping.enums import Ground
from tests.casework.factories import NOW, fresh, make_case

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from tests.casework.factories import Made
    from tests.organisations.factories import World

CALLED = "Kestrelqx Mirabai"
REACHED = SafeContact(channel="sms", number="+40 755 190 2846", checked=True)


def make_file(world: World, called: str = CALLED) -> Made:
    """Open a file with a note, a plan, an attachment, a draft and a task."""
    me = fresh(world.caseworker)
    made = make_case(me, called, REACHED)
    about = {"case_id": made.id, "actor": me, "now": NOW}
    casework.add_note(note=Note(text=f"{called} came"), **about)
    casework.save_goal(goal=Goal(words="a room", steps=[Step(text=f"ask {called}")]), **about)
    casework.attach(stream=io.BytesIO(b"%PDF-1.7"), name="Contract.pdf", note="", **about)
    casework.plan_task(text=f"call {called}", due_on=NOW.date(), **about)
    casework.keep_draft(form="note", data={"text": called}, **about)
    return made


def ask(world: World, case_id: UUID, ground: Ground = Ground.HER_WISH, now: datetime = NOW) -> UUID:
    """Let the caseworker ask for an erasure, and her colleague to decide."""
    return actions.ask(
        case_id=case_id,
        ground=ground,
        reason="She asked me to.",
        to=world.colleague.user.pk,
        actor=fresh(world.caseworker),
        now=now,
    )


def erase(world: World, made: Made, now: datetime = NOW) -> UUID:
    """Erase a file by two people, and return the certificate's id."""
    return actions.confirm(
        case_id=made.id,
        erasure_id=ask(world, made.id, now=now),
        reference=made.reference,
        actor=fresh(world.colleague),
        now=now,
    )
