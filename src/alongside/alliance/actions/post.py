"""What becomes of visitors' letters: taken in, passed on, dealt with, deleted by rule."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.alliance import policy, slips
from alongside.alliance.enums.post import PostKind, PostState
from alongside.alliance.errors import CannotDo, DealtWithMeanwhile, NotAboutUs
from alongside.alliance.letters import KEPT_AFTER, KEPT_AT_MOST, Concern, Message, SignOn
from alongside.alliance.models import Alliance, Member, Post, SignedOn
from alongside.alliance.queries import post as queries
from alongside.audit import journal
from alongside.consent.gate import keyring_of
from alongside.organisations.models import Team
from alongside.organisations.policy import can_do_public_work
from alongside.vault.trust import Untrusted

if TYPE_CHECKING:
    from datetime import datetime

    from alongside.alliance.letters import Letter
    from alongside.core.access import Actor, AnyActor

# What may be noted of which kind of letter, beside that a name was accepted.
ENDS = {
    PostKind.MESSAGE: (PostState.ANSWERED, PostState.PASSED_ON, PostState.NOTHING),
    PostKind.CONCERN: (PostState.ANSWERED, PostState.PASSED_ON, PostState.NOTHING),
    PostKind.SIGN_ON: (PostState.DECLINED, PostState.ANSWERED, PostState.NOTHING),
}


@transaction.atomic
def take(*, letter: Letter, team_id: UUID, actor: Actor, now: datetime) -> None:
    """Keep a visitor's letter sealed; one to a member with a team here goes to that team at once.

    Nobody of the secretariat can open what was passed on. A letter that comes again changes
    nothing.
    """
    can_do_public_work(actor).or_raise()
    if not isinstance(letter, Message | SignOn | Concern):
        raise NotAboutUs
    named = letter.to_member if isinstance(letter, Message) else None
    member = Member.objects.filter(pk=named).first() if named else None
    about = (letter.id, min(letter.written_at, now), actor, now)
    try:
        _keep(letter, slips.receiver(member, team_id) or team_id, *about)
    except Untrusted:
        # That team's key is not what its organisation signed: somebody has to look at it first.
        _keep(letter, team_id, *about)


@transaction.atomic
def pass_on(*, post_id: UUID, actor: Actor, now: datetime) -> None:
    """Pass a letter on to the member it is for, and keep nothing of it.

    :raises CannotDo: it is for nobody who has a team for public work on this node
    """
    row = queries.found(actor=actor, post_id=post_id, held=True)
    said = queries.opened(row=row, actor=actor)
    named = said.to_member if isinstance(said, Message) else None
    member = Member.objects.filter(pk=named).first() if named else None
    receiver = slips.receiver(member, row.team_id)
    if said is None or receiver is None:
        raise CannotDo(_("There is nobody on this node to whom this letter can be passed on."))
    slips.forget([row.pk])
    Post.objects.filter(pk=row.pk).delete()
    try:
        _keep(said, receiver, row.letter_id, row.arrived_at, actor, now)
    except Untrusted as fault:
        raise CannotDo(
            _("The keys of this member's team are not right. Speak to its coordinator first.")
        ) from fault


@transaction.atomic
def settle(
    *, post_id: UUID, state: str, remark: str, seen: str, actor: Actor, now: datetime
) -> None:
    """Note what became of a letter, with a sealed remark; from then on its end is near.

    :param seen: what was noted when she opened it
    :raises DealtWithMeanwhile: a colleague noted something else since
    :raises CannotDo: this cannot become of a letter of its kind
    """
    row = queries.found(actor=actor, post_id=post_id, held=True)
    if row.state != seen:
        raise DealtWithMeanwhile(PostState(row.state))
    if state not in ENDS[PostKind(row.kind)]:
        raise CannotDo(_("Choose what became of it."))
    _end(row, PostState(state), remark, actor, now)


@transaction.atomic
def accept(*, post_id: UUID, name: str, country: str, actor: Actor, now: datetime) -> None:
    """Put a checked name under a statement; the site shows it after the next publication.

    :raises CannotDo: the letter is none of this kind, or the name stands there already
    """
    policy.can_act_for_all(actor, Alliance.secretariat_of_all()).or_raise()
    row = queries.found(actor=actor, post_id=post_id, held=True)
    said = queries.opened(row=row, actor=actor)
    if not isinstance(said, SignOn):
        raise CannotDo(_("This letter asks for no name to be put under a statement."))
    try:
        statement = UUID(said.statement)
    except ValueError as fault:
        raise CannotDo(_("This letter names no statement of the site.")) from fault
    there = SignedOn.objects.filter(statement=statement, name__iexact=name)
    if there.exists():
        raise CannotDo(_("This name stands under the statement already."))
    made = SignedOn.objects.create(
        statement=statement,
        statement_title=said.title,
        name=name,
        country=country,
        accepted_at=now,
        accepted_by_id=actor.user_id,
    )
    _end(row, PostState.ACCEPTED, "", actor, now)
    journal.record(
        action="alliance.sign_on.accepted", objects=[made.pk, row.pk], actor=actor, now=now
    )


@transaction.atomic
def take_off(*, signed_on_id: UUID, actor: Actor, now: datetime) -> None:
    """Take a name off a statement; it is gone from the site after the next publication."""
    policy.can_act_for_all(actor, Alliance.secretariat_of_all()).or_raise()
    row = queries.name(actor=actor, signed_on_id=signed_on_id)
    journal.record(action="alliance.sign_on.taken_off", objects=[row.pk], actor=actor, now=now)
    row.delete()


@transaction.atomic
def delete_due(*, actor: AnyActor, now: datetime) -> int:
    """Delete the letters whose time is over, with all that was remarked; return how many."""
    due = Post.objects.filter(delete_on__lte=timezone.localdate(now)).order_by("id")
    gone = list(due.values_list("id", flat=True))
    if not gone:
        return 0
    slips.forget(gone)
    Post.objects.filter(pk__in=gone).delete()
    journal.record(action="alliance.post.deleted", objects=gone, actor=actor, now=now)
    return len(gone)


@transaction.atomic
def _keep(
    letter: queries.Written,
    team_id: UUID,
    letter_id: UUID,
    arrived_at: datetime,
    actor: Actor,
    now: datetime,
) -> None:
    row, is_new = Post.objects.get_or_create(
        letter_id=letter_id,
        defaults={
            "id": uuid4(),
            "team_id": team_id,
            "kind": letter.kind,
            "arrived_at": arrived_at,
            "delete_on": timezone.localdate(min(now, arrived_at) + KEPT_AT_MOST),
        },
    )
    if not is_new:
        return
    team = Team.objects.get(pk=team_id)
    keyring = keyring_of(actor)
    slips.keep(letter, about=row.pk, part=slips.LETTER, teams=[team], keyring=keyring, now=now)
    is_ours = team.organisation_id == actor.organisation_id
    done = "taken" if is_ours else "passed_on"
    journal.record(action=f"alliance.post.{done}", objects=[row.pk, team.pk], actor=actor, now=now)


def _end(row: Post, state: PostState, remark: str, actor: Actor, now: datetime) -> None:
    row.state, row.ended_at = state, now
    row.delete_on = min(row.delete_on, timezone.localdate(now + KEPT_AFTER))
    row.save()
    slips.keep(
        slips.Remark(text=remark),
        about=row.pk,
        part=slips.REMARK,
        teams=[row.team],
        keyring=keyring_of(actor),
        now=now,
    )
    journal.record(action=f"alliance.post.{state}", objects=[row.pk], actor=actor, now=now)
