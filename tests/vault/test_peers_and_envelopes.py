"""Envelopes between two organisations that pinned each other."""

from datetime import timedelta
from uuid import uuid4

import pytest

from alongside.vault import envelopes, letters, peers
from alongside.vault.envelopes import Refused
from alongside.vault.guard import writing
from alongside.vault.keyring import Keyring
from alongside.vault.models import Peer
from alongside.vault.peers import PeerChanged
from alongside.vault.trust import Untrusted
from tests.vault.factories import NOW, make_member, make_organisation

PAYLOAD = {"schema_version": 1, "need": "shelter", "called": "মারিয়া"}
THREAD = uuid4()


@pytest.fixture
def pair(organisation):
    """Two organisations whose coordinators compared fingerprints."""
    other = make_organisation()
    for one, another in ((organisation, other), (other, organisation)):
        peers.pin(
            peer_id=another.id,
            identity_pk=another.pin,
            compared=True,
            keyring=one.keyring(),
            now=NOW,
        )
    return organisation, other


def send(sender, recipient, *, keyring=None, payload=PAYLOAD, now=NOW):
    return envelopes.seal(
        payload=payload,
        kind="referral",
        from_organisation=sender.id,
        to_organisation=recipient.id,
        keyring=keyring or sender.keyring(),
        now=now,
        thread_id=THREAD,
    )


def reason(call, *args, **kwargs):
    with pytest.raises(Refused) as raised:
        call(*args, **kwargs)
    return raised.value.reason


def nothing_seen(_id):
    return False


def test_an_envelope_arrives_waits_and_is_opened_by_a_person(pair):
    ours, theirs = pair
    envelope = send(ours, theirs, keyring=ours.keyring(make_member(ours)))
    head = envelopes.check(envelope, me=theirs.id, now=NOW, seen=nothing_seen)
    assert (head.sender, head.recipient, head.kind, head.thread_id) == (
        ours.id,
        theirs.id,
        "referral",
        THREAD,
    )
    letter = envelopes.check_and_open(
        envelope, me=theirs.id, keyring=theirs.keyring(make_member(theirs))
    )
    assert (letter.head, letter.payload) == (head, PAYLOAD)
    assert "shelter" not in repr(letter)


def test_check_and_open_in_one_step(pair):
    ours, theirs = pair
    envelope, seen = send(ours, theirs), []
    letter = envelopes.check_and_open(
        envelope, me=theirs.id, keyring=theirs.keyring(), now=NOW, seen=seen.append
    )
    assert letter.payload == PAYLOAD
    assert seen == [letter.head.id]


def test_an_envelope_shows_only_its_head(pair):
    envelope = send(*pair)
    assert sorted(envelope) == ["body", "head", "key", "signature"]
    assert "shelter" not in "".join(envelope.values())
    assert envelope["head"].count('"kind":"referral"') == 1
    same_size = send(*pair, payload={**PAYLOAD, "need": "a lawyer and a bed"})
    assert len(same_size["body"]) == len(envelope["body"])


@pytest.mark.parametrize(
    ("late", "accepted"),
    [
        (timedelta(minutes=-5), True),
        (timedelta(minutes=-5, seconds=-1), False),
        (timedelta(days=7, minutes=5), True),
        (timedelta(days=7, minutes=5, seconds=1), False),
    ],
)
def test_clocks_may_differ_by_five_minutes_and_posts_take_a_week(pair, late, accepted):
    ours, theirs = pair
    envelope = send(ours, theirs)
    if accepted:
        head = envelopes.check(envelope, me=theirs.id, now=NOW + late, seen=nothing_seen)
        assert head.sender == ours.id
    else:
        assert (
            reason(envelopes.check, envelope, me=theirs.id, now=NOW + late, seen=nothing_seen)
            == "outside_window"
        )


def test_nothing_goes_to_an_organisation_nobody_pinned(organisation):
    other = make_organisation()
    assert reason(send, organisation, other) == "not_pinned"
    with pytest.raises(Refused):
        envelopes.card_of(uuid4())


def test_nothing_is_opened_from_an_organisation_nobody_pinned(organisation):
    other = make_organisation()
    peers.pin(
        peer_id=organisation.id,
        identity_pk=organisation.pin,
        compared=False,
        keyring=other.keyring(),
        now=NOW,
    )
    envelope = send(other, organisation)
    opening = {"me": organisation.id, "keyring": organisation.keyring()}
    assert reason(envelopes.check_and_open, envelope, **opening) == "not_pinned"
    peers.pin(
        peer_id=other.id,
        identity_pk=other.pin,
        compared=False,
        keyring=organisation.keyring(),
        now=NOW,
    )
    assert envelopes.check_and_open(envelope, **opening).payload == PAYLOAD


def test_only_who_holds_the_keys_sends_and_opens(pair):
    ours, theirs = pair
    outsider = Keyring(make_member(ours, team_ids=[]), ours.id, ours.teams)
    assert reason(send, ours, theirs, keyring=outsider) == "no_envelope_key"
    assert reason(send, ours, theirs, keyring=theirs.keyring()) == "not_pinned"
    envelope = send(ours, theirs)
    idle = Keyring(make_member(theirs, team_ids=[]), theirs.id, theirs.teams)
    assert reason(envelopes.check_and_open, envelope, me=theirs.id, keyring=idle) == "no_intake_key"


def test_nobody_sends_in_the_name_of_another(pair):
    ours, theirs = pair
    third = make_organisation()
    peers.pin(
        peer_id=theirs.id,
        identity_pk=theirs.pin,
        compared=True,
        keyring=third.keyring(),
        now=NOW,
    )
    assert reason(send, ours, theirs, keyring=third.keyring()) == "not_ours"


def test_a_payload_has_a_limit(pair):
    ours, theirs = pair
    fits = send(ours, theirs, payload={"text": "x" * 190_000})
    assert sum(map(len, fits.values())) <= letters.LARGEST
    assert reason(send, ours, theirs, payload={"text": "x" * 200_000}) == "too_large"


def test_a_pin_is_read_back(pair):
    ours, theirs = pair
    assert peers.pinned(theirs.id, ours.keyring()) == (theirs.id, theirs.pin, True)
    assert peers.pinned(uuid4(), ours.keyring()) is None


def test_any_member_may_pin_at_first_use_but_not_say_it_was_compared(organisation, keyring):
    other = make_organisation()
    new = {"peer_id": other.id, "identity_pk": other.pin, "now": NOW}
    with pytest.raises(Untrusted):
        peers.pin(compared=True, keyring=keyring, **new)
    assert peers.pin(compared=False, keyring=keyring, **new) == (other.id, other.pin, False)
    assert peers.pin(compared=True, keyring=organisation.keyring(), **new).compared is True
    # A later first use by a colleague takes nothing back.
    assert peers.pin(compared=False, keyring=keyring, **new).compared is True


def test_a_pinned_key_is_replaced_only_by_comparing_again(organisation, keyring):
    other, changed = make_organisation(), make_organisation()
    peers.pin(peer_id=other.id, identity_pk=other.pin, compared=False, keyring=keyring, now=NOW)
    new = {"peer_id": other.id, "identity_pk": changed.pin, "now": NOW}
    with pytest.raises(PeerChanged):
        peers.pin(compared=False, keyring=keyring, **new)
    assert peers.pinned(other.id, keyring).identity_pk == other.pin
    peers.pin(compared=True, keyring=organisation.keyring(), **new)
    assert peers.pinned(other.id, keyring) == (other.id, changed.pin, True)


def test_the_identity_of_who_was_never_met_is_the_one_shown_and_of_others_the_pinned_one(
    organisation,
):
    met, unmet, false = make_organisation(), make_organisation(), make_organisation()
    keyring = organisation.keyring()
    peers.pin(peer_id=met.id, identity_pk=false.pin, compared=False, keyring=keyring, now=NOW)
    asked = [organisation.id, met.id, unmet.id, uuid4()]
    known = {organisation.id: organisation.pin, met.id: false.pin, unmet.id: unmet.pin}
    assert peers.identities(asked, keyring) == known
    assert peers.identities([organisation.id], keyring) == {organisation.id: organisation.pin}
    # A pin that nobody of hers signed is not passed over for the key that the database shows.
    with writing():
        Peer.objects.filter(peer_id=met.id).update(identity_pk=met.pin)
    assert peers.identities([met.id], keyring) == {}


def test_whoever_is_met_for_the_first_time_is_pinned_as_not_compared(organisation):
    other, keyring = make_organisation(), organisation.keyring()
    met = envelopes.meet(other.id, keyring=keyring, now=NOW)
    assert (met.identity_pk, met.compared) == (other.pin, False)
    assert envelopes.meet(other.id, keyring=keyring, now=NOW) == met
    assert reason(envelopes.meet, uuid4(), keyring=keyring, now=NOW) == "unknown_organisation"
