"""Whose letters the site seals, and how many wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from pydantic import ValidationError

from alongside.alliance import exchange
from alongside.alliance.letters import Unsubscription
from alongside.alliance.published import Published
from alongside.consent.gate import keyring_of
from alongside.organisations.enums import TeamKind
from alongside.organisations.models import Team
from alongside.organisations.policy import can_do_public_work
from alongside.vault.primitives import CannotOpen

if TYPE_CHECKING:
    from alongside.alliance.published import Letterbox
    from alongside.core.access import Actor
    from alongside.vault.keyring import Keyring


def public_teams(*, actor: Actor) -> list[Team]:
    """Return the teams for public work she is in."""
    can_do_public_work(actor).or_raise()
    rows = Team.objects.filter(pk__in=actor.team_ids, kind=TeamKind.PUBLIC)
    return list(rows.filter(organisation_id=actor.organisation_id).order_by("name", "id"))


def addressed_team(*, actor: Actor) -> Team | None:
    """Return the team of hers that the site seals letters to; None where it is somebody else's.

    Several organisations may share a node, and only one of them is whom the site writes to.
    """
    keyring, letterbox = keyring_of(actor), _letterbox()
    teams = public_teams(actor=actor)
    return next((one for one in teams if letterbox and _is_of(one, letterbox, keyring)), None)


def to_fetch(*, actor: Actor) -> int:
    """Return how many of the letters on the site she can take in: those sealed to a team of hers.

    Nothing is opened where none waits, which is nearly always.
    """
    waiting = exchange.waiting()
    return waiting if waiting and addressed_team(actor=actor) else 0


def is_unsubscribing(*, actor: Actor) -> bool:
    """Say whether somebody wrote that she no longer wants the newsletter, and nobody took it in.

    Of the others none counts: whoever holds the site could keep any issue from going out with one.
    """
    team = addressed_team(actor=actor) if exchange.waiting() else None
    if team is None:
        return False
    found = exchange.letters(team_id=team.pk, keyring=keyring_of(actor))
    return any(isinstance(one.letter, Unsubscription) for one in found)


def _is_of(team: Team, letterbox: Letterbox, keyring: Keyring) -> bool:
    if letterbox.epoch > keyring.current_epoch(team.pk):
        return False
    try:
        return keyring.letterbox(team.pk, letterbox.epoch).public.hex() == letterbox.key
    except CannotOpen:
        # An epoch that is closed for ever, because somebody left.
        return False


def _letterbox() -> Letterbox | None:
    path = settings.ALONGSIDE_EXCHANGE / "published.json"
    try:
        return Published.model_validate_json(path.read_bytes()).letterbox
    except (OSError, ValidationError):
        return None
