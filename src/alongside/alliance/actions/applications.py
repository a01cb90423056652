"""Applications for membership: taken in, asked about, decided by two people or declined by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from alongside.alliance import papers, slips
from alongside.alliance.actions import members
from alongside.alliance.enums.membership import ApplicationState
from alongside.alliance.errors import (
    AskedAlready,
    CannotAsk,
    Decided,
    NeedsAnother,
    NotAboutUs,
    NotAgreed,
    NotInPublicTeam,
    NotTheirKeys,
    NotThere,
)
from alongside.alliance.given import MemberGiven
from alongside.alliance.letters import KEPT_AFTER, Application as ApplicationLetter
from alongside.alliance.membership_papers import Answered, Applied, Asked, Declined
from alongside.alliance.models import Agreement, Application, Member, Reference
from alongside.alliance.queries import applications as queries
from alongside.alliance.queries.letterbox import addressed_team, public_teams
from alongside.alliance.queries.members import require_secretariat
from alongside.audit import journal
from alongside.consent.gate import keyring_of
from alongside.vault import ring
from alongside.vault.compartments import Compartment
from alongside.vault.trust import Untrusted

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.alliance.letters import Letter
    from alongside.core.access import Actor, AnyActor

LONGEST_NAME = 200


@transaction.atomic
def take_application(*, letter: Letter, team_id: UUID, actor: Actor, now: datetime) -> None:
    """Take in an application from the site, once however often its letter comes.

    :raises NotAboutUs: the team is not the secretariat's, or nobody could be answered
    """
    if not isinstance(letter, ApplicationLetter) or not queries.is_of_secretariat(actor=actor):
        raise NotAboutUs
    if not letter.name or not letter.contact:
        raise NotAboutUs
    if Application.objects.filter(known_as=letter.id).exists():
        return
    said = Applied(
        name=letter.name,
        country=letter.country,
        about=letter.about,
        is_registered=letter.is_registered,
        wants_to_be_seen=letter.wants_to_be_seen,
        references=letter.references,
        contact=letter.contact,
        language=letter.language,
    )
    row = Application(team_id=team_id, known_as=letter.id, arrived_at=letter.written_at)
    _keep(row, said, actor, now)
    _journal("alliance.application.taken", row, actor, now)


@transaction.atomic
def enter(*, said: Applied, actor: Actor, now: datetime) -> UUID:
    """Write down an application that came another way; raises NotInPublicTeam."""
    require_secretariat(actor=actor)
    teams = public_teams(actor=actor)
    if not teams:
        raise NotInPublicTeam
    row = Application(team=addressed_team(actor=actor) or teams[0], arrived_at=now)
    _keep(row, said, actor, now)
    _journal("alliance.application.entered", row, actor, now)
    return row.pk


@transaction.atomic
def ask(*, application_id: UUID, member_id: UUID, words: str, actor: Actor, now: datetime) -> None:
    """Ask a member whether it knows a group; it is told name, country and these words.

    :raises CannotAsk: it has nobody here who could answer
    :raises NotTheirKeys: somebody else's keys stand where that organisation's should
    :raises AskedAlready: a colleague asked it too
    """
    row = _open(application_id, actor)
    member = Member.objects.filter(pk=member_id).first()
    team = queries.team_to_ask(member=member, actor=actor) if member else None
    if member is None or team is None:
        raise CannotAsk
    if row.references.filter(member=member).exists():
        raise AskedAlready
    said = queries.said_in(row=row, actor=actor)
    reference = Reference(application=row, member=member, team=team, asked_at=now)
    question = Asked(of=team.organisation_id, name=said.name, country=said.country, words=words)
    part, keyring, teams = slips.QUESTION, keyring_of(actor), [team, row.team]
    try:
        slips.keep(question, about=reference.pk, part=part, teams=teams, keyring=keyring, now=now)
    except Untrusted as fault:
        raise NotTheirKeys from fault
    reference.save(force_insert=True)
    _journal("alliance.reference.asked", row, actor, now, reference.pk)


@transaction.atomic
def note_reference(*, application_id: UUID, said: Answered, actor: Actor, now: datetime) -> None:
    """Note what somebody outside said of a group."""
    row = _open(application_id, actor)
    reference = Reference(application=row, asked_at=now, answered_at=now)
    part, keyring = slips.ANSWER, keyring_of(actor)
    slips.keep(said, about=reference.pk, part=part, teams=[row.team], keyring=keyring, now=now)
    reference.save(force_insert=True)
    _journal("alliance.reference.noted", row, actor, now, reference.pk)


@transaction.atomic
def take_off(*, application_id: UUID, reference_id: UUID, actor: Actor, now: datetime) -> None:
    """Destroy what somebody outside said, as the secretariat noted it; raises NotThere, Decided."""
    row = _open(application_id, actor)
    reference = row.references.filter(pk=reference_id, member=None).first()
    if reference is None:
        raise NotThere
    slips.forget([reference.pk])
    reference.delete()
    _journal("alliance.reference.taken_off", row, actor, now, reference_id)


@transaction.atomic
def agree(*, application_id: UUID, actor: Actor, now: datetime) -> UUID | None:
    """Agree to an application; the second person who does makes the group a member.

    :returns: the member, or None while another person has to agree
    :raises NeedsAnother: she agreed before
    """
    row = _open(application_id, actor)
    # Who cannot read what she agrees to does not agree.
    said = queries.said_in(row=row, actor=actor)
    if row.agreements.filter(user_id=actor.user_id).exists():
        raise NeedsAnother
    Agreement.objects.create(application=row, user_id=actor.user_id, agreed_at=now)
    _journal("alliance.application.agreed", row, actor, now)
    if row.agreements_that_count().count() < queries.HOW_MANY_AGREE:
        return None
    # Hidden unless it asked to be seen; and then still not before somebody publishes it. What it
    # wrote to the secretariat is not what it says of itself to others, so nothing of it is copied.
    given = MemberGiven(
        name=said.name[:LONGEST_NAME], country=said.country, is_public=said.wants_to_be_seen
    )
    row.member = members.add_without_account(given=given, actor=actor, now=now)
    _end(row, ApplicationState.APPROVED, now)
    _journal("alliance.application.approved", row, actor, now, row.member.pk)
    return row.member.pk


@transaction.atomic
def take_back(*, application_id: UUID, actor: Actor, now: datetime) -> None:
    """Take her agreement back while it has made nobody a member.

    :raises Decided: it has, or the application was declined
    :raises NotAgreed: she did not agree
    """
    row = _open(application_id, actor)
    gone, _rows = row.agreements.filter(user_id=actor.user_id).delete()
    if not gone:
        raise NotAgreed
    _journal("alliance.application.taken_back", row, actor, now)


@transaction.atomic
def decline(*, application_id: UUID, reason: str, actor: Actor, now: datetime) -> None:
    """Decline an application; why stays sealed."""
    row = _open(application_id, actor)
    key = papers.key_of(row.pk, keyring_of(actor))
    row.ending = papers.seal(Declined(reason=reason), row_id=row.pk, key=key)
    _end(row, ApplicationState.DECLINED, now)
    _journal("alliance.application.declined", row, actor, now)


@transaction.atomic
def delete_due(*, actor: AnyActor, now: datetime) -> int:
    """Destroy what was declined long enough ago: its key, and what was said; return how many."""
    due = Application.objects.filter(
        state=ApplicationState.DECLINED, decided_at__lte=now - KEPT_AFTER
    )
    gone = list(due.order_by("id").values_list("id", flat=True))
    if not gone:
        return 0
    ring.shred(subjects=gone)
    slips.forget(Reference.objects.filter(application__in=gone).values_list("id", flat=True))
    Application.objects.filter(pk__in=gone).delete()
    journal.record(
        action="alliance.application.deleted",
        objects=gone,
        actor=actor,
        now=now,
        compartment=Compartment.LIST,
    )
    return len(gone)


def _open(application_id: UUID, actor: Actor) -> Application:
    row = queries.found(application_id=application_id, actor=actor, held=True)
    if row.state != ApplicationState.OPEN:
        raise Decided
    return row


def _keep(row: Application, said: Applied, actor: Actor, now: datetime) -> None:
    keyring = keyring_of(actor)
    papers.make_key(row.pk, team_id=row.team_id, keyring=keyring, now=now)
    row.box = papers.seal(said, row_id=row.pk, key=papers.key_of(row.pk, keyring))
    row.state = ApplicationState.OPEN
    row.save(force_insert=True)


def _end(row: Application, state: ApplicationState, now: datetime) -> None:
    row.state, row.decided_at = state, now
    row.save()


def _journal(action: str, row: Application, actor: Actor, now: datetime, *more: UUID) -> None:
    journal.record(
        action=action, objects=[row.pk, *more], actor=actor, now=now, compartment=Compartment.LIST
    )
