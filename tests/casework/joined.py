"""Two files about one person, as the tests of joining need them."""

from __future__ import annotations

from datetime import date, timedelta

from alongside.casework import actions, queries
from alongside.casework.contents import (
    FollowUp,
    Goal,
    Incident,
    Note,
    SafeContact,
    Service,
    Step,
    Whereabouts,
)
from alongside.casework.models import Case, Task
from alongside.vault.models import SealedDocument
from tests.casework.factories import LATER, NOW, fresh, make_case

NUMBER = SafeContact(channel="call", number="+8801712345678", checked=True)
OTHER_NUMBER = SafeContact(
    channel="sms", number="+8801712345678", never=["family"], hours="evenings", checked=True
)
CHOSEN = {
    "identity.called": "first",
    "safe_contact.channel": "second",
}
SOON = LATER + timedelta(days=3)
NAMES = ("identity", "safe_contact", "whereabouts", "safety_plan")


def two_files(world):
    """Return two files about one person, with something of each kind in the second."""
    me = world.caseworker
    first = make_case(fresh(me), "Mira", NUMBER, papers_name="Salma Akter")
    second = make_case(
        fresh(me),
        "Mira Das",
        OTHER_NUMBER,
        Whereabouts(place="Khulna"),
        language="bn",
    )
    about = {"case_id": second.id, "actor": fresh(me), "now": NOW}
    actions.add_note(note=Note(text="she came alone"), **about)
    actions.record_service(service=Service(kind="x_shelter", text="a bed"), **about)
    actions.record_incident(incident=Incident(physical_harm=True), **about)
    actions.save_goal(
        goal=Goal(words="a room", steps=[Step(text="ask", due_on=date(2026, 3, 5))]), **about
    )
    actions.plan_follow_up(follow_up=FollowUp(planned_on=date(2026, 3, 9), how="message"), **about)
    return first, second


def beside(person, first, second, now=LATER):
    return queries.side_by_side(actor=fresh(person), case_id=first.id, other_id=second.id, now=now)


def join(person, first, second, now=LATER, **choices):
    return actions.join(
        case_id=first.id,
        other_id=second.id,
        choices=CHOSEN | {name.replace("__", "."): one for name, one in choices.items()},
        seen=beside(person, first, second, now).seen,
        actor=fresh(person),
        now=now,
    )


def apart(person, first, document_id, now=SOON):
    return actions.take_apart(
        case_id=first.id, document_id=document_id, actor=fresh(person), now=now
    )


def file_of(person, made, now=SOON):
    return queries.open_file(actor=fresh(person), case_id=made.id, now=now)


def parts_of(person, made):
    parts = file_of(person, made).parts
    return {name: parts[name].content for name in NAMES}


def tasks_of(made):
    rows = Task.objects.filter(case_id=made.id).order_by("kind", "id")
    return list(rows.values_list("id", "kind", "state", "due_on", "worker_id"))


def boxes_of(made):
    rows = SealedDocument.objects.filter(subject=made.id).values_list("box", flat=True)
    return {bytes(box) for box in rows}


def row_of(made):
    return Case.objects.values("phase", "closed_on", "closed_reason", "next_due_on", "worker").get(
        pk=made.id
    )


def found(person, text):
    rows = queries.find(actor=fresh(person), text=text, now=SOON).rows
    return [row.reference for row in rows]
