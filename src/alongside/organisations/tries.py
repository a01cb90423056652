"""How often somebody may be wrong, so that guessing is slow and nobody is locked out by it.

Tries at a name are shared by all strangers. A browser that has signed in with that name before
carries a token for it and has tries of its own (OWASP, "Device cookies"): whoever guesses at a
name slows other strangers, not its owner. The token says nothing without the pepper.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from allauth.core import ratelimit
from django.utils.translation import gettext as _

from alongside.organisations import cookies
from alongside.organisations.models import User
from alongside.vault import hashing
from alongside.vault.primitives import equal

if TYPE_CHECKING:
    from django.http import HttpRequest

COOKIE = "__Host-known"
KEPT_FOR = 60 * 24 * 60 * 60
# A shared computer is known for its last few people.
PEOPLE = 4


class TooManyTries(Exception):
    """Somebody was wrong too often; a few minutes later it works again."""

    def __str__(self) -> str:
        return _("That was wrong too often. Wait five minutes and try again.")


class Tries:
    """The tries one request takes from; give them back when it was right."""

    def __init__(self, request: HttpRequest, action: str, key: str) -> None:
        self.request, self.action, self.key = request, action, hashing.opaque(key, action)

    def take(self) -> None:
        """Take one try; raises TooManyTries."""
        if not ratelimit.consume(self.request, action=self.action, key=self.key):
            raise TooManyTries

    def give_back(self) -> None:
        """Forget the tries at this key: the owner has come."""
        ratelimit.clear(self.request, action=self.action, key=self.key)


def at_name(request: HttpRequest, sign_in_name: str) -> Tries:
    """Return the tries at a sign-in name from this browser; the same whether the name exists."""
    name = User.normalize_username(sign_in_name)
    browser, tokens = _read(request)
    token = _token(browser, name)
    if any(equal(token.encode(), one.encode()) for one in tokens):
        return Tries(request, "sign_in_known", f"{browser} {name}")
    return Tries(request, "sign_in", name)


def remember(request: HttpRequest, sign_in_name: str) -> None:
    """Let this browser have tries of its own at this name from now on."""
    browser, tokens = _read(request)
    token = _token(browser, User.normalize_username(sign_in_name))
    kept = [token, *(one for one in tokens if one != token)][:PEOPLE]
    cookies.send(request, COOKIE, ".".join([browser, *kept]), max_age=KEPT_FOR)


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    browser, *tokens = request.COOKIES.get(COOKIE, "").split(".")
    return browser or secrets.token_hex(16), tokens[:PEOPLE]


def _token(browser: str, name: str) -> str:
    return hashing.opaque(f"{browser} {name}", "known browser")
