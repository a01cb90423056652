"""Attack: replay, redirect, forge, mix, stretch and stuff the envelopes between organisations."""

import base64
import json
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from alongside.vault import certificates, envelopes, founding, letters, peers
from alongside.vault.envelopes import Refused
from alongside.vault.guard import writing
from alongside.vault.models import OrganisationKeys, Peer
from alongside.vault.primitives import KeyPair, random_bytes, sign
from alongside.vault.trust import Untrusted
from tests.vault.factories import NOW, make_organisation

pytestmark = pytest.mark.attack
PAYLOAD = {"need": "shelter"}


def pin(one, another):
    peers.pin(
        peer_id=another.id, identity_pk=another.pin, compared=True, keyring=one.keyring(), now=NOW
    )


@pytest.fixture
def pair(organisation):
    other = make_organisation()
    pin(organisation, other)
    pin(other, organisation)
    return organisation, other


def send(sender, recipient, payload=PAYLOAD):
    return envelopes.seal(
        payload=payload,
        kind="referral",
        from_organisation=sender.id,
        to_organisation=recipient.id,
        keyring=sender.keyring(),
        now=NOW,
        thread_id=uuid4(),
    )


def receive(envelope, recipient, seen=lambda _id: False, now=NOW):
    """What happens to an envelope: accepted with its payload, or refused with a reason."""
    try:
        return envelopes.check_and_open(
            envelope, me=recipient.id, keyring=recipient.keyring(), now=now, seen=seen
        ).payload
    except Refused as refused:
        return refused.reason


def changed_head(envelope, **fields):
    head = {**json.loads(envelope["head"]), **fields}
    text = json.dumps(head, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return {**envelope, "head": text}


def test_the_same_envelope_twice(pair):
    ours, theirs = pair
    envelope, known = send(ours, theirs), set()

    def seen(envelope_id):
        already = envelope_id in known
        known.add(envelope_id)
        return already

    assert receive(envelope, theirs, seen) == PAYLOAD
    assert receive(envelope, theirs, seen) == "replayed"
    assert receive(send(ours, theirs), theirs, seen) == PAYLOAD


def test_a_forged_envelope_does_not_use_up_an_id(pair):
    ours, theirs = pair
    envelope, asked = send(ours, theirs), []
    other = send(ours, theirs)
    assert receive({**envelope, "body": other["body"]}, theirs, asked.append) == "forged"
    assert receive(changed_head(envelope, kind="withdraw"), theirs, asked.append) == "forged"
    assert asked == []
    assert receive(envelope, theirs, asked.append) == PAYLOAD


def test_every_field_of_the_head_is_signed(pair):
    ours, theirs = pair
    envelope = send(ours, theirs)
    head = json.loads(envelope["head"])
    changes = {
        "id": str(uuid4()),
        "created": head["created"] + 60,
        "expires": head["expires"] - 60,
        "kind": "withdraw",
        "thread": str(uuid4()),
    }
    reasons = {
        name: receive(changed_head(envelope, **{name: value}), theirs)
        for name, value in changes.items()
    }
    assert reasons == dict.fromkeys(changes, "forged")
    assert receive(envelope, theirs) == PAYLOAD


def test_an_envelope_sent_on_to_a_third(pair):
    ours, theirs = pair
    third = make_organisation()
    pin(third, ours)
    envelope = send(ours, theirs)
    assert receive(envelope, third) == "not_for_us"
    assert receive(changed_head(envelope, to=str(third.id)), third) == "forged"


def test_an_envelope_in_the_name_of_another(pair):
    ours, theirs = pair
    mole = make_organisation()
    pin(mole, theirs)
    pin(theirs, mole)
    envelope = send(mole, theirs)
    assert receive(envelope, theirs) == PAYLOAD
    claimed = changed_head(envelope, **{"from": str(ours.id)})
    assert receive(claimed, theirs) == "forged"


@pytest.mark.parametrize("part", ["head", "key", "body", "signature"])
def test_parts_of_two_genuine_envelopes_mixed(pair, part):
    ours, theirs = pair
    first, second = send(ours, theirs), send(ours, theirs, {"need": "a lawyer"})
    assert receive({**first, part: second[part]}, theirs) == "forged"


@pytest.mark.parametrize("part", ["key", "body", "signature"])
def test_one_bit_at_every_byte(pair, part):
    ours, theirs = pair
    envelope = send(ours, theirs)
    raw = base64.urlsafe_b64decode(envelope[part])
    reasons = set()
    for at in range(len(raw)):
        bad = raw[:at] + bytes([raw[at] ^ (1 << at % 8)]) + raw[at + 1 :]
        reasons.add(receive({**envelope, part: base64.urlsafe_b64encode(bad).decode()}, theirs))
    assert reasons == {"forged"}
    assert receive(envelope, theirs) == PAYLOAD


def test_one_letter_at_every_place_of_the_head(pair):
    ours, theirs = pair
    envelope = send(ours, theirs)
    text, reasons = envelope["head"], set()
    for at, letter in enumerate(text):
        bad = text[:at] + ("1" if letter != "1" else "2") + text[at + 1 :]
        reasons.add(receive({**envelope, "head": bad}, theirs))
    assert reasons <= {"forged", "unreadable", "not_for_us", "not_pinned"}
    assert {"forged", "unreadable"} <= reasons


def rebuilt(sender, recipient, **fields):
    """An envelope by the genuine sender with a head she chose freely."""
    created = int(NOW.timestamp())
    head = letters.Head(
        id=uuid4(),
        sender=sender.id,
        recipient=recipient.id,
        created=created,
        expires=created + letters.LONGEST,
        kind="referral",
        thread_id=uuid4(),
    )._replace(**fields)
    keyring = sender.keyring()
    seed = envelopes.ring.open(subject=sender.id, labels=["envelope"], keyring=keyring)
    return letters.build(
        payload=PAYLOAD,
        head=head,
        intake_pk=envelopes.card_of(recipient.id).intake_pk,
        envelope_seed=seed["envelope"].secret,
    )


def test_a_sender_who_gives_herself_more_time(pair):
    ours, theirs = pair
    created = int(NOW.timestamp())
    assert receive(rebuilt(ours, theirs), theirs) == PAYLOAD
    assert (
        receive(rebuilt(ours, theirs, expires=created + letters.LONGEST + 1), theirs)
        == "unreadable"
    )
    assert receive(rebuilt(ours, theirs, expires=created - 1), theirs) == "unreadable"
    late = rebuilt(ours, theirs, created=created + 400, expires=created + 500)
    assert receive(late, theirs) == "outside_window"


@pytest.mark.parametrize(
    "head",
    [
        "",
        "null",
        "[]",
        "7",
        "{}",
        '{"v":1}',
        "[" * 1000,
        '{"a":' * 150,
        "x" * 2000,
        "\ud800",
        json.dumps({"id": [], "from": {}, "to": 1, "created": "x", "expires": None}),
    ],
)
def test_a_head_that_is_none(pair, head):
    ours, theirs = pair
    envelope = send(ours, theirs)
    assert receive({**envelope, "head": head}, theirs) in {"unreadable", "too_large"}


@pytest.mark.parametrize(
    "spelling",
    [
        lambda head: head.replace(":", ": "),
        lambda head: head[:-1] + ',"v":1}',
        lambda head: head.replace('"v":1', '"v":2'),
        lambda head: head.replace('"v":1', '"v":1,"x":1'),
        lambda head: head + " ",
        lambda head: head.replace('"kind":"referral"', '"kind":"\\u0072eferral"'),
    ],
    ids=["blanks", "a field twice", "version", "another field", "trailing", "escaped"],
)
def test_a_head_spelt_otherwise(pair, spelling):
    ours, theirs = pair
    envelope = send(ours, theirs)
    bad = {**envelope, "head": spelling(envelope["head"])}
    assert bad["head"] != envelope["head"]
    assert receive(bad, theirs) == "unreadable"


@pytest.mark.parametrize(
    "change",
    [
        lambda envelope: {},
        lambda envelope: {**envelope, "extra": "x"},
        lambda envelope: {key: value for key, value in envelope.items() if key != "key"},
        lambda envelope: {**envelope, "key": 7},
        lambda envelope: {**envelope, "body": None},
        lambda envelope: {**envelope, "key": "*"},
        lambda envelope: {**envelope, "signature": "ж"},
        lambda envelope: {**envelope, "body": envelope["body"] + "\n"},
    ],
)
def test_an_envelope_of_another_form(pair, change):
    ours, theirs = pair
    assert receive(change(send(ours, theirs)), theirs) == "unreadable"


def test_an_envelope_beyond_256_kib_is_refused_unread(pair):
    ours, theirs = pair
    envelope = send(ours, theirs)
    assert receive({**envelope, "body": "A" * letters.LARGEST}, theirs) == "too_large"


def test_a_swapped_intake_key_receives_nothing(pair):
    """Somebody who can write our database wants what we send to them."""
    ours, theirs = pair
    mine = KeyPair.new().public
    rows = OrganisationKeys.objects.filter(organisation_id=theirs.id)
    seed = random_bytes(32)
    attempts = [
        {"intake_pk": mine},
        {
            "intake_pk": mine,
            "intake_signature": sign(seed, letters.intake_statement(theirs.id, mine)),
        },
    ]
    evil = founding.found()
    attempts.append(
        {
            "identity_pk": evil.identity_pk,
            "intake_pk": mine,
            "intake_signature": sign(evil.identity_seed, letters.intake_statement(theirs.id, mine)),
        }
    )
    reasons = []
    for columns in attempts:
        with writing():
            assert rows.update(**columns) == 1
        with pytest.raises(Refused) as raised:
            send(ours, theirs)
        reasons.append(raised.value.reason)
    assert reasons == ["forged"] * 3


def test_a_swapped_envelope_key_signs_nothing(pair):
    """... and wants us to believe what she writes."""
    ours, theirs = pair
    evil, seed = founding.found(), random_bytes(32)
    public = certificates.signing_public_key(seed)
    created = int(NOW.timestamp())
    head = letters.Head(uuid4(), theirs.id, ours.id, created, created + 60, "referral", uuid4())
    forged = letters.build(
        payload=PAYLOAD,
        head=head,
        intake_pk=envelopes.card_of(ours.id).intake_pk,
        envelope_seed=seed,
    )
    with writing():
        OrganisationKeys.objects.filter(organisation_id=theirs.id).update(
            identity_pk=evil.identity_pk,
            envelope_pk=public,
            envelope_signature=sign(
                evil.identity_seed, letters.envelope_statement(theirs.id, public)
            ),
        )
    assert receive(forged, ours) == "forged"


@pytest.mark.parametrize(
    "columns",
    [
        {"identity_pk": bytes(32)},
        {"compared": False},
        {"peer_id": UUID(int=1)},
        {"signature": b"e1" + bytes(64)},
    ],
    ids=["key", "compared", "peer", "signature"],
)
def test_a_changed_pin_is_none(pair, columns):
    ours, theirs = pair
    with writing():
        Peer.objects.filter(organisation_id=ours.id).update(**columns)
    peer_id = columns.get("peer_id", theirs.id)
    with pytest.raises(Untrusted):
        peers.pinned(peer_id, ours.keyring())
    assert peers.pinned(ours.id, theirs.keyring()).identity_pk == ours.pin


def test_a_pin_by_a_member_of_another_organisation_is_none(pair):
    ours, theirs = pair
    mole = make_organisation()
    row = peers.pin(
        peer_id=theirs.id, identity_pk=mole.pin, compared=True, keyring=mole.keyring(), now=NOW
    )
    assert row.identity_pk == mole.pin
    with writing():
        Peer.objects.filter(organisation_id=ours.id).delete()
        Peer.objects.filter(organisation_id=mole.id).update(organisation_id=ours.id)
    with pytest.raises(Untrusted):
        peers.pinned(theirs.id, ours.keyring())
    with pytest.raises(Untrusted):
        send(ours, theirs)


def test_a_week_old_envelope_put_back_after_the_ids_were_forgotten(pair):
    ours, theirs = pair
    envelope = send(ours, theirs)
    late = NOW + timedelta(days=7, minutes=6)
    assert receive(envelope, theirs, now=late) == "outside_window"
