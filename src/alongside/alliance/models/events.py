"""Events and consultations, who registered for them, and what came of them.

What an event is stands in clear, because it is written to be read. Who comes, what she needs and
what was said lies sealed under the event's own ring key, which the team for public work holds.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.alliance.enums.events import EventKind, FollowUpState, RegistrationState
from alongside.core.models import Record


class Event(Record):
    """An event of one organisation; words by the code of their language.

    `sessions` are as in the export. `codes` are what the site checks invitation codes with; the
    codes themselves lie in `box`. Figures are counted from who was there (`events.figures`), and
    stay when the registrations are deleted.
    """

    team = models.ForeignKey("organisations.Team", models.CASCADE, related_name="+")
    slug = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=20, choices=EventKind.choices)
    title = models.JSONField(default=dict)
    description = models.JSONField(default=dict)
    summary = models.JSONField(default=dict)
    begins_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField()
    time_zone = models.CharField(max_length=60)
    place = models.CharField(max_length=200, blank=True)
    is_online = models.BooleanField(default=False)
    languages = models.JSONField(default=list)
    interpreted = models.JSONField(default=list)
    sessions = models.JSONField(default=list)
    capacity = models.PositiveIntegerField(null=True)
    closes_on = models.DateField(null=True)
    takes_registrations = models.BooleanField(default=False)
    by_invitation = models.BooleanField(default=False)
    codes = models.JSONField(default=list)
    is_public = models.BooleanField(default=False)
    is_cancelled = models.BooleanField(default=False)
    # Counts the changes: for two people who save at once, and for calendars that have it already.
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    people = models.PositiveIntegerField(default=0)
    organisations = models.PositiveIntegerField(default=0)
    countries = models.PositiveIntegerField(default=0)
    registrations_deleted_at = models.DateTimeField(null=True)
    box = models.BinaryField(default=bytes)

    class Privacy:
        # Written by an organisation to be read by others; of people only how many.
        clear: ClassVar = {
            "id",
            "team",
            "slug",
            "kind",
            "title",
            "description",
            "summary",
            "begins_at",
            "ends_at",
            "time_zone",
            "place",
            "is_online",
            "languages",
            "interpreted",
            "sessions",
            "capacity",
            "closes_on",
            "takes_registrations",
            "by_invitation",
            "codes",
            "is_public",
            "is_cancelled",
            "version",
            "changed_at",
            "people",
            "organisations",
            "countries",
            "registrations_deleted_at",
        }
        sealed: ClassVar = {"box"}

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")), name="event_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(kind__in=EventKind.values), name="event_kind_known"),
        )

    def __str__(self) -> str:
        return str(self.id)


class EventRegistration(Record):
    """Somebody who registered: who she is and what she needs is sealed.

    `address_hash` finds a doubled address; it is keyed with the event's sealed key, so that neither
    the database nor the pepper tells whose it is.
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="registrations")
    state = models.CharField(max_length=12, choices=RegistrationState.choices)
    arrived_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    address_hash = models.CharField(max_length=32)
    box = models.BinaryField()

    class Privacy:
        clear: ClassVar = {"id", "event", "state", "arrived_at", "changed_at"}
        sealed: ClassVar = {"address_hash", "box"}

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["event", "address_hash"], name="registered_once_for_an_event"
            ),
            models.CheckConstraint(
                condition=Q(state__in=RegistrationState.values), name="registration_state_known"
            ),
        )
        indexes = (
            models.Index(fields=["event", "state", "arrived_at"], name="registrations_in_order"),
        )

    def __str__(self) -> str:
        return str(self.id)


class EventNote(Record):
    """What was said about a theme; sealed, because people said it."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    box = models.BinaryField()

    class Privacy:
        clear: ClassVar = {"id", "event", "author", "written_at"}
        sealed: ClassVar = {"box"}

    def __str__(self) -> str:
        return str(self.id)


class EventRecommendation(Record):
    """What was recommended and who follows it up; `words` once it is public, else they are sealed.

    Who does it always stays sealed.
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="recommendations")
    state = models.CharField(max_length=12, choices=FollowUpState.choices)
    due_on = models.DateField(null=True)
    written_at = models.DateTimeField()
    is_public = models.BooleanField(default=False)
    words = models.JSONField(default=dict)
    box = models.BinaryField()

    class Privacy:
        clear: ClassVar = {"id", "event", "state", "due_on", "written_at", "is_public", "words"}
        sealed: ClassVar = {"box"}

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=FollowUpState.values), name="recommendation_state_known"
            ),
            models.CheckConstraint(
                condition=Q(is_public=True) | Q(words={}), name="recommendation_sealed_until_public"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
