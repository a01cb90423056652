"""Sessions that a copy of the database can neither replay nor read.

The cookie is kept only as a hash; what the session holds lies sealed under a key made from the
cookie. Her opened keys lie in the same row under a second cookie, `__Host-unlock`. There is no
memory of any of it in a process: every worker opens the row anew.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.contrib.sessions.middleware import SessionMiddleware as DjangoSessionMiddleware
from django.db import IntegrityError, transaction
from django.db.models import CharField, DateTimeField, Q

from alongside.core import clock
from alongside.core.prepared import Prepared, columns, made
from alongside.organisations.enums import Device
from alongside.organisations.models import Session
from alongside.vault.primitives import CannotOpen, context, digest, pad, seal, unpad, unseal

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet
    from django.http import HttpRequest


def key_hash(session_key: str) -> str:
    """Return what is stored instead of the cookie."""
    return digest(session_key.encode(), "session id").hex()


def absolute_limit() -> timedelta:
    """Return how long a session lasts whatever happens."""
    return timedelta(seconds=settings.ALONGSIDE_SESSION_SECONDS)


def idle_limit() -> timedelta:
    """Return how long keys stay open without anything being asked for."""
    return timedelta(seconds=settings.ALONGSIDE_IDLE_SECONDS)


def _begun_after(hashed: Any, moment: Any) -> QuerySet[Session, tuple[Any, ...]]:
    rows = Session.objects.filter(key_hash=hashed, started_at__gt=moment).order_by()
    return rows.values_list(*columns(Session))


# Every request asks for its session.
_BEGUN_AFTER = Prepared(_begun_after, CharField(), DateTimeField())


class SessionStore(SessionBase):
    """Django's session interface over :class:`Session` rows."""

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self.row: Session | None = None
        self.device: str = Device.OTHER

    def load(self) -> dict[str, Any]:
        """Return what the session holds; nothing for one that is unknown, damaged or too old."""
        self.row = self._find()
        if self.row is None:
            self._session_key = None
            return {}
        try:
            box = bytes(self.row.data)
            return dict(
                self.serializer().loads(unpad(unseal(self._seal(), box, aad=self._place())))
            )
        except CannotOpen:
            self._session_key = None
            self.row = None
            return {}

    def exists(self, session_key: str) -> bool:
        """Return whether a row stands for this cookie."""
        return Session.objects.filter(key_hash=key_hash(session_key)).exists()

    def create(self) -> None:
        """Begin an empty session under a new cookie."""
        while True:
            self._session_key = secrets.token_urlsafe(32)
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - as Django calls it
        """Write the row; raises CreateError for a cookie in use, UpdateError for an ended one."""
        if self.session_key is None:
            return self.create()
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        box = seal(self._seal(), pad(self.serializer().dumps(data)), aad=self._place())
        values = {"data": box, "user_id": data.get(SESSION_KEY)}
        if must_create:
            return self._insert(values)
        if not Session.objects.filter(key_hash=key_hash(self.session_key)).update(**values):
            raise UpdateError
        return None

    def delete(self, session_key: str | None = None) -> None:
        """End a session here and everywhere."""
        key = session_key or self.session_key
        if key is not None:
            Session.objects.filter(key_hash=key_hash(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        """Delete sessions past the absolute limit and the keys of those left idle."""
        purge(now=clock.now())

    def _find(self) -> Session | None:
        if self.session_key is None:
            return None
        begun_after = clock.now() - absolute_limit()
        rows = _BEGUN_AFTER.rows(key_hash(self.session_key), begun_after)
        return made(Session, rows[0]) if rows else None

    def _insert(self, values: dict[str, Any]) -> None:
        now = clock.now()
        row = Session(
            key_hash=self._place_hash(),
            device=self.device,
            started_at=now,
            seen_at=now,
            **values,
        )
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError as taken:
            raise CreateError from taken
        self.row = row

    def _place_hash(self) -> str:
        return key_hash(self.session_key or "")

    def _seal(self) -> bytes:
        return digest((self.session_key or "").encode(), "session data")

    def _place(self) -> bytes:
        return context("session", self._place_hash())


class SessionMiddleware(DjangoSessionMiddleware):
    """Django's own, told what kind of device is asking."""

    def process_request(self, request: HttpRequest) -> None:
        """Attach the session."""
        super().process_request(request)
        request.session.device = device_of(request.headers.get("User-Agent", ""))  # type: ignore[attr-defined]


def device_of(user_agent: str) -> Device:
    """Return the kind of device, as coarsely as helps somebody to recognise her own."""
    if not user_agent:
        return Device.OTHER
    mobile = any(word in user_agent for word in ("Mobi", "Android", "iPhone", "iPad"))
    return Device.PHONE if mobile else Device.COMPUTER


def purge(*, now: datetime) -> None:
    """Delete sessions past the absolute limit; drop the keys of those left idle."""
    Session.objects.filter(started_at__lte=now - absolute_limit()).delete()
    idle = Q(seen_at__lte=now - idle_limit()) & ~Q(unlock=None)
    Session.objects.filter(idle).update(unlock=None)
