"""What the vault keeps: public keys with their signatures, and boxes.

Ids of other rooms are plain UUIDs: the vault stands below them and must be restorable apart.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.vault.guard import Guarded


class Certificate(Guarded):
    """The organisation's word that these public keys belong to this person in this role.

    A person has one unrevoked certificate. A new keypair or role is a new row; the old one stays,
    because what she signed before ``revoked_on`` stays valid.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user_id = models.UUIDField(db_index=True)
    organisation_id = models.UUIDField()
    role = models.CharField(max_length=32)
    box_pk = models.BinaryField()
    sign_pk = models.BinaryField()
    issued_on = models.DateField()
    signature = models.BinaryField()
    revoked_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user_id"], condition=Q(revoked_on=None), name="one_certificate_each"
            )
        ]

    class Privacy:
        clear: ClassVar = {
            "id",
            "user_id",
            "organisation_id",
            "role",
            "box_pk",
            "sign_pk",
            "issued_on",
            "signature",
            "revoked_on",
        }
        sealed: ClassVar = set[str]()


class OrganisationKeys(Guarded):
    """An organisation's public keys, each signed by its identity key."""

    organisation_id = models.UUIDField(primary_key=True)
    identity_pk = models.BinaryField()
    envelope_pk = models.BinaryField()
    envelope_signature = models.BinaryField()
    intake_pk = models.BinaryField()
    intake_signature = models.BinaryField()
    recovery_pk = models.BinaryField()
    recovery_signature = models.BinaryField()
    # The identity public key sealed under the printed recovery secret, so that whoever comes back
    # with two sheets and nothing else trusts the true organisation and not one that somebody wrote
    # into the database meanwhile.
    recovery_pin = models.BinaryField()

    class Privacy:
        clear: ClassVar = {
            "organisation_id",
            "identity_pk",
            "envelope_pk",
            "envelope_signature",
            "intake_pk",
            "intake_signature",
            "recovery_pk",
            "recovery_signature",
        }
        sealed: ClassVar = {"recovery_pin"}


class Peer(Guarded):
    """Another organisation's identity key as a member of ours found it right."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation_id = models.UUIDField()
    peer_id = models.UUIDField()
    identity_pk = models.BinaryField()
    compared = models.BooleanField()
    signer = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField()
    signature = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation_id", "peer_id"], name="one_pin_per_peer")
        ]

    class Privacy:
        clear: ClassVar = {
            "id",
            "organisation_id",
            "peer_id",
            "identity_pk",
            "compared",
            "signer",
            "signed_on",
            "signature",
        }
        sealed: ClassVar = set[str]()


class TeamEpoch(Guarded):
    """A team's public key from one change of members to the next.

    The highest epoch is the current one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team_id = models.UUIDField()
    epoch = models.PositiveIntegerField()
    box_pk = models.BinaryField()
    signer = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField()
    signature = models.BinaryField()
    # The secret of the epoch before, sealed under this one's, only while keys are still being
    # wrapped again.
    previous = models.BinaryField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["team_id", "epoch"], name="one_row_per_epoch")
        ]

    class Privacy:
        clear: ClassVar = {"id", "team_id", "epoch", "box_pk", "signer", "signed_on", "signature"}
        sealed: ClassVar = {"previous"}


class TeamWrap(Guarded):
    """A team's secret, wrapped to one holder: a member's id, or ``@recovery``."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team_epoch = models.ForeignKey(TeamEpoch, on_delete=models.CASCADE, related_name="+")
    holder = models.CharField(max_length=36)
    box = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["holder", "team_epoch"], name="one_team_wrap_per_holder"
            )
        ]

    class Privacy:
        clear: ClassVar = {"id", "team_epoch", "holder"}
        sealed: ClassVar = {"box"}


class Key(Guarded):
    """A ring key as everybody may know it: whose, which, the signed commitment to its secret."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.UUIDField()
    label = models.CharField(max_length=32)
    commitment = models.BinaryField()
    # Certificates are revoked, never deleted: nobody asks which keys one has signed.
    signer = models.ForeignKey(
        Certificate, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    signed_on = models.DateField()
    signature = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subject", "label"], name="one_key_per_label")
        ]

    class Privacy:
        clear: ClassVar = {
            "id",
            "subject",
            "label",
            "commitment",
            "signer",
            "signed_on",
            "signature",
        }
        sealed: ClassVar = set[str]()


class Wrap(Guarded):
    """A ring key's secret, wrapped to one epoch of one team. Without wraps a key is gone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Found by the constraint's own index.
    key = models.ForeignKey(Key, on_delete=models.CASCADE, related_name="+", db_index=False)
    team_id = models.UUIDField()
    epoch = models.PositiveIntegerField()
    box = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "team_id", "epoch"], name="one_wrap_per_epoch")
        ]
        # Re-wrapping looks for what still lies under an earlier epoch. The condition always holds:
        # without it SQLite, which knows nothing of how many rows a team has, would also look here
        # for the keys of a page of files, and walk through all of the team's.
        indexes: ClassVar = [
            models.Index(fields=["team_id", "epoch"], condition=Q(epoch__gt=0), name="wrap_epoch")
        ]

    class Privacy:
        clear: ClassVar = {"id", "key", "team_id", "epoch"}
        sealed: ClassVar = {"box"}


class SealedDocument(Guarded):
    """One saved version of one document; versions are only ever added."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document_id = models.UUIDField()
    subject = models.UUIDField()
    compartment = models.CharField(max_length=16)
    kind = models.CharField(max_length=32)
    version = models.PositiveIntegerField()
    head = models.BooleanField()
    author_id = models.UUIDField()
    saved_at = models.DateTimeField()
    box = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document_id", "version"], name="one_row_per_version"),
            models.UniqueConstraint(
                fields=["document_id"], condition=Q(head=True), name="one_head_per_document"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["subject", "-saved_at"], condition=Q(head=True), name="heads_of_a_subject"
            )
        ]

    class Privacy:
        clear: ClassVar = {
            "id",
            "document_id",
            "subject",
            "compartment",
            "kind",
            "version",
            "head",
            "author_id",
            "saved_at",
        }
        sealed: ClassVar = {"box"}


class Draft(Guarded):
    """Words not yet saved, sealed to the one who typed them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner_id = models.UUIDField()
    slot = models.CharField(max_length=120)
    box = models.BinaryField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner_id", "slot"], name="one_draft_per_slot")
        ]

    class Privacy:
        clear: ClassVar = {"id", "owner_id", "slot", "saved_at"}
        sealed: ClassVar = {"box"}
