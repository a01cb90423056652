"""Who works here, in which team; each answer is about the asker's own organisation only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, UUIDField
from django.http import Http404

from alongside.core.prepared import Prepared, columns, made
from alongside.organisations.enums import Role, UserState
from alongside.organisations.models import Invitation, Organisation, Rekeying, Session, Team, User
from alongside.organisations.policy import can_manage_people
from alongside.organisations.sessions import absolute_limit
from alongside.vault.models import OrganisationKeys, TeamEpoch

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from alongside.core.access import Actor


MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Member:
    """Somebody who works here, as her colleagues see her."""

    id: UUID
    display_name: str
    role: str
    state: str
    team_ids: frozenset[UUID]

    @property
    def role_label(self) -> str:
        """Return her role in words."""
        return str(Role(self.role).label)


@dataclass(frozen=True)
class TeamKeys:
    """A team and how often its keys were renewed."""

    id: UUID
    name: str
    kind_label: str
    members: int
    epoch: int
    since: date


def largest_document(*, actor: Actor) -> int:
    """Return how large a document may be in the asker's organisation, in bytes."""
    rows = Organisation.objects.filter(pk=actor.organisation_id).order_by("id")
    return rows.values_list("largest_document", flat=True).get() * MEGABYTE


def members_of(*, organisation_id: UUID, actor: Actor) -> list[Member]:
    """Return the members at work or waiting, by name; nobody of another organisation."""
    if organisation_id != actor.organisation_id:
        return []
    users = User.objects.filter(organisation_id=organisation_id).exclude(state=UserState.LEFT)
    rows = users.order_by("display_name", "id").prefetch_related("memberships")
    return [_member(user) for user in rows]


def member(*, user_id: UUID, actor: Actor) -> User:
    """Return a member of the actor's organisation; raises Http404 for anybody else."""
    users = User.objects.filter(organisation_id=actor.organisation_id)
    found = users.exclude(state=UserState.LEFT).filter(pk=user_id).first()
    if found is None:
        raise Http404
    return found


def coordinators(*, actor: Actor) -> int:
    """Return how many coordinators are at work in the actor's organisation."""
    rows = User.objects.filter(organisation_id=actor.organisation_id, role=Role.COORDINATOR)
    return rows.filter(state=UserState.ACTIVE).count()


def teams_of(*, actor: Actor) -> list[Team]:
    """Return the teams the actor is in, by name."""
    return [made(Team, row) for row in _BY_NAME.rows(list(actor.team_ids))]


def _by_name(team_ids: Any) -> QuerySet[Team, tuple[Any, ...]]:
    rows = Team.objects.filter(id__in=team_ids).order_by("name", "id")
    return rows.values_list(*columns(Team))


# Lists and new files ask for it again and again.
_BY_NAME = Prepared(_by_name, UUIDField())


def all_teams(*, actor: Actor) -> list[Team]:
    """Return every team of the actor's organisation, by name."""
    rows = Team.objects.filter(organisation_id=actor.organisation_id)
    return list(rows.order_by("name", "id"))


def other_organisations(*, actor: Actor) -> list[Organisation]:
    """Return the other organisations of this node, by name."""
    return list(Organisation.objects.exclude(pk=actor.organisation_id).order_by("name", "id"))


def display_names(*, user_ids: Iterable[UUID], actor: Actor) -> dict[UUID, str]:
    """Return the names of colleagues, also of those who left; strangers are missing from it."""
    return dict(_NAMES.rows(sorted(set(user_ids)), actor.organisation_id))


def _names(user_ids: Any, organisation_id: Any) -> QuerySet[User, tuple[Any, ...]]:
    rows = User.objects.filter(pk__in=user_ids, organisation_id=organisation_id)
    return rows.values_list("pk", "display_name")


_NAMES = Prepared(_names, UUIDField(), UUIDField())


def country_of(*, actor: Actor) -> str:
    """Return the country of the actor's organisation, two letters, or ""."""
    found = _COUNTRY.rows(actor.organisation_id)
    return str(found[0][0]) if found else ""


def _country(organisation_id: Any) -> QuerySet[Organisation, tuple[Any, ...]]:
    return Organisation.objects.filter(pk=organisation_id).values_list("country")


# Every number of a register that is brought in is read as one of it.
_COUNTRY = Prepared(_country, UUIDField())


def languages_of(*, actor: Actor) -> list[str]:
    """Return the languages the actor's organisation works in: its own first, then colleagues'."""
    mine = Organisation.objects.filter(pk=actor.organisation_id).order_by("id")
    own: str = mine.values_list("language", flat=True)[0]
    users = User.objects.filter(organisation_id=actor.organisation_id, state=UserState.ACTIVE)
    spoken = set(users.order_by().values_list("language", flat=True))
    return [own, *sorted(spoken - {own})]


def open_invitations(*, actor: Actor, now: datetime) -> list[Invitation]:
    """Return the invitations that nobody has used yet, oldest first; coordinators only."""
    can_manage_people(actor).or_raise()
    rows = Invitation.objects.open(now).filter(organisation_id=actor.organisation_id)
    return list(rows.order_by("created_at", "id"))


def unfinished_rekeyings(*, actor: Actor) -> list[Rekeying]:
    """Return the renewals of team keys that are not done, oldest first."""
    rows = Rekeying.objects.filter(team__organisation_id=actor.organisation_id, finished_at=None)
    return list(rows.select_related("team").order_by("started_at", "id"))


def sessions_of(*, user_id: UUID, actor: Actor, now: datetime) -> list[Session]:
    """Return where a colleague is signed in, the latest used first; nothing about strangers."""
    theirs = Session.objects.filter(user_id=user_id, user__organisation_id=actor.organisation_id)
    rows = theirs.filter(started_at__gt=now - absolute_limit())
    return list(rows.order_by("-seen_at", "id"))


def has_recovery_sheets(*, actor: Actor) -> bool:
    """Return whether a recovery key was printed for the actor's organisation."""
    rows = OrganisationKeys.objects.filter(organisation_id=actor.organisation_id)
    return any(bytes(one) for one in rows.values_list("recovery_pk", flat=True))


def team_keys(*, actor: Actor) -> list[TeamKeys]:
    """Return each team of the actor's organisation with the epoch of its keys, by name."""
    teams = all_teams(actor=actor)
    rows = TeamEpoch.objects.filter(team_id__in=[team.id for team in teams]).order_by("epoch")
    newest = {row.team_id: row for row in rows}
    at_work = Count("memberships", filter=Q(memberships__user__state=UserState.ACTIVE))
    counts = dict(
        Team.objects.filter(id__in=newest).annotate(n=at_work).order_by().values_list("id", "n")
    )
    return [
        TeamKeys(
            id=team.id,
            name=team.name,
            kind_label=team.get_kind_display(),
            members=counts[team.id],
            epoch=newest[team.id].epoch,
            since=newest[team.id].signed_on,
        )
        for team in teams
        if team.id in newest
    ]


def _member(user: User) -> Member:
    return Member(
        id=user.id,
        display_name=user.display_name,
        role=user.role,
        state=user.state,
        team_ids=frozenset(one.team_id for one in user.memberships.all()),
    )
