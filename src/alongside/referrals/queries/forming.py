"""What the form of a new referral needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from alongside.audit import journal
from alongside.casework import queries as casework
from alongside.consent import policy as keeping
from alongside.organisations.queries import other_organisations as others
from alongside.referrals import finding, gathering, keys, policy
from alongside.referrals.enums import Side, State
from alongside.referrals.errors import NoSuchReferral

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.casework.queries import File
    from alongside.casework.reading import Part
    from alongside.consent.parties import CaseLike
    from alongside.core.access import Actor
    from alongside.organisations.models import Organisation
    from alongside.referrals.contents import Items, Shared


@dataclass(frozen=True)
class Beginning:
    """A file as the form sees it."""

    file: File
    episodes: list[Part]
    others: list[Organisation]

    @property
    def called(self) -> str:
        """Return what she is called, "" where no name was given."""
        return self.file.head.name if self.file.head.given else ""

    @property
    def contact_hint(self) -> str:
        """Return in one line what sharing a safe way to reach her would show."""
        return gathering.contact_hint(self.file)

    def items(self, categories: list[str], *, work_words: str, health_words: str) -> Items:
        """Return what ticking these shows; raises NothingToShare."""
        return gathering.items(
            self.file,
            self.episodes,
            categories=categories,
            work_words=work_words,
            health_words=health_words,
        )


@dataclass(frozen=True)
class DraftPage:
    """A referral that was not sent yet."""

    id: UUID
    case_id: UUID
    other_id: UUID
    other_name: str
    other_place: str
    shared: Shared


def begin(*, actor: Actor, case_id: UUID, now: datetime) -> Beginning:
    """Open a file to hand somebody on; raises NoSuchFile, PermissionDenied."""
    policy.can_refer(actor).or_raise()
    opened = casework.episodes(actor=actor, case_id=case_id, now=now)
    keeping.can_record(actor, cast("CaseLike", opened.file.case)).or_raise()
    return Beginning(
        file=opened.file, episodes=opened.episodes, others=other_organisations(actor=actor)
    )


def other_organisations(*, actor: Actor) -> list[Organisation]:
    """Return the organisations of this node that could help, by name."""
    return others(actor=actor)


def draft(*, actor: Actor, referral_id: UUID, now: datetime) -> DraftPage:
    """Open a draft; raises NoSuchReferral, also for what was sent meanwhile."""
    referral = finding.find(actor, referral_id, side=Side.SENT, hold=False)
    if referral.state != State.DRAFT or referral.case_id is None:
        raise NoSuchReferral
    journal.record_reading(
        action="referral.draft.read",
        objects=[referral.case_id, referral.id],
        actor=actor,
        now=now,
    )
    shared = keys.shared_of(referral, keys.find(referral, actor=actor))
    if shared is None:
        raise NoSuchReferral
    return DraftPage(
        id=referral.id,
        case_id=referral.case_id,
        other_id=referral.other_id,
        other_name=referral.other.name,
        other_place=referral.other.place,
        shared=shared,
    )
