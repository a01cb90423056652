"""What of the alliance stands on Today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from alongside.alliance.enums.membership import MembershipState
from alongside.desk.items import Item
from alongside.ui import components, dates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alongside.alliance.queries.notices import Notices


def alliance_items(found: Notices) -> Iterable[Item]:
    """Return a line for each thing that waits: alerts, letters, what concerns us, the rest."""
    yield from _line(
        found.alerts,
        reverse("alliance:alerts"),
        ngettext(
            "%(count)s urgent alert to acknowledge",
            "%(count)s urgent alerts to acknowledge",
            found.alerts,
        ),
        chip=_("Urgent"),
    )
    yield from _line(
        found.letters,
        reverse("alliance:post"),
        ngettext(
            "Somebody wrote on the public site",
            "%(count)s letters from the public site",
            found.letters,
        ),
    )
    if found.own is not None:
        stands = found.own.standing
        is_late = stands.state in {MembershipState.GRACE, MembershipState.LAPSED}
        yield Item(
            icon="globe",
            url=reverse("alliance:membership", args=[found.own.member.pk]),
            title=components.words(_("Confirm that you are still a member")),
            name="",
            hint=_("due %(day)s") % {"day": dates.long_date(stands.due_on)},
            chip=str(stands.state.label) if is_late else "",
            kind="yellow",
        )
    yield from _line(
        found.asked,
        reverse("alliance:references"),
        ngettext(
            "A group applied: do you know it?",
            "%(count)s groups applied: do you know them?",
            found.asked,
        ),
    )
    yield from _line(
        found.applications,
        reverse("alliance:applications"),
        ngettext(
            "%(count)s application to decide",
            "%(count)s applications to decide",
            found.applications,
        ),
    )
    yield from _line(
        found.others,
        reverse("alliance:applications"),
        ngettext(
            "%(count)s member without an account to ask whether it stays",
            "%(count)s members without an account to ask whether they stay",
            found.others,
        ),
    )


def _line(count: int, url: str, words: str, chip: str = "") -> Iterable[Item]:
    if count:
        title = components.sentence(words, count=count)
        yield Item(icon="globe", url=url, title=title, name="", hint="", chip=chip, kind="red")
