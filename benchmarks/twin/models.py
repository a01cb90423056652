"""Plain tables, with an index for each order a page shows."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class PlainPerson(models.Model):
    """A person and her file in one row, the list's words beside her name."""

    id = models.UUIDField(primary_key=True)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    team = models.ForeignKey("organisations.Team", models.PROTECT, related_name="+")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12, unique=True)
    phase = models.CharField(max_length=12)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    next_due_on = models.DateField(null=True)
    since = models.DateField()
    called = models.TextField()
    route = models.TextField(blank=True)
    next = models.TextField(blank=True)
    needs = models.JSONField(default=list)
    safety_plan = models.BooleanField(default=False)
    do_not_call = models.BooleanField(default=False)
    consent_until = models.DateField(null=True)

    class Meta:
        indexes = (
            models.Index(
                fields=["worker", "-opened_on", "-id"],
                condition=Q(closed_on=None),
                name="plain_worker",
            ),
            models.Index(
                fields=["team", "-opened_on", "-id"], condition=Q(closed_on=None), name="plain_team"
            ),
            models.Index(
                fields=["worker", "next_due_on", "id"],
                condition=Q(closed_on=None),
                name="plain_worker_due",
            ),
        )

    def __str__(self) -> str:
        return self.reference


class PlainPart(models.Model):
    """A part of a file: its content as JSON in clear."""

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(PlainPerson, models.CASCADE, related_name="parts")
    kind = models.CharField(max_length=32)
    version = models.PositiveIntegerField(default=1)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    content = models.TextField()

    class Meta:
        indexes = (models.Index(fields=["person", "-saved_at", "-id"], name="plain_part"),)

    def __str__(self) -> str:
        return str(self.id)


class PlainTask(models.Model):
    """Something due."""

    person = models.ForeignKey(PlainPerson, models.CASCADE, related_name="tasks")
    kind = models.CharField(max_length=12)
    due_on = models.DateField(null=True)
    text = models.TextField()
    hint = models.TextField(blank=True)

    class Meta:
        indexes = (models.Index(fields=["person", "due_on"], name="plain_task"),)

    def __str__(self) -> str:
        return str(self.pk)


class PlainRequest(models.Model):
    """A referral that came in."""

    id = models.UUIDField(primary_key=True)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    other = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    state = models.CharField(max_length=16)
    urgency = models.CharField(max_length=8)
    created_at = models.DateTimeField()
    waiting = models.BooleanField()
    called = models.TextField()
    asked = models.TextField()

    class Meta:
        indexes = (
            models.Index(fields=["organisation", "-created_at", "-id"], name="plain_request"),
        )

    def __str__(self) -> str:
        return str(self.id)
