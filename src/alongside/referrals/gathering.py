"""From the parts of a file to the items she may tick: nothing that is not ticked is read out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.casework import vocabulary
from alongside.casework.contents import Identity, Needs
from alongside.consent.enums import Category
from alongside.referrals.contents import Items
from alongside.referrals.errors import NothingToShare
from alongside.ui import names

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from alongside.casework.contents import Episode
    from alongside.casework.queries import File
    from alongside.casework.reading import Part

# Fields of an episode that are facts of work, by the words of the picklist they come from. Which
# kind of exploitation it was is none of them: whoever ticks "work and wages" did not agree to that.
WORK_FACTS = ("forced_labour_industry",)


def items(
    file: File,
    episodes: Iterable[Part],
    *,
    categories: Iterable[str],
    work_words: str = "",
    health_words: str = "",
) -> Items:
    """Return what the ticked categories show, read from the file now.

    Raises NothingToShare for a category the file holds nothing of.
    """
    shown: dict[str, Any] = {}
    for category in categories:
        match Category(category):
            case Category.CALLED:
                shown |= _called(file)
            case Category.CONTACT:
                shown |= _contact(file)
            case Category.NEEDS:
                shown |= _needs(file)
            case Category.WORK:
                shown |= _work(episodes, work_words)
            case Category.PAPERS:
                shown |= _papers(file)
            case Category.HEALTH:
                shown |= _health(health_words)
    return Items(**shown)


def contact_hint(file: File) -> str:
    """Return in one line what "a safe way to reach her" would show, without any number."""
    part = file.parts.get("safe_contact")
    contact = part.content if part else None
    if contact is None:
        return ""
    days = ", ".join(vocabulary.label("weekdays", day) for day in contact.days)
    words = (vocabulary.label("channels", contact.channel), days, contact.hours)
    return " · ".join(word for word in words if word)


def _identity(file: File) -> Identity:
    part = file.parts.get("identity")
    return (part.content if part else None) or Identity()


def _called(file: File) -> dict[str, Any]:
    who = _identity(file)
    return {
        "called": who.called,
        "name_not_given": not who.called,
        "pronoun": who.pronoun,
        "language": names.language(who.language) if who.language else "",
        "interpreter": who.interpreter,
    }


def _contact(file: File) -> dict[str, Any]:
    part = file.parts.get("safe_contact")
    if file.contact is None or part is None or part.content is None:
        raise NothingToShare(
            _("The file does not say how to reach her safely. Write it there first, or untick it.")
        )
    return {
        "contact": part.content.model_dump(mode="json"),
        "contact_lines": file.contact.whole,
        "contact_never": file.contact.never,
    }


def _papers(file: File) -> dict[str, Any]:
    name = _identity(file).papers_name
    if not name:
        raise NothingToShare(
            _("The file holds no name on papers. Write it there first, or untick it.")
        )
    return {"papers_name": name}


def _needs(file: File) -> dict[str, Any]:
    part = file.parts.get("needs")
    needs = (part.content if part else None) or Needs()
    if not needs.needs and not needs.own_words:
        raise NothingToShare(
            _("The file does not say what she needs. Write it there first, or untick it.")
        )
    return {
        "needs": [vocabulary.label("needs", code) for code in needs.needs],
        "needs_words": needs.own_words,
    }


def _health(words: str) -> dict[str, Any]:
    if not words:
        raise NothingToShare(_("Say which health needs she wants them to know, or untick it."))
    return {"health_words": words}


def _work(episodes: Iterable[Part], words: str) -> dict[str, Any]:
    lines = [line for part in episodes if part.content for line in _facts(part.content)]
    if not lines and not words:
        raise NothingToShare(_("Say what they should know about her work, or untick it."))
    return {"work_lines": list(dict.fromkeys(lines)), "work_words": words}


def _facts(episode: Episode) -> list[str]:
    lines = []
    for name in WORK_FACTS:
        codes = getattr(episode, name) or []
        lines += [vocabulary.label(name, code) for code in codes]
    if episode.x_wages_months:
        lines.append(_("Months without pay: %(count)d") % {"count": episode.x_wages_months})
    if episode.x_wages_owed:
        owed = {"sum": episode.x_wages_owed, "currency": episode.x_wages_currency}
        lines.append((_("Wages owed: %(sum)s %(currency)s") % owed).strip())
    return lines
