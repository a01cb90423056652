"""Bills, court cases and international processes that the alliance follows.

The secretariat writes them for the members, or for everybody. Nothing here is about a person.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.alliance.enums.advocacy import AdvocacyKind, AdvocacyState
from alongside.core.models import Record


class Advocacy(Record):
    """One bill, case or process; texts by the code of their language.

    `where` is a country or a body. `demands` has one demand a line, `dates` one day a line as
    `advocacy_dates` reads them. For members only until somebody says otherwise.
    """

    slug = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=20, choices=AdvocacyKind.choices)
    state = models.CharField(max_length=20, choices=AdvocacyState.choices)
    where = models.CharField(max_length=200)
    led_by = models.CharField(max_length=200, blank=True)
    title = models.JSONField(default=dict)
    words = models.JSONField(default=dict)
    demands = models.JSONField(default=dict)
    dates = models.JSONField(default=dict)
    happened = models.JSONField(default=dict)
    link = models.CharField(max_length=300, blank=True)
    is_public = models.BooleanField(default=False)
    # Counts the savings, so that two people do not overwrite each other.
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Privacy:
        # Written by the secretariat to be read by the members, or by everybody.
        clear: ClassVar = {
            "id",
            "slug",
            "kind",
            "state",
            "where",
            "led_by",
            "title",
            "words",
            "demands",
            "dates",
            "happened",
            "link",
            "is_public",
            "version",
            "changed_at",
        }
        sealed: ClassVar = set[str]()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=AdvocacyKind.values) & Q(state__in=AdvocacyState.values),
                name="advocacy_words_known",
            ),
        )
        indexes = (models.Index(fields=["-changed_at"], name="advocacy_newest"),)

    def __str__(self) -> str:
        return str(self.id)
