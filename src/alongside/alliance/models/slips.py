"""What is sealed to one team, of whichever organisation on this node."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from alongside.core.models import Record


class Slip(Record):
    """One sealed part of something: a letter, a concern, a reference, an urgent alert.

    `about` is the row it belongs to, which has one slip of each part for each team that reads it.
    """

    about = models.UUIDField()
    part = models.CharField(max_length=12)
    team = models.ForeignKey("organisations.Team", models.CASCADE, related_name="+")
    epoch = models.PositiveIntegerField()
    box = models.BinaryField()

    class Privacy:
        clear: ClassVar = {"id", "about", "part", "team", "epoch"}
        sealed: ClassVar = {"box"}

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["about", "part", "team"], name="one_slip_of_each_part_for_a_team"
            ),
        )
        indexes = (models.Index(fields=["team", "epoch"], name="slips_by_epoch"),)

    def __str__(self) -> str:
        return str(self.id)
