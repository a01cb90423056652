"""Whether she may be contacted, and how: what she said herself decides, and nothing goes before it.

Every plan to call, write, visit or meet asks here, and so does every appointment. What somebody
planned before this was asked stays as it is and is shown with the sentence that stands against it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from alongside.casework import held, vocabulary
from alongside.casework.errors import NotSafe

if TYPE_CHECKING:
    from alongside.casework.access import Way
    from alongside.casework.contents import SafeContact
    from alongside.vault.ring import Ring

SHE_BEGINS = "she_calls"
# An appointment is no way to contact her, but she has to be told when it moves.
APPOINTMENT = "appointment"
# The ways of a follow-up in which we begin.
WE_BEGIN = frozenset({"call", "message", "visit"})
# What she may have said never to do, by the way of a follow-up or the channel.
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
    """What she said, by code: of ways that are planned, and of channels that were used."""

    ways: dict[str, str]
    channels: dict[str, str]
    forbidden: frozenset[str]


def contradiction(channel: str, never: list[str]) -> str:
    """Return what to ask her where the safe way is also one that must never be used, else ""."""
    forbidden = _forbidden(channel, never)
    if not forbidden:
        return ""
    return _("“%(way)s” is chosen as safe, and “%(never)s” is ticked too. Ask her which holds.") % {
        "way": vocabulary.label("channels", channel),
        "never": vocabulary.label("nevers", forbidden),
    }


def objection(contact: SafeContact | None, how: str) -> str:
    """Return why she must not be contacted this way, as a sentence; "" where she may be."""
    if how == SHE_BEGINS:
        return ""
    if contact is None or not contact.checked:
        return _("She has not said yet how it is safe to reach her. Ask her first.")
    unclear = contradiction(contact.channel, contact.never)
    if unclear:
        return unclear
    forbidden = _forbidden(how, contact.never)
    if forbidden:
        said = vocabulary.label("nevers", forbidden)
        return _("She said: “%(never)s”. Choose another way.") % {"never": said}
    if contact.channel == SHE_BEGINS and how in WE_BEGIN:
        return _("She said that she will call us. Wait for her, or ask her for another safe way.")
    return ""


def hints(contact: SafeContact | None) -> dict[str, str]:
    """Return what she said about each way that is not to be used, by the way.

    Where she has not said anything yet, one sentence above all of them is enough.
    """
    if contact is None or not contact.checked:
        return {}
    found = {how: objection(contact, how) for how, _word in vocabulary.follow_up_hows()}
    return {how: sentence for how, sentence in found.items() if sentence}


def spoken_of(contact: SafeContact | None) -> Spoken:
    """Return what to know on the page that plans a contact and tells how one was made.

    What was done already cannot be refused any more; it is held against what she said, confirmed
    or not, because a thing never to do is believed at once.
    """
    if contact is None:
        return Spoken({}, {}, frozenset())
    said = {}
    if contact.channel and contact.checked:
        said[contact.channel] = _("This is the way she said is safe.")
    nevers = {code: _forbidden(code, contact.never) for code in NEVER_BY}
    for code, never in nevers.items():
        if never:
            said[code] = _("She said: “%(never)s”.") % {"never": vocabulary.label("nevers", never)}
    forbidden = frozenset(code for code, never in nevers.items() if never)
    return Spoken(hints(contact), said, forbidden)


def require(way: Way, keys: Ring, how: str, *, field: str | None = None) -> None:
    """Refuse to plan or record a contact that is not safe; raises NotSafe.

    What does not open counts as not known, and so as not safe. `field` is the answer to change.
    """
    if how == SHE_BEGINS:
        return
    sentence = objection(held.contact_of(way, keys), how)
    if sentence:
        raise NotSafe(sentence, field=field)


def _forbidden(code: str, never: list[str]) -> str:
    """Return what she said never to do that this way or channel would be; "" where nothing."""
    forbidden = NEVER_BY.get(code, "")
    return forbidden if forbidden in never else ""
