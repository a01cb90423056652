"""Help that members offer; terms after Open Referral HSDS 3.0."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.alliance.models.members import Member
from alongside.core.models import Record


class Service(Record):
    """A service of a member (HSDS `service`, with what it says of place, phone and schedule).

    `place` is a town (HSDS `address.city`), never a street: there is no column for one. `area`
    holds one area served on each line. A safe place to stay has neither, and no numbers. Texts
    stand by the code of their language. What is for members only never leaves the node.
    """

    member = models.ForeignKey(Member, models.CASCADE, related_name="services")
    # The member's own number for it, by which a second import finds it again.
    reference = models.CharField(max_length=100, blank=True)
    name = models.JSONField(default=dict)
    description = models.JSONField(default=dict)
    kinds = models.JSONField(default=list)
    situations = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    country = models.CharField(max_length=2)
    place = models.CharField(max_length=100, blank=True)
    area = models.TextField(blank=True)
    is_shelter = models.BooleanField(default=False)
    hours = models.JSONField(default=dict)
    eligibility = models.JSONField(default=dict)
    papers_not_needed = models.JSONField(default=dict)
    phone = models.CharField(max_length=40, blank=True)
    whatsapp = models.CharField(max_length=40, blank=True)
    website = models.CharField(max_length=300, blank=True)
    is_free = models.BooleanField(default=False)
    is_public = models.BooleanField(default=False)
    # HSDS `assured_date`: when somebody last said that all of this is right.
    confirmed_on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        # Written by a member to be found by: in public, or by colleagues of other members. A
        # shelter has no place here at all, so there is nothing of it to seal.
        clear: ClassVar = {
            "id",
            "member",
            "reference",
            "name",
            "description",
            "kinds",
            "situations",
            "languages",
            "country",
            "place",
            "area",
            "is_shelter",
            "hours",
            "eligibility",
            "papers_not_needed",
            "phone",
            "whatsapp",
            "website",
            "is_free",
            "is_public",
            "confirmed_on",
            "withdrawn_on",
            "version",
        }
        sealed: ClassVar = set[str]()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(is_shelter=False) | Q(place="", area="", phone="", whatsapp=""),
                name="shelter_says_not_where",
            ),
            models.UniqueConstraint(
                fields=["member", "reference"],
                condition=~Q(reference=""),
                name="service_reference_once",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
