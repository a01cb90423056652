"""How often files were taken: a number per file and day, and nothing of who took them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Downloads(models.Model):
    """How often one file was taken on one day."""

    document = models.ForeignKey(
        "wagtaildocs.Document", on_delete=models.CASCADE, related_name="downloads"
    )
    day = models.DateField()
    number = models.PositiveIntegerField(default=0)

    objects: ClassVar[models.Manager[Downloads]] = models.Manager()

    class Meta:
        """One row for a file and a day."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["document", "day"], name="downloads_once_a_day")
        ]

    def __str__(self) -> str:
        """Name it by its number."""
        return f"#{self.pk}"
