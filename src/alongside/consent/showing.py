"""From answers to words: what the pages print, in the language active at the time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _, ngettext

from alongside.consent.enums import Category, Decider, HowGiven, Purpose, RecipientKind
from alongside.consent.queries.sharing import State
from alongside.ui.dates import long_date, short_date
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from uuid import UUID

    from alongside.consent.models import ConsentRecord
    from alongside.consent.queries.sharing import Answered, Excepted, Heard

# What another team may be asked for as well: then the parts it reads say more than the purpose.
TO_A_TEAM = frozenset({Purpose.SERVICE, Purpose.LONG_FOLLOW_UP})


@dataclass(frozen=True)
class Line:
    """One row of the page: what, for what, who, and how it stands."""

    record_id: UUID | None
    title: str
    detail: str
    recipient: str
    chip: str
    kind: str
    can_stop: bool = False
    # The place in `offers.OFFERS` where it was never asked.
    offer: int | None = None


@dataclass(frozen=True)
class Past:
    """One row of the history."""

    title: str
    recipient: str
    chip: str
    kind: str
    meta: str
    her_words: str
    how: str
    problem: bool


@dataclass(frozen=True)
class Grave:
    """One exception."""

    id: UUID
    title: str
    recipient: str
    chip: str
    kind: str
    meta: str
    law: str
    minimum: str
    told: str
    can_confirm: bool
    problem: bool


def parts() -> list[tuple[str, str]]:
    """Return the parts of a file that can be opened to a team, in words."""
    return [
        (Compartment.IDENTITY, _("What she is called and who she is")),
        (Compartment.LOCATION, _("How to reach her, and where she is")),
        (Compartment.STORY, _("Her story")),
        (Compartment.CASEWORK, _("Notes, plan and services")),
        (Compartment.HEALTH, _("Health")),
        (Compartment.LEGAL, _("Legal matters")),
        (Compartment.MONEY, _("Money and wages")),
    ]


def joined(words: Iterable[str]) -> str:
    """Return a list as one line, its first letter large."""
    line = " · ".join(words)
    return line[:1].upper() + line[1:]


def what(record: ConsentRecord) -> str:
    """Return what an answer is about."""
    fixed = {
        Purpose.SERVICE: _("Keeping a file"),
        Purpose.STATISTICS: _("Numbers without names"),
        Purpose.TESTIMONY: _("Photo or story"),
        Purpose.LONG_FOLLOW_UP: _("Asking how she is later"),
    }
    if record.categories:
        return joined(str(Category(one).label) for one in record.categories)
    own = record.recipient_kind == RecipientKind.TEAM and record.recipient_id == record.team_id
    if record.purpose in fixed and (own or record.purpose not in TO_A_TEAM):
        return fixed[Purpose(record.purpose)]
    named = dict(parts())
    words = [named[one] for one in record.compartments if one in named]
    return joined(words) if words else str(Purpose(record.purpose).label)


def why(record: ConsentRecord) -> str:
    """Return what it is for."""
    if record.purpose == Purpose.STATISTICS:
        return _("never fewer than 10 people")
    if record.purpose in {Purpose.SERVICE, Purpose.TESTIMONY} and not record.compartments:
        return ""
    return str(Purpose(record.purpose).label)


def chip_of(answered: Answered, today: date) -> tuple[str, str]:
    """Return words and colour of how an answer stands."""
    record = answered.record
    if answered.state == State.YES and record.expires_on:
        return _("Yes, until %(day)s") % {"day": short_date(record.expires_on)}, "green"
    if answered.state == State.ENDING and record.expires_on:
        days = (record.expires_on - today).days
        if days == 0:
            return _("Ends today"), "yellow"
        return ngettext("Ends in %(days)d day", "Ends in %(days)d days", days) % {
            "days": days
        }, "yellow"
    return {
        State.ENDED: (_("Has ended"), "yellow"),
        State.NO: (_("No"), "red"),
        State.STOPPED: (_("She said stop"), "red"),
        State.NOT_NOW: (_("Not now"), "plain"),
        State.IMPORTED: (_("Imported, scope unknown"), "plain"),
        State.FORGED: (_("Changed after it was written: not valid"), "red"),
    }[answered.state]


def line(answered: Answered, today: date) -> Line:
    """Return the row of one current answer."""
    record = answered.record
    text, kind = chip_of(answered, today)
    detail = why(record)
    if answered.state in {State.NO, State.STOPPED}:
        detail = _("she said no on %(day)s") % {"day": short_date(record.given_on, today)}
    return Line(
        record_id=record.id,
        title=what(record),
        detail=detail,
        recipient=whom(answered),
        chip=text,
        kind=kind,
        can_stop=answered.state in {State.YES, State.ENDING},
    )


def whom(answered: Answered) -> str:
    """Return who comes to know."""
    record = answered.record
    if record.purpose == Purpose.TESTIMONY:
        return _("Nobody")
    if record.recipient_kind == RecipientKind.FIGURES:
        return _("Yearly figures")
    if record.recipient_kind == RecipientKind.TEAM and record.recipient_id == record.team_id:
        return _("Us: %(team)s") % {"team": answered.recipient_name}
    return answered.recipient_name


def sentence(answered: Answered) -> str:
    """Return an answer as it is read to her."""
    words = {"what": what(answered.record), "who": _spoken_to(answered)}
    if answered.state in {State.YES, State.ENDING} and answered.record.expires_on:
        until = long_date(answered.record.expires_on)
        return _("You said yes: %(what)s (%(who)s), until %(day)s.") % {**words, "day": until}
    if answered.state == State.ENDED:
        return _("You said yes, and that has ended: %(what)s (%(who)s).") % words
    if answered.state in {State.NO, State.STOPPED}:
        return _("You said no: %(what)s (%(who)s).") % words
    return _("We do not have your answer yet: %(what)s (%(who)s).") % words


def _spoken_to(answered: Answered) -> str:
    """Return who comes to know, as it is said to her."""
    record = answered.record
    if record.recipient_kind == RecipientKind.TEAM and record.recipient_id == record.team_id:
        return _("us")
    return whom(answered)


def heard(reading: Heard | None) -> str:
    """Return when her answers were last read to her."""
    if reading is None:
        return _("Not yet read back to her. She can change any line at any time.")
    words = {"day": long_date(reading.on), "who": reading.by}
    language = reading.hearing.language if reading.hearing else ""
    if language:
        return _(
            "Read to her in %(language)s by %(who)s on %(day)s. "
            "She can change any line at any time."
        ) % {**words, "language": language}
    return _("Read to her by %(who)s on %(day)s. She can change any line at any time.") % words


def past(answered: Answered, today: date) -> Past:
    """Return the row of one answer in the history."""
    text, kind = chip_of(answered, today)
    talk = answered.conversation
    meta = _("%(day)s · written down by %(who)s") % {
        "day": long_date(answered.record.given_on),
        "who": answered.recorded_by,
    }
    return Past(
        title=what(answered.record),
        recipient=whom(answered),
        chip=text,
        kind=kind,
        meta=meta,
        her_words=talk.her_words if talk else "",
        how=_how(answered),
        problem=answered.problem,
    )


def _how(answered: Answered) -> str:
    talk = answered.conversation
    if talk is None:
        return ""
    words = []
    if talk.how_given:
        words.append(str(HowGiven(talk.how_given).label))
    if talk.language:
        words.append(talk.language)
    if talk.interpreter:
        words.append(_("interpreter: %(who)s") % {"who": talk.interpreter})
    if talk.decided_by and talk.decided_by != Decider.HERSELF:
        who = str(Decider(talk.decided_by).label)
        named = f"{who} ({talk.decider_name})" if talk.decider_name else who
        words.append(_("decided by: %(who)s") % {"who": named})
    return " · ".join(words)


def grave(excepted: Excepted) -> Grave:
    """Return the row of one exception."""
    record, grounds = excepted.record, excepted.grounds
    if excepted.is_over:
        chip = (_("Over"), "plain")
    elif excepted.is_confirmed:
        chip = (_("Until %(day)s") % {"day": short_date(record.expires_on)}, "red")
    else:
        chip = (_("Waits for a second person"), "yellow")
    named = dict(parts())
    return Grave(
        id=record.id,
        title=joined(named.get(one, one) for one in record.compartments),
        recipient=excepted.recipient_name,
        chip=chip[0],
        kind=chip[1],
        meta=_("Decided by %(who)s") % {"who": ", ".join(excepted.decided_by)},
        law=grounds.law if grounds else "",
        minimum=grounds.minimum_sent if grounds else "",
        told=_told(excepted),
        can_confirm=not (excepted.is_confirmed or excepted.is_over or excepted.is_mine),
        problem=excepted.problem,
    )


def _told(excepted: Excepted) -> str:
    if excepted.grounds is None:
        return ""
    answers = {
        "yes": _("She was told."),
        "no": _("She was not told."),
        "not_known": _("Whether she was told is not known."),
    }
    said = answers[excepted.grounds.she_was_told]
    return f"{said} {excepted.grounds.why_not_told}".strip()
