"""Whether she may be contacted, and how: what she said herself decides, and nothing goes before it.

Every plan to call, write, visit or meet asks here, and so does every appointment. What somebody
planned before this was asked stays as it is and is shown with the sentence that stands against it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.casework import upkeep, vocabulary
from alongside.casework.contents import SafeContact
from alongside.casework.errors import NotSafe

if TYPE_CHECKING:
    from alongside.casework.access import Way
    from alongside.vault.ring import Ring

SHE_BEGINS = "she_calls"
# An appointment is no way to contact her, but she has to be told when it moves.
APPOINTMENT = "appointment"
# What forbids a way of a follow-up, and what contradicts a way she said is safe.
FORBIDS = {"call": "call", "message": "message", "visit": "visit"}
CONTRADICTS = {
    "call": "call",
    "whatsapp": "message",
    "sms": "message",
    "other_app": "message",
    "email": "email",
    "visit": "visit",
}


def contradiction(channel: str, never: list[str]) -> str:
    """Return what to ask her where the safe way is also one that must never be used, else ""."""
    forbidden = CONTRADICTS.get(channel)
    if forbidden is None or forbidden not in never:
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
    forbidden = FORBIDS.get(how, "")
    if forbidden in contact.never:
        said = vocabulary.label("nevers", forbidden)
        return _("She said: “%(never)s”. Choose another way.") % {"never": said}
    if contact.channel == SHE_BEGINS and how in FORBIDS:
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


def require(way: Way, keys: Ring, how: str, *, field: str | None = None) -> None:
    """Refuse to plan or record a contact that is not safe; raises NotSafe.

    What does not open counts as not known, and so as not safe. `field` is the answer to change.
    """
    if how == SHE_BEGINS:
        return
    known = upkeep.contents_of(way, keys, [SafeContact.kind_of])
    contact = next((one for one in known if isinstance(one, SafeContact)), None)
    sentence = objection(contact, how)
    if sentence:
        raise NotSafe(sentence, field=field)
