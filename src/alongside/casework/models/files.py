"""What the database knows of a file: ids, workflow, the dates that run queues, and boxes."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.casework.enums import (
    ClosedReason,
    FileKind,
    Phase,
    RowOutcome,
    TaskKind,
    TaskState,
)
from alongside.core.ids import new_reference
from alongside.core.models import Record

STILL_OPEN = Q(closed_on=None)


# What lists are narrowed to and sorted by, once they are of one owner and one kind.
IN_ORDER: tuple[tuple[str, list[str], Q | None], ...] = (
    ("", ["-opened_on", "-id"], STILL_OPEN),
    ("_phase", ["phase", "-opened_on", "-id"], None),
    ("_due", ["next_due_on", "id"], STILL_OPEN),
    ("_phase_due", ["phase", "next_due_on", "id"], STILL_OPEN),
)


class Case(Record):
    """A file. Everything about the person lies sealed in the vault; `summary` is its list head.

    Each way a list can be filtered has an index in the order the list is shown in, so that a page
    costs the same among a thousand files and among a million.
    """

    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    # Both are the first column of several indexes below.
    team = models.ForeignKey("organisations.Team", models.PROTECT, related_name="+", db_index=False)
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    reference = models.CharField(max_length=12, unique=True, default=new_reference)
    kind = models.CharField(max_length=10, choices=FileKind.choices, default=FileKind.PERSON)
    phase = models.CharField(max_length=12, choices=Phase.choices, default=Phase.NEW)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    closed_reason = models.CharField(max_length=24, choices=ClosedReason.choices, null=True)  # noqa: DJ001  null is "not closed"
    # The earliest day something is due; kept beside the tasks so that lists need no join.
    next_due_on = models.DateField(null=True)
    # When her worker took the file over, for "with … since …".
    since = models.DateField()
    # Who she is was locked away; and the only two who may open a file that is held for a court.
    masked_on = models.DateField(null=True)
    guards = models.JSONField(default=list)
    # Sealed under the team's list key of this epoch.
    summary = models.BinaryField()
    summary_epoch = models.PositiveIntegerField()

    class Privacy:
        clear: ClassVar = {
            "id",
            "organisation",
            "team",
            "worker",
            "reference",
            "kind",
            "phase",
            "opened_on",
            "closed_on",
            "closed_reason",
            "next_due_on",
            "since",
            "masked_on",
            "guards",
            "summary_epoch",
        }
        sealed: ClassVar = {"summary"}

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_on=None, closed_reason=None)
                | Q(closed_on__isnull=False, closed_reason__isnull=False),
                name="case_closed_with_reason",
            ),
            models.CheckConstraint(
                condition=(Q(closed_on=None) & ~Q(phase=Phase.CLOSED))
                | (Q(closed_on__isnull=False) & Q(phase=Phase.CLOSED)),
                name="case_closed_is_a_phase",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="case_closed_after_opened",
            ),
            models.CheckConstraint(condition=Q(kind__in=FileKind.values), name="case_kind_known"),
            models.CheckConstraint(condition=Q(phase__in=Phase.values), name="case_phase_known"),
            models.CheckConstraint(
                condition=Q(closed_reason=None) | Q(closed_reason__in=ClosedReason.values),
                name="case_closed_reason_known",
            ),
        )
        indexes = (
            *(
                models.Index(
                    fields=[owner, "kind", *order],
                    condition=condition,
                    name=f"case_{owner}{name}",
                )
                for owner in ("team", "worker")
                for name, order, condition in IN_ORDER
            ),
            # Re-sealing after a change of keys asks for what still lies under an old epoch.
            models.Index(fields=["team", "summary_epoch"], name="case_team_epoch"),
        )

    def __str__(self) -> str:
        return self.reference


class Task(Record):
    """Something due: when and what kind in clear, what it is sealed under the team's list key."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="tasks")
    team = models.ForeignKey("organisations.Team", models.PROTECT, related_name="+", db_index=False)
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    kind = models.CharField(max_length=12, choices=TaskKind.choices)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=TaskState.choices, default=TaskState.OPEN)
    # The sealed document it comes from, and which of its steps.
    document_id = models.UUIDField(null=True)
    step_id = models.UUIDField(null=True)
    box = models.BinaryField()
    epoch = models.PositiveIntegerField()

    class Privacy:
        clear: ClassVar = {
            "id",
            "case",
            "team",
            "worker",
            "kind",
            "due_on",
            "state",
            "document_id",
            "step_id",
            "epoch",
        }
        sealed: ClassVar = {"box"}

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=TaskKind.values), name="task_kind_known"),
            models.CheckConstraint(
                condition=Q(state__in=TaskState.values), name="task_state_known"
            ),
            models.UniqueConstraint(
                fields=["document_id", "step_id"],
                condition=Q(step_id__isnull=False),
                name="one_task_per_step",
            ),
        )
        indexes = (
            models.Index(
                fields=["worker", "due_on", "id"],
                condition=Q(state=TaskState.OPEN),
                name="task_worker_due",
            ),
            models.Index(fields=["case"], condition=Q(state=TaskState.OPEN), name="task_case_open"),
            models.Index(fields=["team", "epoch"], name="task_team_epoch"),
        )

    def __str__(self) -> str:
        return str(self.id)


class RegisterLine(Record):
    """One incident of the violence register: when it came in, and a sealed word on what it is.

    The incident itself is a document of the file; this is what a page of the register is made of.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="incidents")
    # Both are the first column of an index below.
    team = models.ForeignKey("organisations.Team", models.PROTECT, related_name="+", db_index=False)
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    document_id = models.UUIDField(unique=True)
    registered_on = models.DateField()
    # Sealed under the team's list key of this epoch.
    box = models.BinaryField()
    epoch = models.PositiveIntegerField()

    class Privacy:
        clear: ClassVar = {"id", "case", "team", "worker", "document_id", "registered_on", "epoch"}
        sealed: ClassVar = {"box"}

    class Meta:
        indexes = (
            models.Index(fields=["team", "-registered_on", "-id"], name="register_team"),
            models.Index(fields=["worker", "-registered_on", "-id"], name="register_worker"),
            models.Index(fields=["team", "epoch"], name="register_team_epoch"),
        )

    def __str__(self) -> str:
        return str(self.id)


class SearchSegment(Record):
    """Names of up to some thousands of people of one team, sealed under its search key.

    Number 0 is the small last one that new files go into until it is full.
    """

    team = models.ForeignKey("organisations.Team", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    count = models.PositiveIntegerField()
    box = models.BinaryField()
    epoch = models.PositiveIntegerField()

    class Privacy:
        clear: ClassVar = {"id", "team", "number", "count", "epoch"}
        sealed: ClassVar = {"box"}

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["team", "number"], name="segment_number_once"),
        )

    def __str__(self) -> str:
        return str(self.id)


class FactsRow(Record):
    """Nameless, coded answers for statistics; there is one only while she agrees to be counted."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="facts")
    team = models.ForeignKey("organisations.Team", models.PROTECT, related_name="+")
    box = models.BinaryField()

    class Privacy:
        clear: ClassVar = {"id", "case", "team"}
        sealed: ClassVar = {"box"}

    def __str__(self) -> str:
        return str(self.id)


class ImportRun(Record):
    """One register brought in; `box` seals its name under a ring key of its own (the run's id)."""

    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    team = models.ForeignKey("organisations.Team", models.PROTECT, related_name="+")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    box = models.BinaryField()

    class Privacy:
        clear: ClassVar = {
            "id",
            "organisation",
            "team",
            "worker",
            "started_at",
            "undone_at",
            "created",
            "updated",
            "unchanged",
            "refused",
        }
        sealed: ClassVar = {"box"}

    class Meta:
        indexes = (models.Index(fields=["team", "-started_at", "-id"], name="import_run_newest"),)

    def __str__(self) -> str:
        return str(self.id)


class ImportedRow(Record):
    """What became of one row; `box` seals its report and the versions it found.

    No foreign key to the file: undoing removes files and keeps what is known of the import.
    """

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=RowOutcome.choices)
    case_id = models.UUIDField(null=True)
    box = models.BinaryField()

    class Privacy:
        clear: ClassVar = {"id", "run", "number", "outcome", "case_id"}
        sealed: ClassVar = {"box"}

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["run", "number"], name="imported_row_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=RowOutcome.values), name="imported_row_outcome_known"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class CopyOut(Record):
    """A copy that was taken out.

    `box` seals what it was for, under a ring key of its own. What opens the file lies in a draft
    sealed to its owner.
    """

    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    team = models.ForeignKey("organisations.Team", models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # The one file that was copied; of a register nothing stands here.
    case_id = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    is_encrypted = models.BooleanField()
    # The sealed copy on disk while it waits to be fetched.
    waiting_file = models.UUIDField(null=True)
    box = models.BinaryField()

    class Privacy:
        clear: ClassVar = {
            "id",
            "organisation",
            "team",
            "owner",
            "case_id",
            "made_at",
            "is_encrypted",
            "waiting_file",
        }
        sealed: ClassVar = {"box"}

    class Meta:
        indexes = (
            models.Index(
                "made_at", condition=Q(waiting_file__isnull=False), name="copy_out_waiting"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class MatchKey(Record):
    """The file number an organisation gave somebody, keyed with the pepper to say nothing."""

    team = models.ForeignKey("organisations.Team", models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, related_name="match_keys")
    digest = models.CharField(max_length=64)

    class Privacy:
        clear: ClassVar = {"id", "team", "case"}
        sealed: ClassVar = {"digest"}

    class Meta:
        constraints = (models.UniqueConstraint(fields=["team", "digest"], name="match_key_once"),)

    def __str__(self) -> str:
        return str(self.id)
