"""The second cookie: her keys in a session's row, sealed under 32 bytes only her browser holds."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from alongside.organisations.models import Session
from alongside.organisations.sessions import idle_limit
from alongside.vault import people
from alongside.vault.primitives import CannotOpen

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.http import HttpRequest, HttpResponseBase

    from alongside.vault.people import UserKeys

COOKIE = "__Host-unlock"
# A page every second must not be a write every second.
TOUCH_AFTER = timedelta(seconds=30)


def keep(request: HttpRequest, keys: UserKeys, *, now: datetime) -> None:
    """Seal opened keys into this session's row and send the new cookie with the response."""
    secret, blob = people.seal_unlock(keys)
    row = row_of(request)
    if row is None:
        raise CannotOpen
    row.unlock, row.seen_at = blob, now
    Session.objects.filter(pk=row.pk).update(unlock=blob, seen_at=now)
    request.new_unlock = secret  # type: ignore[attr-defined]


def drop(request: HttpRequest) -> None:
    """Forget the keys in this session's row and in the browser."""
    row = row_of(request)
    if row is not None and row.unlock is not None:
        row.unlock = None
        Session.objects.filter(pk=row.pk).update(unlock=None)
    request.new_unlock = ""  # type: ignore[attr-defined]


def open_keys(request: HttpRequest, user_id: UUID) -> UserKeys | None:
    """Return the keys if row and cookie give them together."""
    row, secret = row_of(request), request.COOKIES.get(COOKIE, "")
    if row is None or row.unlock is None or not secret:
        return None
    try:
        return people.open_unlock(user_id, secret, bytes(row.unlock))
    except CannotOpen:
        return None


def is_idle(row: Session, now: datetime) -> bool:
    """Return whether nothing was asked for during the idle limit."""
    return now - row.seen_at >= idle_limit()


def touch(row: Session, now: datetime) -> None:
    """Note that the session is used, at most every 30 seconds."""
    if now - row.seen_at >= TOUCH_AFTER:
        Session.objects.filter(pk=row.pk).update(seen_at=now)
        row.seen_at = now


def row_of(request: HttpRequest) -> Session | None:
    """Return the row behind this request's session."""
    row: Session | None = request.session.row  # type: ignore[attr-defined]
    return row


def send_cookie(request: HttpRequest, response: HttpResponseBase) -> None:
    """Set or delete the cookie where this request changed it."""
    secret: str | None = getattr(request, "new_unlock", None)
    if secret:
        response.set_cookie(COOKIE, secret, secure=True, httponly=True, samesite="Strict")
    elif secret == "" and COOKIE in request.COOKIES:
        response.delete_cookie(COOKIE, samesite="Strict")
