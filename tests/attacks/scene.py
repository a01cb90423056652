"""Two organisations, somebody in every role, and one of everything an address can name."""

from __future__ import annotations

import contextlib
import functools
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import time_machine
from django.db import transaction
from django.urls import URLPattern, get_resolver, reverse

from alongside.casework import actions, queries
from alongside.casework.contents import (
    Episode,
    FollowUp,
    Goal,
    Income,
    Livelihood,
    Note,
    Pathway,
    SafeContact,
    Service,
    Step,
    Suitability,
    Wish,
)
from alongside.casework.models import Task
from alongside.consent import actions as consent, files as heads
from alongside.consent.contents import Conversation, Grounds
from alongside.consent.enums import Answer, Category, Ground, Purpose, YesNoUnknown
from alongside.consent.parties import Recipient
from alongside.organisations import factors
from alongside.organisations.actions import invitations, rekeying
from alongside.organisations.enums import Role, TeamKind
from alongside.organisations.models import Session
from alongside.referrals import actions as referrals
from alongside.referrals.enums import Side
from alongside.referrals.models import Referral
from tests.alliance.board import on_the_board
from tests.alliance.factories import in_the_alliance, make_secretariat
from tests.alliance.post import a_letter, accept
from tests.attacks.alerts import tell_each_other
from tests.attacks.events import an_event
from tests.attacks.membership import apply_to_both
from tests.attacks.steps import brought_in, documents, joined, on_its_way
from tests.attacks.together import together
from tests.casework.factories import fresh, make_case
from tests.casework.pages import entered
from tests.organisations.browser import Browser
from tests.organisations.factories import NOW, PASSWORD, make_person, make_world
from tests.referrals.factories import Pair, deliver, shared

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from tests.organisations.factories import Person, World

CALLED = "Mira"
PDF = b"%PDF-1.7 a contract of two pages"
WISH = actions.Wish(format="json", reason="she asked")
SERVICES = b"name,kinds,country,street\nThe night line,hotline,RO,\n,counselling,XX,no\n"
REGISTER = b"File no.,First Name\nA-1,Lan\nA-2,Asha\n"
ABSENT = UUID("7d8f1c1e-0000-4000-8000-00000000dead")
NO_NUMBER = 999_999_999
GROUNDS = Grounds(
    ground=Ground.IMMINENT_DANGER,
    law="",
    minimum_sent="where she is",
    she_was_told=YesNoUnknown.NO,
)


@dataclass
class Things:
    """One of everything, belonging to one organisation: what stands in its addresses."""

    case: UUID
    note: UUID
    goal: UUID
    step: UUID
    service: UUID
    appointment: UUID
    support: UUID
    conference: UUID
    decision: UUID
    relation: UUID
    follow_up: UUID
    episode: UUID
    incident: UUID
    threat: UUID
    attachment: UUID
    picture: UUID
    task: UUID
    suitability: UUID
    proposal: UUID
    livelihood: UUID
    income: UUID
    record: UUID
    exception: UUID
    run: UUID
    ticket: UUID
    invitation: UUID
    code: str
    user: UUID
    waiting: UUID
    team: UUID
    rekeying: UUID
    erasure: UUID
    certificate: UUID
    version: UUID
    switch: UUID
    sheet: UUID
    other_sheet: UUID
    shift_note: UUID
    slot: UUID
    volunteer: UUID
    # What its organisation says of itself in the alliance, and a service it offers.
    member: UUID
    offer: UUID
    event: UUID
    registration: UUID
    recommendation: UUID
    # A visitor's letter; the secretariat put a name under a statement.
    post: UUID
    # What its organisation offers on the board.
    notice: UUID
    # A second file that may be about her, and the document that joins a third.
    second: UUID
    joining: UUID
    issue: UUID
    sending: UUID
    # One that our organisation wrote, to whom, and one that it was told.
    alert: UUID = ABSENT
    receipt: UUID = ABSENT
    told_alert: UUID = ABSENT
    # What the alliance follows is the same to all.
    entry: UUID = ABSENT
    session: UUID = ABSENT
    factor: int = NO_NUMBER
    draft: UUID = ABSENT
    sent: UUID = ABSENT
    received: UUID = ABSENT
    # A group that applied to it, and what it was asked about another by the other one.
    application: UUID = ABSENT
    reference: UUID = ABSENT
    # What the organisation noted of somebody outside about the group.
    heard: UUID = ABSENT
    signed_on: UUID = ABSENT
    # The other one, whose keys are compared; nobody compares her own organisation's.
    organisation: UUID = ABSENT


NOTHING = Things(
    **{name: ABSENT for name in Things.__dataclass_fields__ if name not in {"code", "factor"}},
    code="a-code-nobody-was-given-at-all",
    factor=NO_NUMBER,
)


@dataclass
class Scene:
    """What the attacks are tried on; `browsers` by role, each signed in."""

    us: World
    them: World
    ours: Things
    theirs: Things
    waiting: Person
    browsers: dict[str, Browser] = field(default_factory=dict)


@contextlib.contextmanager
def built() -> Iterator[Scene]:
    """Yield a scene inside a transaction that leaves nothing behind, at the factories' moment."""
    with time_machine.travel(NOW, tick=False) as clock, transaction.atomic():
        us, them = make_world(), make_world()
        make_secretariat(us)
        waiting = _waits(us)
        scene = Scene(us, them, _things(us, waiting.user.pk), _things(them), waiting)
        scene.ours.signed_on = accept(us, organisation="Roots").pk
        scene.ours.organisation = them.organisation.pk
        scene.theirs.organisation = us.organisation.pk
        _refer(scene.us, scene.ours, scene.them, scene.theirs)
        _refer(scene.them, scene.theirs, scene.us, scene.ours)
        apply_to_both(scene.us, scene.ours, scene.them, scene.theirs)
        tell_each_other(scene.us, scene.ours, scene.them, scene.theirs)
        _enter(scene)
        # A code serves once; the next comes half a minute later.
        clock.shift(60)
        for things, world in ((scene.ours, us), (scene.theirs, them)):
            _another_device(things, world.coordinator)
        yield scene
        transaction.set_rollback(True)


def _waits(world: World) -> Person:
    _invitation, code = invitations.invite(
        display_name="Thida Win",
        role=Role.CASEWORKER,
        team_ids=[world.team.id],
        actor=world.coordinator.actor,
        now=NOW,
    )
    joined = invitations.accept(
        code=code, sign_in_name=f"thida{code[:6]}", password=PASSWORD, language="en", now=NOW
    )
    return type(world.caseworker)(joined.user, world.caseworker.actor)


def _things(world: World, waiting: UUID = ABSENT) -> Things:
    me = fresh(world.caseworker)
    who = {"actor": me, "now": NOW}
    second = make_case(me, "Mirela", SafeContact(channel="call", number="+40 700 000 000"))
    case = make_case(
        me,
        CALLED,
        SafeContact(channel="sms", number="+40 700 000 000", code_phrase="mangoes", checked=True),
        Episode(story="what happened"),
    )
    about = {"case_id": case.id, **who}
    note = actions.add_note(note=Note(text="she came"), **about)
    goal = actions.save_goal(
        goal=Goal(words="a room", steps=[Step(text="ask", due_on=date(2026, 3, 5))]), **about
    )
    service = actions.record_service(service=Service(kind="x_shelter", text="a bed"), **about)
    follow_up = actions.plan_follow_up(
        follow_up=FollowUp(planned_on=date(2026, 3, 9), how="call"), **about
    )
    task = actions.plan_task(text="call her", due_on=date(2026, 3, 4), **about)
    way_out = Pathway(began_on=date(2026, 3, 2), way_out="rescue", skills="sewing")
    actions.record_on_her_way(content=way_out, **about)
    actions.record_on_her_way(content=Wish(where="family", said_on=date(2026, 3, 2)), **about)
    livelihood = actions.record_on_her_way(content=Livelihood(kind="training"), **about)
    income = actions.record_on_her_way(
        content=Income(band="less", said_on=date(2026, 3, 2)), **about
    )
    # One is still open, of the other something was proposed.
    assessed, decided_on = (
        actions.assess_return(assessment=Suitability(visit="they met her mother"), **about)
        for _each in range(2)
    )
    proposal = actions.propose(
        about_id=decided_on.document_id,
        finding="suitable",
        to=world.coordinator.user.pk,
        **about,
    )
    [want] = queries.plan(**about).goals
    [episode] = queries.episodes(**about).episodes
    run = brought_in(who, REGISTER)
    ticket = actions.prepare_copy(case_id=case.id, wish=WISH, **who)
    invitation, code = invitations.invite(
        display_name="Rosa",
        role=Role.CASEWORKER,
        team_ids=[world.team.id],
        actor=fresh(world.coordinator),
        now=NOW,
    )
    research = world.teams[TeamKind.RESEARCH].id
    begun = rekeying.begin(team_id=research, actor=fresh(world.coordinator), now=NOW)
    legal = Recipient.team(world.teams[TeamKind.LEGAL].id)
    file = heads.find(actor=me, case_id=case.id, now=NOW).case
    record = consent.record_agreement(
        case=file,
        purpose=Purpose.STATISTICS,
        recipient=Recipient.figures(world.organisation.id),
        answer=Answer.YES,
        compartments=["coded"],
        conversation=Conversation(her_words="yes"),
        **who,
    )
    excepted = consent.record_exception(
        case=file,
        purpose=Purpose.SERVICE,
        recipient=legal,
        compartments=["location"],
        grounds=GROUNDS,
        **who,
    )
    return Things(
        **documents(world, about),
        **together(world, about),
        **in_the_alliance(world.coordinator.actor),
        **an_event(world),
        **a_letter(world),
        **on_the_board(world),
        **on_its_way(world),
        second=second.id,
        joining=joined(about),
        case=case.id,
        note=note.document_id,
        goal=goal.document_id,
        step=UUID(str(want.steps[0].id)),
        service=service.document_id,
        follow_up=follow_up.document_id,
        episode=UUID(str(episode.document_id)),
        task=Task.objects.get(pk=task).pk,
        suitability=assessed.document_id,
        proposal=proposal.document_id,
        livelihood=livelihood.document_id,
        income=income.document_id,
        record=record.id,
        exception=excepted.id,
        run=run.run_id,
        ticket=ticket.id,
        invitation=invitation.pk,
        code=code,
        user=world.colleague.user.pk,
        waiting=waiting,
        team=research,
        rekeying=begun.pk,
    )


def _refer(us: World, ours: Things, them: World, theirs: Things) -> None:
    """Send one referral, and leave another unsent."""
    pair = Pair(us, them, ours.case)
    kept = [
        referrals.keep_draft(
            case_id=ours.case,
            to=them.organisation.id,
            shared=shared(pair, categories=(Category.CALLED, Category.CONTACT)),
            actor=pair.ours,
            now=NOW,
        )
        for _each in range(2)
    ]
    sent = referrals.send(referral_id=kept[0], actor=pair.ours, now=NOW)
    deliver(NOW)
    ours.sent, ours.draft = sent.id, kept[1]
    theirs.received = Referral.objects.get(side=Side.RECEIVED, thread_id=sent.thread_id).id


def _enter(scene: Scene) -> None:
    us, founded = scene.us, scene.us.founded
    people = {
        "caseworker": us.caseworker,
        "coordinator": us.coordinator,
        "other team": make_person(founded, team_kinds=[TeamKind.SHELTER], name="Nita"),
        "lawyer": make_person(founded, role=Role.LAWYER, team_kinds=[TeamKind.LEGAL], name="Ana"),
        "researcher": us.researcher,
        "editor": make_person(founded, role=Role.EDITOR, team_kinds=[], name="Edita"),
        "stranger": scene.them.caseworker,
        "strange coordinator": scene.them.coordinator,
    }
    scene.browsers = {role: entered(person) for role, person in people.items()}
    scene.browsers["signed out"] = Browser()
    scene.browsers["locked"] = entered(us.caseworker)
    scene.browsers["locked"].post(reverse("organisations:lock"))
    scene.browsers["waiting"] = entered(scene.waiting)


def _another_device(things: Things, person: Person) -> None:
    """Note a session and a factor that are this person's alone."""
    sessions = Session.objects.filter(user_id=person.user.pk)
    before = set(sessions.values_list("pk", flat=True))
    Browser().enter(person)
    things.session = sessions.exclude(pk__in=before).get().pk
    things.factor = factors.listing(person.user)[0].id


@functools.cache
def patterns(urlconf: ModuleType | None = None) -> dict[str, URLPattern]:
    """Return every address of the node, or of other URLs, by its full name."""
    found: dict[str, URLPattern] = {}

    def walk(resolver: object, namespace: str) -> None:
        for each in resolver.url_patterns:
            if isinstance(each, URLPattern):
                found[f"{namespace}{each.name}"] = each
            else:
                walk(each, f"{namespace}{each.namespace}:" if each.namespace else namespace)

    walk(get_resolver(urlconf), "")
    return found
