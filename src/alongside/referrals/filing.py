"""From what was shared to the first pages of a file of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _
from pydantic import ValidationError

from alongside.casework.contents import Arrival, Content, Identity, Needs, Note, SafeContact

if TYPE_CHECKING:
    from datetime import date

    from alongside.referrals.contents import Items, Shared


class Contents(NamedTuple):
    """The parts of a new file."""

    identity: Identity
    parts: list[Content]


def contents(shared: Shared, *, sender: str, on: date) -> Contents:
    """Return what a file begins with: only what she agreed to share, and where it came from."""
    items = shared.items
    identity = Identity(
        called=items.called,
        not_given=not items.called,
        pronoun=items.pronoun,
        language=items.language,
        interpreter=items.interpreter,
        papers_name=items.papers_name,
    )
    parts: list[Content] = [
        Arrival(
            came_on=on, came_from=sender[:300], their_worker=shared.worker, details=shared.asked
        ),
        Needs(own_words=_needs(shared)),
    ]
    contact = _contact(items)
    if contact is not None:
        parts.append(contact)
    told = "\n".join([*items.work_lines, items.work_words]).strip()
    if told:
        parts.append(_note(_("About her work, as %(who)s told us"), sender, told, on))
    if items.health_words:
        title = _("Health needs, as %(who)s told us")
        parts.append(_note(title, sender, items.health_words, on))
    return Contents(identity, parts)


def _needs(shared: Shared) -> str:
    return "\n".join([shared.asked, *shared.items.needs, shared.items.needs_words]).strip()


def _note(title: str, sender: str, words: str, on: date) -> Note:
    return Note(title=(title % {"who": sender})[:300], text=words, happened_on=on)


def _contact(items: Items) -> SafeContact | None:
    """Return how to reach her, as lines where the other side keeps it in another form."""
    if not items.contact and not items.contact_lines:
        return None
    try:
        # Whether it is safe was checked with her there; here somebody has to ask her again.
        return SafeContact.model_validate({**items.contact, "checked": False})
    except ValidationError:
        lines = [*items.contact_lines, *items.contact_never]
        return SafeContact(never_words="\n".join(lines))
