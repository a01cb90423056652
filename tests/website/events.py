"""Events as the node publishes them, for tests of the site."""

from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from alongside.alliance.published import Event, Session

BEGINS = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


def make_session(title: str = "Opening", *, begins_at: datetime = BEGINS) -> Session:
    return Session(
        title={"en": title},
        begins_at=begins_at,
        ends_at=begins_at + timedelta(hours=1),
        languages=("en",),
    )


def make_event(slug: str = "talk", **fields) -> Event:
    """Make an event of two hours that one may register for."""
    begins = fields.setdefault("begins_at", BEGINS)
    usual = {
        "id": uuid5(NAMESPACE_URL, slug),
        "title": {"en": "A talk about wages"},
        "kind": "webinar",
        "ends_at": begins + timedelta(hours=2),
        "time_zone": "Asia/Bangkok",
        "is_online": True,
        "languages": ("en", "es"),
        "takes_registrations": True,
    }
    return Event(slug=slug, **usual | fields)
