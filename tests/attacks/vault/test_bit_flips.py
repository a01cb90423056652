"""Attack: change one bit of a stored box, at every byte of every kind of box."""

from uuid import uuid4

import pytest

from alongside.vault import (
    attachments,
    certificates,
    documents,
    drafts,
    founding,
    people,
    primitives,
    ring,
    small,
    teams,
)
from alongside.vault.guard import writing
from alongside.vault.models import (
    Certificate,
    Draft,
    Key,
    OrganisationKeys,
    SealedDocument,
    TeamEpoch,
    TeamWrap,
    Wrap,
)
from alongside.vault.people import WrongRecoveryCode
from alongside.vault.primitives import CannotOpen, KeyPair
from alongside.vault.trust import Untrusted
from tests.vault.factories import NOW, PASSWORD, Note

pytestmark = pytest.mark.attack
KEY = bytes(range(32))


def flips(box):
    """Every box that differs by one bit in one byte, a different bit from byte to byte."""
    box = bytes(box)
    for at in range(len(box)):
        yield box[:at] + bytes([box[at] ^ (1 << at % 8)]) + box[at + 1 :]


def refused(box, opening, errors=(CannotOpen, Untrusted)):
    """Try every flip; return how many were refused."""
    count = 0
    for flipped in flips(box):
        with pytest.raises(errors):
            opening(flipped)
        count += 1
    return count


def column(rows, name):
    """A function that puts a value into one column of these rows, past everybody."""

    def put(value):
        with writing():
            assert rows.update(**{name: value}) == 1

    return put


def test_a_seal():
    box = primitives.seal(KEY, b"Maria", aad=b"here")
    assert refused(box, lambda bad: primitives.unseal(KEY, bad, aad=b"here")) == len(box)
    assert primitives.unseal(KEY, box, aad=b"here") == b"Maria"


def test_a_cut_or_longer_seal():
    box = primitives.seal(KEY, b"Maria", aad=b"here")
    for bad in [box[:length] for length in range(len(box))] + [box + b"\0"]:
        with pytest.raises(CannotOpen):
            primitives.unseal(KEY, bad, aad=b"here")


def test_a_wrap():
    pair = KeyPair.new()
    box = primitives.wrap(pair.public, KEY, aad=b"here")
    assert refused(box, lambda bad: primitives.unwrap(pair, bad, aad=b"here")) == len(box)
    for bad in [box[:length] for length in range(len(box))] + [box + b"\0"]:
        with pytest.raises(CannotOpen):
            primitives.unwrap(pair, bad, aad=b"here")
    assert primitives.unwrap(pair, box, aad=b"here") == KEY


def test_a_signature_its_message_and_its_signer():
    public, message = primitives.signing_public_key(KEY), b"message"
    signature = primitives.sign(KEY, message)
    assert primitives.verify(public, message, signature) is True
    assert {primitives.verify(public, message, bad) for bad in flips(signature)} == {False}
    assert {primitives.verify(public, bad, signature) for bad in flips(message)} == {False}
    assert {primitives.verify(bad, message, signature) for bad in flips(public)} == {False}


def test_a_persons_keys():
    identity = people.create_identity(user_id=uuid4(), password=PASSWORD, organisation_pin=KEY)
    user_id, keys = identity.keys.user_id, identity.keys

    def sign_in(sealed):
        return people.sign_in(
            user_id=user_id,
            password=PASSWORD,
            password_record=identity.password_record,
            sealed_keys=sealed,
        )

    def recover(sealed):
        code = identity.recovery_code
        return people.recover(user_id=user_id, code=code, recovery_keys=sealed)

    secret, blob = people.seal_unlock(keys)
    sealed = identity.sealed_keys
    assert refused(sealed, sign_in) == len(sealed)
    assert refused(identity.recovery_keys, recover, WrongRecoveryCode) == len(sealed)
    assert refused(blob, lambda bad: people.open_unlock(user_id, secret, bad)) == len(sealed)
    assert sign_in(sealed) == recover(identity.recovery_keys) == keys


def test_a_small_box():
    box = small.seal_small(KEY, b"summary", "case", 1)
    assert refused(box, lambda bad: small.open_small(KEY, bad, "case", 1)) == len(box)


@pytest.fixture
def story(organisation, keyring):
    return ring.create(
        subject=uuid4(),
        label="story",
        team_ids=[organisation.casework],
        keyring=keyring,
        now=NOW,
    )


def test_a_document(story, keyring):
    keys = {"story": story}
    documents.save(
        subject=story.subject,
        compartment="story",
        kind="note",
        content=Note(text="Maria"),
        keys=keys,
        keyring=keyring,
        now=NOW,
    )
    rows = SealedDocument.objects.filter(subject=story.subject)
    box, put = bytes(rows.get().box), column(rows, "box")
    problems = []
    for bad in flips(box):
        put(bad)
        (opened,) = documents.open_documents(subject=story.subject, keys=keys)
        problems.append((opened.content, opened.problem))
    assert problems == [(None, "cannot_open")] * len(box)
    put(box)
    (opened,) = documents.open_documents(subject=story.subject, keys=keys)
    assert opened.content == {"schema_version": 1, "text": "Maria"}


def test_a_draft(keyring):
    drafts.keep(keyring=keyring, slot="note", data={"text": "Maria"}, now=NOW)
    rows = Draft.objects.filter(slot="note")
    box, put = bytes(rows.get().box), column(rows, "box")

    def take(bad):
        put(bad)
        return drafts.take(keyring=keyring, slot="note")

    assert refused(box, take) == len(box)
    assert take(box) == {"text": "Maria"}


def test_an_attachment(media):
    class Content:
        left = [b"a picture", b""]

        def read(self, _size):
            return self.left.pop(0)

    file = attachments.store(stream=Content(), media_type="image/png", limit=100)
    path = attachments._path(file.file_id)
    box = path.read_bytes()

    def read(bad):
        path.write_bytes(bad)
        return b"".join(attachments.read(file))

    assert refused(box, read) == len(box) == 18 + 4096 + 16
    assert read(box) == b"a picture"


@pytest.mark.parametrize("name", ["commitment", "signature"])
def test_a_ring_key(story, keyring, name):
    rows = Key.objects.filter(pk=story.id)
    value, put = bytes(getattr(rows.get(), name)), column(rows, name)
    found = []
    for bad in flips(value):
        put(bad)
        found.append(ring.open(subject=story.subject, keyring=keyring).broken)
    assert found == [{"story": "untrusted"}] * len(value)
    put(value)
    assert ring.open(subject=story.subject, keyring=keyring) == {"story": story}


def test_a_ring_wrap(story, keyring):
    rows = Wrap.objects.filter(key_id=story.id)
    box, put = bytes(rows.get().box), column(rows, "box")
    found = []
    for bad in flips(box):
        put(bad)
        found.append(ring.open(subject=story.subject, keyring=keyring).broken)
    assert found == [{"story": "cannot_open"}] * len(box)
    put(box)
    assert ring.open(subject=story.subject, keyring=keyring) == {"story": story}


def test_a_team_wrap(organisation, worker):
    rows = TeamWrap.objects.filter(holder=str(worker.user_id))
    box, put = bytes(rows.get().box), column(rows, "box")

    def team_secret(bad):
        put(bad)
        return organisation.keyring(worker).team_secret(organisation.casework)

    assert refused(box, team_secret) == len(box)
    assert team_secret(box) == organisation.keyring().team_secret(organisation.casework)


@pytest.mark.parametrize("name", ["box_pk", "signature"])
def test_a_teams_epoch(organisation, name):
    rows = TeamEpoch.objects.filter(team_id=organisation.casework)
    value, put = bytes(getattr(rows.get(), name)), column(rows, name)

    def team_secret(bad):
        put(bad)
        return organisation.keyring().team_secret(organisation.casework)

    assert refused(value, team_secret) == len(value)
    assert len(team_secret(value)) == 32


def test_the_link_to_the_epoch_before(organisation):
    old = organisation.keyring().team_secret(organisation.casework)
    teams.new_epoch(
        team_id=organisation.casework,
        remaining=[organisation.coordinator.user_id],
        keyring=organisation.keyring(),
        now=NOW,
    )
    rows = TeamEpoch.objects.filter(team_id=organisation.casework, epoch=2)
    box, put = bytes(rows.get().previous), column(rows, "previous")

    def earlier_secret(bad):
        put(bad)
        return organisation.keyring().team_secret(organisation.casework, 1)

    assert refused(box, earlier_secret) == len(box)
    assert earlier_secret(box) == old


@pytest.mark.parametrize("name", ["box_pk", "sign_pk", "signature"])
def test_a_certificate(organisation, worker, name):
    rows = Certificate.objects.filter(user_id=worker.user_id)
    value, put = bytes(getattr(rows.get(), name)), column(rows, name)

    def check(bad):
        put(bad)
        return certificates.check(worker.user_id, organisation.pin)

    assert refused(value, check) == len(value)
    assert bytes(check(value).box_pk) == worker.box_pk


def test_the_pin_under_the_printed_sheets(organisation):
    printed = founding.open_recovery(organisation.sheets[:2])
    rows = OrganisationKeys.objects.filter(organisation_id=organisation.id)
    box, put = bytes(rows.get().recovery_pin), column(rows, "recovery_pin")

    def pin(bad):
        put(bad)
        return founding.recovery_keyring(
            printed=printed, organisation_id=organisation.id, team_ids=[]
        ).pin

    assert refused(box, pin, founding.WrongSheets) == len(box)
    assert pin(box) == organisation.pin
