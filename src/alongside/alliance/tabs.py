"""The tabs under "Alliance": six at most, and below them the pages that belong to one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from django.utils.translation import gettext_lazy as _

from alongside.alliance import policy
from alongside.alliance.queries import alerts, post
from alongside.organisations.policy import can_do_public_work

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.utils.functional import _StrPromise

    from alongside.core.access import AnyActor, Decision


class Waiting(Protocol):
    """Counts what waits on a page for somebody."""

    def __call__(self, *, actor: AnyActor) -> int:
        """Return how much."""


@dataclass(frozen=True)
class Place:
    """One page; `shown` decides for whom, `of_secretariat` keeps it to those who act for all.

    `key` is how a page says that it is this one; `waiting` counts what waits there for somebody.
    """

    key: str
    label: _StrPromise
    url_name: str
    shown: Callable[[AnyActor], Decision]
    of_secretariat: bool = False
    waiting: Waiting | None = None


@dataclass(frozen=True)
class Group:
    """Pages that belong together."""

    label: _StrPromise
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Tab:
    """A group as somebody sees it: the pages of it she may use, the first behind the tab itself.

    Where there is but one it is called by its own name; `waiting` is what waits in all of them.
    """

    label: _StrPromise
    places: list[Place]
    waiting: int
    is_current: bool

    @property
    def url_name(self) -> str:
        """Return where the tab leads."""
        return self.places[0].url_name


GROUPS = (
    Group(
        _("Members"),
        (
            Place("members", _("Members"), "alliance:members", policy.can_read_directory),
            Place("mine", _("Our organisation"), "alliance:mine", policy.can_write),
            Place("references", _("Asked of us"), "alliance:references", can_do_public_work),
            Place(
                "applications",
                _("Applications"),
                "alliance:applications",
                can_do_public_work,
                of_secretariat=True,
            ),
        ),
    ),
    # Second, so that its mark is seen on a phone as well.
    Group(
        _("Alerts"),
        (
            Place(
                "alerts",
                _("Alerts"),
                "alliance:alerts",
                can_do_public_work,
                waiting=alerts.waiting,
            ),
        ),
    ),
    Group(
        _("Services"),
        (Place("services", _("Services"), "alliance:services", policy.can_read_directory),),
    ),
    Group(
        _("Jobs and offers"),
        (Place("board", _("Jobs and offers"), "alliance:board", policy.can_read_directory),),
    ),
    Group(_("Events"), (Place("events", _("Events"), "alliance:events", can_do_public_work),)),
    Group(
        _("Public site"),
        (
            Place("post", _("Post"), "alliance:post", can_do_public_work, waiting=post.waiting),
            Place("advocacy", _("Advocacy"), "alliance:advocacy", policy.can_read_directory),
            Place(
                "newsletter",
                _("Newsletter"),
                "alliance:newsletter",
                can_do_public_work,
                of_secretariat=True,
            ),
            Place(
                "publish", _("Publish"), "alliance:publish", policy.can_write, of_secretariat=True
            ),
        ),
    ),
)


def tabs_for(actor: AnyActor, *, key: str, is_secretariat: bool) -> list[Tab]:
    """Return the tabs somebody may use; `key` says which page she is on."""
    tabs = []
    for group in GROUPS:
        places = [
            one
            for one in group.places
            if one.shown(actor) and (is_secretariat or not one.of_secretariat)
        ]
        if places:
            tabs.append(
                Tab(
                    label=group.label if len(places) > 1 else places[0].label,
                    places=places,
                    waiting=sum(one.waiting(actor=actor) for one in places if one.waiting),
                    is_current=any(one.key == key for one in group.places),
                )
            )
    return tabs
