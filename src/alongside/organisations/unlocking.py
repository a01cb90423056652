"""The second cookie: her keys in a session's row, sealed under 32 bytes only her browser holds."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from alongside.organisations import cookies, rescue
from alongside.organisations.models import Session
from alongside.organisations.sessions import idle_limit
from alongside.vault import people
from alongside.vault.primitives import CannotOpen

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.http import HttpRequest

    from alongside.vault.people import UserKeys

COOKIE = "__Host-unlock"
# A page every second must not be a write every second.
TOUCH_AFTER = timedelta(seconds=30)


class NoSession(Exception):
    """There is no row to keep keys in; the session was ended meanwhile."""


def keep(request: HttpRequest, keys: UserKeys, *, now: datetime) -> None:
    """Seal opened keys into this session's row and send the new cookie; raises NoSession."""
    secret, blob = people.seal_unlock(keys)
    row = row_of(request)
    if row is None or not Session.objects.filter(pk=row.pk).update(unlock=blob, seen_at=now):
        raise NoSession
    row.unlock, row.seen_at = blob, now
    rescue.prepare(request, keys)
    cookies.send(request, COOKIE, secret)


def drop(request: HttpRequest) -> None:
    """Forget the keys in this session's row and in the browser."""
    row = row_of(request)
    if row is not None and row.unlock is not None:
        row.unlock = None
        Session.objects.filter(pk=row.pk).update(unlock=None)
    if COOKIE in request.COOKIES:
        cookies.delete(request, COOKIE)


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
        with transaction.atomic():
            Session.objects.filter(pk=row.pk).update(seen_at=now)
        row.seen_at = now


def row_of(request: HttpRequest) -> Session | None:
    """Return the row behind this request's session."""
    row: Session | None = request.session.row  # type: ignore[attr-defined]
    return row
