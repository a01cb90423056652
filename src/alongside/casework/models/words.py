"""What an organisation made of the lists of words; nothing here is about a person."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from alongside.core.models import Record


class WordChange(Record):
    """What one organisation decided about one word, from a day on.

    Rows are added and hardly ever changed, because a document shows the word that was in force when
    it was written: only a misspelling is mended where it stands.
    """

    organisation = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="+")
    # A key of `vocabulary.GROUPS`, and a code of it or an own one that begins with "x_".
    group = models.CharField(max_length=40)
    code = models.CharField(max_length=60)
    from_on = models.DateField()
    # What it is called, by language; empty where it keeps its name.
    labels = models.JSONField(default=dict)
    # None where it goes on as before.
    is_offered = models.BooleanField(null=True)
    # Of an own word the code that it counts as where others read it.
    counts_as = models.CharField(max_length=60, blank=True)

    class Privacy:
        # What an organisation calls its services and places tells of nobody. Which of them somebody
        # received is a code in a sealed document.
        clear: ClassVar = {
            "id",
            "organisation",
            "group",
            "code",
            "from_on",
            "labels",
            "is_offered",
            "counts_as",
        }
        sealed: ClassVar = set[str]()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "group", "code", "from_on"], name="word_change_once_a_day"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
