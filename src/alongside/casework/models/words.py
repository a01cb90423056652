"""What an organisation made of the lists of words; nothing here is about a person."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.core.models import Record


class WordChange(Record):
    """What one organisation decided about one word, from a day on.

    Rows are added and hardly ever changed, because a document shows the word that was in force when
    it was written: only a misspelling is mended where it stands.
    """

    organisation = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="+")
    # A key of `vocabulary.GROUPS`, and a code of it or an own one that begins with "x_"; or one of
    # the two of `vocabulary.dangerous` that say which fields are asked.
    group = models.CharField(max_length=40)
    code = models.CharField(max_length=60)
    from_on = models.DateField()
    # What it is called, by language; empty where it keeps its name.
    labels = models.JSONField(default=dict)
    # None where it goes on as before.
    is_offered = models.BooleanField(null=True)
    # Of an own word the code that it counts as where others read it.
    counts_as = models.CharField(max_length=60, blank=True)

    class Privacy:
        # What an organisation calls its services and places tells of nobody. Which of them somebody
        # received is a code in a sealed document.
        clear: ClassVar = {
            "id",
            "organisation",
            "group",
            "code",
            "from_on",
            "labels",
            "is_offered",
            "counts_as",
        }
        sealed: ClassVar = set[str]()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "group", "code", "from_on"], name="word_change_once_a_day"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class FieldSwitch(Record):
    """A dangerous field that somebody wants asked: why, until when, and who else agreed.

    What holds on a day stands among the changes of words; this is how it came to be.
    """

    organisation = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="+")
    # A key of `vocabulary.dangerous.DANGEROUS`.
    field = models.CharField(max_length=40)
    reason = models.TextField(max_length=1000)
    until = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    # Refused, switched off, or asked for anew after its last day.
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Privacy:
        # Why an organisation asks something of everybody. The page says that it must name nobody.
        clear: ClassVar = {
            "id",
            "organisation",
            "field",
            "reason",
            "until",
            "asked_by",
            "asked_at",
            "confirmed_by",
            "confirmed_at",
            "ended_by",
            "ended_at",
        }
        sealed: ClassVar = set[str]()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "field"],
                condition=Q(ended_at=None),
                name="field_switch_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="field_switch_confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("asked_by")),
                name="field_switch_of_two",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
