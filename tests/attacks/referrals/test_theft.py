"""Somebody steals the database after a referral went all the way: it must tell nothing."""

import base64

import pytest
from django.db import connection

from alongside.consent import actions as consent, files as heads
from alongside.consent.models import ConsentRecord
from alongside.referrals import actions as referrals
from alongside.referrals.enums import Side, State
from tests.organisations.factories import NOW
from tests.referrals.factories import answer, deliver, keep_draft, look, make_pair, opened

pytestmark = [pytest.mark.django_db, pytest.mark.attack]

CANARIES = (
    "KESTREL",
    "PEREGRINE",
    "MERLIN",
    "SANDPIPER",
    "SWALLOWTAIL",
    "OSPREY",
    "HARRIER",
    "+40 700",
)


def cells():
    """Yield table and every cell of it as bytes, base64 in it decoded."""
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for table in sorted(tables):
            name = connection.ops.quote_name(table)
            cursor.execute(f"SELECT * FROM {name}")  # noqa: S608  a table's own name, quoted
            for row in cursor.fetchall():
                for cell in row:
                    raw = (
                        bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode()
                    )
                    yield table, raw
                    yield table, _decoded(raw)


def _decoded(raw):
    try:
        return base64.urlsafe_b64decode(raw)
    except ValueError:
        return b""


def found():
    return {
        (table, canary) for table, raw in cells() for canary in CANARIES if canary.encode() in raw
    }


def test_the_thief_reads_nothing_at_any_step():
    pair = make_pair()
    assert found() == set()
    draft_id = keep_draft(pair)
    assert found() == set()
    referrals.send(referral_id=draft_id, actor=pair.ours, now=NOW)
    assert found() == set()
    deliver()
    page = look(pair, Side.RECEIVED)
    # What is looked for really was there.
    told = page.shared.model_dump_json()
    assert [one for one in CANARIES if one not in told] == ["MERLIN", "OSPREY"]
    assert found() == set()
    answer(pair, State.ACCEPTED)
    assert look(pair, Side.SENT).told[0].words == "canary-answer-MERLIN"
    referrals.make_file(referral_id=pair.received().id, actor=pair.theirs, now=NOW)
    assert found() == set()


def test_nor_after_she_stopped_it():
    pair = make_pair()
    opened(pair)
    case = heads.find(actor=pair.ours, case_id=pair.case_id, now=NOW).case
    consent.withdraw(
        case=case,
        record_id=ConsentRecord.objects.get().id,
        her_words="canary MERLIN",
        actor=pair.ours,
        now=NOW,
    )
    deliver()
    referrals.acknowledge(referral_id=pair.received().id, actor=pair.theirs, now=NOW)
    deliver()
    assert look(pair, Side.SENT).acknowledged_on == NOW.date()
    assert found() == set()


def test_what_is_searched_for_would_be_found():
    pair = make_pair()
    pair.us.organisation.place = "KESTREL"
    pair.us.organisation.save()
    assert found() == {("organisations_organisation", "KESTREL")}
