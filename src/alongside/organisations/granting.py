"""Which teams' keys somebody may hand on to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from alongside.organisations import policy
from alongside.organisations.models import Team

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from alongside.core.access import Actor


def grantable(team_ids: Iterable[UUID | str], role: str, actor: Actor) -> list[UUID]:
    """Return the teams' ids, once it is sure that the actor holds them and the role may.

    :raises ValidationError: with a sentence, for a team where one or the other is not so
    """
    wanted = {str(one) for one in team_ids}
    held = Team.objects.filter(id__in=actor.team_ids).order_by("name", "id")
    found = [team for team in held if str(team.id) in wanted]
    if len(found) != len(wanted):
        raise ValidationError(_("You can only hand on the keys of teams you are in yourself."))
    for team in found:
        if not policy.may_hold(role, team.kind):
            raise ValidationError(
                _("Somebody in this role does not hold the keys of the team “%(team)s”."),
                params={"team": team.name},
            )
    return [team.id for team in found]
