"""What she agreed to, written once and signed, and what each yes opens at this moment.

The sealed part of every row lies under the file's own key (case, "casework"). The clear part is
what the gate must know without any key: ids, purpose, parts of the file, answer and days.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NoReturn

from django.db import models
from django.db.models import Q

from alongside.consent.enums import Answer, Ended, Purpose, RecipientKind
from alongside.core.models import Record
from alongside.vault.guard import Guarded, GuardedQuerySet, require
from alongside.vault.models import Certificate

if TYPE_CHECKING:
    from uuid import UUID


class AppendOnly(TypeError):
    """Somebody tried to change or remove what was recorded."""


class RecordedQuerySet(GuardedQuerySet):
    """A query set that never rewrites."""

    def update(self, **_values: Any) -> NoReturn:
        raise AppendOnly

    def delete(self) -> NoReturn:
        raise AppendOnly

    def forget(self) -> int:
        """Delete rows together with the file they belong to; return how many.

        Past Django's own deletion: answers refer to each other, and all of them go at once.
        """
        require(self.model)
        return self._raw_delete(self.db)


class Recorded(Record, Guarded):
    """A row that is written once, signed by the colleague who recorded it."""

    case_id = models.UUIDField()
    organisation_id = models.UUIDField()
    # The team that keeps the file: she and her colleagues may read and change her answers.
    team_id = models.UUIDField()
    recorded_at = models.DateTimeField()
    signer = models.ForeignKey(Certificate, models.PROTECT, related_name="+")
    signature = models.BinaryField()
    box = models.BinaryField()

    # What a signature stands for and which columns every such table shares.
    CLEAR: ClassVar = {
        "id",
        "case_id",
        "organisation_id",
        "team_id",
        "recorded_at",
        "signer",
        "signature",
    }

    objects: ClassVar[Any] = models.Manager.from_queryset(RecordedQuerySet)()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.id)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, force_insert=True, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise AppendOnly


class ConsentRecord(Recorded):
    """One answer of hers, for one purpose and one recipient, for these parts, until a day."""

    purpose = models.CharField(max_length=30, choices=Purpose.choices)
    recipient_kind = models.CharField(max_length=12, choices=RecipientKind.choices)
    recipient_id = models.UUIDField()
    compartments = models.JSONField(default=list)
    categories = models.JSONField(default=list)
    answer = models.CharField(max_length=10, choices=Answer.choices)
    given_on = models.DateField()
    # The last day it holds. Where she comes of age earlier this is the day before; why it ends
    # is not told here.
    expires_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="superseded_by"
    )

    class Privacy:
        clear: ClassVar = Recorded.CLEAR | {
            "purpose",
            "recipient_kind",
            "recipient_id",
            "compartments",
            "categories",
            "answer",
            "given_on",
            "expires_on",
            "withdrawn_on",
            "supersedes",
        }
        sealed: ClassVar = {"box"}

    class Meta:
        indexes = (models.Index(fields=["case_id", "-recorded_at"], name="answers_of_a_file"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(purpose__in=Purpose.values)
                & Q(answer__in=Answer.values)
                & Q(recipient_kind__in=RecipientKind.values),
                name="consent_words_known",
            ),
            models.CheckConstraint(
                condition=(Q(answer=Answer.YES) & Q(expires_on__isnull=False))
                | (~Q(answer=Answer.YES) & Q(expires_on__isnull=True)),
                name="every_yes_and_only_a_yes_ends",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True)
                | (~Q(answer=Answer.YES) & Q(supersedes__isnull=False)),
                name="a_stop_follows_a_yes",
            ),
            # Answers to one question stand in one line: a first, and one after each.
            models.UniqueConstraint(
                fields=["case_id", "purpose", "recipient_kind", "recipient_id"],
                condition=Q(supersedes__isnull=True),
                name="one_first_answer",
            ),
        )

    @property
    def question(self) -> tuple[str, str, UUID]:
        """Return what was asked: purpose and recipient."""
        return self.purpose, self.recipient_kind, self.recipient_id


class ExceptionRecord(Recorded):
    """Something shared although she did not agree; opens nothing until a second person confirms."""

    purpose = models.CharField(max_length=30, choices=Purpose.choices)
    recipient_kind = models.CharField(max_length=12, choices=RecipientKind.choices)
    recipient_id = models.UUIDField()
    compartments = models.JSONField(default=list)
    expires_on = models.DateField()

    class Privacy:
        clear: ClassVar = Recorded.CLEAR | {
            "purpose",
            "recipient_kind",
            "recipient_id",
            "compartments",
            "expires_on",
        }
        sealed: ClassVar = {"box"}

    class Meta:
        indexes = (models.Index(fields=["case_id"], name="exceptions_of_a_file"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(purpose__in=Purpose.values)
                & Q(recipient_kind__in=RecipientKind.values),
                name="exception_words_known",
            ),
        )


class Confirmation(Recorded):
    """The second decider's signature under an exception."""

    exception = models.OneToOneField(ExceptionRecord, models.PROTECT, related_name="confirmation")

    class Privacy:
        clear: ClassVar = Recorded.CLEAR | {"exception"}
        # Empty: the second decider adds a signature and no words.
        sealed: ClassVar = {"box"}


class ReadBack(Recorded):
    """Her answers were read to her."""

    class Privacy:
        clear: ClassVar = Recorded.CLEAR
        sealed: ClassVar = {"box"}

    class Meta:
        indexes = (models.Index(fields=["case_id", "-recorded_at"], name="readings_of_a_file"),)


class Grant(Record, Guarded):
    """What a yes or a confirmed exception opens now; ends and is never taken up again.

    It only helps to find the signed record, which alone says what is allowed.
    """

    case_id = models.UUIDField()
    organisation_id = models.UUIDField()
    team_id = models.UUIDField()
    purpose = models.CharField(max_length=30, choices=Purpose.choices)
    recipient_kind = models.CharField(max_length=12, choices=RecipientKind.choices)
    recipient_id = models.UUIDField()
    expires_on = models.DateField()
    record = models.OneToOneField(ConsentRecord, models.PROTECT, null=True, related_name="grant")
    exception = models.OneToOneField(
        ExceptionRecord, models.PROTECT, null=True, related_name="grant"
    )
    ended_on = models.DateField(null=True)
    ended_why = models.CharField(max_length=10, choices=Ended.choices, blank=True)

    class Privacy:
        clear: ClassVar = {
            "id",
            "case_id",
            "organisation_id",
            "team_id",
            "purpose",
            "recipient_kind",
            "recipient_id",
            "expires_on",
            "record",
            "exception",
            "ended_on",
            "ended_why",
        }
        sealed: ClassVar = set[str]()

    class Meta:
        indexes = (
            models.Index(
                fields=["case_id"], condition=Q(ended_on__isnull=True), name="live_grants_of_a_file"
            ),
            models.Index(
                fields=["recipient_id"],
                condition=Q(ended_on__isnull=True),
                name="live_grants_to_somebody",
            ),
            models.Index(
                fields=["expires_on"], condition=Q(ended_on__isnull=True), name="live_grants_by_end"
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(record__isnull=False, exception__isnull=True)
                | Q(record__isnull=True, exception__isnull=False),
                name="a_grant_has_one_ground",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_why="")
                | (Q(ended_on__isnull=False) & Q(ended_why__in=Ended.values)),
                name="a_grant_ends_for_a_reason",
            ),
            models.UniqueConstraint(
                fields=["case_id", "purpose", "recipient_kind", "recipient_id"],
                condition=Q(ended_on__isnull=True, record__isnull=False),
                name="one_live_yes_per_question",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
