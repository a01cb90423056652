"""Editors' sessions, which a copy of the site's database cannot replay.

The cookie is kept only as a hash. What a session holds (who signed in, and that her second factor
was given) is in clear beside it, as in Django's own store: it opens nothing without the cookie.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.sessions.backends import db

from alongside.core import clock
from alongside.website.sealing import digest

if TYPE_CHECKING:
    from django.contrib.sessions.base_session import AbstractBaseSession

# As wide as Django's column.
WIDTH = 40


def stored(session_key: str) -> str:
    """Return what is stored instead of the cookie."""
    return digest(session_key)[:WIDTH]


class SessionStore(db.SessionStore):
    """Django's store of sessions in the database, by the hash of their keys.

    The site answers no request asynchronously, so only what does it one after another is here.
    """

    def load(self) -> dict[str, Any]:
        """Return what the session holds; nothing, and no key any more, where there is none."""
        rows = self.model.objects.filter(expire_date__gt=clock.now())
        row = rows.filter(session_key=stored(self.session_key or "")).first()
        if row is None:
            self._session_key = None
            return {}
        return dict(self.decode(row.session_data))

    def exists(self, session_key: str) -> bool:
        """Say whether there is a session of this key."""
        return bool(super().exists(stored(session_key)))

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        """Return the row of this session."""
        row = super().create_model_instance(data)
        row.session_key = stored(row.session_key)
        return row

    def delete(self, session_key: str | None = None) -> None:
        """Delete the session of this key, or this one."""
        key = session_key or self.session_key
        if key:
            super().delete(stored(key))
