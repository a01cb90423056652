"""A password is checked by opening keys with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alongside.organisations.models import User
from alongside.vault import people
from alongside.vault.primitives import CannotOpen

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from alongside.vault.people import UserKeys


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
        user = User.objects.select_related("organisation").filter(pk=user_id).first()
        return user if user and user.is_active else None


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
