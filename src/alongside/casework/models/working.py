"""What colleagues do with each other: who approves what, notes for a shift, volunteers' slots."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.casework.models.files import Case
from alongside.core.models import Record
from alongside.vault.models import Certificate


class Supervision(Record):
    """What an organisation wants approved; without a row, nothing.

    `approves` holds codes of the vocabulary "approvals", `supervisors` ids of those who approve
    besides the coordinators.
    """

    organisation = models.OneToOneField(
        "organisations.Organisation", models.CASCADE, related_name="+"
    )
    approves = models.JSONField(default=list)
    supervisors = models.JSONField(default=list)

    class Privacy:
        clear: ClassVar = {"id", "organisation", "approves", "supervisors"}
        sealed: ClassVar = set[str]()

    def __str__(self) -> str:
        return str(self.id)


class ShiftNote(Record):
    """A note from one shift to the next, under a ring key of its own, which ends with it."""

    team = models.ForeignKey("organisations.Team", models.CASCADE, related_name="+", db_index=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    written_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)
    # Words and the ids of files that are spoken of.
    box = models.BinaryField()

    class Privacy:
        clear: ClassVar = {"id", "team", "author", "written_at", "ends_at"}
        sealed: ClassVar = {"box"}

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("written_at")), name="shift_note_ends_later"
            ),
        )
        indexes = (models.Index(fields=["team", "-written_at", "-id"], name="shift_note_newest"),)

    def __str__(self) -> str:
        return str(self.id)


class ShiftReading(Record):
    """Somebody read a note for her shift."""

    note = models.ForeignKey(ShiftNote, models.CASCADE, related_name="readings")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    read_at = models.DateTimeField()

    class Privacy:
        clear: ClassVar = {"id", "note", "reader", "read_at"}
        sealed: ClassVar = set[str]()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["note", "reader"], name="shift_note_read_once"),
        )

    def __str__(self) -> str:
        return str(self.id)


class AccessSlot(Record):
    """A few answers of a file, sealed to one volunteer for a few hours.

    The row is deleted when the time is over. Signed by who gave it, so that nobody who can write
    here sends a volunteer anywhere.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="slots")
    volunteer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # The document of the file that says what was given for what.
    document_id = models.UUIDField(unique=True)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)
    signer = models.ForeignKey(Certificate, models.PROTECT, related_name="+")
    signed_on = models.DateField()
    signature = models.BinaryField()
    box = models.BinaryField()

    class Privacy:
        clear: ClassVar = {
            "id",
            "case",
            "volunteer",
            "giver",
            "document_id",
            "begins_at",
            "ends_at",
            "signer",
            "signed_on",
            "signature",
        }
        sealed: ClassVar = {"box"}

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")), name="access_slot_ends_later"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
