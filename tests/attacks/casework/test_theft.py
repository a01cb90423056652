"""Somebody steals the database after every single action: it must tell nothing.

Canary words go in through every field that takes words, and after each step every cell of every
table is searched for them in many encodings.
"""

import io
from datetime import date

import pytest
from django.conf import settings

from alongside.casework import actions, queries
from alongside.casework.contents import (
    Arrival,
    Closing,
    Conference,
    Episode,
    FollowUp,
    Goal,
    Identity,
    Incident,
    Income,
    Livelihood,
    Needs,
    Note,
    Pathway,
    PracticalSupport,
    Relation,
    Repatriation,
    SafeContact,
    SafetyPlan,
    Service,
    Step,
    Suitability,
    Threat,
    Whereabouts,
    Wish,
)
from alongside.casework.enums import ClosedReason, FileKind
from alongside.casework.models import Case
from alongside.casework.register.mapping import suggest_mapping
from alongside.casework.register.reading import open_register
from alongside.consent import actions as consent
from alongside.consent.enums import Answer, Purpose
from alongside.consent.parties import CaseRef, Recipient
from alongside.core.approximate import ApproximateDate
from tests.attacks.theft import scan_rows
from tests.casework.factories import LATER, NOW, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.attack]

# Each has letters that no encoding changes, and some another script as well.
WORDS = (
    "Kestrelina", "Peregrinova", "Merlinsson", "Hobbyfield", "Ospreyland", "Harrierton",
    "goshawk-words", "buzzard-line", "falconet-note", "sparrowhawk", "সুনীতা-canary", "linnet-step",
    "dunlin-goal", "plover-task", "curlew-service", "whimbrel-outcome", "godwit-letter",
    "turnstone-reason", "dunnock-lawyer", "redshank-column", "+8801799887766", "1799887766",
    "+40721555444",
    "721555444", "lapwing@example.org", "bittern-place", "wagtail-why", "siskin-ticket",
    "lapwing-77", "hoopoe-uncle",
)  # fmt: skip


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def me(world):
    return world.coordinator.actor


def is_clean():
    return scan_rows(WORDS) == set()


def her_way(asked, second):
    """Walk her way with words in every field that takes any, and another to decide."""
    for content in (
        Pathway(identified_by="Merlinsson", out_by="Hobbyfield", skills="linnet-step"),
        Wish(where="undecided", words="dunlin-goal", said_on=NOW.date()),
        Repatriation(route="Harrierton", escort="Merlinsson", home_taken_by="Peregrinova"),
        Livelihood(kind="placement", what="curlew-service", where="Ospreyland", grant_for="x"),
        Income(band="less", words="redshank-column"),
    ):
        actions.record_on_her_way(content=content, **asked)
        assert is_clean()
    assessed = actions.assess_return(
        assessment=Suitability(whom_met="Merlinsson", relatives="sparrowhawk"), **asked
    )
    assert is_clean()
    proposed = actions.propose(
        about_id=assessed.document_id,
        finding="suitable",
        reasons="goshawk-words",
        to=second.user_id,
        **asked,
    )
    assert is_clean()
    answer = {"proposal_id": proposed.document_id, "comment": "buzzard-line"}
    actions.decide(agrees=False, **answer, **asked | {"actor": second})
    assert is_clean()


def test_after_every_action_no_row_tells_anything(world, me):  # noqa: PLR0915  a whole life of a file
    opened = actions.open_case(
        identity=Identity(
            called="Kestrelina",
            papers_name="Kestrelina Peregrinova",
            other_names=["Merlinsson", "সুনীতা-canary"],
            language="Hobbyfield",
            from_place="Ospreyland",
            identity_number="1799887766",
            pronoun="Harrierton",
        ),
        actor=me,
        now=NOW,
    )
    assert is_clean()
    asked = {"case_id": opened.case_id, "actor": me, "now": NOW}
    for content in (
        SafeContact(
            number="+8801799887766",
            email="lapwing@example.org",
            other_numbers=["+40721555444"],
            safe_words="goshawk-words",
            code_phrase="buzzard-line",
            friend="Merlinsson",
            never_words="sparrowhawk",
            checked=True,
        ),
        Whereabouts(place="Ospreyland", street="Harrierton"),
        SafetyPlan(active=True, dangers="sparrowhawk", steps="buzzard-line", people="Merlinsson"),
        Needs(needs=["doctor"], own_words="goshawk-words"),
        Episode(from_place="Ospreyland", to_place="Harrierton", story="sparrowhawk"),
        Incident(remarks="sparrowhawk", physical_harm=True),
        Threat(what="goshawk-words", reported_to="Merlinsson"),
        Relation(
            name="Peregrinova",
            relation_words="hoopoe-uncle",
            contact_words="buzzard-line",
            text="goshawk-words",
        ),
        Arrival(came_from="Hobbyfield", their_worker="Merlinsson", details="buzzard-line"),
    ):
        actions.save_part(content=content, base_version=None, **asked)
        assert is_clean()
    actions.add_note(note=Note(title="falconet-note", text="goshawk-words"), **asked)
    assert is_clean()
    goal = Goal(words="dunlin-goal", steps=[Step(text="linnet-step", due_on=date(2026, 3, 9))])
    saved = actions.save_goal(goal=goal, **asked)
    assert is_clean()
    actions.tick_step(goal_id=saved.document_id, step_id=goal.steps[0].id, done=False, **asked)
    actions.plan_task(text="plover-task", hint="buzzard-line", due_on=date(2026, 3, 4), **asked)
    actions.record_service(service=Service(kind="Health", text="curlew-service"), **asked)
    assert is_clean()
    appointment = Service(
        kind="Health",
        state="planned",
        planned_on=date(2026, 3, 5),
        place="bittern-place",
        companion="Merlinsson",
        provider="Ospreyland",
    )
    made = actions.record_service(service=appointment, **asked)
    assert is_clean()
    ended = appointment.model_copy(update={"state": "not_given", "why_not_words": "wagtail-why"})
    actions.record_service(service=ended, document_id=made.document_id, base_version=1, **asked)
    actions.record_support(
        support=PracticalSupport(kind="travel", item="siskin-ticket", receipt="lapwing-77"), **asked
    )
    assert is_clean()
    actions.save_conference(
        conference=Conference(
            her_wish="dunlin-goal",
            members=["Hobbyfield"],
            others="Merlinsson",
            discussed="sparrowhawk",
            decisions=[Step(text="linnet-step", who_words="hoopoe-uncle")],
        ),
        **asked,
    )
    assert is_clean()
    planned = actions.plan_follow_up(follow_up=FollowUp(text="whimbrel-outcome"), **asked)
    actions.record_follow_up(
        document_id=planned.document_id,
        done_on=NOW.date(),
        reached=True,
        outcome="whimbrel-outcome",
        **asked,
    )
    assert is_clean()
    her_way(asked, world.colleague.actor)
    actions.keep_draft(form="note", data={"text": "falconet-note"}, **asked)
    actions.attach(
        stream=io.BytesIO(b"godwit-letter" * 9), name="godwit-letter.pdf", note="sparrowhawk",
        **asked,
    )  # fmt: skip
    assert is_clean()
    case = Case.objects.get()
    consent.record_agreement(
        case=CaseRef(id=case.id, organisation_id=case.organisation_id, team_id=case.team_id),
        purpose=Purpose.STATISTICS,
        recipient=Recipient.figures(case.organisation_id),
        compartments=("coded",),
        answer=Answer.YES,
        actor=me,
        now=NOW,
    )
    actions.save_part(content=Episode(story="sparrowhawk"), base_version=None, **asked)
    assert is_clean()
    closing = Closing(reason=ClosedReason.OTHER, words="turnstone-reason")
    actions.close(closing=closing, **asked)
    actions.reopen(why="turnstone-reason", **asked)
    for kind in ("json", "html", "pdf"):
        wish = actions.Wish(
            format=kind, reason="turnstone-reason", recipient="dunnock-lawyer", why="her_lawyer"
        )
        actions.prepare_copy(case_id=case.id, wish=wish, actor=me, now=NOW)
    assert is_clean()
    for read in (
        queries.open_file,
        queries.story,
        queries.plan,
        queries.services,
        queries.safety,
        queries.people_around,
        queries.who_looked,
    ):
        read(actor=me, case_id=case.id, now=LATER)
    for typed in ("Kestrelina", "+8801799887766", "sparrowhawk"):
        queries.find(actor=me, text=typed, now=LATER)
    queries.case_list(actor=me, filters=queries.Filters(language="Hobbyfield"), now=LATER)
    queries.today(actor=me, now=LATER)
    assert is_clean()
    # What was searched for really was there.
    file = queries.safety(actor=me, case_id=case.id, now=LATER)
    assert file.plan.content.dangers == "sparrowhawk"
    around = queries.people_around(actor=me, case_id=case.id, now=LATER)
    assert [one.who for one in around.people] == ["hoopoe-uncle"]
    assert file.file.head.name == "Kestrelina"


def test_nor_after_an_import_its_repetition_and_its_undoing(me):
    table = (
        "File no.,First Name,Second Name,Mobile Phone,Case Comment,redshank-column\n"
        "godwit-letter-1,Kestrelina,Peregrinova,+8801799887766,sparrowhawk,buzzard-line\n"
        "godwit-letter-2,Merlinsson,,+40721555444,falconet-note,\n"
        "godwit-letter-3,Hobbyfield,,,goshawk-words,Harrierton\n"
    )
    sheet = open_register(io.BytesIO(table.encode()), filename="Kestrelina.csv")
    brought = {"register": sheet, "mapping": suggest_mapping(sheet.headers)}
    actions.preview_import(**brought, actor=me, now=NOW)
    assert is_clean()
    report = actions.import_register(**brought, actor=me, now=NOW, name="Kestrelina.csv")
    assert (report.created, scan_rows(WORDS)) == (3, set())
    actions.import_register(**brought, actor=me, now=LATER)
    b"".join(
        actions.export_register(format="csv", reason="turnstone-reason", actor=me, now=LATER).chunks
    )
    assert is_clean()
    assert queries.import_report(run_id=report.run_id, actor=me, now=LATER).name == "Kestrelina.csv"
    actions.undo_import(run_id=report.run_id, actor=me, now=LATER)
    assert (Case.objects.count(), scan_rows(WORDS)) == (0, set())


def test_nor_after_registering_an_incident_and_alerting_a_colleague():
    world = make_world()
    me = world.caseworker.actor
    asked = {"actor": me, "now": NOW}
    when = ApproximateDate.before("linnet-step")
    incident = Incident(physical_harm=True, happened=when, remarks="sparrowhawk")
    actions.register_incident(incident=incident, called="Kestrelina", **asked)
    assert is_clean()
    opened = actions.open_case(
        identity=Identity(called="Merlinsson"),
        kind=FileKind.DEFENDER,
        parts=[Threat(what="goshawk-words", reported_to="Harrierton")],
        **asked,
    )
    colleague = world.colleague.user.pk
    words = "plover-task"
    actions.alert(case_id=opened.case_id, to=[colleague], words=words, **asked)
    assert is_clean()
    copy = actions.export_incidents(format="csv", reason="turnstone-reason", **asked)
    assert b"".join(copy.chunks)
    assert is_clean()
    # What was searched for really was there.
    (row,) = queries.incident_list(filters=queries.RegisterFilters(), **asked).rows
    assert row.happened == "before linnet-step"
    (task,) = queries.today(actor=world.colleague.actor, now=NOW).due
    assert task.hint == "plover-task"


def test_nothing_lies_in_files_either(me):
    actions.open_case(identity=Identity(called="Kestrelina"), actor=me, now=NOW)
    case = Case.objects.get()
    actions.attach(
        case_id=case.id,
        stream=io.BytesIO(b"godwit-letter" * 1000),
        name="godwit-letter.txt",
        note="",
        actor=me,
        now=NOW,
    )
    for kind in ("html", "pdf", "json"):
        wish = actions.Wish(format=kind, reason="x", encrypted=False)
        actions.prepare_copy(case_id=case.id, wish=wish, actor=me, now=NOW)
    stored = [path.read_bytes() for path in settings.ALONGSIDE_MEDIA.rglob("*") if path.is_file()]
    assert len(stored) >= 4
    assert not any(b"Kestrelina" in one or b"godwit-letter" in one for one in stored)
    names = " ".join(str(path) for path in settings.HOME.rglob("*"))
    assert "godwit" not in names
