"""Somebody can write the database. She must not be able to make a yes out of a no.

Every attack edits rows the way a thief with a database shell would, past all our guards.
"""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import QuerySet

from alongside.consent import actions as consent, gate, queries as consents
from alongside.consent.contents import Grounds
from alongside.consent.enums import Action, Answer, Ground, Purpose, YesNoUnknown
from alongside.consent.models import Confirmation, ConsentRecord, ExceptionRecord, Grant
from alongside.consent.parties import Recipient
from alongside.consent.queries.sharing import State
from alongside.vault.guard import writing
from tests.consent.factories import CANARY, legal_team, make_case, make_lawyer, say_yes
from tests.organisations.factories import NOW, make_second_organisation, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.attack, pytest.mark.usefixtures("alone")]


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def case(world):
    return make_case(world)


@pytest.fixture
def lawyer(world):
    return make_lawyer(world)


def edit(model, row_id, **values):
    """Change a row as the owner of the database can."""
    changed = QuerySet(model).filter(pk=row_id).update(**values)
    assert changed == 1


def plant(row):
    with writing():
        row.save()
    return row


def may_read(person, case, compartment="story", now=NOW):
    return gate.decide(
        actor=person.actor,
        action=Action.READ,
        case=case,
        compartment=compartment,
        purpose=Purpose.SERVICE,
        recipient=None,
        now=now,
    ).allowed


def copied(row, **changes):
    names = type(row).Privacy.clear | type(row).Privacy.sealed
    return type(row)(**{**{name: getattr(row, name) for name in names}, **changes})


def state_of(world, case, now=NOW):
    [answered] = consents.sharing(actor=world.caseworker.actor, case=case, now=now).current
    return answered.state


def test_the_honest_yes_opens(world, case, lawyer):
    """Without this the refusals below would prove nothing."""
    say_yes(world, case)
    assert may_read(lawyer, case)


@pytest.mark.parametrize(
    "edits",
    [
        {"compartments": ["health", "identity", "story"]},
        {"expires_on": date(2028, 1, 1)},
        {"given_on": date(2026, 1, 1)},
        {"categories": ["health"]},
        {"purpose": Purpose.SERVICE},
        {"recorded_at": NOW + timedelta(hours=1)},
        {"box": b"x1"},
        {"signature": b"e1" + bytes(64)},
    ],
    ids=lambda edits: next(iter(edits)),
)
def test_an_edited_yes_is_no_yes(world, case, lawyer, edits):
    record = say_yes(world, case)
    edit(ConsentRecord, record.id, **edits)
    if "purpose" in edits:
        edit(Grant, record.grant.id, **edits)
    assert not may_read(lawyer, case)
    assert not may_read(lawyer, case, "health")
    assert state_of(world, case) == State.FORGED


def test_a_no_turned_into_a_yes(world, case, lawyer):
    record = say_yes(world, case, answer=Answer.NO)
    edit(ConsentRecord, record.id, answer="yes", expires_on=date(2027, 1, 1))
    plant(grant_for(record))
    assert not may_read(lawyer, case)
    assert state_of(world, case) == State.FORGED


def grant_for(signed, **changes):
    names = ("case_id", "organisation_id", "team_id", "purpose", "recipient_kind", "recipient_id")
    facts = {name: getattr(signed, name) for name in names}
    return Grant(**{**facts, "expires_on": date(2027, 1, 1), "record": signed, **changes})


def test_a_yes_to_one_team_turned_to_another(world, case, lawyer):
    elsewhere = Recipient.team(world.teams["shelter"].id)
    record = say_yes(world, case, recipient=elsewhere)
    edit(Grant, record.grant.id, recipient_id=legal_team(world).id)
    assert not may_read(lawyer, case)
    edit(ConsentRecord, record.id, recipient_id=legal_team(world).id)
    assert not may_read(lawyer, case)


def test_a_yes_moved_to_another_file(world, case, lawyer):
    other = make_case(world)
    record = say_yes(world, other)
    edit(Grant, record.grant.id, case_id=case.id)
    assert not may_read(lawyer, case)
    edit(ConsentRecord, record.id, case_id=case.id)
    assert not may_read(lawyer, case)
    assert consents.shared_with(actor=lawyer.actor, now=NOW) == {}


def test_a_yes_brought_back_after_she_stopped_it(world, case, lawyer):
    yes = say_yes(world, case)
    consent.withdraw(case=case, record_id=yes.id, actor=world.caseworker.actor, now=NOW)
    edit(Grant, yes.grant.id, ended_on=None, ended_why="")
    assert not may_read(lawyer, case)


def test_an_expired_yes_kept_alive_by_its_grant(world, case, lawyer):
    yes = say_yes(world, case, expires_on=NOW.date())
    edit(Grant, yes.grant.id, expires_on=date(2030, 1, 1))
    assert not may_read(lawyer, case, now=NOW + timedelta(days=1))


def test_a_second_copy_under_another_id(world, case, lawyer):
    yes = say_yes(world, case)
    consent.withdraw(case=case, record_id=yes.id, actor=world.caseworker.actor, now=NOW)
    twin = plant(copied(yes, id=uuid4(), purpose=Purpose.SUPERVISION))
    plant(grant_for(twin))
    assert not may_read(lawyer, case)


def test_a_yes_signed_by_a_member_of_another_organisation(world, case, lawyer):
    foreign = make_second_organisation(world)
    theirs = make_case(foreign)
    forged = say_yes(foreign, theirs, compartments=["identity", "story"])
    edit(
        ConsentRecord,
        forged.id,
        case_id=case.id,
        organisation_id=case.organisation_id,
        team_id=case.team_id,
        recipient_id=legal_team(world).id,
    )
    edit(
        Grant,
        forged.grant.id,
        case_id=case.id,
        organisation_id=case.organisation_id,
        team_id=case.team_id,
        recipient_id=legal_team(world).id,
    )
    assert not may_read(lawyer, case)


def test_statistics_count_no_forged_yes(world, case):
    figures = {
        "purpose": Purpose.STATISTICS,
        "recipient": Recipient.figures(case.organisation_id),
        "compartments": ["coded"],
    }
    record = say_yes(world, case, answer=Answer.NO, **figures)
    honest = make_case(world)
    say_yes(world, honest, **figures)
    edit(ConsentRecord, record.id, answer="yes", expires_on=date(2027, 1, 1))
    plant(grant_for(record))
    agreed = consents.agreed(
        actor=world.caseworker.actor,
        case_ids=[case.id, honest.id],
        purpose=Purpose.STATISTICS,
        now=NOW,
    )
    assert agreed == {honest.id}


@pytest.fixture
def exception(world, case):
    return consent.record_exception(
        case=case,
        purpose=Purpose.SERVICE,
        recipient=legal_team(world),
        compartments=["story"],
        grounds=Grounds(
            ground=Ground.COURT_ORDER,
            law="1",
            minimum_sent=CANARY,
            she_was_told=YesNoUnknown.YES,
        ),
        actor=world.caseworker.actor,
        now=NOW,
    )


def exception_grant(exception):
    return grant_for(exception, record=None, exception=exception)


def test_an_exception_that_nobody_confirmed(case, lawyer, exception):
    plant(exception_grant(exception))
    assert not may_read(lawyer, case)


def test_an_exception_confirmed_in_its_own_first_name(case, lawyer, exception):
    plant(
        Confirmation(
            case_id=case.id,
            organisation_id=case.organisation_id,
            team_id=case.team_id,
            recorded_at=NOW,
            exception=exception,
            signer=exception.signer,
            signature=exception.signature,
            box=b"",
        )
    )
    plant(exception_grant(exception))
    assert not may_read(lawyer, case)


def test_an_exception_widened_after_it_was_confirmed(world, case, lawyer, exception):
    consent.confirm_exception(
        case=case, exception_id=exception.id, actor=world.colleague.actor, now=NOW
    )
    assert may_read(lawyer, case)
    edit(ExceptionRecord, exception.id, compartments=["health", "story"])
    assert not may_read(lawyer, case)
    assert not may_read(lawyer, case, "health")


def test_her_words_moved_to_another_answer_do_not_open(world, case):
    first = say_yes(world, case)
    other = make_case(world)
    second = say_yes(world, other)
    edit(ConsentRecord, second.id, box=bytes(first.box))
    [answered] = consents.sharing(actor=world.caseworker.actor, case=other, now=NOW).answers
    assert (answered.problem, answered.conversation) == (True, None)
    [whole] = consents.sharing(actor=world.caseworker.actor, case=case, now=NOW).answers
    assert whole.conversation.her_words == CANARY


def test_nothing_she_said_lies_in_clear(world, case, exception):
    consent.withdraw(
        case=case,
        record_id=say_yes(world, case).id,
        actor=world.caseworker.actor,
        now=NOW,
        her_words=CANARY,
    )
    tables = [
        table for table in connection.introspection.table_names() if not table.startswith("sqlite")
    ]
    assert "consent_consentrecord" in tables
    with connection.cursor() as cursor:
        for table in tables:
            name = connection.ops.quote_name(table)
            cursor.execute(f"SELECT * FROM {name}")  # noqa: S608  a table's own name, quoted
            for row in cursor.fetchall():
                raw = b"".join(
                    bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode()
                    for cell in row
                )
                assert CANARY.encode() not in raw, table
                assert b"KESTREL" not in raw, table
