"""Who can be asked about: teams of ours and organisations of this node."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.consent.enums import RecipientKind
from alongside.consent.errors import Refused
from alongside.organisations.enums import Role, UserState
from alongside.organisations.models import Organisation, Team, User

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from alongside.consent.parties import CaseLike, Recipient


def require(*, case: CaseLike, recipient: Recipient) -> None:
    """Raise Refused unless there is such a recipient for this file."""
    if not _exists(case, recipient):
        raise Refused(_("There is no such team or organisation here."))


def _exists(case: CaseLike, recipient: Recipient) -> bool:
    if recipient.kind == RecipientKind.TEAM:
        return Team.objects.filter(id=recipient.id, organisation_id=case.organisation_id).exists()
    if recipient.kind == RecipientKind.ORGANISATION:
        others = Organisation.objects.filter(id=recipient.id)
        return others.exclude(id=case.organisation_id).exists()
    if recipient.kind == RecipientKind.MEMBER:
        people = User.objects.filter(id=recipient.id, organisation_id=case.organisation_id)
        return people.filter(role=Role.VOLUNTEER, state=UserState.ACTIVE).exists()
    if recipient.kind == RecipientKind.FIGURES:
        return recipient.id == case.organisation_id
    return True


def other_teams(case: CaseLike) -> list[tuple[UUID, str]]:
    """Return the teams a part of this file could be opened to."""
    teams = Team.objects.filter(organisation_id=case.organisation_id).exclude(id=case.team_id)
    return list(teams.order_by("name").values_list("id", "name"))


def names(ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the names of teams, organisations and volunteers."""
    wanted = list(ids)
    found = dict(Team.objects.filter(id__in=wanted).values_list("id", "name"))
    found |= dict(Organisation.objects.filter(id__in=wanted).values_list("id", "name"))
    left = [one for one in wanted if one not in found]
    people = User.objects.filter(id__in=left, role=Role.VOLUNTEER)
    return found | dict(people.values_list("id", "display_name")) if left else found
