"""What she said of the ways to reach her, for whoever is about to choose one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from alongside.casework import vocabulary

if TYPE_CHECKING:
    from alongside.casework.contents import SafeContact

# What she may have said never to do, by the channel or the way of a follow-up.
NEVER_BY = {
    "call": "call",
    "message": "message",
    "whatsapp": "message",
    "sms": "message",
    "other_app": "message",
    "email": "email",
    "visit": "visit",
}


class Spoken(NamedTuple):
    """What she said of channels and ways, by their codes."""

    hints: dict[str, str]
    forbidden: frozenset[str]


def ways_she_spoke_of(contact: SafeContact | None) -> Spoken:
    """Return which way she said is safe, and which never to use."""
    if contact is None:
        return Spoken({}, frozenset())
    hints = {contact.channel: _("This is the way she said is safe.")} if contact.channel else {}
    forbidden = {way: never for way, never in NEVER_BY.items() if never in contact.never}
    for way, never in forbidden.items():
        hints[way] = _("She said: %(never)s") % {"never": vocabulary.label("nevers", never)}
    return Spoken(hints, frozenset(forbidden))
