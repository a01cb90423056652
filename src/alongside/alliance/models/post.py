"""What visitors wrote, and the names that were accepted under statements."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.alliance.enums.post import PostKind, PostState
from alongside.core.models import Record


class Post(Record):
    """A letter of a visitor; who wrote what is sealed in slips to the team that deals with it.

    `letter_id` is the site's, so that a letter that comes twice is kept once.
    """

    team = models.ForeignKey("organisations.Team", models.CASCADE, related_name="+")
    letter_id = models.UUIDField(unique=True)
    kind = models.CharField(max_length=12, choices=PostKind.choices)
    state = models.CharField(
        max_length=12, choices=PostState.choices, default=PostState.WAITING.value
    )
    arrived_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    delete_on = models.DateField(db_index=True)

    class Privacy:
        clear: ClassVar = {
            "id",
            "team",
            "letter_id",
            "kind",
            "state",
            "arrived_at",
            "ended_at",
            "delete_on",
        }
        sealed: ClassVar = set[str]()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=PostKind.values), name="post_kind_known"),
            models.CheckConstraint(
                condition=Q(state__in=PostState.values), name="post_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=PostState.WAITING, ended_at=None)
                | (~Q(state=PostState.WAITING) & Q(ended_at__isnull=False)),
                name="post_dealt_with_says_when",
            ),
        )
        indexes = (models.Index(fields=["team", "-arrived_at"], name="post_newest_first"),)

    def __str__(self) -> str:
        return str(self.id)


class SignedOn(Record):
    """An organisation's name under a statement, checked; public with the next publication.

    `statement` is the site's own id of it, `statement_title` what the site called it.
    """

    statement = models.UUIDField()
    statement_title = models.CharField(max_length=300, blank=True)
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2)
    accepted_at = models.DateTimeField()
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Privacy:
        # An organisation asked for it to be public; how it was reached stays in its letter.
        clear: ClassVar = {
            "id",
            "statement",
            "statement_title",
            "name",
            "country",
            "accepted_at",
            "accepted_by",
        }
        sealed: ClassVar = set[str]()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["statement", "name"], name="signed_once_under_a_statement"
            ),
        )
        indexes = (models.Index(fields=["-accepted_at"], name="signed_newest_first"),)

    def __str__(self) -> str:
        return str(self.id)
