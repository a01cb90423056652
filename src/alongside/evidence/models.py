"""What was released, so that two releases can never be subtracted from each other."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from alongside.core.models import Record


class Release(Record):
    """The tables of one organisation and one year as they were released.

    `counted` are random ids of facts rows. They say who was in the count only to somebody who
    holds the facts rows as well, and those are sealed.
    """

    organisation_id = models.UUIDField()
    year = models.PositiveSmallIntegerField()
    made_on = models.DateField()
    tables = models.JSONField()
    counted = models.JSONField()

    class Privacy:
        clear: ClassVar = {"id", "organisation_id", "year", "made_on", "tables", "counted"}
        sealed: ClassVar = set[str]()

    class Meta:
        indexes = (
            models.Index(fields=["organisation_id", "year", "-made_on"], name="release_by_year"),
        )

    def __str__(self) -> str:
        return f"{self.year}"
