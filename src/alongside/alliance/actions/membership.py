"""Staying a member: the yearly confirmation, what was given, and whose account it is."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.alliance import membership, papers
from alongside.alliance.errors import CannotDo, NotInPublicTeam, NotYet
from alongside.alliance.given import ContributionGiven
from alongside.alliance.membership_papers import SaidSo
from alongside.alliance.models import Confirmation, Contribution, Member
from alongside.alliance.queries import members, membership as queries
from alongside.alliance.queries.letterbox import addressed_team, public_teams
from alongside.audit import journal
from alongside.consent.gate import keyring_of

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import Actor


@transaction.atomic
def confirm(*, member_id: UUID, words: str = "", actor: Actor, now: datetime) -> None:
    """Note that a member still wants to be one; a lapsed one is back with it.

    :param words: how a member without an account said so; sealed for the secretariat
    :raises NotYet: it was confirmed, and the next time is not near
    :raises CannotDo: nobody noted how a member without an account said so
    """
    member = members.to_change(member_id=member_id, actor=actor)
    member = Member.objects.select_for_update(of=("self",)).get(pk=member.pk)
    today = timezone.localdate(now)
    if today < membership.standing_of(member, today).asked_from:
        raise NotYet
    on_behalf = member.organisation_id is None
    row = Confirmation(member=member, confirmed_on=today, by_id=actor.user_id, on_behalf=on_behalf)
    if on_behalf:
        if not words.strip():
            raise CannotDo(_("Note how the member said so."))
        row.box = _sealed(row, words, actor, now)
    row.save(force_insert=True)
    member.confirmed_on = today
    member.save(update_fields=["confirmed_on"])
    journal.record(
        action="alliance.member.confirmed", objects=[member.pk, row.pk], actor=actor, now=now
    )


@transaction.atomic
def note_contribution(
    *, member_id: UUID, given: ContributionGiven, actor: Actor, now: datetime
) -> None:
    """Note what a member gives in a year, or that it is waived; once more changes it.

    Nothing depends on it: neither how the membership stands nor what is published.
    """
    member = queries.to_note(member_id=member_id, actor=actor)
    said = asdict(ContributionGiven(year=given.year, is_waived=True) if given.is_waived else given)
    noted = {"noted_by_id": actor.user_id, "noted_at": now}
    Contribution.objects.update_or_create(
        member=member, year=said.pop("year"), defaults=said | noted
    )
    journal.record(
        action="alliance.contribution.noted",
        objects=[member.pk, str(given.year)],
        actor=actor,
        now=now,
    )


@transaction.atomic
def link(*, member_id: UUID, organisation_id: UUID, actor: Actor, now: datetime) -> None:
    """Say which organisation of this node a member is; from then on it writes its own page.

    :raises CannotDo: it has an account, or the organisation is another member
    """
    member = queries.to_note(member_id=member_id, actor=actor)
    free = {one.pk for one in queries.without_page(actor=actor)}
    if member.organisation_id is not None or organisation_id not in free:
        raise CannotDo(_("One of the two is linked already."))
    Member.objects.filter(pk=member.pk).update(organisation_id=organisation_id)
    journal.record(
        action="alliance.member.linked", objects=[member.pk, organisation_id], actor=actor, now=now
    )


def _sealed(row: Confirmation, words: str, actor: Actor, now: datetime) -> bytes:
    teams = public_teams(actor=actor)
    if not teams:
        raise NotInPublicTeam
    team, keyring = addressed_team(actor=actor) or teams[0], keyring_of(actor)
    papers.make_key(row.pk, team_id=team.pk, keyring=keyring, now=now)
    key = papers.key_of(row.pk, keyring)
    return papers.seal(SaidSo(words=words), row_id=row.pk, key=key)
