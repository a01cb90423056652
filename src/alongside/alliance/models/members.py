"""The alliance, and the organisations and groups that are its members.

All of it is written to be read by others: by the other members, and in public where a member wishes
to be seen. Nothing here is about a person who is helped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from alongside.core.models import Record
from alongside.organisations.models import Organisation

if TYPE_CHECKING:
    from uuid import UUID


class Alliance(Record):
    """The one alliance of a node: which organisation is its secretariat.

    The secretariat's team for public work looks at what is published and opens visitors' letters.
    """

    secretariat = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    is_the_one = models.BooleanField(default=True, unique=True)

    class Privacy:
        # Every member knows who the secretariat is, and so does the public.
        clear: ClassVar = {"id", "secretariat", "is_the_one"}
        sealed: ClassVar = set[str]()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(is_the_one=True), name="one_alliance"),)

    def __str__(self) -> str:
        return str(self.id)

    @classmethod
    def secretariat_of_all(cls) -> UUID | None:
        """Return which organisation is the secretariat; None where nobody said so yet."""
        return cls.objects.values_list("secretariat_id", flat=True).first()


class Member(Record):
    """A member as it wants to be known.

    `mission` and `does` are texts by the code of their language. Hidden from the public by default:
    a group that is not registered anywhere, or is in danger, is a member like any other.
    """

    # None: it has no account on this node, and the secretariat writes its page.
    organisation = models.OneToOneField(
        Organisation, models.PROTECT, null=True, related_name="alliance_member"
    )
    slug = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2)
    town = models.CharField(max_length=100, blank=True)
    founded = models.PositiveSmallIntegerField(null=True)
    languages = models.JSONField(default=list)
    themes = models.JSONField(default=list)
    is_self_organised = models.BooleanField(default=False)
    mission = models.JSONField(default=dict)
    does = models.JSONField(default=dict)
    website = models.CharField(max_length=300, blank=True)
    takes_letters = models.BooleanField(default=False)
    is_public = models.BooleanField(default=False)
    joined_on = models.DateField()
    # When it last said that it still wants to be a member; None before it first did.
    confirmed_on = models.DateField(null=True)
    # Counts the savings, so that two people do not overwrite each other.
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Privacy:
        # Written by a member about itself for the other members or for everybody.
        clear: ClassVar = {
            "id",
            "organisation",
            "slug",
            "name",
            "country",
            "town",
            "founded",
            "languages",
            "themes",
            "is_self_organised",
            "mission",
            "does",
            "website",
            "takes_letters",
            "is_public",
            "joined_on",
            "confirmed_on",
            "version",
            "changed_at",
        }
        sealed: ClassVar = set[str]()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(founded=None) | Q(founded__range=(1800, 2200)),
                name="member_founded_in_reach",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
