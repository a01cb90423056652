"""Attack: somebody who can write the database puts keys she knows where others will use them.

She knows every public key and every id, can insert, change and delete any row, and has an identity
of her own making.
"""

from datetime import timedelta
from uuid import uuid4

import pytest

from alongside.vault import certificates, documents, ring, teams
from alongside.vault.guard import writing
from alongside.vault.models import Certificate, Key, SealedDocument, TeamEpoch, Wrap
from alongside.vault.primitives import CannotOpen, random_bytes, sign, signing_public_key, wrap
from tests.vault.factories import NOW, Note, make_member, make_organisation

pytestmark = pytest.mark.attack
EVIL = random_bytes(32)


@pytest.fixture
def file(organisation, keyring):
    return ring.create_many(
        subject=uuid4(),
        labels={label: [organisation.casework] for label in ("identity", "legal")},
        keyring=keyring,
        now=NOW,
    )


@pytest.fixture
def subject(file):
    return file["identity"].subject


def plant(organisation, key, secret=EVIL):
    """Put a secret the attacker knows in the place of the wrap, all that is public done right."""
    epoch = TeamEpoch.objects.get(team_id=organisation.casework)
    aad = ring.wrap_context(key.id, key.subject, key.label, epoch.team_id, epoch.epoch)
    with writing():
        Wrap.objects.filter(key_id=key.id).update(box=wrap(bytes(epoch.box_pk), secret, aad=aad))


def change(key, **columns):
    with writing():
        assert Key.objects.filter(pk=key.id).update(**columns) == 1


def broken(subject, keyring):
    return ring.open(subject=subject, keyring=keyring).broken


def test_a_wrap_of_a_known_secret(organisation, file, subject, keyring):
    plant(organisation, file["identity"])
    assert broken(subject, keyring) == {"identity": "untrusted"}
    plant(organisation, file["identity"], file["identity"].secret)
    assert ring.open(subject=subject, keyring=keyring) == file


def test_nothing_is_written_under_a_planted_key(organisation, file, subject, keyring):
    plant(organisation, file["identity"])
    with pytest.raises(CannotOpen):
        documents.save(
            subject=subject,
            compartment="identity",
            kind="note",
            content=Note(text="Maria"),
            keyring=keyring,
            now=NOW,
        )
    with pytest.raises(CannotOpen):
        ring.grant(
            subject=subject,
            labels=["identity"],
            team_id=organisation.coordination,
            keyring=keyring,
        )
    with pytest.raises(CannotOpen):
        documents.save_all(
            subject=subject,
            documents=[documents.NewDocument("identity", "note", Note(text="Maria"))],
            keyring=keyring,
            now=NOW,
        )


def test_with_the_commitment_changed_too(organisation, file, subject, keyring):
    plant(organisation, file["identity"])
    change(file["identity"], commitment=ring.commitment(EVIL))
    assert broken(subject, keyring) == {"identity": "untrusted"}


def test_and_signed_with_a_key_of_her_own(organisation, file, subject, keyring):
    key, seed, committed = file["identity"], random_bytes(32), ring.commitment(EVIL)
    plant(organisation, key)
    statement = ring.key_statement(key.id, key.subject, key.label, committed, NOW.date())
    change(key, commitment=committed, signature=sign(seed, statement))
    assert broken(subject, keyring) == {"identity": "untrusted"}
    # ... and with a certificate for that key, signed by an organisation of her own.
    forged = certificates.issue_with(
        identity_seed=random_bytes(32),
        user_id=uuid4(),
        organisation_id=organisation.id,
        role="coordinator",
        box_pk=EVIL,
        sign_pk=signing_public_key(seed),
        now=NOW,
    )
    change(key, signer_id=forged.id)
    assert broken(subject, keyring) == {"identity": "untrusted"}
    # ... and with that key put into the certificate of a real colleague.
    with writing():
        Certificate.objects.filter(user_id=keyring.user_id).update(sign_pk=signing_public_key(seed))
    change(key, signer_id=keyring.certificate.id)
    assert broken(subject, organisation.keyring()) == {
        "identity": "untrusted",
        "legal": "untrusted",
    }


def test_signed_by_a_real_member_of_another_organisation(organisation, file, subject, keyring):
    other, key, committed = make_organisation(), file["identity"], ring.commitment(EVIL)
    stranger = other.keyring()
    plant(organisation, key)
    statement = ring.key_statement(key.id, key.subject, key.label, committed, NOW.date())
    change(
        key,
        commitment=committed,
        signature=stranger.sign(statement),
        signer_id=stranger.certificate.id,
    )
    assert broken(subject, keyring) == {"identity": "untrusted"}


def test_signed_after_she_left_by_a_member_who_left(organisation, file, subject, keyring):
    gone = make_member(organisation)
    hers = organisation.keyring(gone)
    key, committed = file["identity"], ring.commitment(EVIL)
    plant(organisation, key)
    later = NOW.date() + timedelta(days=1)
    statement = ring.key_statement(key.id, key.subject, key.label, committed, later)
    signed = {
        "commitment": committed,
        "signature": hers.sign(statement),
        "signer_id": hers.certificate.id,
        "signed_on": later,
    }
    certificates.revoke(user_id=gone.user_id, now=NOW)
    change(key, **signed)
    assert broken(subject, keyring) == {"identity": "untrusted"}
    # Writing an earlier day beside it does not help: the day is signed.
    change(key, signed_on=NOW.date())
    assert broken(subject, keyring) == {"identity": "untrusted"}


def test_two_wraps_exchanged(file, subject, keyring):
    boxes = {
        key_id: bytes(box)
        for key_id, box in Wrap.objects.filter(key__subject=subject).values_list("key_id", "box")
    }
    first, second = file["identity"].id, file["legal"].id
    with writing():
        Wrap.objects.filter(key_id=first).update(box=boxes[second])
        Wrap.objects.filter(key_id=second).update(box=boxes[first])
    assert broken(subject, keyring) == {"identity": "cannot_open", "legal": "cannot_open"}


def test_a_wrap_of_another_file(organisation, file, subject, keyring):
    other = ring.create(
        subject=uuid4(),
        label="identity",
        team_ids=[organisation.casework],
        keyring=keyring,
        now=NOW,
    )
    box = bytes(Wrap.objects.get(key_id=other.id).box)
    with writing():
        Wrap.objects.filter(key_id=file["identity"].id).update(box=box)
    assert broken(subject, keyring) == {"identity": "cannot_open"}
    # ... and the whole key moved into this file.
    with writing():
        Wrap.objects.filter(key_id=file["identity"].id).delete()
        Key.objects.filter(pk=file["identity"].id).delete()
    change(other, subject=subject)
    assert broken(subject, keyring) == {"identity": "untrusted"}


def test_two_labels_exchanged(file, subject, keyring):
    change(file["identity"], label="story")
    change(file["legal"], label="identity")
    assert broken(subject, keyring) == {"identity": "untrusted", "story": "untrusted"}


def test_a_wrap_moved_to_another_team(organisation, file, subject):
    with writing():
        Wrap.objects.filter(key__subject=subject).update(team_id=organisation.coordination)
    assert broken(subject, organisation.keyring()) == {
        "identity": "cannot_open",
        "legal": "cannot_open",
    }


def test_a_planted_wrap_is_not_made_good_by_a_change_of_keys(organisation, file, subject):
    plant(organisation, file["identity"])
    teams.new_epoch(
        team_id=organisation.casework,
        remaining=[organisation.coordinator.user_id],
        keyring=organisation.keyring(),
        now=NOW,
    )
    assert teams.rewrap_batch(team_id=organisation.casework, keyring=organisation.keyring()) == 0
    opened = ring.open(subject=subject, keyring=organisation.keyring())
    assert opened == {"legal": file["legal"]}
    assert opened.broken == {"identity": "cannot_open"}


def test_a_document_moved_swapped_or_put_back(organisation, file, subject, keyring):
    def save(text, **where):
        return documents.save(
            subject=subject,
            compartment="identity",
            kind="note",
            content=Note(text=text),
            keys=file,
            keyring=keyring,
            now=NOW,
            **where,
        )

    first, second = save("first"), save("second")
    save("first, later", document_id=first.document_id, base_version=1)
    rows = SealedDocument.objects.filter(document_id=first.document_id, version=2)
    row = rows.get()
    true = {field: getattr(row, field) for field in ("box", "author_id", "saved_at", "kind")}
    others = {
        "the version before": {"box": SealedDocument.objects.get(version=1, head=False).box},
        "another document": {"box": SealedDocument.objects.get(document_id=second.document_id).box},
        "another author": {"author_id": uuid4()},
        "another time": {"saved_at": NOW + timedelta(microseconds=1)},
        "another kind": {"kind": "goal"},
        "another part": {"compartment": "legal"},
    }
    found = {}
    for name, columns in others.items():
        with writing():
            rows.update(**{"compartment": "identity", **true, **columns})
        found[name] = sorted(
            (one.content and one.content["text"], one.problem)
            for one in documents.open_documents(subject=subject, keys=file)
            if one.document_id == first.document_id
        )
    assert found == {name: [(None, "cannot_open")] for name in others}
    with writing():
        rows.update(compartment="identity", **true)
    (opened, _before) = documents.history(document_id=first.document_id, keys=file)
    assert opened.content["text"] == "first, later"
