"""She stops sharing: their copy is locked at once, and they confirm it."""

from datetime import timedelta

import pytest

from alongside.audit.models import Entry
from alongside.casework import queries as files
from alongside.consent import actions as consent, files as heads
from alongside.consent.enums import Answer, Purpose
from alongside.consent.models import ConsentRecord
from alongside.consent.parties import Recipient
from alongside.core.access import SystemActor
from alongside.referrals import actions as referrals, errors, queries
from alongside.referrals.enums import Box, EnvelopeState, Side, State
from alongside.referrals.models import Envelope, Referral
from alongside.vault import ring
from tests.consent.factories import make_lawyer
from tests.organisations.factories import NOW, make_world
from tests.referrals.factories import (
    Pair,
    answer,
    deliver,
    fresh,
    keep_draft,
    look,
    opened,
    send,
)

pytestmark = pytest.mark.django_db

MACHINE = SystemActor(reason="expiry")


def stop(pair, *, now=NOW, actor=None):
    """Let her say stop to a colleague."""
    record = ConsentRecord.objects.filter(purpose=Purpose.REFERRAL).latest("recorded_at")
    who = actor or fresh(pair.us.colleague)
    case = heads.find(actor=pair.ours, case_id=pair.case_id, now=now).case
    consent.withdraw(case=case, record_id=record.id, actor=who, now=now)


def boxes():
    """Return what envelopes still hold something."""
    return [row.state for row in Envelope.objects.order_by("created_at") if bytes(row.box)]


def test_their_copy_is_locked_at_once(pair):
    copy = opened(pair)
    assert ring.holders(copy.id) == {(pair.them.team.id, "referral")}
    assert look(pair, Side.RECEIVED).shared is not None
    look(pair, Side.SENT)

    stop(pair)

    assert ring.holders(copy.id) == set()
    page = look(pair, Side.RECEIVED)
    assert (page.state, page.shared, page.told) == (State.WITHDRAWN, None, [])
    assert (page.locked_on, page.must_acknowledge) == (NOW.date(), True)
    assert pair.sent().state == State.WITHDRAWN
    # Only the notice itself is on its way; nothing of hers can be opened with any key.
    assert boxes() == [EnvelopeState.QUEUED]
    entry = Entry.objects.get(action="referral.locked.withdrawn")
    assert (entry.object_id, entry.actor) == (str(copy.id), str(pair.us.colleague.user.id))


def test_an_envelope_nobody_opened_is_emptied(pair):
    copy = send(pair)
    assert boxes() == [EnvelopeState.DELIVERED]
    stop(pair)
    assert EnvelopeState.DELIVERED not in boxes()
    deliver()
    page = look(pair, Side.RECEIVED)
    assert (page.id, page.state, page.shared) == (copy.id, State.WITHDRAWN, None)


def test_an_envelope_on_its_way_never_arrives(pair):
    referrals.send(referral_id=keep_draft(pair), actor=pair.ours, now=NOW)
    stop(pair)
    assert deliver() == 0
    assert boxes() == []
    assert Referral.objects.filter(side=Side.RECEIVED).count() == 0
    assert pair.sent().state == State.WITHDRAWN


def test_they_confirm_it_and_we_see_that(pair):
    opened(pair)
    stop(pair)
    deliver()
    assert queries.requests_waiting(actor=pair.theirs, now=NOW).count == 1
    referrals.acknowledge(referral_id=pair.received().id, actor=pair.theirs, now=NOW)
    assert queries.requests_waiting(actor=pair.theirs, now=NOW).count == 0
    deliver()
    assert queries.answers_waiting(actor=pair.ours, now=NOW).count == 1
    page = look(pair, Side.SENT)
    assert (page.state, page.acknowledged_on) == (State.WITHDRAWN, NOW.date())
    with pytest.raises(errors.NotAllowed):
        referrals.acknowledge(referral_id=pair.received().id, actor=pair.theirs, now=NOW)


def test_nothing_can_be_confirmed_that_was_not_stopped(pair):
    copy = opened(pair)
    with pytest.raises(errors.NotAllowed):
        referrals.acknowledge(referral_id=copy.id, actor=pair.theirs, now=NOW)


def test_the_file_made_from_it_stays_and_says_so(pair):
    opened(pair)
    answer(pair, State.ACCEPTED)
    case_id = referrals.make_file(referral_id=pair.received().id, actor=pair.theirs, now=NOW)
    stop(pair)
    deliver()
    assert look(pair, Side.RECEIVED).case_id == case_id
    referrals.acknowledge(referral_id=pair.received().id, actor=pair.theirs, now=NOW)
    story = files.story(actor=pair.theirs, case_id=case_id, now=NOW)
    assert "She no longer shares this with us" in [entry.title for entry in story.entries]
    assert story.file.head.given


def test_her_own_file_says_that_she_stopped(pair):
    opened(pair)
    stop(pair)
    story = files.story(actor=pair.ours, case_id=pair.case_id, now=NOW)
    said = f"She stopped sharing with {pair.them.organisation.name}"
    assert said in [entry.title for entry in story.entries]


def test_stopping_reaches_what_was_completed_too(pair):
    opened(pair)
    answer(pair, State.ACCEPTED)
    answer(pair, State.COMPLETED)
    look(pair, Side.SENT)
    stop(pair)
    assert look(pair, Side.RECEIVED).shared is None
    assert pair.sent().state == State.WITHDRAWN


def test_an_answer_that_crosses_her_stop_changes_nothing(pair):
    opened(pair)
    referrals.answer(
        referral_id=pair.received().id, state=State.ACCEPTED, actor=pair.theirs, now=NOW
    )
    stop(pair)
    deliver()
    assert look(pair, Side.SENT).state == State.WITHDRAWN
    with pytest.raises(errors.NotAllowed):
        answer(pair, State.IN_PROGRESS)


def test_only_that_organisation_is_stopped(pair):
    opened(pair)
    third = Pair(pair.us, make_world(), pair.case_id)
    referrals.send(referral_id=keep_draft(third), actor=pair.ours, now=NOW)
    deliver()
    copy = Referral.objects.get(side=Side.RECEIVED, organisation=third.them.organisation)
    record = ConsentRecord.objects.get(recipient_id=pair.them.organisation.id)
    case = heads.find(actor=pair.ours, case_id=pair.case_id, now=NOW).case
    consent.withdraw(case=case, record_id=record.id, actor=pair.ours, now=NOW)
    page = referrals.look(referral_id=copy.id, actor=third.theirs, now=NOW)
    assert page.shared is not None
    theirs = Referral.objects.get(side=Side.RECEIVED, organisation=pair.them.organisation)
    assert theirs.locked_on == NOW.date()


def test_a_no_over_a_yes_stops_it_as_well(pair):
    copy = opened(pair)
    case = heads.find(actor=pair.ours, case_id=pair.case_id, now=NOW).case
    consent.record_agreement(
        case=case,
        purpose=Purpose.REFERRAL,
        recipient=Recipient.organisation(pair.them.organisation.id),
        answer=Answer.NOT_NOW,
        actor=pair.ours,
        now=NOW,
    )
    assert ring.holders(copy.id) == set()


def test_the_end_of_her_yes_locks_it_without_any_key(pair):
    copy = opened(pair)
    end = NOW + timedelta(days=91)
    assert consent.expire_due(actor=MACHINE, now=end) == 1
    assert ring.holders(copy.id) == set()
    page = look(pair, Side.RECEIVED, now=end)
    assert (page.state, page.must_acknowledge) == (State.WITHDRAWN, True)
    assert look(pair, Side.SENT, now=end).state == State.WITHDRAWN
    referrals.acknowledge(referral_id=copy.id, actor=pair.theirs, now=end)
    deliver(end)
    assert look(pair, Side.SENT, now=end).acknowledged_on == end.date()


def test_what_was_finished_ends_quietly_with_her_yes(pair):
    copy = opened(pair)
    answer(pair, State.ACCEPTED)
    answer(pair, State.COMPLETED)
    look(pair, Side.SENT)
    end = NOW + timedelta(days=91)
    consent.expire_due(actor=MACHINE, now=end)
    assert ring.holders(copy.id) == set()
    page = look(pair, Side.RECEIVED, now=end)
    assert (page.state, page.shared, page.must_acknowledge) == (State.COMPLETED, None, False)
    assert pair.sent().state == State.COMPLETED


def test_renewing_her_yes_keeps_it_open_until_the_new_day(pair):
    copy = opened(pair)
    case = heads.find(actor=pair.ours, case_id=pair.case_id, now=NOW).case
    later = NOW + timedelta(days=80)
    first = ConsentRecord.objects.get()
    consent.record_agreement(
        case=case,
        purpose=Purpose.REFERRAL,
        recipient=Recipient.organisation(pair.them.organisation.id),
        answer=Answer.YES,
        compartments=first.compartments,
        categories=first.categories,
        actor=pair.ours,
        now=later,
    )
    consent.expire_due(actor=MACHINE, now=NOW + timedelta(days=100))
    assert ring.holders(copy.id) == {(pair.them.team.id, "referral")}


def test_whoever_she_tells_it_to_can_stop_it(pair):
    opened(pair)
    assert make_lawyer(pair.us).actor.team_ids.isdisjoint({pair.us.team.id})
    stop(pair, actor=fresh(pair.us.coordinator))
    assert pair.received().locked_on == NOW.date()


def test_a_draft_stays_a_draft(pair):
    opened(pair)
    draft_id = keep_draft(pair)
    stop(pair)
    assert Referral.objects.get(pk=draft_id).state == State.DRAFT


def test_the_notice_is_an_envelope_of_its_own(pair):
    opened(pair)
    stop(pair)
    deliver()
    [notice] = Envelope.objects.filter(side=Box.IN, kind="withdraw")
    assert notice.state == EnvelopeState.DELIVERED
    assert Entry.objects.filter(action="referral.arrived.withdraw").count() == 1


def test_only_a_team_that_keeps_files_makes_one(pair):
    send(pair)
    lawyer = fresh(make_lawyer(pair.them))
    copy = pair.received()
    referrals.look(referral_id=copy.id, actor=lawyer, now=NOW)
    referrals.answer(referral_id=copy.id, state=State.ACCEPTED, actor=lawyer, now=NOW)
    with pytest.raises(errors.NotAllowed) as refused:
        referrals.make_file(referral_id=copy.id, actor=lawyer, now=NOW)
    assert str(refused.value).startswith("You are not in a team that keeps files.")
    assert pair.received().case_id is None
