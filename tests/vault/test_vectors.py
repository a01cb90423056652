"""Boxes made once must open for ever, and what is signed must stay the same bytes."""

import base64
import json
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from alongside.vault import (
    at_rest,
    attachments,
    documents,
    drafts,
    founding,
    hashing,
    keyring,
    letters,
    passwords,
    peers,
    people,
    primitives,
    ring,
    small,
    teams,
    trust,
)
from alongside.vault.guard import writing
from alongside.vault.models import Draft, SealedDocument
from alongside.vault.people import UserKeys

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text())
DAY = date(2026, 3, 2)


def raw(text: str) -> bytes:
    return bytes.fromhex(text)


def numbered(number: int) -> UUID:
    return UUID(int=0xA1000000000040008000000000000000 + number)


@pytest.fixture
def old_pepper(settings, tmp_path):
    (tmp_path / "pepper").write_text(VECTORS["person"]["pepper_file"])
    settings.ALONGSIDE_PEPPER_FILE = tmp_path / "pepper"


def part(value):
    if isinstance(value, dict):
        return UUID(value["uuid"]) if "uuid" in value else raw(value["bytes"])
    return value


def test_a_context_keeps_its_bytes():
    vector = VECTORS["context"]
    assert primitives.context(*map(part, vector["parts"])).hex() == vector["bytes"]


def test_digests_and_derived_keys_keep_their_bytes():
    vector = VECTORS["digest"]
    made = primitives.digest(raw(vector["data"]), vector["purpose"], key=raw(vector["key"]))
    assert made.hex() == vector["bytes"]
    vector = VECTORS["derive"]
    assert primitives.derive(raw(vector["key"]), vector["purpose"]).hex() == vector["bytes"]


def test_padding_keeps_its_bytes():
    vector = VECTORS["pad"]
    assert primitives.pad(raw(vector["message"])).hex() == vector["bytes"]
    assert primitives.unpad(raw(vector["bytes"])).hex() == vector["message"]


def test_a_fingerprint_keeps_its_digits():
    vector = VECTORS["fingerprint"]
    assert primitives.fingerprint(*map(raw, vector["keys"])) == vector["text"]


def test_an_old_seal_opens():
    vector = VECTORS["seal"]
    opened = primitives.unseal(raw(vector["key"]), raw(vector["box"]), aad=raw(vector["aad"]))
    assert opened.hex() == vector["message"]


def test_a_seal_with_the_same_nonce_is_the_same_bytes(monkeypatch):
    vector = VECTORS["seal"]
    nonce = raw(vector["box"])[2:26]
    monkeypatch.setattr(primitives, "random_bytes", lambda _count: nonce)
    made = primitives.seal(raw(vector["key"]), raw(vector["message"]), aad=raw(vector["aad"]))
    assert made.hex() == vector["box"]


def test_an_old_wrap_opens():
    vector = VECTORS["wrap"]
    pair = primitives.KeyPair.of(raw(vector["secret"]))
    assert pair.public.hex() == vector["public"]
    opened = primitives.unwrap(pair, raw(vector["box"]), aad=raw(vector["aad"]))
    assert opened.hex() == vector["message"]


def test_a_signature_keeps_its_bytes():
    vector = VECTORS["sign"]
    message, signature = raw(vector["message"]), raw(vector["signature"])
    assert primitives.sign(raw(vector["seed"]), message) == signature
    assert primitives.verify(raw(vector["public"]), message, signature) is True


def expected_keys() -> UserKeys:
    vector = VECTORS["person"]
    return UserKeys(
        user_id=UUID(vector["user_id"]),
        box_sk=raw(vector["box_sk"]),
        sign_sk=raw(vector["sign_sk"]),
        organisation_pin=raw(vector["organisation_pin"]),
    )


def test_an_old_password_signs_in(old_pepper, settings):
    settings.ALONGSIDE_ARGON2 = (1, 8 * 1024 * 1024)  # as when it was written down
    vector = VECTORS["person"]
    opened = people.sign_in(
        user_id=UUID(vector["user_id"]),
        password=vector["password"],
        password_record=vector["password_record"],
        sealed_keys=raw(vector["sealed_keys"]),
    )
    assert opened == expected_keys()
    assert passwords.needs_renewal(vector["password_record"]) is False


def test_an_old_printed_code_opens():
    vector = VECTORS["person"]
    opened = people.recover(
        user_id=UUID(vector["user_id"]),
        code=vector["recovery_code"],
        recovery_keys=raw(vector["recovery_keys"]),
    )
    assert opened == expected_keys()


def test_an_old_session_opens():
    vector = VECTORS["person"]
    user_id, blob = UUID(vector["user_id"]), raw(vector["unlock_blob"])
    assert people.open_unlock(user_id, vector["cookie_secret"], blob) == expected_keys()


def test_what_is_signed_and_bound_keeps_its_bytes():
    vector = VECTORS["statements"]
    certificate = vector["certificate"]
    signer = trust.Signer(
        id=UUID(certificate["id"]),
        user_id=UUID(certificate["user_id"]),
        organisation_id=UUID(certificate["organisation_id"]),
        role=certificate["role"],
        box_pk=raw(certificate["box_pk"]),
        sign_pk=raw(certificate["sign_pk"]),
        issued_on=date.fromisoformat(certificate["issued_on"]),
        signature=b"",
        revoked_on=None,
    )
    key, public = raw(VECTORS["seal"]["key"]), raw(VECTORS["wrap"]["public"])
    user_id, organisation_id, team_id, key_id, subject, peer_id = map(numbered, (2, 4, 5, 6, 7, 8))
    made = {
        "team_epoch": keyring.epoch_statement(team_id, 3, public, DAY),
        "team_wrap": keyring.team_wrap_context(team_id, 3, str(user_id)),
        "team_link": keyring.link_context(team_id, 3),
        "ring_key": ring.key_statement(key_id, subject, "identity", ring.commitment(key), DAY),
        "ring_wrap": ring.wrap_context(key_id, subject, "identity", team_id, 3),
        "recovery_key": teams.recovery_statement(organisation_id, public),
        "envelope_key": letters.envelope_statement(organisation_id, public),
        "intake_key": letters.intake_statement(organisation_id, public),
        "peer": peers._statement(organisation_id, peer_id, public, True, DAY),
        "commitment": ring.commitment(key),
    }
    assert trust.statement(signer).hex() == certificate["bytes"]
    assert {name: value.hex() for name, value in made.items()} == {
        name: value for name, value in vector.items() if name != "certificate"
    }


@pytest.mark.django_db
def test_an_old_document_opens():
    vector = VECTORS["document"]
    subject = UUID(vector["subject"])
    with writing():
        SealedDocument.objects.create(
            document_id=UUID(vector["document_id"]),
            subject=subject,
            compartment=vector["compartment"],
            kind=vector["kind"],
            version=vector["version"],
            head=True,
            author_id=UUID(vector["author_id"]),
            saved_at=datetime.fromisoformat(vector["saved_at"]).astimezone(UTC),
            box=raw(vector["box"]),
        )
    key = ring.RingKey(numbered(6), subject, vector["compartment"], raw(vector["key"]))
    opened = documents.open_documents(subject=subject, keys={vector["compartment"]: key})
    assert [(one.content, one.problem) for one in opened] == [(vector["content"], None)]


def test_an_old_small_box_opens():
    vector = VECTORS["small"]
    table, row = vector["where"]
    opened = small.open_small(raw(vector["key"]), raw(vector["box"]), table, UUID(row))
    assert opened.hex() == vector["payload"]


@pytest.mark.django_db
def test_an_old_draft_opens():
    vector = VECTORS["draft"]
    owner_id = UUID(vector["owner_id"])
    with writing():
        Draft.objects.create(
            owner_id=owner_id,
            slot=vector["slot"],
            box=raw(vector["box"]),
            saved_at=datetime(2026, 3, 2, tzinfo=UTC),
        )
    keys = UserKeys(owner_id, raw(vector["secret"]), bytes(32), bytes(32))
    mine = keyring.Keyring(keys, numbered(4), [])
    assert drafts.take(keyring=mine, slot=vector["slot"]) == vector["data"]


def test_an_old_attachment_opens(media):
    vector = VECTORS["file"]
    file = attachments.FileKey.from_dict(vector["file_key"])
    path = attachments._path(file.file_id)
    path.parent.mkdir(parents=True)
    path.write_bytes(base64.b64decode(vector["stored_base64"]))
    assert b"".join(attachments.read(file)).hex() == vector["content"]


def test_an_old_envelope_opens():
    vector = VECTORS["envelope"]
    card = letters.Card(
        organisation_id=UUID(vector["sender"]),
        identity_pk=raw(vector["identity_pk"]),
        envelope_pk=raw(vector["envelope_pk"]),
        envelope_signature=raw(vector["envelope_signature"]),
        intake_pk=raw(vector["intake_pk"]),
        intake_signature=raw(vector["intake_signature"]),
    )
    head = letters.check(
        vector["envelope"],
        me=UUID(vector["recipient"]),
        card=card,
        identity_pk=card.identity_pk,
        now=vector["created"],
        seen=lambda _id: False,
    )
    intake = primitives.KeyPair.of(raw(vector["recipient_intake_secret"]))
    assert head.kind == "referral"
    assert letters.open_checked(vector["envelope"], intake) == vector["payload"]


def test_old_sheets_open():
    vector = VECTORS["sheets"]
    printed = founding.open_recovery(vector["sheets"][1:])
    assert printed.hex() == vector["printed"]
    secret = primitives.derive(printed, "recovery box")
    assert primitives.KeyPair.of(secret).public.hex() == vector["recovery_box_public"]
    pin = primitives.unseal(
        primitives.derive(printed, "recovery pin"),
        raw(vector["recovery_pin"]),
        aad=primitives.context("recovery pin", UUID(vector["organisation_id"])),
    )
    assert pin.hex() == vector["pin"]


def test_hashes_keep_their_bytes(old_pepper):
    vector = VECTORS["hashing"]
    entry = {"seq": 1, "action": "opened", "actor": "a"}
    assert hashing.opaque("maria", "throttle") == vector["opaque"]
    assert hashing.chain(bytes(32), entry).hex() == vector["chain"]
    assert at_rest.open_with_pepper(vector["at_rest"], "second factor") == "JBSWY3DPEHPK3PXP"
