"""The board of jobs and offers between members, and concerns about what stands on it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.alliance.enums.board import ConcernState, NoticeKind, Papers
from alongside.alliance.models.members import Member
from alongside.core.models import Record


class Notice(Record):
    """One offer of a member; texts by the code of their language, place at city level.

    Nobody but its member sees it before it is `checked`: how the employer was looked at, by which
    colleague, and when.
    """

    member = models.ForeignKey(Member, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=12, choices=NoticeKind.choices)
    title = models.JSONField(default=dict)
    details = models.JSONField(default=dict)
    pay = models.JSONField(default=dict)
    apply = models.JSONField(default=dict)
    country = models.CharField(max_length=2)
    place = models.CharField(max_length=100, blank=True)
    employer = models.CharField(max_length=200)
    languages = models.JSONField(default=list)
    papers = models.CharField(max_length=12, choices=Papers.choices)
    expires_on = models.DateField(db_index=True)
    posted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    posted_at = models.DateTimeField()
    checked_on = models.DateField(null=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    checked_how = models.TextField(blank=True)
    withdrawn_on = models.DateField(null=True)
    # Counts the savings, so that two people do not overwrite each other.
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        # Written by a member for colleagues of all members; nothing of it is about who applies.
        clear: ClassVar = {
            "id",
            "member",
            "kind",
            "title",
            "details",
            "pay",
            "apply",
            "country",
            "place",
            "employer",
            "languages",
            "papers",
            "expires_on",
            "posted_by",
            "posted_at",
            "checked_on",
            "checked_by",
            "checked_how",
            "withdrawn_on",
            "version",
        }
        sealed: ClassVar = set[str]()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=NoticeKind.values), name="notice_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(checked_on=None, checked_by=None, checked_how="")
                | (Q(checked_on__isnull=False, checked_by__isnull=False) & ~Q(checked_how="")),
                name="notice_check_whole_or_not_at_all",
            ),
        )
        indexes = (models.Index(fields=["-posted_at"], name="notices_newest_first"),)

    def __str__(self) -> str:
        return str(self.id)


class NoticeConcern(Record):
    """Somebody is worried about an offer; what she says, and the answer, are sealed in slips."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="concerns")
    state = models.CharField(
        max_length=12, choices=ConcernState.choices, default=ConcernState.OPEN.value
    )
    raised_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    class Privacy:
        clear: ClassVar = {"id", "notice", "state", "raised_at", "decided_at"}
        sealed: ClassVar = set[str]()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state=ConcernState.OPEN, decided_at=None)
                | (
                    Q(state__in=[ConcernState.KEPT, ConcernState.WITHDRAWN])
                    & Q(decided_at__isnull=False)
                ),
                name="concern_decided_says_when",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
