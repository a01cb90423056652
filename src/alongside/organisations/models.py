"""Organisations, teams, members and their sessions.

Names of staff and their sign-in names are in clear on purpose: colleagues must be found before any
key is open. Nothing here is about a person who is helped.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from alongside.core.models import Record
from alongside.organisations.enums import Device, Role, TeamKind, UserState
from alongside.vault.primitives import fingerprint

if TYPE_CHECKING:
    from datetime import datetime

    from alongside.vault.people import UserKeys


# Megabytes; what a node is measured with.
LARGEST_DOCUMENT = 200


def one_of(field: str, choices: type[models.TextChoices], name: str) -> models.CheckConstraint:
    """Return the constraint that a column holds one of the words of an enumeration."""
    return models.CheckConstraint(condition=models.Q((f"{field}__in", choices.values)), name=name)


class Organisation(Record):
    """A member of the alliance that keeps its own files."""

    name = models.CharField(max_length=200)
    language = models.CharField(max_length=12)
    # ISO 3166-1 alpha-2; empty where saying it would say too much.
    country = models.CharField(max_length=2, blank=True)
    place = models.CharField(max_length=100, blank=True)
    # What the browser's tab and history call it; nothing that tells what it is.
    app_name = models.CharField(max_length=40, blank=True)
    is_demo = models.BooleanField(default=False)
    # In megabytes: how large a document of a file may be here.
    largest_document = models.PositiveSmallIntegerField(default=LARGEST_DOCUMENT)

    class Privacy:
        clear: ClassVar = {
            "id",
            "name",
            "language",
            "country",
            "place",
            "app_name",
            "is_demo",
            "largest_document",
        }
        sealed: ClassVar = set[str]()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(largest_document__range=(1, LARGEST_DOCUMENT)),
                name="largest_document_in_reach",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class Team(Record):
    """People who hold the same keys."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="teams")
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=20, choices=TeamKind.choices)
    # Labels of `vault.compartments.Compartment` whose keys this team is given for a new file.
    compartments = models.JSONField(default=list)

    class Privacy:
        clear: ClassVar = {"id", "organisation", "name", "kind", "compartments"}
        sealed: ClassVar = set[str]()

    class Meta:
        constraints = (
            one_of("kind", TeamKind, "team_kind_known"),
            models.UniqueConstraint(fields=["organisation", "name"], name="team_name_once"),
        )

    def __str__(self) -> str:
        return str(self.id)


class UserManager(BaseUserManager["User"]):
    """Finds people by the name they sign in with, however it was typed."""

    def get_by_natural_key(self, username: str | None) -> User:
        """Return the user of this sign-in name; raises User.DoesNotExist."""
        return self.get(sign_in_name=User.normalize_username(username or ""))


class User(Record, AbstractBaseUser):
    """Somebody who works here."""

    # Her opened keys, on the object that a right password gave; they are never stored.
    keys: UserKeys

    # The last sign-in is already in the journal.
    last_login = None

    sign_in_name = models.CharField(max_length=60, unique=True)
    display_name = models.CharField(max_length=100)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="users")
    role = models.CharField(max_length=20, choices=Role.choices)
    language = models.CharField(max_length=12)
    state = models.CharField(max_length=10, choices=UserState.choices)
    # The vault's record: salt, cost and verifier, useless without the pepper file.
    password = models.TextField()
    # Both keypairs and the pinned organisation key, under the password and under the printed code.
    sealed_keys = models.BinaryField()
    recovery_keys = models.BinaryField()
    # What she says her public keys are. Only a certificate makes them believed.
    box_pk = models.BinaryField(max_length=32)
    sign_pk = models.BinaryField(max_length=32)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "sign_in_name"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Privacy:
        clear: ClassVar = {
            "id",
            "sign_in_name",
            "display_name",
            "organisation",
            "role",
            "language",
            "state",
            "box_pk",
            "sign_pk",
        }
        sealed: ClassVar = {"password", "sealed_keys", "recovery_keys"}

    class Meta:
        constraints = (
            one_of("role", Role, "user_role_known"),
            one_of("state", UserState, "user_state_known"),
        )

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Return whether she may sign in at all."""
        return self.state in {UserState.WAITING, UserState.ACTIVE}

    @property
    def fingerprint(self) -> str:
        """Return the digits that stand for the keys she says are hers."""
        return fingerprint(bytes(self.box_pk), bytes(self.sign_pk))

    @classmethod
    def normalize_username(cls, username: str) -> str:
        """Return a sign-in name in the one form it is stored and compared in."""
        return unicodedata.normalize("NFKC", username).strip().casefold()

    def check_password(self, raw_password: str | None) -> bool:
        """Refuse: a password is checked by opening keys with it, in `backend`, and nowhere else."""
        raise NotImplementedError

    def set_password(self, raw_password: str | None) -> None:
        """Refuse: a password is set by sealing keys under it, in `actions`, and nowhere else."""
        raise NotImplementedError


class Membership(Record):
    """Somebody in a team."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")

    class Privacy:
        clear: ClassVar = {"id", "team", "user"}
        sealed: ClassVar = set[str]()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["team", "user"], name="member_once"),)

    def __str__(self) -> str:
        return str(self.id)


class Session(Record):
    """One browser that is signed in or on its way there.

    The cookie is kept only as a hash and what the session holds only sealed under the cookie, so
    that somebody who reads this table can neither use nor read it. Its own id serves to end it.
    """

    key_hash = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions")
    data = models.BinaryField()
    # Her keys under the second cookie; nothing here means that the screen is locked.
    unlock = models.BinaryField(null=True)
    device = models.CharField(max_length=10, choices=Device.choices, default=Device.OTHER)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    class Privacy:
        clear: ClassVar = {"id", "user", "device", "started_at", "seen_at"}
        sealed: ClassVar = {"key_hash", "data", "unlock"}

    class Meta:
        constraints = (one_of("device", Device, "session_device_known"),)

    def __str__(self) -> str:
        return str(self.id)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Which invitations may still be used."""

    def open(self, now: datetime) -> Self:
        """Return those neither used nor too old."""
        return self.filter(used_at=None, expires_at__gt=now)


class Invitation(Record):
    """A link that lets one person join, or join again, once."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    invited_by = models.ForeignKey(User, models.CASCADE, related_name="invited")
    # Set where somebody who lost her keys is let in again.
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="invitations")
    code_hash = models.CharField(max_length=64, unique=True)
    display_name = models.CharField(max_length=100)
    role = models.CharField(max_length=20, choices=Role.choices)
    team_ids = models.JSONField(default=list)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects: Any = InvitationQuerySet.as_manager()

    class Privacy:
        clear: ClassVar = {
            "id",
            "organisation",
            "invited_by",
            "user",
            "display_name",
            "role",
            "team_ids",
            "created_at",
            "expires_at",
            "used_at",
        }
        sealed: ClassVar = {"code_hash"}

    class Meta:
        constraints = (one_of("role", Role, "invitation_role_known"),)

    def __str__(self) -> str:
        return str(self.id)


class Rekeying(Record):
    """A team's keys being renewed after somebody left it; survives an interruption."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="rekeyings")
    old_epoch = models.PositiveIntegerField()
    new_epoch = models.PositiveIntegerField()
    total = models.PositiveIntegerField(null=True)
    remaining = models.PositiveIntegerField(null=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Privacy:
        clear: ClassVar = {
            "id",
            "team",
            "old_epoch",
            "new_epoch",
            "total",
            "remaining",
            "started_at",
            "finished_at",
        }
        sealed: ClassVar = set[str]()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["team"],
                condition=models.Q(finished_at=None),
                name="one_rekeying_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
