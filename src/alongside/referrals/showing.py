"""From referrals to words: what the pages print, in the active language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.consent.enums import Category, HowGiven
from alongside.referrals.enums import Decline, Party, State, Urgency
from alongside.ui.dates import day_and_time, long_date, short_date

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from alongside.referrals.contents import Items, Shared, Told
    from alongside.referrals.queries.lists import Row
    from alongside.referrals.queries.page import ReferralPage

KINDS = {
    State.DRAFT: "plain",
    State.REQUESTED: "blue",
    State.RECEIVED: "blue",
    State.ACCEPTED: "green",
    State.IN_PROGRESS: "green",
    State.COMPLETED: "green",
    State.REJECTED: "yellow",
    State.ON_HOLD: "yellow",
    State.FAILED: "yellow",
    State.CANCELLED: "plain",
    State.ENTERED_IN_ERROR: "red",
    State.WITHDRAWN: "red",
}


@dataclass(frozen=True)
class Line:
    """One line of what is shared; `anchor` is the field it was filled in at."""

    label: str
    values: list[str]
    anchor: str = ""

    @property
    def paragraphs(self) -> list[str]:
        """Return the values with each line of what somebody typed by itself."""
        return [line for value in self.values for line in value.splitlines() if line.strip()]


@dataclass(frozen=True)
class ListRow:
    """One row of a list."""

    id: UUID
    title: str
    detail: str
    other: str
    when: str
    chips: list[tuple[str, str]] = field(default_factory=list)
    is_new: bool = False


@dataclass(frozen=True)
class StepRow:
    """One step of the exchange."""

    title: str
    meta: str
    words: str
    icon: str


def yes_no(value: bool) -> str:  # noqa: FBT001  a value, not a switch
    """Return yes or no."""
    return _("Yes") if value else _("No")


def items(shown: Items) -> list[Line]:
    """Return everything that is shown of her, item by item."""
    lines = [
        Line(_("She is called"), _called(shown), "shared"),
        Line(_("Her language"), _language(shown), "shared"),
        Line(_("How to reach her safely"), list(shown.contact_lines), "shared"),
        Line(_("Never"), list(shown.contact_never), "shared"),
        Line(_("Name on papers"), [shown.papers_name], "shared"),
        Line(_("Her work and wages"), [*shown.work_lines, shown.work_words], "work_words"),
        Line(_("What else she needs"), [*shown.needs, shown.needs_words], "shared"),
        Line(_("Health needs"), [shown.health_words], "health_words"),
    ]
    kept = [Line(one.label, [text for text in one.values if text], one.anchor) for one in lines]
    return [one for one in kept if one.values]


def _called(shown: Items) -> list[str]:
    if shown.name_not_given:
        return [_("(name not given)")]
    return [" · ".join(part for part in (shown.called, shown.pronoun) if part)]


def _language(shown: Items) -> list[str]:
    if not shown.language:
        return []
    return [shown.language, _("needs an interpreter") if shown.interpreter else ""]


def everything(shared: Shared, *, to: str) -> list[Line]:
    """Return the page "Check before sending": all they will see, and what they will not."""
    receipt = shared.receipt
    left_out = [str(one.label) for one in Category if one not in receipt.categories]
    return [
        Line(_("To"), [to], "to"),
        Line(_("Needs"), [shared.asked], "needs"),
        *items(shared.items),
        Line(_("Not shared"), [", ".join(left_out)] if left_out else [_("Nothing")], "shared"),
        Line(_("She said yes"), [str(HowGiven(receipt.how_given).label)], "how_given"),
        Line(_("Until"), [long_date(receipt.until)], "until_choice"),
        Line(_("May they pass it on?"), [yes_no(receipt.onward_sharing)], "onward"),
        Line(_("How soon"), [str(Urgency(shared.urgency).label)], "urgency"),
    ]


def exchanged(shared: Shared, *, ours: bool) -> list[Line]:
    """Return what both sides see, in the words of the side that looks."""
    receipt = shared.receipt
    lines = [
        Line(_("Needs") if ours else _("What she needs from you"), [shared.asked]),
        *items(shared.items),
        Line(_("She said yes"), [str(HowGiven(receipt.how_given).label)]),
        Line(_("Until") if ours else _("You may keep it until"), [long_date(receipt.until)]),
        Line(
            _("May they pass it on?") if ours else _("May you pass it on?"),
            [yes_no(receipt.onward_sharing)],
        ),
    ]
    if shared.worker and not ours:
        lines.append(Line(_("Whom to talk to"), [shared.worker]))
    return lines


def step(told: Told | None, *, other: str) -> StepRow:
    """Return one step in words."""
    if told is None:
        return StepRow(_("This part could not be opened."), "", "", "message")
    who = told.worker if told.ours else _together(other, told.worker)
    title = _("Confirmed: the copy is locked") if told.acknowledges else _done(told.state)
    reason = str(Decline(told.decline).label) if told.decline else ""
    words = "\n".join(part for part in (reason, told.words) if part)
    meta = _("%(day)s · %(who)s") % {"day": long_date(told.on), "who": who}
    return StepRow(title, meta, words, "arrow" if told.ours else "message")


def _together(other: str, worker: str) -> str:
    return f"{other}, {worker}" if worker else other


def _done(state: State) -> str:
    return {
        State.RECEIVED: _("Opened"),
        State.REQUESTED: _("Sent"),
    }.get(state, str(State(state).label))


def list_row(row: Row, today: date) -> ListRow:
    """Return one row of a list in words."""
    created = timezone.localtime(row.created_at)
    if row.locked:
        title = _("Locked")
    elif row.sealed and row.side == "received":
        title = _("Sealed until you open it")
    else:
        title = row.called or _("(name not shared)")
    chips = [(str(row.state.label), KINDS[row.state])]
    if row.urgency == Urgency.TODAY:
        chips.append((str(Urgency.TODAY.label), "red"))
    elif row.urgency == Urgency.WEEK:
        chips.append((str(Urgency.WEEK.label), "yellow"))
    if row.waiting:
        # What it is stands in the envelope: until it is opened the state of before is stale.
        chips[:1] = [(_("New"), "blue"), *(chips[:1] if row.side == "received" else [])]
    return ListRow(
        id=row.id,
        title=title,
        detail=row.asked,
        other=row.other,
        when=day_and_time(created, today),
        chips=chips,
        is_new=row.waiting,
    )


def verb(state: State) -> str:
    """Return what the button of a step says."""
    return {
        State.ACCEPTED: _("Accept"),
        State.REJECTED: _("Decline"),
        State.IN_PROGRESS: _("We have begun"),
        State.ON_HOLD: _("Put on hold"),
        State.COMPLETED: _("Completed"),
        State.FAILED: _("It did not work out"),
        State.CANCELLED: _("Cancel"),
        State.ENTERED_IN_ERROR: _("Sent by mistake"),
    }.get(state, str(State(state).label))


def notices(page: ReferralPage) -> list[str]:
    """Return what has to be said above everything else."""
    said = []
    if page.problem:
        said.append(page.problem)
    if page.party == Party.RESPONDER and page.locked_on is not None:
        said.append(
            _("Sharing stopped on %(day)s. What was shared is locked and nobody here can open it.")
            % {"day": long_date(page.locked_on)}
        )
        if page.erase_asked_on is not None:
            said.append(
                _(
                    "%(who)s erased her file on %(day)s and asks you to erase what you hold of it, "
                    "also on paper. Then confirm it here."
                )
                % {"who": page.other, "day": long_date(page.erase_asked_on)}
            )
        if page.case_id is not None:
            said.append(
                _("The file you made from it was not deleted. Ask her whether it may be kept.")
            )
    if page.party == Party.REQUESTER and page.erase_asked_on is not None:
        said.append(
            _("Her file was erased on %(day)s, and they were asked to erase what they hold.")
            % {"day": long_date(page.erase_asked_on)}
        )
    if page.party == Party.REQUESTER and page.state in {State.WITHDRAWN, State.ENTERED_IN_ERROR}:
        said.append(_acknowledged(page))
    return said


def _acknowledged(page: ReferralPage) -> str:
    if page.acknowledged_on is None:
        return _(
            "Their copy is locked. They have not confirmed it yet. What they have already read "
            "they may remember."
        )
    return _("Their copy is locked, and they confirmed it on %(day)s.") % {
        "day": short_date(page.acknowledged_on)
    }
