"""Who of the people around her may decide with her: somebody who may have hurt her never does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.casework.search.normalise import sound_of, words
from alongside.consent.files import Around

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alongside.casework.contents import Relation


def around(people: Iterable[Relation], *, is_whole: bool) -> Around:
    """Return who may be offered to decide with her, and what stands against a name.

    :param is_whole: whether everybody around her could be opened; else every name is refused,
        because one of those that are not known may be this one
    """
    known = list(people)
    flagged = [one.name for one in known if one.may_have_harmed and one.name]

    def objection(name: str) -> str:
        if not is_whole:
            return _(
                "Who is around her could not be opened, so nobody can decide with her now. "
                "Nothing was recorded. Tell your coordinator."
            )
        if any(is_alike(name, other) for other in flagged):
            return _(
                "Somebody of this name stands among the people around her as one who may be "
                "involved in harm, and can never decide for her. Nothing was recorded. If it is "
                "somebody else, write the full names of both."
            )
        return ""

    offered = [one.name for one in known if one.name and not objection(one.name)]
    return Around(offered=tuple(dict.fromkeys(offered)), objection=objection)


def is_alike(name: str, other: str) -> bool:
    """Return whether two names may mean the same person: one has all the words of the other.

    Words are compared by sound, so that another script or spelling does not hide anybody. It says
    yes too often rather than too seldom.
    """
    ours, theirs = _sounds(name), _sounds(other)
    return bool(ours and theirs) and (ours <= theirs or theirs <= ours)


def _sounds(name: str) -> frozenset[str]:
    return frozenset(sound_of(word) or word for word in words(name))
