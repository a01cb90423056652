"""What a role may do. Whether it may for one person's file is asked of the consent gate as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.core.access import Actor, AnyActor, Decision
from alongside.organisations.enums import Role, TeamKind, UserState

if TYPE_CHECKING:
    from alongside.organisations.models import User

KEEPS_FILES = frozenset(
    {Role.COORDINATOR, Role.CASEWORKER, Role.SHELTER_WORKER, Role.LAWYER, Role.VOLUNTEER}
)
# A volunteer helps with files that others keep; she does not decide what becomes of them.
DECIDES_ON_FILES = KEEPS_FILES - {Role.VOLUNTEER}
MOVES_REGISTERS = frozenset({Role.COORDINATOR, Role.CASEWORKER})
SEES_STATISTICS = DECIDES_ON_FILES | {Role.RESEARCHER}
SEES_EXACT_STATISTICS = frozenset({Role.RESEARCHER})
MANAGES_PEOPLE = frozenset({Role.COORDINATOR})
NEEDS_SECOND_FACTOR = MANAGES_PEOPLE
# Who speaks for the organisation: its page among the members, events, what visitors wrote.
DOES_PUBLIC_WORK = frozenset({Role.COORDINATOR, Role.EDITOR, Role.ORGANISER})

# Being in a team means holding its keys, so a role is kept out of teams whose files it has no part
# in. A coordinator is in every team, because only a holder can hand a team's keys on.
TEAMS_OF_ROLE = {
    Role.COORDINATOR: frozenset(TeamKind),
    Role.CASEWORKER: frozenset({TeamKind.CASEWORK, TeamKind.SHELTER, TeamKind.LEGAL}),
    Role.SHELTER_WORKER: frozenset({TeamKind.SHELTER, TeamKind.CASEWORK}),
    Role.LAWYER: frozenset({TeamKind.LEGAL, TeamKind.CASEWORK}),
    Role.VOLUNTEER: frozenset({TeamKind.CASEWORK, TeamKind.SHELTER}),
    Role.RESEARCHER: frozenset({TeamKind.RESEARCH}),
    Role.EDITOR: frozenset({TeamKind.PUBLIC}),
    Role.ORGANISER: frozenset({TeamKind.PUBLIC}),
}
# The portal is not this way in.
WORKING_ROLES = [role for role in Role if role is not Role.PARTICIPANT]


def can_keep_files(actor: AnyActor) -> Decision:
    """Decide whether she works with people's files at all."""
    return _by_role(actor, KEEPS_FILES, _("Your role does not work with people's files."))


def can_open_files(actor: AnyActor) -> Decision:
    """Decide whether she may begin a file, close it or open it again."""
    return _by_role(actor, DECIDES_ON_FILES, _("Your role does not open or close files."))


def can_refer(actor: AnyActor) -> Decision:
    """Decide whether she may hand somebody on to another organisation, or answer one that does."""
    return _by_role(actor, DECIDES_ON_FILES, _("Your role does not send or answer referrals."))


def can_move_registers(actor: AnyActor) -> Decision:
    """Decide whether she may bring in a register or take one out."""
    return _by_role(actor, MOVES_REGISTERS, _("Your role does not bring in or take out registers."))


def can_do_public_work(actor: AnyActor) -> Decision:
    """Decide whether she speaks for her organisation in public and among the members."""
    return _by_role(actor, DOES_PUBLIC_WORK, _("Your role does not do public work."))


def can_see_statistics(actor: AnyActor) -> Decision:
    """Decide whether she may see counts."""
    return _by_role(actor, SEES_STATISTICS, _("Your role does not work with figures."))


def can_see_exact_statistics(actor: AnyActor) -> Decision:
    """Decide whether she may see small counts as they are; for others they are masked."""
    return _by_role(
        actor, SEES_EXACT_STATISTICS, _("Only a researcher sees small figures unmasked.")
    )


def can_manage_people(actor: AnyActor) -> Decision:
    """Decide whether she may invite, confirm, move and part with members, and see the keys page."""
    return _by_role(
        actor, MANAGES_PEOPLE, _("Only a coordinator can do this. Ask yours to do it with you.")
    )


def needs_second_factor(role: str) -> bool:
    """Return whether somebody of this role may only work with a second factor set up."""
    return role in NEEDS_SECOND_FACTOR


def may_hold(role: str, kind: str) -> bool:
    """Return whether somebody of this role may be in a team of this kind."""
    return kind in TEAMS_OF_ROLE.get(Role(role), frozenset())


def can_change_member(actor: AnyActor, member: User, *, coordinators: int) -> Decision:
    """Decide whether a member may be given another role or parted with.

    :param coordinators: how many coordinators are at work in the organisation now
    """
    decision = can_manage_people(actor)
    if not decision:
        return decision
    last = member.role == Role.COORDINATOR and member.state == UserState.ACTIVE
    if last and coordinators <= 1:
        return Decision(
            allowed=False,
            reason=_("She is the only coordinator. Make somebody else a coordinator first."),
        )
    return decision


def _by_role(actor: AnyActor, roles: frozenset[Role], refusal: str) -> Decision:
    if isinstance(actor, Actor) and actor.role in roles:
        return Decision(allowed=True, reason=str(Role(actor.role).label))
    return Decision(allowed=False, reason=refusal)
