"""What a role may do with files. What she agreed to is asked of the consent gate as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.core.access import Actor, AnyActor, Decision
from alongside.organisations import policy as organisations
from alongside.organisations.enums import Role, TeamKind

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.casework.models import Case

# Teams that open files of their own.
FILE_TEAMS = (TeamKind.CASEWORK,)


def can_list(actor: AnyActor) -> Decision:
    """Decide whether she sees lists of files at all."""
    return organisations.can_keep_files(actor)


def can_open_case(actor: AnyActor, team_id: UUID) -> Decision:
    """Decide whether she may begin a file in a team."""
    decision = organisations.can_open_files(actor)
    return decision if not decision else _in_team(actor, team_id)


def can_write(actor: AnyActor, case: Case) -> Decision:
    """Decide whether she may add to a file."""
    decision = organisations.can_keep_files(actor)
    return decision if not decision else _in_team(actor, case.team_id)


def can_decide(actor: AnyActor, case: Case) -> Decision:
    """Decide whether she may close a file, open it again or hand it over."""
    decision = organisations.can_open_files(actor)
    return decision if not decision else _in_team(actor, case.team_id)


def can_move_registers(actor: AnyActor, team_id: UUID) -> Decision:
    """Decide whether she may bring in a register for a team or take one out."""
    decision = organisations.can_move_registers(actor)
    return decision if not decision else _in_team(actor, team_id)


def can_export_file(actor: AnyActor, case: Case) -> Decision:
    """Decide whether she may take one file out."""
    return can_move_registers(actor, case.team_id)


def can_export_plain(actor: AnyActor) -> Decision:
    """Decide whether she may take something out unencrypted."""
    if isinstance(actor, Actor) and actor.role == Role.COORDINATOR:
        return Decision(True, _("Coordinator"))
    return Decision(False, _("Only a coordinator takes something out unencrypted."))


def can_choose_words(actor: AnyActor) -> Decision:
    """Decide whether she may say which words and fields her organisation works with."""
    return organisations.can_manage_people(actor)


def can_ask_for_fields(actor: AnyActor) -> Decision:
    """Decide whether she may ask that something dangerous is asked; another one decides."""
    return organisations.can_open_files(actor)


def is_keeper(role: str, team_ids: frozenset[UUID], team_id: UUID) -> bool:
    """Return whether somebody of this role and these teams works with a team's files."""
    return role in organisations.DECIDES_ON_FILES and team_id in team_ids


def _in_team(actor: AnyActor, team_id: UUID) -> Decision:
    if isinstance(actor, Actor) and team_id in actor.team_ids:
        return Decision(True, _("Her team keeps the file."))
    return Decision(False, _("Only the team that keeps her file does this."))
