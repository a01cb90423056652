"""What visitors wrote, as the team that deals with it reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from pydantic import TypeAdapter

from alongside.alliance import exchange, policy, slips
from alongside.alliance.enums.post import PostKind, PostState
from alongside.alliance.letters import Concern, Message, SignOn
from alongside.alliance.models import Alliance, Member, Post, SignedOn
from alongside.alliance.paging import Listed, listed
from alongside.alliance.queries.letterbox import addressed_team, public_teams, to_fetch
from alongside.audit import journal
from alongside.consent.gate import keyring_of
from alongside.core.access import Actor
from alongside.organisations.policy import can_do_public_work

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from alongside.core.access import AnyActor

Written = Message | SignOn | Concern
_WRITTEN: TypeAdapter[Written] = TypeAdapter(Written)


@dataclass(frozen=True, slots=True, repr=False)
class Letter:
    """A letter that was opened; `said` is None where it does not open."""

    row: Post
    said: Written | None

    @property
    def kind(self) -> PostKind:
        """Return what sort of letter it is."""
        return PostKind(self.row.kind)

    @property
    def state(self) -> PostState:
        """Return what became of it."""
        return PostState(self.row.state)

    @property
    def who(self) -> str:
        """Return what the writer calls herself, or her organisation; "" where she does not."""
        match self.said:
            case Message(name=name) | SignOn(organisation=name):
                return name
            case _:
                return ""

    @property
    def reply_to(self) -> str:
        """Return how she may be answered; "" where she leaves no way."""
        match self.said:
            case Message(reply_to=way) | Concern(reply_to=way) | SignOn(contact=way):
                return way
            case _:
                return ""

    @property
    def begins(self) -> str:
        """Return the line that tells what it is about."""
        match self.said:
            case Message(text=text):
                return " ".join(text.split())
            case SignOn(title=title, statement=statement):
                return title or statement
            case Concern(about=about):
                return about
            case _:
                return ""


@dataclass(frozen=True, slots=True, repr=False)
class Box:
    """One page of the letters of her team, and whether more wait to be fetched by her."""

    letters: Listed[Letter]
    waiting: int
    may_fetch: bool
    in_team: bool


@dataclass(frozen=True, slots=True, repr=False)
class Opened:
    """One letter with what a colleague remarked and whom it is for.

    `to_member` is None where the letter names nobody or nobody who is still here; `names_member`
    tells the two apart. `may_pass` says that the member now has a team here.
    """

    letter: Letter
    remark: str
    to_member: Member | None
    names_member: bool
    may_pass: bool


@dataclass(frozen=True, slots=True, repr=False)
class Asked:
    """A letter that asks for a name under a statement."""

    row: Post
    said: SignOn


def post(*, actor: Actor, now: datetime, page: int = 1) -> Box:
    """Return the letters of the actor's teams, newest first; that they were read is journalled."""
    teams = public_teams(actor=actor)
    may_fetch = addressed_team(actor=actor) is not None
    rows = listed(Post.objects.filter(team__in=teams).order_by("-arrived_at", "id"), page)
    ids = [one.pk for one in rows.rows]
    if ids:
        journal.record_reading(action="alliance.post.listed", objects=ids, actor=actor, now=now)
    said = _said(ids, actor)
    return Box(
        letters=Listed([Letter(one, said.get(one.pk)) for one in rows.rows], rows.more),
        waiting=exchange.waiting() if may_fetch else 0,
        may_fetch=may_fetch,
        in_team=bool(teams),
    )


def letter(*, actor: Actor, post_id: UUID, now: datetime) -> Opened:
    """Open a letter; raises Http404 for another team's as for one that is not there."""
    row = found(actor=actor, post_id=post_id)
    journal.record_reading(action="alliance.post.read", objects=[row.pk], actor=actor, now=now)
    said = opened(row=row, actor=actor)
    remarks = slips.opened(
        slips.REMARKS,
        part=slips.REMARK,
        abouts=[row.pk],
        team_ids=[row.team_id],
        keyring=keyring_of(actor),
    )
    named = said.to_member if isinstance(said, Message) else None
    member = Member.objects.filter(pk=named).first() if named else None
    return Opened(
        letter=Letter(row, said),
        remark=remarks[row.pk].text if row.pk in remarks else "",
        to_member=member,
        names_member=named is not None,
        may_pass=slips.receiver(member, row.team_id) is not None,
    )


def sign_on(*, actor: Actor, post_id: UUID, now: datetime) -> Asked:
    """Open a letter that asks for a name under a statement; raises Http404 for any other."""
    policy.can_act_for_all(actor, Alliance.secretariat_of_all()).or_raise()
    row = found(actor=actor, post_id=post_id)
    journal.record_reading(action="alliance.post.read", objects=[row.pk], actor=actor, now=now)
    said = opened(row=row, actor=actor)
    if not isinstance(said, SignOn):
        raise Http404
    return Asked(row, said)


def found(*, actor: Actor, post_id: UUID, held: bool = False) -> Post:
    """Return a letter of the actor's team; raises Http404.

    :param held: whether its row is held until the transaction ends
    """
    can_do_public_work(actor).or_raise()
    rows: QuerySet[Post] = Post.objects.filter(
        pk=post_id, team_id__in=actor.team_ids, team__organisation_id=actor.organisation_id
    )
    row = (rows.select_for_update(of=("self",)) if held else rows).first()
    if row is None:
        raise Http404
    return row


def waiting(*, actor: AnyActor) -> int:
    """Return how many letters wait for the actor's teams: to be taken in, or to be answered."""
    if not isinstance(actor, Actor) or not can_do_public_work(actor):
        return 0
    here = Post.objects.filter(
        state=PostState.WAITING,
        team_id__in=actor.team_ids,
        team__organisation_id=actor.organisation_id,
    )
    return here.count() + to_fetch(actor=actor)


def opened(*, row: Post, actor: Actor) -> Written | None:
    """Return what a letter says; None where it does not open."""
    return _said([row.pk], actor).get(row.pk)


def names(*, actor: Actor, page: int = 1) -> Listed[SignedOn]:
    """Return the names that were accepted under statements, newest first; to the secretariat."""
    policy.can_act_for_all(actor, Alliance.secretariat_of_all()).or_raise()
    return listed(SignedOn.objects.order_by("-accepted_at", "id"), page)


def name(*, actor: Actor, signed_on_id: UUID) -> SignedOn:
    """Return an accepted name; raises Http404."""
    policy.can_act_for_all(actor, Alliance.secretariat_of_all()).or_raise()
    row = SignedOn.objects.filter(pk=signed_on_id).first()
    if row is None:
        raise Http404
    return row


def _said(ids: list[UUID], actor: Actor) -> dict[UUID, Written]:
    return slips.opened(
        _WRITTEN,
        part=slips.LETTER,
        abouts=ids,
        team_ids=actor.team_ids,
        keyring=keyring_of(actor),
    )
