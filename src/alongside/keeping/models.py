"""What is known of files that end: ids, roles and days, and nothing of the person.

No foreign keys to files: these rows outlive them.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.core.models import Record
from alongside.keeping.enums import (
    DONE,
    STANDING,
    ErasureState,
    FileClass,
    Ground,
    HoldGround,
)


class Erasure(Record):
    """One file to be erased, from the wish to the certificate.

    `pseudonym` stands for the file on the certificate. `box` seals why, under the file's own key,
    so that it goes with the file.
    """

    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    team = models.ForeignKey("organisations.Team", models.PROTECT, related_name="+")
    case_id = models.UUIDField()
    pseudonym = models.CharField(max_length=16)
    ground = models.CharField(max_length=12, choices=Ground.choices)
    state = models.CharField(
        max_length=12, choices=ErasureState.choices, default=ErasureState.ASKED
    )
    asked_by = models.UUIDField()
    asked_role = models.CharField(max_length=20)
    asked_on = models.DateField()
    decided_by = models.UUIDField(null=True)
    decided_role = models.CharField(max_length=20, blank=True)
    decided_on = models.DateField(null=True)
    destroyed_at = models.DateTimeField(null=True)
    # When nothing of it was left on the disk, and the day from which no backup brings it back.
    cleared_at = models.DateTimeField(null=True)
    backups_until = models.DateField(null=True)
    # A backup was put back, and the names a search remembers came with it.
    returned_on = models.DateField(null=True)
    # Ids of what was destroyed: keys and files on the disk.
    subjects = models.JSONField(default=list)
    stored = models.JSONField(default=list)
    box = models.BinaryField(default=bytes)

    class Privacy:
        clear: ClassVar = {
            "id",
            "organisation",
            "team",
            "case_id",
            "pseudonym",
            "ground",
            "state",
            "asked_by",
            "asked_role",
            "asked_on",
            "decided_by",
            "decided_role",
            "decided_on",
            "destroyed_at",
            "cleared_at",
            "backups_until",
            "returned_on",
            "subjects",
            "stored",
        }
        sealed: ClassVar = {"box"}

    class Meta:
        indexes = (
            models.Index(fields=["organisation", "-asked_on", "-id"], name="erasures_newest"),
            models.Index(fields=["case_id"], name="erasures_of_a_file"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(ground__in=Ground.values) & Q(state__in=ErasureState.values),
                name="erasure_words_known",
            ),
            models.UniqueConstraint(
                fields=["case_id"], condition=Q(state__in=STANDING), name="one_erasure_waits"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=DONE)
                | Q(destroyed_at__isnull=False, backups_until__isnull=False, box=b""),
                name="erasure_keeps_no_words",
            ),
            # Two people, and never the same.
            models.CheckConstraint(
                condition=~Q(state__in=DONE)
                | (Q(decided_by__isnull=False) & ~Q(decided_by=models.F("asked_by"))),
                name="erasure_is_of_two",
            ),
        )

    def __str__(self) -> str:
        return self.pseudonym


class Hold(Record):
    """A legal hold: until it ends, a wish to erase a file closes it to all but two people instead.

    `box` seals why, and `lists` what lists said before the file was closed, under its own key.
    """

    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    case_id = models.UUIDField()
    ground = models.CharField(max_length=12, choices=HoldGround.choices)
    set_by = models.UUIDField()
    set_on = models.DateField()
    # When it has to be looked at again; it never ends by itself.
    review_on = models.DateField()
    guards = models.JSONField()
    restricted_on = models.DateField(null=True)
    ended_by = models.UUIDField(null=True)
    ended_on = models.DateField(null=True)
    box = models.BinaryField()
    lists = models.BinaryField(default=bytes)

    class Privacy:
        clear: ClassVar = {
            "id",
            "organisation",
            "case_id",
            "ground",
            "set_by",
            "set_on",
            "review_on",
            "guards",
            "restricted_on",
            "ended_by",
            "ended_on",
        }
        sealed: ClassVar = {"box", "lists"}

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ground__in=HoldGround.values), name="hold_words_known"
            ),
            models.UniqueConstraint(
                fields=["case_id"], condition=Q(ended_on=None), name="one_hold_stands"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class Mask(Record):
    """Who she is was locked away from those who keep her file; a coordinator gives it back.

    `box` seals why it was masked, or why it is asked back, under the file's own key.
    """

    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    case_id = models.UUIDField()
    set_by = models.UUIDField()
    set_on = models.DateField()
    asked_by = models.UUIDField(null=True)
    asked_on = models.DateField(null=True)
    ended_by = models.UUIDField(null=True)
    ended_on = models.DateField(null=True)
    box = models.BinaryField()

    class Privacy:
        clear: ClassVar = {
            "id",
            "organisation",
            "case_id",
            "set_by",
            "set_on",
            "asked_by",
            "asked_on",
            "ended_by",
            "ended_on",
        }
        sealed: ClassVar = {"box"}

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["case_id"], condition=Q(ended_on=None), name="one_mask_stands"
            ),
            # Two people, and never the same.
            models.CheckConstraint(
                condition=Q(ended_on=None)
                | (Q(asked_by__isnull=False) & ~Q(ended_by=models.F("asked_by"))),
                name="unmasking_is_of_two",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class RetentionRule(Record):
    """How many years after their closing an organisation keeps files of one sort, and why."""

    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    sort = models.CharField(max_length=12, choices=FileClass.choices)
    years = models.PositiveSmallIntegerField()
    # Of the organisation and its law, never of a person.
    reason = models.CharField(max_length=300)
    set_by = models.UUIDField()
    set_on = models.DateField()

    class Privacy:
        clear: ClassVar = {"id", "organisation", "sort", "years", "reason", "set_by", "set_on"}
        sealed: ClassVar = set[str]()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(sort__in=FileClass.values), name="sort_known"),
            models.UniqueConstraint(fields=["organisation", "sort"], name="one_rule_each"),
        )

    def __str__(self) -> str:
        return f"{self.sort} {self.years}"


class Due(Record):
    """A file whose time is over; nothing but a mark, for two people to look at."""

    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    team = models.ForeignKey("organisations.Team", models.PROTECT, related_name="+")
    case_id = models.UUIDField(unique=True)
    due_on = models.DateField()

    class Privacy:
        clear: ClassVar = {"id", "organisation", "team", "case_id", "due_on"}
        sealed: ClassVar = set[str]()

    def __str__(self) -> str:
        return str(self.id)
