"""The forms an organisation has, version by version. Nothing here is about a person."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.core.models import Record
from alongside.questionnaires.enums import Readers, State


class Form(Record):
    """A form of one organisation, by the name it gives itself; its versions say what it asks."""

    organisation = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="+")
    form_id = models.CharField(max_length=200)
    readers = models.CharField(max_length=12, choices=Readers.choices, default=Readers.CASEWORK)

    class Privacy:
        clear: ClassVar = {"id", "organisation", "form_id", "readers"}
        sealed: ClassVar = set[str]()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["organisation", "form_id"], name="form_once"),
            models.CheckConstraint(
                condition=Q(readers__in=Readers.values), name="form_readers_known"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class FormVersion(Record):
    """What a form asked at one time; never changed and never deleted once it was in use."""

    form = models.ForeignKey(Form, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.BROUGHT)
    brought_at = models.DateTimeField()
    title = models.CharField(max_length=300)
    # A `definition.Questionnaire`.
    content = models.JSONField()
    # What was mended or left out when it was brought: `findings.Finding` each.
    findings = models.JSONField(default=list)

    class Privacy:
        clear: ClassVar = {
            "id",
            "form",
            "number",
            "state",
            "brought_at",
            "title",
            "content",
            "findings",
        }
        sealed: ClassVar = set[str]()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["form", "number"], name="form_version_once"),
            models.UniqueConstraint(
                fields=["form"], condition=Q(state=State.IN_USE), name="one_form_version_in_use"
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="form_version_state_known"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
