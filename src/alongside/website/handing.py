"""An issue of the newsletter, handed to the node for sending.

Words alone are handed over, sealed as visitors' letters are: the node makes the mails.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin
from uuid import uuid4

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from pydantic import ValidationError as PydanticError

from alongside.alliance.letters import Issue, IssueItem
from alongside.website import exchange
from alongside.website.models import NewsletterIssue

if TYPE_CHECKING:
    from datetime import datetime


# The node takes no letter that is longer, closed.
LONGEST = 60_000


class CannotHandOver(Exception):
    """It cannot be handed over; `str()` is the sentence to show."""


def issue(page_id: int) -> NewsletterIssue:
    """Return an issue, published or not; raises Http404."""
    found: NewsletterIssue = get_object_or_404(NewsletterIssue, pk=page_id)
    return found


def versions(page: NewsletterIssue) -> list[NewsletterIssue]:
    """Return an issue in each language it is published in."""
    found = page.get_translations(inclusive=True).live().public().select_related("locale")
    return list(found.specific().order_by("locale__language_code"))


def hand_over(page: NewsletterIssue, *, now: datetime) -> list[str]:
    """Leave an issue for the node in each language, and return which; raises CannotHandOver.

    Doing it again hands over the later words; nothing is sent by it.
    """
    try:
        made = [_letter(one, now) for one in versions(page)]
    except PydanticError as fault:
        raise CannotHandOver(
            _("It needs a number from 1 on, and links that begin with https:// and are short.")
        ) from fault
    if not made:
        raise CannotHandOver(_("Publish it first."))
    for letter in made:
        if len(letter.model_dump_json().encode()) > LONGEST:
            raise CannotHandOver(_("It is too long for a mail. Shorten some of its texts."))
    try:
        for letter in made:
            exchange.leave_letter(letter)
    except (exchange.NotPublished, exchange.BoxFull, OSError) as fault:
        raise CannotHandOver(
            _("The node cannot take it just now. Ask the secretariat, and try again.")
        ) from fault
    return [letter.language for letter in made]


def _letter(page: NewsletterIssue, now: datetime) -> Issue:
    return Issue(
        id=uuid4(),
        written_at=now,
        language=page.locale.language_code,
        issue=page.translation_key,
        number=page.number,
        title=page.title,
        introduction=page.introduction,
        items=tuple(
            IssueItem(title=one.title[:300], text=one.text[:1000], link=_whole(one.link))
            for one in page.told()
        ),
        archive=_whole(page.url),
    )


def _whole(link: str) -> str:
    return urljoin(settings.ALONGSIDE_LINKS_TO, link) if link else ""
