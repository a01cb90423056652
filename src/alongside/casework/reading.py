"""Opened documents as the pages see them: typed, with who saved them and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import ValidationError

from alongside.casework.contents import KINDS
from alongside.organisations.queries import display_names
from alongside.ui.dates import day_and_time

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from uuid import UUID

    from alongside.casework.contents import Content
    from alongside.core.access import Actor
    from alongside.vault.documents import Opened


def cannot_be_opened() -> str:
    """Return the sentence that stands where a part of a file does not open."""
    return _("This part could not be opened.")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Part:
    """One document of a file; `content` is None where there is none yet or it did not open."""

    kind: str
    document_id: UUID | None = None
    version: int = 0
    saved_by: str = ""
    saved_at: datetime | None = None
    author_id: UUID | None = None
    content: Any = None
    problem: str = ""
    # The day it is read, for `saved`.
    today: date | None = None

    @property
    def saved(self) -> str:
        """Return when it was saved in words; made only where it is shown."""
        return day_and_time(self.saved_at, self.today) if self.saved_at else ""

    @property
    def written(self) -> date | None:
        """Return the day it was written: the words that were in force then are its own."""
        return timezone.localdate(self.saved_at) if self.saved_at else None

    @property
    def base_version(self) -> int | None:
        """Return what a form hands back so that a newer version is not overwritten."""
        return self.version or None

    @property
    def is_there(self) -> bool:
        """Return whether something was saved, opened or not."""
        return self.document_id is not None

    @property
    def is_taken_back(self) -> bool:
        """Return whether an import brought it and was taken back."""
        return bool(self.content and self.content.taken_back)


def content_of(opened: Opened) -> Content | None:
    """Return the typed content of an opened document; None where it does not open or fit."""
    if opened.content is None:
        return None
    try:
        return KINDS[opened.kind].model_validate(opened.content)
    except ValidationError:
        return None


def parts(
    opened: Iterable[Opened], *, actor: Actor, today: date, names: dict[UUID, str] | None = None
) -> list[Part]:
    """Return documents as parts, with the names of those who saved them; at most one query.

    :param names: names that are known already; those that had to be asked for are added
    """
    found = [(one, content_of(one)) for one in opened if one.kind in KINDS]
    names = {} if names is None else names
    learn(names, (one.author_id for one, _content in found), actor)
    return [
        Part(
            kind=one.kind,
            document_id=one.document_id,
            version=one.version,
            saved_by=called(one.author_id, names, actor),
            saved_at=one.saved_at,
            author_id=one.author_id,
            content=content,
            problem="" if content else cannot_be_opened(),
            today=today,
        )
        for one, content in found
    ]


def learn(names: dict[UUID, str], user_ids: Iterable[UUID], actor: Actor) -> None:
    """Add the names of those who are not known yet; at most one query."""
    unknown = set(user_ids) - names.keys() - {actor.user_id}
    if unknown:
        names |= display_names(user_ids=unknown, actor=actor)


def called(user_id: UUID | None, names: dict[UUID, str], actor: Actor) -> str:
    """Return a colleague's name, "You" for the asker, "" for nobody."""
    if user_id is None:
        return ""
    if user_id == actor.user_id:
        return _("You")
    return names.get(user_id, _("Somebody who has left"))
