"""What makes an answer valid, apart from who writes it down. Pure."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.consent.enums import Decider, Purpose, YesNoUnknown
from alongside.consent.errors import AbuserCannotSign, NeedsExpiry, NobodyNamed, Refused

if TYPE_CHECKING:
    from datetime import date

    from alongside.consent.contents import Conversation

DAYS = 90
# Where nothing about her is handed to anybody, asking again every quarter would only be a burden.
DAYS_FOR = {
    Purpose.SERVICE: 365,
    Purpose.STATISTICS: 3 * 365,
    # Two years of asking how she is, which may begin months after her yes.
    Purpose.LONG_FOLLOW_UP: 3 * 365,
}
AT_MOST = 3 * 365
EXCEPTION_DAYS = 7
EXCEPTION_AT_MOST = 30
# Agreed for each photo and outlet apart, twice, a week between: one line cannot hold that.
ITEM_BY_ITEM = frozenset({Purpose.TESTIMONY})


def usual_end(purpose: str, today: date) -> date:
    """Return the day a yes for this purpose ends when nobody says another."""
    return today + timedelta(days=DAYS_FOR.get(Purpose(purpose), DAYS))


def last_day(purpose: str, asked: date | None, majority_on: date | None, today: date) -> date:
    """Return the last day a yes holds: as asked, the usual time, or the day before she is of age.

    :raises NeedsExpiry: when that day is past or too far away
    """
    until = asked or usual_end(purpose, today)
    if until < today:
        raise NeedsExpiry(_("Say a day that is still to come."))
    if until > today + timedelta(days=AT_MOST):
        raise NeedsExpiry(_("Say a day within the next three years; you can ask her again then."))
    if majority_on is not None and majority_on > today:
        return min(until, majority_on - timedelta(days=1))
    return until


def check_decider(conversation: Conversation) -> None:
    """Raise AbuserCannotSign where somebody else decided and is not known to be safe for her.

    Raises NobodyNamed where nobody says who it was: a name can be held against what is known.
    """
    alone = conversation.decided_by in {None, Decider.HERSELF, Decider.WITH_SUPPORT}
    if conversation.decider_hurt_her == YesNoUnknown.YES:
        raise AbuserCannotSign(
            _("Whoever hurt or exploited her can never decide for her. Nothing was recorded.")
        )
    if not alone and conversation.decider_hurt_her != YesNoUnknown.NO:
        raise AbuserCannotSign(
            _("Find out first whether this person hurt or exploited her. Nothing was recorded.")
        )
    if not alone and not conversation.decider_name.strip():
        raise NobodyNamed(_("Say who decided, by the full name. Nothing was recorded."))


def check_yes(purpose: str) -> None:
    """Raise Refused for what one yes cannot settle."""
    if purpose in ITEM_BY_ITEM:
        raise Refused(
            _(
                "A photo or a story is agreed for each item and each place it appears, twice, "
                "a week apart. That cannot be written down here yet; add a note instead."
            )
        )


def exception_end(asked: date | None, today: date) -> date:
    """Return the last day of an exception; raises NeedsExpiry when it is past or too far away."""
    until = asked or today + timedelta(days=EXCEPTION_DAYS)
    if not today <= until <= today + timedelta(days=EXCEPTION_AT_MOST):
        raise NeedsExpiry(_("An exception ends within 30 days. Say an earlier day."))
    return until
