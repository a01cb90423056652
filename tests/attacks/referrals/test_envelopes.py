"""A bad peer, a replay, a forgery, a flood: the inbox takes nothing that is not right."""

import base64
import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db.models import QuerySet

from alongside.audit.models import Entry
from alongside.core.access import SystemActor
from alongside.referrals import actions as referrals, post, queries
from alongside.referrals.contents import Step
from alongside.referrals.enums import Box, EnvelopeState, Side, State
from alongside.referrals.errors import NotSent
from alongside.referrals.models import Envelope, Referral
from alongside.vault import envelopes, ring
from alongside.vault.envelopes import Refused
from alongside.vault.models import OrganisationKeys
from alongside.vault.primitives import KeyPair
from tests.organisations.factories import NOW, make_world
from tests.referrals.factories import (
    Pair,
    answer,
    deliver,
    fresh,
    keep_draft,
    look,
    make_pair,
    opened,
    send,
)

pytestmark = [pytest.mark.django_db, pytest.mark.attack]

PEER = SystemActor(reason="peer")


@pytest.fixture
def pair():
    return make_pair()


@pytest.fixture
def queued(pair):
    """Queue a genuine envelope and return its four texts."""
    referrals.send(referral_id=keep_draft(pair), actor=pair.ours, now=NOW)
    return json.loads(bytes(Envelope.objects.get().box))


def take(pair, texts, *, me=None, now=NOW):
    return referrals.receive(
        envelope=texts, me=me or pair.them.organisation.id, actor=PEER, now=now
    )


def refused(pair, texts, **how):
    with pytest.raises(Refused) as fault:
        take(pair, texts, **how)
    return fault.value.reason


def crafted(pair, payload, *, kind, thread_id, sender=None, recipient=None, now=NOW, worker=None):
    """Seal an envelope as a member of the sender's organisation can, whatever it says."""
    sender, recipient = sender or pair.us, recipient or pair.them
    actor = worker or fresh(sender.caseworker)
    envelopes.meet(recipient.organisation.id, keyring=actor.keys, now=now)
    return envelopes.seal(
        payload=payload,
        kind=kind,
        from_organisation=sender.organisation.id,
        to_organisation=recipient.organisation.id,
        keyring=actor.keys,
        now=now,
        thread_id=thread_id,
    )


def step(state, sequence, **more):
    facts = {"sequence": sequence, "state": state, "on": NOW.date(), "words": "x"}
    return Step(**{**facts, **more}).model_dump(mode="json")


def test_the_genuine_one_is_taken(pair, queued):
    """Without this the refusals below would prove nothing."""
    assert take(pair, queued).state == EnvelopeState.DELIVERED
    assert look(pair, Side.RECEIVED).shared is not None


def test_the_same_envelope_twice(pair, queued):
    take(pair, queued)
    assert refused(pair, queued) == "replayed"
    look(pair, Side.RECEIVED)
    assert refused(pair, queued) == "replayed"
    assert Referral.objects.filter(side=Side.RECEIVED).count() == 1


def test_an_old_one_again_after_it_was_locked(pair, queued):
    deliver()
    look(pair, Side.RECEIVED)
    referrals.take_back(referral_id=pair.sent().id, words="x", actor=pair.ours, now=NOW)
    assert refused(pair, queued) == "replayed"


def test_the_same_thread_in_a_new_envelope(pair, queued):
    take(pair, queued)
    thread = pair.received().thread_id
    twin = crafted(pair, {"asked": "again"}, kind="referral", thread_id=thread)
    assert refused(pair, twin) == "replayed"


def test_an_envelope_for_somebody_else(pair, queued):
    third = make_world()
    assert refused(pair, queued, me=third.organisation.id) == "not_for_us"
    assert Referral.objects.filter(side=Side.RECEIVED).count() == 0


def test_an_envelope_that_comes_too_late_or_from_the_future(pair, queued):
    assert refused(pair, queued, now=NOW + timedelta(days=8)) == "outside_window"
    assert refused(pair, queued, now=NOW - timedelta(minutes=6)) == "outside_window"
    assert take(pair, queued, now=NOW - timedelta(minutes=4)).state == EnvelopeState.DELIVERED


def test_an_envelope_nobody_fetched_in_time_ends(pair, queued):
    del queued
    assert deliver(NOW + timedelta(days=8)) == 0
    row = Envelope.objects.get()
    assert (row.state, row.refused, bytes(row.box)) == (
        EnvelopeState.EXPIRED,
        "outside_window",
        b"",
    )
    [told] = queries.answers_waiting(actor=pair.ours, now=NOW).rows
    assert told.id == pair.sent().id
    assert look(pair, Side.SENT).problem.startswith("It did not reach them.")


@pytest.mark.parametrize("part", ["key", "body", "signature"])
@pytest.mark.parametrize("at", [0, 3, 40, -2])
def test_a_flipped_bit_anywhere(pair, queued, part, at):
    raw = bytearray(base64.urlsafe_b64decode(queued[part]))
    raw[at] ^= 1
    bad = {**queued, part: base64.urlsafe_b64encode(bytes(raw)).decode()}
    assert refused(pair, bad) == "forged"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("from", str(uuid4())),
        ("kind", "withdraw"),
        ("thread", str(uuid4())),
        ("expires", int(NOW.timestamp()) + 100),
        ("id", str(uuid4())),
    ],
    # Both halves of a parallel run must call the tests alike.
    ids=["from", "kind", "thread", "expires", "id"],
)
def test_a_changed_head(pair, queued, name, value):
    head = {**json.loads(queued["head"]), name: value}
    bad = {**queued, "head": json.dumps(head, sort_keys=True, separators=(",", ":"))}
    assert refused(pair, bad) in {"forged", "unknown_organisation"}
    assert Referral.objects.filter(side=Side.RECEIVED).count() == 0


@pytest.mark.parametrize(
    "bad",
    [
        {},
        {"head": "{}", "key": "", "body": "", "signature": ""},
        {"head": "nonsense", "key": "a", "body": "b", "signature": "c"},
        {"head": "[1]", "key": "a", "body": "b", "signature": "c"},
        {"head": "{" * 900, "key": "a", "body": "b", "signature": "c"},
        {"head": 1, "key": 2, "body": 3, "signature": 4},
    ],
    ids=["empty", "hollow", "nonsense", "list", "deep", "numbers"],
)
def test_what_is_no_envelope(pair, bad):
    assert refused(pair, bad) == "unreadable"


def test_one_that_is_far_too_large(pair, queued):
    assert refused(pair, {**queued, "body": "A" * 300_000}) == "too_large"


def test_a_flood_from_one_sender(pair, queued, monkeypatch):
    monkeypatch.setattr(post, "QUOTA", 2)
    take(pair, queued)
    for _again in range(2):
        take(pair, crafted(pair, {}, kind="referral", thread_id=uuid4()))
    late = crafted(pair, {}, kind="referral", thread_id=uuid4())
    assert refused(pair, late) == "too_many"
    # Another sender still gets through.
    third = make_world()
    ours = crafted(pair, {}, kind="referral", thread_id=uuid4(), sender=third)
    assert take(pair, ours).state == EnvelopeState.DELIVERED


@pytest.mark.parametrize("kind", ["erasure", "banana", "", "referral/never", "withdraw/../x"])
def test_a_kind_nobody_knows(pair, kind):
    assert refused(pair, crafted(pair, {}, kind=kind, thread_id=uuid4())) == "unreadable"


@pytest.mark.parametrize("kind", ["answer", "feedback", "withdraw"])
def test_news_of_a_conversation_that_is_not_theirs(pair, kind):
    opened(pair)
    third = make_world()
    for thread_id in (uuid4(), pair.received().thread_id):
        stray = crafted(pair, step("withdrawn", 9), kind=kind, thread_id=thread_id, sender=third)
        assert refused(pair, stray) == "no_conversation"
    assert pair.received().locked_on is None


def test_a_stranger_cannot_answer_for_them(pair):
    opened(pair)
    third = make_world()
    stray = crafted(
        pair,
        step("accepted", 5),
        kind="answer",
        thread_id=pair.sent().thread_id,
        sender=third,
        recipient=pair.us,
    )
    assert refused(pair, stray, me=pair.us.organisation.id) == "no_conversation"


def test_the_one_who_was_asked_cannot_take_the_senders_steps(pair):
    opened(pair)
    for state in ("requested", "entered_in_error", "withdrawn", "draft"):
        bad = crafted(
            pair,
            step(state, 7),
            kind="answer",
            thread_id=pair.sent().thread_id,
            sender=pair.them,
            recipient=pair.us,
        )
        take(pair, bad, me=pair.us.organisation.id)
    before = State.RECEIVED
    assert look(pair, Side.SENT).state == before


def test_answers_that_arrive_in_another_order(pair):
    opened(pair)
    look(pair, Side.SENT)
    for state in (State.ACCEPTED, State.IN_PROGRESS):
        referrals.answer(referral_id=pair.received().id, state=state, actor=pair.theirs, now=NOW)
    # The later one comes first, and is opened before the other arrives.
    first, second = _queued_in_order(pair)
    post.deliver(second.id, now=NOW)
    assert look(pair, Side.SENT).state == State.IN_PROGRESS
    post.deliver(first.id, now=NOW)
    assert look(pair, Side.SENT).state == State.IN_PROGRESS
    assert [one.state for one in look(pair, Side.SENT).told[:2]] == [
        State.IN_PROGRESS,
        State.ACCEPTED,
    ]


def _queued_in_order(pair):
    rows = list(Envelope.objects.filter(state=EnvelopeState.QUEUED))
    actor = pair.ours

    def number(row):
        texts = json.loads(bytes(row.box))
        opened_letter = envelopes.check_and_open(
            texts, me=pair.us.organisation.id, keyring=actor.keys
        )
        return opened_letter.payload["sequence"]

    return sorted(rows, key=number)


def test_an_old_step_sent_again_in_a_new_envelope(pair):
    opened(pair)
    answer(pair, State.ACCEPTED)
    look(pair, Side.SENT)
    again = crafted(
        pair,
        step("received", 1),
        kind="answer",
        thread_id=pair.sent().thread_id,
        sender=pair.them,
        recipient=pair.us,
    )
    take(pair, again, me=pair.us.organisation.id)
    assert look(pair, Side.SENT).state == State.ACCEPTED


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"asked": "x"},
        {"asked": "x" * 30_000, "receipt": {}},
        {"schema_version": 99},
        {"asked": ["x"], "items": 7, "receipt": None},
        {"extra": "field", "asked": "x"},
    ],
    ids=["empty", "half", "long", "version", "types", "extra"],
)
def test_a_genuine_envelope_with_the_wrong_content(pair, payload):
    take(pair, crafted(pair, payload, kind="referral", thread_id=uuid4()))
    page = look(pair, Side.RECEIVED)
    assert (page.state, page.shared) == (State.REQUESTED, None)
    row = Envelope.objects.get(side=Box.IN)
    assert (row.state, row.refused, bytes(row.box)) == (EnvelopeState.OPENED, "unreadable", b"")
    assert Entry.objects.filter(action="referral.refused").count() == 1


def test_an_inbox_row_replaced_in_the_database(pair):
    """Somebody who can write the database puts an envelope of another organisation there."""
    send(pair)
    third = make_world()
    fake = crafted(pair, {}, kind="referral", thread_id=pair.received().thread_id, sender=third)
    row = Envelope.objects.get(side=Box.IN)
    row.box = json.dumps(fake).encode()
    row.save()
    page = look(pair, Side.RECEIVED)
    assert (page.shared, page.state) == (None, State.REQUESTED)


def test_the_sender_cannot_open_what_she_sent(pair, queued):
    with pytest.raises(Refused) as fault:
        envelopes.check_and_open(queued, me=pair.them.organisation.id, keyring=pair.ours.keys)
    assert fault.value.reason in {"not_ours", "not_pinned"}


def test_a_queued_answer_opens_with_no_key_of_the_one_who_wrote_it(pair):
    opened(pair)
    referrals.answer(
        referral_id=pair.received().id, state=State.ACCEPTED, actor=pair.theirs, now=NOW
    )
    [row] = Envelope.objects.filter(state=EnvelopeState.QUEUED)
    with pytest.raises(Refused):
        envelopes.check_and_open(
            json.loads(bytes(row.box)), me=pair.us.organisation.id, keyring=pair.theirs.keys
        )


def test_swapped_keys_of_the_recipient_are_found_before_anything_is_sent(pair):
    """Somebody who can write the database puts her own intake key under their name."""
    draft_id = keep_draft(pair)
    QuerySet(OrganisationKeys).filter(organisation_id=pair.them.organisation.id).update(
        intake_pk=KeyPair.new().public
    )
    with pytest.raises(NotSent) as refusal:
        referrals.send(referral_id=draft_id, actor=pair.ours, now=NOW)
    assert str(refusal.value).startswith("The keys of this organisation do not fit")
    assert Envelope.objects.count() == 0


def test_a_new_identity_under_a_known_name_is_not_believed(pair):

    first = opened(pair)
    assert first.state == State.RECEIVED
    third = make_world()
    columns = ["identity_pk", "envelope_pk", "envelope_signature", "intake_pk", "intake_signature"]
    hers = OrganisationKeys.objects.values(*columns).get(organisation_id=third.organisation.id)
    QuerySet(OrganisationKeys).filter(organisation_id=pair.them.organisation.id).update(**hers)
    with pytest.raises(NotSent):
        referrals.send(referral_id=keep_draft(pair), actor=pair.ours, now=NOW)


def test_an_outsider_holds_nothing_of_the_inbox(pair):
    send(pair)
    keyring = fresh(make_world().caseworker).keys
    assert ring.open(subject=pair.them.organisation.id, keyring=keyring) == {}
    row = Envelope.objects.get(side=Box.IN)
    with pytest.raises(Refused):
        envelopes.check_and_open(
            json.loads(bytes(row.box)), me=pair.them.organisation.id, keyring=keyring
        )


def test_pairs_do_not_mix(pair):
    other = Pair(pair.them, pair.us, pair.case_id)
    send(pair)
    assert queries.inbox(actor=other.theirs, side=Side.RECEIVED, now=NOW).rows == []
    assert len(queries.inbox(actor=other.ours, side=Side.RECEIVED, now=NOW).rows) == 1
