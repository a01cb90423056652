"""How a browser gets in and out: password, second factor, keys in the session, lock, leave.

These are the only functions of this room that take a request, because a session is the request's.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import login, logout

from alongside.audit import journal
from alongside.core.access import SystemActor
from alongside.organisations import factors, sessions, unlocking
from alongside.organisations.actors import actor_for
from alongside.organisations.backend import open_keys
from alongside.organisations.models import User
from alongside.organisations.policy import needs_second_factor
from alongside.vault import hashing

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from alongside.vault.people import UserKeys

BACKEND = "alongside.organisations.backend.KeyBackend"
NEEDS_FACTOR = "needs_factor"
PENDING = "pending"
# How long somebody may look for her phone between the password and the code.
PENDING_LIMIT = timedelta(minutes=10)
SIGN_IN = SystemActor(reason="sign-in")


def after_password(request: HttpRequest, *, user: User, keys: UserKeys, now: datetime) -> bool:
    """
    Take in somebody whose password was right; return whether she is in already.

    False means that her second factor is still to come: her keys wait under the unlock cookie.
    """
    if not factors.has_second_factor(user):
        finish(request, user=user, keys=keys, now=now)
        return True
    # Whatever this browser carried before ends here, so nobody can have planted it.
    request.session.flush()
    request.session[PENDING] = {"user": str(user.pk), "at": now.isoformat()}
    request.session.save()
    unlocking.keep(request, keys, now=now)
    return False


def pending(request: HttpRequest, *, now: datetime) -> tuple[User, UserKeys] | None:
    """Return who has given her password and not yet her second factor, with her keys."""
    waiting = request.session.get(PENDING)
    if not waiting or now - datetime.fromisoformat(waiting["at"]) > PENDING_LIMIT:
        return None
    user = User.objects.select_related("organisation").filter(pk=waiting["user"]).first()
    if user is None or not user.is_active:
        return None
    keys = unlocking.open_keys(request, user.pk)
    return None if keys is None else (user, keys)


def finish(request: HttpRequest, *, user: User, keys: UserKeys, now: datetime) -> None:
    """Begin the signed-in session: new cookies, keys sealed under them, an entry in the journal."""
    sessions.purge(now=now)
    request.session.pop(PENDING, None)
    login(request, user, backend=BACKEND)
    if needs_second_factor(user.role) and not factors.has_second_factor(user):
        request.session[NEEDS_FACTOR] = True
    request.session.save()
    unlocking.keep(request, keys, now=now)
    actor = actor_for(user, keys)
    journal.record(action="sign-in", objects=[user.id], actor=actor, now=now)


def refused(name: str, *, now: datetime) -> None:
    """Note a failed sign-in under an opaque word for the name, which need not be anybody's."""
    word = hashing.opaque(User.normalize_username(name), "sign-in name")[:32]
    journal.record(action="sign-in refused", objects=[word], actor=SIGN_IN, now=now)


def unlock(request: HttpRequest, *, user: User, password: str, now: datetime) -> bool:
    """Open the keys again with the password; return whether it was right."""
    keys = open_keys(user, password)
    if keys is None:
        journal.record(action="unlock refused", objects=[user.id], actor=SIGN_IN, now=now)
        return False
    unlocking.keep(request, keys, now=now)
    journal.record(action="unlock", objects=[user.id], actor=actor_for(user, keys), now=now)
    return True


def lock(request: HttpRequest, *, user_id: UUID, now: datetime) -> None:
    """Drop the keys; the session and what was being written stay."""
    unlocking.drop(request)
    journal.record(action="lock", objects=[user_id], actor=SIGN_IN, now=now)


def end(request: HttpRequest) -> None:
    """End the session in this browser and in the database."""
    logout(request)
    request.new_unlock = ""  # type: ignore[attr-defined]


def home() -> str:
    """Return the URL name of the first page after signing in."""
    return str(settings.LOGIN_REDIRECT_URL)
