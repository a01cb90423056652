"""Signing in at a terminal, for commands that need a member's keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.audit import journal
from alongside.organisations import backend, entry, factors
from alongside.organisations.actors import actor_for
from alongside.organisations.enums import UserState
from alongside.organisations.policy import needs_second_factor

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from alongside.core.access import Actor


class NotSignedIn(Exception):
    """The name, the password or the code is not right; the sentence does not say which."""


def sign_in(*, name: str, password: str, ask_code: Callable[[], str], now: datetime) -> Actor:
    """Return the actor whose password and second factor these are; raises NotSignedIn."""
    user = backend.KeyBackend().authenticate(None, name, password)
    if user is None or user.state != UserState.ACTIVE:
        entry.refused(name, now=now)
        raise NotSignedIn(_("The sign-in name or the password is not right."))
    if factors.has_second_factor(user):
        try:
            factors.check_code(user, ask_code())
        except factors.WrongCode as refusal:
            entry.refused(name, now=now)
            raise NotSignedIn(_("The code is not right.")) from refusal
    elif needs_second_factor(user.role):
        raise NotSignedIn(_("Set up your second factor in the browser first."))
    actor = actor_for(user, user.keys)
    journal.record(action="sign-in", objects=[user.id], actor=actor, now=now)
    return actor
