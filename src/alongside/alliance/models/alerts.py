"""Urgent alerts about somebody at risk because she defends others.

In clear stand only who wrote to whom and when. What happened, to whom, where, what is asked and
what is answered lies in slips of exactly those teams that may read it.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.core.models import Record


class Alert(Record):
    """One alert of a team for public work."""

    team = models.ForeignKey("organisations.Team", models.CASCADE, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Privacy:
        clear: ClassVar = {"id", "team", "author", "written_at", "ended_at"}
        sealed: ClassVar = set[str]()

    class Meta:
        indexes = (models.Index(fields=["team", "-written_at"], name="alerts_newest"),)

    def __str__(self) -> str:
        return str(self.id)


class AlertUpdate(Record):
    """What happened since; the last one says why it is no longer urgent."""

    alert = models.ForeignKey(Alert, models.CASCADE, related_name="updates")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Privacy:
        clear: ClassVar = {"id", "alert", "author", "written_at"}
        sealed: ClassVar = set[str]()

    def __str__(self) -> str:
        return str(self.id)


class AlertReceipt(Record):
    """One team that is told; only the writing team knows which others are.

    Once `taken_back_at` is set the team has no slip of the alert any more.
    """

    alert = models.ForeignKey(Alert, models.CASCADE, related_name="receipts")
    team = models.ForeignKey("organisations.Team", models.CASCADE, related_name="+")
    sent_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)

    class Privacy:
        clear: ClassVar = {"id", "alert", "team", "sent_at", "acknowledged_at", "taken_back_at"}
        sealed: ClassVar = set[str]()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["alert", "team"], name="told_once_of_an_alert"),
        )
        indexes = (
            models.Index(fields=["team", "-sent_at"], name="alerts_received"),
            models.Index(
                fields=["team"],
                condition=Q(acknowledged_at=None, taken_back_at=None),
                name="alerts_not_acknowledged",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
