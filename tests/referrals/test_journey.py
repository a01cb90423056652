"""From a draft to an outcome and back, with nothing left out."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.audit.models import Entry
from alongside.casework import actions as casework, queries as files
from alongside.casework.contents import Closing
from alongside.casework.enums import ClosedReason
from alongside.consent.models import ConsentRecord
from alongside.organisations.enums import Role, TeamKind
from alongside.referrals import actions as referrals, errors, queries
from alongside.referrals.enums import (
    Box,
    Decline,
    EnvelopeState,
    Party,
    Side,
    State,
    Urgency,
)
from alongside.referrals.models import Envelope, Referral
from alongside.referrals.queries import lists
from tests.organisations.factories import NOW, make_person, make_world
from tests.referrals.factories import (
    ASKED,
    CALLED,
    WORDS,
    answer,
    deliver,
    fresh,
    keep_draft,
    look,
    opened,
    send,
    shared,
)

pytestmark = pytest.mark.django_db


def titles(pair):
    page = files.story(actor=pair.ours, case_id=pair.case_id, now=NOW)
    return [entry.title for entry in page.entries]


def test_a_draft_leaves_nothing_and_agrees_to_nothing(pair):
    draft_id = keep_draft(pair)
    assert pair.sent().state == State.DRAFT
    assert (Envelope.objects.count(), ConsentRecord.objects.count()) == (0, 0)
    kept = queries.draft(actor=fresh(pair.us.colleague), referral_id=draft_id, now=NOW)
    assert (kept.shared.asked, kept.shared.items.called) == (ASKED, CALLED)
    assert queries.requests_waiting(actor=pair.theirs, now=NOW).rows == []


def test_a_draft_is_changed_in_place(pair):
    draft_id = keep_draft(pair)
    again = referrals.keep_draft(
        case_id=pair.case_id,
        to=pair.them.organisation.id,
        shared=shared(pair, asked="less", categories=["called"]),
        actor=pair.ours,
        now=NOW,
        referral_id=draft_id,
    )
    assert (again, Referral.objects.count()) == (draft_id, 1)
    kept = queries.draft(actor=pair.ours, referral_id=draft_id, now=NOW).shared
    assert (kept.asked, kept.items.papers_name) == ("less", "")


def test_a_draft_that_is_thrown_away_is_gone(pair):
    draft_id = keep_draft(pair)
    referrals.discard_draft(referral_id=draft_id, actor=pair.ours, now=NOW)
    with pytest.raises(errors.NoSuchReferral):
        queries.draft(actor=pair.ours, referral_id=draft_id, now=NOW)
    assert look(pair, Side.SENT).shared is None


def test_sending_records_her_yes_asks_the_gate_and_queues_one_envelope(pair):
    draft_id = keep_draft(pair)
    referrals.send(referral_id=draft_id, actor=pair.ours, now=NOW)

    record = ConsentRecord.objects.get()
    assert (record.purpose, record.recipient_id) == ("referral", pair.them.organisation.id)
    assert record.categories == ["called", "contact", "health", "needs", "papers", "work"]
    assert record.compartments == ["casework", "health", "identity", "location", "story"]
    assert record.expires_on == date(2026, 5, 31)
    row = Envelope.objects.get()
    assert (row.side, row.state, row.kind) == (Box.OUT, EnvelopeState.QUEUED, "referral/week")
    entry = Entry.objects.get(action="referral.requested")
    assert (entry.object_id, entry.basis) == (str(pair.case_id), f"agreement {record.id}")
    assert titles(pair)[0] == f"Asked {pair.them.organisation.name} to help"


def test_it_is_sent_once(pair):
    draft_id = keep_draft(pair)
    referrals.send(referral_id=draft_id, actor=pair.ours, now=NOW)
    with pytest.raises(errors.NotAllowed):
        referrals.send(referral_id=draft_id, actor=pair.ours, now=NOW)
    with pytest.raises(errors.NotAllowed):
        referrals.discard_draft(referral_id=draft_id, actor=pair.ours, now=NOW)
    assert Envelope.objects.count() == 1


def test_what_cannot_be_agreed_is_not_sent(pair):
    past = {"until": NOW.date() - timedelta(days=1)}
    draft_id = keep_draft(pair, receipt=past)
    with pytest.raises(errors.NotSent) as refused:
        referrals.send(referral_id=draft_id, actor=pair.ours, now=NOW)
    assert str(refused.value) == "Say a day that is still to come."
    assert pair.sent().state == State.DRAFT
    assert (Envelope.objects.count(), ConsentRecord.objects.count()) == (0, 0)


def test_it_waits_sealed_and_shows_only_sender_urgency_and_day(pair):
    copy = send(pair)
    [row] = queries.inbox(actor=pair.theirs, side=Side.RECEIVED, now=NOW).rows
    assert (row.other, row.urgency, row.created_at) == (
        pair.us.organisation.name,
        Urgency.WEEK,
        NOW,
    )
    assert (row.sealed, row.called, row.asked, row.waiting) == (True, "", "", True)
    assert (copy.state, copy.team_id) == (State.REQUESTED, None)
    assert queries.requests_waiting(actor=pair.theirs, now=NOW).count == 1
    assert queries.answers_waiting(actor=pair.ours, now=NOW).count == 0


def test_opening_makes_their_own_copy_and_tells_us(pair):
    send(pair)
    page = look(pair, Side.RECEIVED)
    assert page.state == State.RECEIVED
    assert page.shared.items == shared(pair).items
    assert (page.shared.asked, page.shared.worker) == (ASKED, "Sunita Rai")
    copy = pair.received()
    assert copy.team_id == pair.them.team.id
    [mine] = Envelope.objects.filter(side=Box.IN)
    assert (mine.state, bytes(mine.box)) == (EnvelopeState.OPENED, b"")
    deliver()
    assert queries.answers_waiting(actor=pair.ours, now=NOW).count == 1
    # Nobody of ours has looked yet, so we do not know that they opened it.
    assert pair.sent().state == State.REQUESTED
    assert look(pair, Side.SENT).state == State.RECEIVED
    assert queries.answers_waiting(actor=pair.ours, now=NOW).count == 0


def test_only_what_was_ticked_travels(pair):
    page = _opened_with(pair, ["called"])
    assert page.shared.items.model_dump(exclude_defaults=True) == {
        "called": CALLED,
        "language": "Bangla",
    }


def _opened_with(pair, categories):
    opened(pair, categories=categories)
    return look(pair, Side.RECEIVED)


def test_her_story_never_travels(pair):
    page = _opened_with(pair, ["work", "called", "contact", "needs", "papers", "health"])
    assert "OSPREY" not in page.shared.model_dump_json()
    assert page.shared.items.work_lines == ["Wages owed: 3000 USD"]


def test_accepting_comes_back_with_its_words(pair):
    opened(pair)
    later = NOW + timedelta(minutes=5)
    answer(pair, State.ACCEPTED, now=later)
    page = look(pair, Side.SENT, now=later)
    assert (page.state, page.told[0].words, page.told[0].ours) == (State.ACCEPTED, WORDS, False)
    entry = files.story(actor=pair.ours, case_id=pair.case_id, now=later).entries[0]
    assert (entry.title, entry.text) == (f"{pair.them.organisation.name} accepted", WORDS)


def test_declining_needs_a_reason_and_brings_it_back(pair):
    opened(pair)
    for refusal in (
        {"words": ""},
        {"words": "", "decline": Decline.OTHER},
    ):
        with pytest.raises(errors.ReasonMissing):
            answer(pair, State.REJECTED, **refusal)
    answer(pair, State.REJECTED, words="", decline=Decline.FULL)
    told = look(pair, Side.SENT).told[0]
    assert (told.state, told.decline, told.worker) == (State.REJECTED, Decline.FULL, "Sunita Rai")


def test_the_whole_way_to_an_outcome(pair):
    opened(pair)
    answer(pair, State.ACCEPTED, words="")
    answer(pair, State.IN_PROGRESS, words="")
    answer(pair, State.ON_HOLD, words="interpreter ill")
    answer(pair, State.IN_PROGRESS, words="")
    answer(pair, State.COMPLETED, words="wages paid")
    ours, theirs = look(pair, Side.SENT), look(pair, Side.RECEIVED)
    assert (ours.state, theirs.state) == (State.COMPLETED, State.COMPLETED)
    said = [(one.state, one.words) for one in ours.told]
    assert said == [
        (State.COMPLETED, "wages paid"),
        (State.IN_PROGRESS, ""),
        (State.ON_HOLD, "interpreter ill"),
        (State.IN_PROGRESS, ""),
        (State.ACCEPTED, ""),
        (State.RECEIVED, ""),
    ]
    assert theirs.next_steps == []


def test_a_step_that_may_not_follow_changes_nothing(pair):
    opened(pair)
    with pytest.raises(errors.NotAllowed):
        answer(pair, State.COMPLETED)
    with pytest.raises(errors.NotAllowed):
        answer(pair, State.WITHDRAWN)
    assert pair.received().state == State.RECEIVED
    assert Envelope.objects.filter(state=EnvelopeState.QUEUED).count() == 0


def test_nobody_answers_what_was_cancelled_meanwhile(pair):
    opened(pair)
    referrals.cancel(referral_id=pair.sent().id, words="She found a flat", actor=pair.ours, now=NOW)
    deliver()
    with pytest.raises(errors.NotAllowed):
        answer(pair, State.ACCEPTED)
    page = look(pair, Side.RECEIVED)
    assert (page.state, page.told[0].words) == (State.CANCELLED, "She found a flat")


def test_cancelling_before_delivery_takes_it_back_unseen(pair):
    draft_id = keep_draft(pair)
    referrals.send(referral_id=draft_id, actor=pair.ours, now=NOW)
    referrals.cancel(referral_id=draft_id, words="wrong day", actor=pair.ours, now=NOW)
    assert deliver() == 0
    assert Envelope.objects.get().state == EnvelopeState.CANCELLED
    assert bytes(Envelope.objects.get().box) == b""
    assert Referral.objects.filter(side=Side.RECEIVED).count() == 0


def test_cancelling_needs_words_and_a_referral_that_was_sent(pair):
    draft_id = keep_draft(pair)
    cancel = {"referral_id": draft_id, "actor": pair.ours, "now": NOW}
    with pytest.raises(errors.NotAllowed):
        referrals.cancel(words="why", **cancel)
    referrals.send(referral_id=draft_id, actor=pair.ours, now=NOW)
    with pytest.raises(errors.ReasonMissing):
        referrals.cancel(words=" ", **cancel)


def test_they_may_cancel_too(pair):
    opened(pair)
    referrals.cancel(referral_id=pair.received().id, words="moved", actor=pair.theirs, now=NOW)
    deliver()
    assert look(pair, Side.SENT).state == State.CANCELLED


def test_a_file_is_made_from_what_was_shared_and_from_nothing_else(pair):
    opened(pair, categories=["called", "contact", "work"])
    with pytest.raises(errors.NotAllowed):
        referrals.make_file(referral_id=pair.received().id, actor=pair.theirs, now=NOW)
    answer(pair, State.ACCEPTED)
    case_id = referrals.make_file(referral_id=pair.received().id, actor=pair.theirs, now=NOW)
    file = files.open_file(actor=pair.theirs, case_id=case_id, now=NOW)
    assert file.head.name == CALLED
    identity, contact = file.parts["identity"].content, file.parts["safe_contact"].content
    assert (identity.papers_name, identity.birth) == ("", None)
    assert (contact.safe_words, contact.checked) == ("sewing class", False)
    assert pair.received().case_id == case_id
    with pytest.raises(errors.NotAllowed):
        referrals.make_file(referral_id=pair.received().id, actor=pair.theirs, now=NOW)


def test_what_was_sent_by_mistake_is_locked_and_confirmed(pair):
    opened(pair)
    referrals.take_back(referral_id=pair.sent().id, words="wrong house", actor=pair.ours, now=NOW)
    page = look(pair, Side.RECEIVED)
    assert (page.state, page.shared, page.must_acknowledge) == (
        State.ENTERED_IN_ERROR,
        None,
        True,
    )
    deliver()
    referrals.acknowledge(referral_id=page.id, actor=pair.theirs, now=NOW)
    deliver()
    assert look(pair, Side.SENT).acknowledged_on == NOW.date()


def test_what_was_shared_stands_still_when_the_file_changes(pair):
    draft_id = keep_draft(pair, categories=["papers"])
    part = files.open_file(actor=pair.ours, case_id=pair.case_id, now=NOW).parts["identity"]
    changed = part.content.model_copy(update={"papers_name": "another name"})
    casework.save_part(
        case_id=pair.case_id,
        content=changed,
        base_version=part.base_version,
        actor=pair.ours,
        now=NOW,
    )
    referrals.send(referral_id=draft_id, actor=pair.ours, now=NOW)
    deliver()
    assert look(pair, Side.RECEIVED).shared.items.papers_name == "canary-papers-SWALLOWTAIL"


def test_a_closed_file_does_not_stop_an_answer(pair):
    opened(pair)
    closing = files.open_file(actor=pair.ours, case_id=pair.case_id, now=NOW)
    assert closing.rights.close
    casework.close(
        case_id=pair.case_id,
        closing=Closing(reason=next(iter(ClosedReason))),
        actor=pair.ours,
        now=NOW,
    )
    answer(pair, State.ACCEPTED)
    assert look(pair, Side.SENT).state == State.ACCEPTED
    assert Entry.objects.filter(action="referral.note_not_added").count() == 1


def test_only_some_roles_refer(pair):
    volunteer = fresh(make_person(pair.us.founded, role=Role.VOLUNTEER, name="Ioana Pop"))
    researcher = fresh(pair.us.researcher)
    for actor in (volunteer, researcher):
        with pytest.raises(PermissionDenied):
            queries.begin(actor=actor, case_id=pair.case_id, now=NOW)
        with pytest.raises(PermissionDenied):
            queries.inbox(actor=actor, side=Side.RECEIVED, now=NOW)
        assert queries.requests_waiting(actor=actor, now=NOW).rows == []


def test_what_is_not_hers_is_absent(pair):
    copy = opened(pair)
    third = fresh(make_world().caseworker)
    lawyer = fresh(make_person(pair.them.founded, role=Role.LAWYER, team_kinds=[TeamKind.LEGAL]))
    # Their copy belongs to the team that opened it; ours is nobody's but ours.
    for actor, referral_id in (
        (third, copy.id),
        (pair.ours, copy.id),
        (pair.theirs, pair.sent().id),
        (lawyer, copy.id),
        (pair.ours, uuid4()),
    ):
        with pytest.raises(errors.NoSuchReferral):
            referrals.look(referral_id=referral_id, actor=actor, now=NOW)
        with pytest.raises(errors.NoSuchReferral):
            referrals.answer(referral_id=referral_id, state=State.ACCEPTED, actor=actor, now=NOW)
        with pytest.raises(errors.NoSuchReferral):
            referrals.cancel(referral_id=referral_id, words="x", actor=actor, now=NOW)


def test_either_side_takes_only_its_own_steps(pair):
    opened(pair)
    with pytest.raises(errors.NoSuchReferral):
        referrals.answer(referral_id=pair.sent().id, state=State.ACCEPTED, actor=pair.ours, now=NOW)
    with pytest.raises(errors.NoSuchReferral):
        referrals.take_back(referral_id=pair.received().id, words="x", actor=pair.theirs, now=NOW)
    assert look(pair, Side.SENT).party == Party.REQUESTER


def test_a_list_costs_the_same_for_more(pair):
    costs = []
    for _one in range(3):
        referrals.send(referral_id=keep_draft(pair), actor=pair.ours, now=NOW)
        deliver()
        for copy in Referral.objects.filter(side=Side.RECEIVED, waiting=True).order_by("id"):
            referrals.look(referral_id=copy.id, actor=pair.theirs, now=NOW)
        actor = pair.theirs
        with CaptureQueriesContext(connection) as asked:
            page = queries.inbox(actor=actor, side=Side.RECEIVED, now=NOW)
        costs.append(len(asked))
    assert [row.called for row in page.rows] == [CALLED] * 3
    # Rows, their keys, the team's secret, and the journal's line in a transaction of its own.
    assert costs == [costs[0]] * 3
    assert costs[0] <= 8


def test_pages_of_a_list_follow_each_other(pair, monkeypatch):
    monkeypatch.setattr(lists, "ROWS", 2)
    for minutes in range(5):
        now = NOW + timedelta(minutes=minutes // 2)
        referrals.send(referral_id=keep_draft(pair, now=now), actor=pair.ours, now=now)
    seen, after = [], ""
    while True:
        page = queries.inbox(actor=pair.ours, side=Side.SENT, now=NOW, after=after)
        seen += [row.id for row in page.rows]
        if not page.next:
            break
        after = page.next
    rows = Referral.objects.order_by("-created_at", "-id").values_list("id", flat=True)
    assert seen == list(rows)
    first = queries.inbox(actor=pair.ours, side=Side.SENT, now=NOW, after="nonsense_x")
    assert [row.id for row in first.rows] == seen[:2]
