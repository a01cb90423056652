"""Erasing one file: two people, everything goes, and it is finished whatever happens between."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from alongside.audit.models import Entry
from alongside.casework import actions as casework, queries as files
from alongside.casework.contents import Closing, Note
from alongside.casework.errors import NoSuchFile, NotAnother, NothingToTell
from alongside.casework.models import Case, CopyOut, FactsRow, RegisterLine, Task
from alongside.casework.search import keeping as segments
from alongside.consent import actions as consent, files as heads
from alongside.consent.contents import Conversation
from alongside.consent.enums import Answer, Purpose
from alongside.consent.models import ConsentRecord, Grant
from alongside.consent.parties import Recipient
from alongside.core.access import SystemActor
from alongside.keeping import actions, ledger, queries
from alongside.keeping.enums import ErasureState, Ground
from alongside.keeping.errors import AlreadyAsked, AlreadyDone, NoSuchErasure, WrongReference
from alongside.keeping.models import Erasure
from alongside.organisations.enums import Role
from alongside.vault.models import Draft, Key, SealedDocument, Wrap
from tests.casework.factories import HURT, NOW, Made, fresh, make_case, register
from tests.keeping.factories import CALLED, ask, erase, make_file
from tests.organisations.factories import make_person

MACHINE = SystemActor(reason="erasure")

pytestmark = pytest.mark.django_db


def names_known(world):
    """Return the files that the team's search remembers, by opening all of it."""
    actor = fresh(world.coordinator)
    opened, broken = segments.open_all(team_ids=[world.team.id], keyring=actor.keys)
    assert broken == []
    return {case_id for one in opened for case_id in one.segment.entries()}


def rows_of(case_id):
    return {
        "keys": Key.objects.filter(subject=case_id).count(),
        "wraps": Wrap.objects.filter(key__subject=case_id).count(),
        "documents": SealedDocument.objects.filter(subject=case_id).count(),
        "files": Case.objects.filter(pk=case_id).count(),
        "tasks": Task.objects.filter(case_id=case_id).count(),
        "drafts": Draft.objects.filter(slot__contains=str(case_id)).count(),
        "answers": ConsentRecord.objects.filter(case_id=case_id).count(),
        "grants": Grant.objects.filter(case_id=case_id).count(),
        "facts": FactsRow.objects.filter(case_id=case_id).count(),
        "lines": RegisterLine.objects.filter(case_id=case_id).count(),
        "copies": CopyOut.objects.filter(case_id=case_id).count(),
    }


def fill(world, made):
    me = fresh(world.caseworker)
    about = {"case_id": made.id, "actor": me, "now": NOW}
    casework.record_incident(incident=HURT, **about)
    casework.export_file(format="json", reason="she asked", **about)
    consent.record_agreement(
        case=heads.find(**about).case,
        purpose=Purpose.STATISTICS,
        recipient=Recipient.figures(world.organisation.id),
        answer=Answer.YES,
        compartments=["coded"],
        conversation=Conversation(her_words="yes"),
        actor=me,
        now=NOW,
    )


def test_everything_of_a_file_goes_and_of_others_nothing(world, media, made):
    other = make_file(world, "Nobody Else")
    fill(world, made)
    fill(world, other)
    before = rows_of(made.id)
    assert {name for name, count in before.items() if count == 0} == set()
    assert names_known(world) == {made.id, other.id}
    kept = rows_of(other.id)

    erase(world, made)

    assert rows_of(made.id) == dict.fromkeys(before, 0)
    assert rows_of(other.id) == kept
    assert names_known(world) == {other.id}
    with pytest.raises(NoSuchFile):
        files.open_file(actor=fresh(world.caseworker), case_id=made.id, now=NOW)


def test_a_former_name_in_an_older_segment_goes_as_well(world, made):
    me = fresh(world.caseworker)
    for number in range(segments.TAIL_HOLDS + 1):
        make_case(me, f"Other {number}")
    part = files.part(actor=me, case_id=made.id, kind="identity", now=NOW).part
    changed = part.content.model_copy(update={"called": "Newname"})
    casework.save_part(
        case_id=made.id, content=changed, base_version=part.version, actor=me, now=NOW
    )
    opened, _broken = segments.open_all(team_ids=[world.team.id], keyring=me.keys)
    assert sum(made.id in one.segment.entries() for one in opened) == 2
    erase(world, made)
    assert made.id not in names_known(world)


def test_nothing_happens_until_a_second_person_confirms(world, made):
    before = rows_of(made.id)
    erasure_id = ask(world, made.id)
    asked = Erasure.objects.get()
    assert (asked.state, asked.decided_by) == (ErasureState.ASKED, None)
    task = Task.objects.get(kind="keeping")
    assert (task.worker_id, task.document_id) == (world.colleague.user.pk, erasure_id)
    assert rows_of(made.id) == before | {"tasks": before["tasks"] + 1}


def test_the_first_is_never_the_second(world, made):
    erasure_id = ask(world, made.id)
    with pytest.raises(NotAnother):
        actions.confirm(
            case_id=made.id,
            erasure_id=erasure_id,
            reference=made.reference,
            actor=fresh(world.caseworker),
            now=NOW,
        )
    assert Case.objects.filter(pk=made.id).exists()


def test_who_is_asked_is_another_who_keeps_the_file(world, made):
    for to in (world.caseworker, world.researcher):
        with pytest.raises(NotAnother):
            actions.ask(
                case_id=made.id,
                ground=Ground.HER_WISH,
                reason="her wish",
                to=to.user.pk,
                actor=fresh(world.caseworker),
                now=NOW,
            )
    with pytest.raises(NothingToTell):
        actions.ask(
            case_id=made.id,
            ground=Ground.HER_WISH,
            reason=" ",
            to=world.colleague.user.pk,
            actor=fresh(world.caseworker),
            now=NOW,
        )
    assert not Erasure.objects.exists()


def test_a_volunteer_neither_asks_nor_confirms(world, made):
    volunteer = make_person(world.founded, role=Role.VOLUNTEER, name="Vera")
    with pytest.raises(PermissionDenied):
        actions.ask(
            case_id=made.id,
            ground=Ground.MISTAKE,
            reason="a mistake",
            to=world.colleague.user.pk,
            actor=fresh(volunteer),
            now=NOW,
        )
    erasure_id = ask(world, made.id)
    with pytest.raises(PermissionDenied):
        actions.confirm(
            case_id=made.id,
            erasure_id=erasure_id,
            reference=made.reference,
            actor=fresh(volunteer),
            now=NOW,
        )


def test_the_reference_of_another_file_erases_none(world, made):
    other = make_case(fresh(world.caseworker), "Other")
    with pytest.raises(WrongReference):
        actions.confirm(
            case_id=made.id,
            erasure_id=ask(world, made.id),
            reference=other.reference,
            actor=fresh(world.colleague),
            now=NOW,
        )
    assert Case.objects.count() == 2
    assert Erasure.objects.get().state == ErasureState.ASKED


def test_an_erasure_belongs_to_one_file(world, made):
    other = make_case(fresh(world.caseworker), "Other")
    erasure_id = ask(world, made.id)
    with pytest.raises(NoSuchErasure):
        actions.confirm(
            case_id=other.id,
            erasure_id=erasure_id,
            reference=other.reference,
            actor=fresh(world.colleague),
            now=NOW,
        )
    assert Case.objects.count() == 2


def test_it_is_asked_once_and_can_be_sent_back(world, made):
    erasure_id = ask(world, made.id)
    with pytest.raises(AlreadyAsked):
        ask(world, made.id)
    about = {"case_id": made.id, "erasure_id": erasure_id, "now": NOW}
    actions.send_back(actor=fresh(world.colleague), **about)
    sent_back = Erasure.objects.get()
    assert (sent_back.state, bytes(sent_back.box)) == (ErasureState.SENT_BACK, b"")
    assert Task.objects.get(kind="keeping").state == "done"
    with pytest.raises(AlreadyDone):
        actions.confirm(reference=made.reference, actor=fresh(world.colleague), **about)
    ask(world, made.id)


def test_a_closed_file_can_be_erased(world, made):
    casework.close(
        case_id=made.id,
        closing=Closing(reason="moved"),
        actor=fresh(world.caseworker),
        now=NOW,
    )
    erase(world, made)
    assert not Case.objects.exists()


def test_the_certificate_names_two_roles_and_nobody(world, made):
    erasure_id = erase(world, made)
    one = queries.certificate(erasure_id=erasure_id, actor=fresh(world.colleague), now=NOW)
    assert (one.asked_role, one.confirmed_role) == ("Caseworker", "Caseworker")
    assert (one.destroyed, one.cleared, one.complete) == ("2 March 2026", "", False)
    assert one.backups_until == "1 April 2026"
    assert CALLED not in repr(one)
    assert made.reference not in repr(one)
    assert str(made.id) not in repr(one)


def test_the_journal_keeps_the_event_and_no_name(world, made):
    erasure_id = erase(world, made)
    actions_of = Entry.objects.filter(object_id=str(made.id)).order_by("seq")
    assert list(actions_of.values_list("action", flat=True))[-3:] == [
        "file.erasure.asked",
        "file.erasure.confirmed",
        "file.erased",
    ]
    assert str(erasure_id) in Entry.objects.get(action="file.erasure.confirmed").others


def test_the_list_of_erased_is_the_coordinators(world, made):
    erasure_id = erase(world, made)
    [one] = queries.overview(actor=fresh(world.coordinator), now=NOW).certificates
    assert one.id == erasure_id
    with pytest.raises(PermissionDenied):
        queries.overview(actor=fresh(world.caseworker), now=NOW)


@pytest.mark.django_db(transaction=True)
def test_what_lies_on_the_disk_goes_after_the_commit(world, media, made):
    assert len(media()) == 1
    erase(world, made)
    assert media() == set()
    assert [line.case for line in ledger.read()] == [str(made.id)]


@pytest.mark.django_db(transaction=True)
def test_an_interrupted_erasure_is_finished_by_the_machine(world, media, made, monkeypatch):
    def dies(**_said):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("alongside.keeping.actions.finishing.finish", dies)
        with pytest.raises(KeyboardInterrupt):
            erase(world, made)
    assert not Key.objects.filter(subject=made.id).exists()
    assert len(media()) == 1
    assert Erasure.objects.get().state == ErasureState.DESTROYED
    assert actions.finish(actor=MACHINE, now=NOW, is_thorough=True) == 1
    assert media() == set()
    assert Erasure.objects.get().state == ErasureState.CLEARED
    assert actions.finish(actor=MACHINE, now=NOW, is_thorough=True) == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "step",
    [
        "alongside.casework.search.keeping.forget",
        "alongside.casework.removing.remove",
        "alongside.referrals.actions.forget",
    ],
)
def test_what_fails_in_the_middle_destroys_nothing(world, media, made, monkeypatch, step):
    erasure_id = ask(world, made.id)
    before, known = rows_of(made.id), names_known(world)

    def dies(*_said, **_more):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(step, dies)
        with pytest.raises(KeyboardInterrupt):
            actions.confirm(
                case_id=made.id,
                erasure_id=erasure_id,
                reference=made.reference,
                actor=fresh(world.colleague),
                now=NOW,
            )
    assert (rows_of(made.id), names_known(world), len(media())) == (before, known, 1)
    assert Erasure.objects.get().state == ErasureState.ASKED
    assert list(ledger.read()) == []


@pytest.mark.django_db(transaction=True)
def test_complete_is_said_when_no_backup_can_bring_it_back(world, made):
    erasure_id = erase(world, made)
    actions.finish(actor=MACHINE, now=NOW, is_thorough=True)
    me = fresh(world.coordinator)
    for days, complete in ((30, False), (31, True)):
        later = NOW + timedelta(days=days)
        one = queries.certificate(erasure_id=erasure_id, actor=me, now=later)
        assert (one.complete, one.cleared) == (complete, "2 March 2026")


@pytest.mark.django_db(transaction=True)
def test_somebody_reading_puts_the_end_off(world, made, monkeypatch):
    erasure_id = erase_with_a_reader(world, made, monkeypatch)
    long_after = NOW + timedelta(days=400)
    about = {"erasure_id": erasure_id, "actor": fresh(world.coordinator), "now": long_after}
    assert not queries.certificate(**about).complete
    actions.finish(actor=MACHINE, now=long_after, is_thorough=True)
    assert queries.certificate(**about).complete


def erase_with_a_reader(world, made, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr("alongside.vault.erasure.vacuum", lambda *_more: False)
        erasure_id = erase(world, made)
        assert actions.finish(actor=MACHINE, now=NOW, is_thorough=True) == 0
    return erasure_id


def test_an_incident_alone_and_a_note_written_meanwhile_go_as_well(world):
    made = register(fresh(world.caseworker))
    made = Made(made.case_id, made.reference)
    erasure_id = ask(world, made.id)
    casework.add_note(
        case_id=made.id, note=Note(text="late"), actor=fresh(world.caseworker), now=NOW
    )
    actions.confirm(
        case_id=made.id,
        erasure_id=erasure_id,
        reference=made.reference.lower(),
        actor=fresh(world.colleague),
        now=NOW,
    )
    assert set(rows_of(made.id).values()) == {0}
