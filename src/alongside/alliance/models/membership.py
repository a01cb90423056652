"""How a group becomes a member and stays one: applications, references, confirmations, dues.

Who asks, why, and what others say of her group is sealed: a group may be in danger for what it is,
and an answer must be honest. In clear stand states and dates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.alliance.enums.membership import ApplicationState
from alongside.alliance.models.members import Member
from alongside.core.models import Record
from alongside.organisations.enums import UserState

if TYPE_CHECKING:
    from django.db.models import QuerySet


class Application(Record):
    """A group asks to become a member; what it wrote lies in `box`, under a key of its own.

    `known_as` is the letter's own id, so that a letter that comes twice is taken in once; None
    where somebody wrote it down by hand. `ending` holds why it was declined.
    """

    team = models.ForeignKey("organisations.Team", models.CASCADE, related_name="+")
    known_as = models.UUIDField(null=True, unique=True)
    state = models.CharField(max_length=12, choices=ApplicationState.choices)
    arrived_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    member = models.OneToOneField(Member, models.PROTECT, null=True, related_name="+")
    box = models.BinaryField()
    ending = models.BinaryField(default=bytes)

    class Privacy:
        clear: ClassVar = {
            "id",
            "team",
            "known_as",
            "state",
            "arrived_at",
            "decided_at",
            "member",
        }
        sealed: ClassVar = {"box", "ending"}

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=ApplicationState.values), name="application_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=ApplicationState.OPEN, decided_at=None)
                | (~Q(state=ApplicationState.OPEN) & Q(decided_at__isnull=False)),
                name="application_decided_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state=ApplicationState.APPROVED, member__isnull=False)
                | (~Q(state=ApplicationState.APPROVED) & Q(member=None)),
                name="application_approved_is_a_member",
            ),
        )
        indexes = (models.Index(fields=["team", "state", "arrived_at"], name="applications_open"),)

    def __str__(self) -> str:
        return str(self.id)

    def agreements_that_count(self) -> QuerySet[Agreement]:
        """Return the agreements of colleagues who still work in its team."""
        return self.agreements.filter(
            user__state=UserState.ACTIVE, user__memberships__team_id=self.team_id
        )


class Agreement(Record):
    """Somebody of the secretariat agrees to an application; two of them make it a member."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="agreements")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField()

    class Privacy:
        # A decision of staff; whom it is about is sealed.
        clear: ClassVar = {"id", "application", "user", "agreed_at"}
        sealed: ClassVar = set[str]()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["application", "user"], name="each_agrees_once"),
        )

    def __str__(self) -> str:
        return str(self.id)


class Reference(Record):
    """What somebody says of a group that applies.

    `member` was asked; None: somebody outside, whose words the secretariat noted. The question lies
    in a slip of the member's team, the answer in one of each of the two teams.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="references")
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey("organisations.Team", models.CASCADE, null=True, related_name="+")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Privacy:
        clear: ClassVar = {"id", "application", "member", "team", "asked_at", "answered_at"}
        sealed: ClassVar = set[str]()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["application", "member"],
                condition=Q(member__isnull=False),
                name="each_member_asked_once",
            ),
            models.CheckConstraint(
                condition=Q(member=None, team=None) | Q(member__isnull=False, team__isnull=False),
                name="who_is_asked_has_a_team",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_waiting(self) -> bool:
        """Return whether somebody still waits for the answer."""
        return self.answered_at is None and self.application.state == ApplicationState.OPEN


class Confirmation(Record):
    """A member said that it still wants to be one.

    `on_behalf`: the secretariat wrote it down for a member without an account, and `box` holds how
    the member said so.
    """

    member = models.ForeignKey(Member, models.CASCADE, related_name="confirmations")
    confirmed_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on_behalf = models.BooleanField(default=False)
    box = models.BinaryField(default=bytes)

    class Privacy:
        clear: ClassVar = {"id", "member", "confirmed_on", "by", "on_behalf"}
        sealed: ClassVar = {"box"}

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["member", "confirmed_on"], name="confirmed_once_on_a_day"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class Contribution(Record):
    """What a member gives in a year, if it can; nothing depends on it.

    An organisation's money and nobody's own, so it lies in clear; only the secretariat and the
    member itself are shown it, and there is no place for it in the export.
    """

    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    paid_on = models.DateField(null=True)
    is_waived = models.BooleanField(default=False)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Privacy:
        clear: ClassVar = {
            "id",
            "member",
            "year",
            "amount",
            "currency",
            "paid_on",
            "is_waived",
            "noted_by",
            "noted_at",
        }
        sealed: ClassVar = set[str]()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["member", "year"], name="one_contribution_a_year"),
            models.CheckConstraint(
                condition=Q(is_waived=False) | Q(amount=None, currency="", paid_on=None),
                name="waived_is_nothing",
            ),
            models.CheckConstraint(
                condition=Q(amount=None, currency="") | (Q(amount__gt=0) & ~Q(currency="")),
                name="an_amount_has_a_currency",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
