"""How a browser gets in and out: password, second factor, keys in the session, lock, leave.

These are the only verbs of this room that take a request, because a session is the request's.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.utils.translation import gettext as _

from alongside.audit import journal
from alongside.core.access import SystemActor
from alongside.organisations import cookies, factors, sessions, tries, unlocking
from alongside.organisations.actions import profile
from alongside.organisations.actors import actor_for
from alongside.organisations.backend import open_keys
from alongside.organisations.enums import Role, UserState
from alongside.organisations.models import User
from alongside.organisations.policy import needs_second_factor
from alongside.vault import hashing

if TYPE_CHECKING:
    from django.http import HttpRequest

    from alongside.core.access import Actor
    from alongside.vault.people import UserKeys

# Where somebody was when she was led to sign in or to unlock.
RETURN_TO = "return_to"
# The language somebody chose before she signed in; it is hers from then on.
CHOSEN_LANGUAGE = "chosen_language"
BACKEND = "alongside.organisations.backend.KeyBackend"
NEEDS_FACTOR = "needs_factor"
PENDING = "pending"
# How long somebody may look for her phone between the password and the code.
PENDING_LIMIT = timedelta(minutes=10)
SIGN_IN = SystemActor(reason="sign-in")


class Step(Enum):
    """Where somebody stands whose password was right."""

    IN = "in"
    SECOND_FACTOR = "second factor"


class NotLetIn(Exception):
    """Name and password do not belong together; the same words whichever of them is wrong."""

    def __str__(self) -> str:
        return _("Name and password do not belong together. Check both.")


def with_password(
    request: HttpRequest, *, name: str, password: str, now: datetime, then: str = ""
) -> Step:
    """Take in somebody who gives name and password; at most one Argon2id run.

    :param then: the page she was on her way to, kept until she is in
    :raises NotLetIn: for an unknown name as for a wrong password
    :raises TooManyTries: before anything is tried
    """
    counted = tries.at_name(request, name)
    counted.take()
    user = authenticate(request, username=name, password=password)
    if not isinstance(user, User):
        refused(name, now=now)
        raise NotLetIn
    counted.give_back()
    # Whatever this browser carried before ends here, so nobody can have planted it.
    language = request.session.get(CHOSEN_LANGUAGE)
    request.session.flush()
    if then:
        request.session[RETURN_TO] = then
    if language:
        request.session[CHOSEN_LANGUAGE] = language
    if not factors.has_second_factor(user):
        finish(request, user=user, keys=user.keys, now=now)
        return Step.IN
    request.session[PENDING] = {"user": str(user.pk), "at": now.isoformat()}
    request.session.save()
    unlocking.keep(request, user.keys, now=now)
    return Step.SECOND_FACTOR


def refused(name: str, *, now: datetime) -> None:
    """Note a failed sign-in under an opaque word for the name, which need not be anybody's."""
    word = hashing.opaque(User.normalize_username(name), "sign-in name")
    journal.record(action="sign-in refused", objects=[word], actor=SIGN_IN, now=now)


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


def with_factor(
    request: HttpRequest,
    *,
    user: User,
    keys: UserKeys,
    now: datetime,
    code: str = "",
    credential: Any = None,
) -> None:
    """Take in somebody whose password was right by a code or a passkey.

    :raises WrongCode: when it does not fit
    :raises TooManyTries: before anything is tried
    """
    counted = tries.Tries(request, "second_factor", str(user.pk))
    counted.take()
    try:
        if credential is not None:
            factors.check_passkey(user, credential)
        else:
            factors.check_code(user, code)
    except factors.WrongCode:
        journal.record(action="second factor refused", objects=[user.pk], actor=SIGN_IN, now=now)
        raise
    counted.give_back()
    finish(request, user=user, keys=keys, now=now)


def finish(request: HttpRequest, *, user: User, keys: UserKeys, now: datetime) -> None:
    """Begin the signed-in session: new cookies, keys sealed under them, an entry in the journal."""
    actor = actor_for(user, keys)
    journal.record(action="sign-in", objects=[user.pk], actor=actor, now=now)
    if user.role == Role.COORDINATOR and user.state == UserState.ACTIVE:
        # Whoever rewrites the journal later cannot make this signature again.
        journal.anchor(keyring=actor.keys, now=now)  # type: ignore[arg-type]
    sessions.purge(now=now)
    request.session.pop(PENDING, None)
    language = request.session.pop(CHOSEN_LANGUAGE, user.language)
    login(request, user, backend=BACKEND)
    if needs_second_factor(user.role) and not factors.has_second_factor(user):
        request.session[NEEDS_FACTOR] = True
    unlocking.keep(request, keys, now=now)
    request.session.save()
    tries.remember(request, user.sign_in_name)
    profile.choose_language(language=language, actor=actor)
    speak(request, language)


def speak(request: HttpRequest, language: str) -> None:
    """Have this browser show the pages in a language from now on."""
    age = settings.LANGUAGE_COOKIE_AGE
    cookies.send(request, settings.LANGUAGE_COOKIE_NAME, language, max_age=age)


def check_password(request: HttpRequest, *, user: User, password: str, now: datetime) -> UserKeys:
    """Return the keys that somebody's own password opens; one Argon2id run.

    :raises NotLetIn: for a wrong password
    :raises TooManyTries: before anything is tried
    """
    counted = tries.at_name(request, user.sign_in_name)
    counted.take()
    keys = open_keys(user, password)
    if keys is None:
        journal.record(action="password refused", objects=[user.pk], actor=SIGN_IN, now=now)
        raise NotLetIn
    counted.give_back()
    return keys


def unlock(request: HttpRequest, *, user: User, password: str, now: datetime) -> None:
    """Open the keys of a locked session again; raises NotLetIn, TooManyTries."""
    keys = check_password(request, user=user, password=password, now=now)
    journal.record(action="unlock", objects=[user.pk], actor=actor_for(user, keys), now=now)
    unlocking.keep(request, keys, now=now)


def lock(request: HttpRequest, *, actor: Actor | None, now: datetime) -> None:
    """Drop the keys; the session and what was being written stay."""
    unlocking.drop(request)
    if actor is not None:
        journal.record(action="lock", objects=[actor.user_id], actor=actor, now=now)


def end(request: HttpRequest) -> None:
    """End the session in the database and in this browser."""
    logout(request)
    cookies.delete(request, unlocking.COOKIE)
