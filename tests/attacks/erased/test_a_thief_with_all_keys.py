"""A file is erased; then a thief comes who has the disk and whatever key anybody still holds.

What is sealed says nothing in clear before either, so it is not words that are looked for alone:
it is the sealed bytes themselves, as they lay in the database, its log and on the disk before.
"""

import io
from uuid import UUID

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.urls import reverse

from alongside.audit.models import Entry
from alongside.casework import actions as casework
from alongside.casework.models import Case, CopyOut, ImportedRow, RegisterLine, SearchSegment, Task
from alongside.casework.search import keeping as segments
from alongside.core.access import SystemActor
from alongside.keeping import actions, ledger
from alongside.keeping.models import Erasure
from alongside.referrals import actions as referrals
from alongside.referrals.enums import Side
from alongside.referrals.models import Envelope, Referral
from alongside.vault.models import Draft, SealedDocument, Wrap
from tests.attacks.stolen.forms import WORDS, canary
from tests.attacks.stolen.test_every_form import (
    bring_in,
    fill_file,
    fill_more,
    hand_on,
    new_person,
    stolen,
    take_copies,
)
from tests.casework.factories import fresh
from tests.casework.pages import entered, file_url, read
from tests.disk import files_in
from tests.organisations.factories import NOW, make_world
from tests.referrals.factories import deliver

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.attack]

MACHINE = SystemActor(reason="erasure")
PIECE = 24


@pytest.fixture
def clock():
    # Tests that commit may have written into it.
    ledger.place().unlink(missing_ok=True)
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller
    ledger.place().unlink(missing_ok=True)


def boxes_of(case_id, actor):
    """Return the sealed bytes of one file wherever they lie, by table."""
    of_case = {"case_id": case_id}
    copies = list(CopyOut.objects.filter(**of_case))
    found = {
        "wrap": Wrap.objects.filter(key__subject=case_id).values_list("box", flat=True),
        "document": SealedDocument.objects.filter(subject=case_id).values_list("box", flat=True),
        "head": Case.objects.filter(pk=case_id).values_list("summary", flat=True),
        "task": Task.objects.filter(**of_case).values_list("box", flat=True),
        "line": RegisterLine.objects.filter(**of_case).values_list("box", flat=True),
        "segment": _that_name_her(case_id, actor),
        "draft": Draft.objects.filter(slot__endswith=str(case_id)).values_list("box", flat=True),
        "import": ImportedRow.objects.filter(**of_case).values_list("box", flat=True),
        "copy": [one.box for one in copies],
        "referral": Referral.objects.filter(**of_case).values_list("head", flat=True),
    }
    return {kind: [bytes(box) for box in boxes if bytes(box)] for kind, boxes in found.items()}


def _that_name_her(case_id, actor):
    case = Case.objects.get(pk=case_id)
    opened, _broken = segments.open_all(team_ids=[case.team_id], keyring=actor.keys)
    ids = [one.id for one in opened if case_id in one.segment.entries()]
    return SearchSegment.objects.filter(pk__in=ids).values_list("box", flat=True)


def pieces(box):
    """Return pieces of a box; pages of a database cut through some of them."""
    return [box[at : at + PIECE] for at in range(0, len(box) - PIECE, max(PIECE, len(box) // 7))]


def on_the_disk(boxes):
    """Return the kinds of boxes of which a piece lies in any file of the home."""
    content = b"".join(content for _path, content in files_in(settings.HOME))
    return {
        kind
        for kind, every in boxes.items()
        for box in every
        if any(piece in content for piece in pieces(box))
    }


def in_tables(boxes):
    """Return the kinds of boxes that lie in a cell."""
    with connection.cursor() as cursor:
        cells = set()
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  a table's own name, quoted
            for row in cursor.fetchall():
                cells |= {bytes(one) for one in row if isinstance(one, bytes | memoryview)}
    return {kind for kind, every in boxes.items() if set(every) & cells}


def media_of(stored):
    return {path.name for path in settings.ALONGSIDE_MEDIA.rglob("*") if path.is_file()} & stored


def erase(world, case_id):
    asked = actions.ask(
        case_id=case_id,
        ground="her_wish",
        reason=canary(),
        to=world.colleague.user.pk,
        actor=fresh(world.caseworker),
        now=NOW,
    )
    reference = Case.objects.get(pk=case_id).reference
    return actions.confirm(
        case_id=case_id,
        erasure_id=asked,
        reference=reference,
        actor=fresh(world.colleague),
        now=NOW,
    )


def fill_everything(us, them, ours, theirs):
    """Put something of every kind into a file, in every way there is; return which file."""
    case_id = UUID(new_person(ours))
    fill_file(ours, case_id)
    fill_more(ours, us, case_id)
    take_copies(ours, case_id)
    hand_on(us, them, ours, theirs, case_id)
    bring_in(ours)
    casework.attach(
        case_id=case_id,
        stream=io.BytesIO(canary().encode()),
        name="more.txt",
        note="",
        actor=fresh(us.caseworker),
        now=NOW,
    )
    imported = ImportedRow.objects.order_by("number").first()
    ImportedRow.objects.filter(pk=imported.pk).update(case_id=case_id)
    # What is joined with another file is taken apart first.
    for link in read(ours.get(file_url(case_id))).links:
        if "/joined/" in link:
            assert ours.post(link).status_code == 302
    return case_id


def test_nothing_of_her_is_left_for_any_key(clock):
    us, them = make_world(), make_world()
    ours, theirs = entered(us.caseworker), entered(them.caseworker)
    case_id = fill_everything(us, them, ours, theirs)
    before = boxes_of(case_id, fresh(us.coordinator))
    assert {kind for kind, boxes in before.items() if not boxes} == set()
    if connection.vendor == "sqlite":
        assert on_the_disk(before) == set(before)
    assert in_tables(before) == set(before)

    erasure = Erasure.objects.get(pk=erase(us, case_id))
    deliver(NOW)
    actions.finish(actor=MACHINE, now=NOW, is_thorough=True)

    assert in_tables(before) == set()
    if connection.vendor == "sqlite":
        assert on_the_disk(before) == set()
    assert stolen(WORDS) == set()
    stored = {one.replace("-", "") for one in erasure.stored}
    assert len(stored) == 8
    assert media_of(stored) == set()
    actor = fresh(us.coordinator)
    opened, broken = segments.open_all(team_ids=[us.team.id], keyring=actor.keys)
    assert broken == []
    assert [one for one in opened if case_id in one.segment.entries()] == []
    assert ours.get(file_url(case_id)).status_code == 404
    # What stays: the event, by a pseudonym.
    assert Entry.objects.filter(action="file.erased", object_id=str(case_id)).count() == 1
    assert [line.case for line in ledger.read()] == [str(case_id)]
    ledger.place().unlink()


def test_who_received_something_is_locked_out_and_has_to_confirm(clock):
    us, them = make_world(), make_world()
    ours, theirs = entered(us.caseworker), entered(them.caseworker)
    case_id = UUID(new_person(ours))
    hand_on(us, them, ours, theirs, case_id)
    certificate = erase(us, case_id)
    deliver(NOW)
    ledger.place().unlink()
    received = Referral.objects.get(side=Side.RECEIVED)
    assert (received.state, bytes(received.head)) == ("withdrawn", b"")
    assert not Wrap.objects.filter(key__subject=received.id).exists()
    asked = Envelope.objects.get(side="in", kind="erase")
    assert asked.recipient_id == them.organisation.id
    page = theirs.get(reverse("referrals:show", args=[received.id])).content.decode()
    assert "asks you to erase" in page
    shown = ours.get(reverse("keeping:certificate", args=[certificate])).content.decode()
    assert "Not confirmed yet" in shown
    referrals.acknowledge(referral_id=received.id, actor=fresh(them.caseworker), now=NOW)
    deliver(NOW)
    sent = Referral.objects.get(side=Side.SENT)
    assert ours.get(reverse("referrals:show", args=[sent.id])).status_code == 200
    shown = ours.get(reverse("keeping:certificate", args=[certificate])).content.decode()
    assert "Confirmed on" in shown
