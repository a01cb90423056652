"""How documents stand with the supervisor, and what an organisation wants approved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.casework import access, supervising
from alongside.casework.contents import ClosingRequest, Proposal
from alongside.casework.queries.deciding import proposal_views
from alongside.casework.queries.heads import HEAD, File, open_parts, opened_file
from alongside.casework.queries.rows import Chip
from alongside.casework.seconds import second_people
from alongside.organisations import policy as organisations, queries as members
from alongside.organisations.enums import UserState
from alongside.vault.compartments import Compartment
from alongside.vault.documents import Opened

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from uuid import UUID

    from alongside.casework.access import Way
    from alongside.casework.queries.deciding import ProposalView
    from alongside.casework.reading import Part
    from alongside.core.access import Actor
    from alongside.vault.ring import Ring


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ApprovalView:
    """How a document stands with the supervisor; `state` is "" where she was not asked of it."""

    state: str
    chip: Chip
    id: str = ""
    by: str = ""
    on: str = ""
    comment: str = ""

    @property
    def can_ask(self) -> bool:
        """Return whether approval of it can be asked for now."""
        return self.state in {"", "sent_back"}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ClosingPage:
    """A file to be closed: whom to ask where somebody has to approve, and how that stands."""

    file: File
    asks: bool
    supervisors: list[tuple[UUID, str]]
    stands: ApprovalView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What an organisation wants approved, who approves besides coordinators, and who could."""

    approves: list[str]
    supervisors: list[str]
    colleagues: list[tuple[UUID, str]]


def chosen(*, actor: Actor) -> Chosen:
    """Return what the actor's organisation chose; raises PermissionDenied for who may not."""
    organisations.can_manage_people(actor).or_raise()
    rules = supervising.rules_of(actor.organisation_id)
    people = members.members_of(organisation_id=actor.organisation_id, actor=actor)
    return Chosen(
        approves=sorted(rules.approves),
        supervisors=[str(one) for one in rules.supervisors],
        colleagues=[
            (one.id, one.display_name)
            for one in people
            if one.state == UserState.ACTIVE and supervising.may_be_named(one.role)
        ],
    )


def approvals(way: Way, keys: Ring, parts: Iterable[Part]) -> dict[str, ApprovalView]:
    """Return how documents stand with the supervisor, by their ids.

    Costs one query where the organisation wants nothing approved, else one or two more.
    """
    rules = supervising.rules_of(way.case.organisation_id)
    asked = [part for part in parts if part.content and rules.ask_for(part.kind)]
    if not asked or Compartment.CASEWORK not in keys:
        return {}
    views = proposal_views(way, open_parts(way, keys, [Proposal.kind_of]))
    newest: dict[str, ProposalView] = {}
    for view in views:
        newest.setdefault(view.about_id, view)
    return {str(part.document_id): _approval(part, newest) for part in asked}


def to_close(*, actor: Actor, case_id: UUID, now: datetime) -> ClosingPage:
    """Open a file to close it, or to ask for that; raises NoSuchFile, JournalUnavailable."""
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    keys = way.keys()
    file = opened_file(way, keys)
    asks = supervising.rules_of(way.case.organisation_id).ask_for(ClosingRequest.kind_of)
    parts = open_parts(way, keys, [ClosingRequest.kind_of]) if asks else []
    stands = approvals(way, keys, parts).get(str(parts[0].document_id)) if parts else None
    way.journal_reading("file.read", way.compartments & HEAD)
    return ClosingPage(
        file=file,
        asks=asks,
        supervisors=_supervisors(way) if asks else [],
        stands=stands if stands and stands.state != "confirmed" else None,
    )


def _supervisors(way: Way) -> list[tuple[UUID, str]]:
    """Return who approves closing this file, without the asker: she writes the request herself."""
    return second_people(
        way,
        Opened(
            document_id=way.case.id,
            kind=ClosingRequest.kind_of,
            compartment=ClosingRequest.compartment,
            version=0,
            author_id=way.actor.user_id,
            saved_at=way.now,
            content=None,
        ),
    )


def _approval(part: Part, newest: Mapping[str, ProposalView]) -> ApprovalView:
    view = newest.get(str(part.document_id))
    if view is None:
        return ApprovalView(state="", chip=Chip(_("Not approved yet"), "plain"))
    if view.about_version != part.version and view.state != "sent_back":
        return ApprovalView(
            state="", chip=Chip(_("Changed since approval was asked for"), "yellow"), id=view.id
        )
    words = {
        "proposed": Chip(_("Waits for approval"), "yellow"),
        "confirmed": Chip(_("Approved"), "green"),
        "sent_back": Chip(_("Sent back"), "plain"),
    }
    return ApprovalView(
        state=view.state,
        chip=words.get(view.state, Chip("", "plain")),
        id=view.id,
        by=view.decided_by or view.asked,
        on=view.decided or view.proposed,
        comment=view.comment,
    )
