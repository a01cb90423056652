"""A password is checked by opening keys with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import UUIDField

from alongside.core.prepared import Prepared, columns, made
from alongside.organisations.models import Organisation, User
from alongside.vault import people
from alongside.vault.primitives import CannotOpen

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet
    from django.http import HttpRequest

    from alongside.vault.people import UserKeys


_OF_USER = len(columns(User))


def _by_id(user_id: Any) -> QuerySet[User, tuple[Any, ...]]:
    beside = [f"organisation__{name}" for name in columns(Organisation)]
    return User.objects.filter(pk=user_id).order_by().values_list(*columns(User), *beside)


# Every request asks who has signed in.
_BY_ID = Prepared(_by_id, UUIDField())


class KeyBackend:
    """Authenticates with exactly one Argon2id run, whether or not the name is known."""

    def authenticate(
        self,
        _request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_others: Any,
    ) -> User | None:
        """Return the user with her opened keys as `user.keys`, or None."""
        name = User.normalize_username(username or "")
        user = User.objects.select_related("organisation").filter(sign_in_name=name).first()
        if user is None or not user.is_active:
            people.burn(password or "")
            return None
        keys = open_keys(user, password or "")
        if keys is None:
            return None
        user.keys = keys
        return user

    def get_user(self, user_id: UUID | str) -> User | None:
        """Return the user of a session; nobody who has left."""
        for row in _BY_ID.rows(user_id):
            user = made(User, row[:_OF_USER])
            user.organisation = made(Organisation, row[_OF_USER:])
            return user if user.is_active else None
        return None


def open_keys(user: User, password: str) -> UserKeys | None:
    """Return the keys this password opens, or None; one Argon2id run."""
    try:
        return people.sign_in(
            user_id=user.id,
            password=password,
            password_record=user.password,
            sealed_keys=bytes(user.sealed_keys),
        )
    except (people.WrongPassword, CannotOpen):
        # A damaged or swapped row says no more to a guesser than a wrong password does.
        return None
