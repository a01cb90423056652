"""What the templates are given: rows with words and addresses ready, nothing left to look up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.consent import offers, showing
from alongside.consent.errors import NoSuchRecord
from alongside.ui.names import own_language

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from alongside.consent.files import FileHead
    from alongside.consent.queries.sharing import Answered, Sharing
    from alongside.consent.showing import Grave, Line, Past
    from alongside.consent.texts import Text


@dataclass(frozen=True)
class Row:
    """A line with the address its one link leads to."""

    line: Line
    link_text: str
    link_url: str


@dataclass(frozen=True)
class Dispute:
    """An exception with the address to confirm it at."""

    row: Grave
    confirm_url: str


@dataclass
class SharingPage:
    """The page "Consent and sharing"."""

    heard: str
    rows: list[Row] = field(default_factory=list)
    exceptions: list[Dispute] = field(default_factory=list)
    may_record: bool = False
    read_url: str = ""
    team_url: str = ""
    exception_url: str = ""
    history_url: str = ""


@dataclass(frozen=True)
class Reading:
    """What is read to her, in the language chosen."""

    texts: list[tuple[str, list[str]]]
    sentences: list[str]
    ending: str


def sharing_page(found: Sharing, head: FileHead, *, today: date) -> SharingPage:
    """Return the page with every current answer, then what was never asked."""
    rows = [_row(one, head, found, today) for one in found.current]
    asked = {one.record.question for one in found.current}
    for place, offer in enumerate(offers.OFFERS):
        to = offer.recipient(head.case)
        if (offer.purpose, to.kind, to.id) not in asked:
            rows.append(_offer_row(place, head, found))
    return SharingPage(
        heard=showing.heard(found.heard),
        rows=rows,
        exceptions=[_dispute(showing.grave(one), head) for one in found.exceptions],
        may_record=found.may_record,
        read_url=reverse("consent:read_back", args=[head.case.id]),
        team_url=reverse("consent:open_to_team", args=[head.case.id]),
        exception_url=reverse("consent:exception", args=[head.case.id]),
        history_url=reverse("consent:history", args=[head.case.id]),
    )


def _row(answered: Answered, head: FileHead, found: Sharing, today: date) -> Row:
    line = showing.line(answered, today)
    where = [head.case.id, answered.record.id]
    if line.can_stop:
        return Row(line, _("Stop"), reverse("consent:stop", args=where))
    if not found.may_record:
        return Row(line, "", "")
    return Row(line, _("Ask again"), reverse("consent:ask_again", args=where))


def _offer_row(place: int, head: FileHead, found: Sharing) -> Row:
    offer = offers.OFFERS[place]
    line = showing.Line(
        record_id=None,
        title=str(offer.title),
        detail=str(offer.detail),
        recipient=str(offer.whom),
        chip=_("Not asked"),
        kind="plain",
        offer=place,
    )
    if not found.may_record:
        return Row(line, "", "")
    return Row(line, _("Ask her"), reverse("consent:ask", args=[head.case.id, place]))


def _dispute(row: Grave, head: FileHead) -> Dispute:
    url = reverse("consent:confirm", args=[head.case.id, row.id]) if row.can_confirm else ""
    return Dispute(row, url)


def exception_row(found: Sharing, exception_id: UUID) -> Grave:
    """Return one exception of a file; raises NoSuchRecord."""
    for one in found.exceptions:
        if one.record.id == exception_id:
            return showing.grave(one)
    raise NoSuchRecord


def history_rows(found: Sharing, *, today: date) -> list[Past]:
    """Return every answer, newest first."""
    return [showing.past(one, today) for one in found.answers]


def line_of(answered: Answered, *, today: date) -> Line:
    """Return the row of one answer."""
    return showing.line(answered, today)


def title_of(answered: Answered) -> str:
    """Return what is asked again, and for whom."""
    return _("%(what)s: %(who)s") % {
        "what": showing.what(answered.record),
        "who": showing.whom(answered),
    }


def first_values(head: FileHead) -> dict[str, Any]:
    """Return what the file knows already, so that nobody types it twice."""
    return {
        "language": own_language(head.language),
        "interpreter": head.interpreter,
        "age_band": head.age_band,
    }


def reading(found: Sharing, texts: list[Text]) -> Reading:
    """Return what is read to her, in the language active now."""
    return Reading(
        texts=[(str(text.title), [str(one) for one in text.paragraphs]) for text in texts],
        sentences=[showing.sentence(one) for one in found.current],
        ending=_("You can change any of this on any day. You get help all the same."),
    )
