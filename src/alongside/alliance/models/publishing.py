"""What was published when, so that the next publication can say what is different."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from alongside.core.models import Record
from alongside.organisations.models import User


class Publication(Record):
    """One publication: `content` are the parts of the export as they left, in JSON."""

    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    content = models.JSONField()

    class Privacy:
        # It is public already.
        clear: ClassVar = {"id", "made_at", "made_by", "content"}
        sealed: ClassVar = set[str]()

    class Meta:
        indexes = (models.Index(fields=["-made_at"], name="publication_newest"),)

    def __str__(self) -> str:
        return str(self.id)
