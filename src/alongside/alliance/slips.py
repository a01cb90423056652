"""Papers sealed to teams for public work: visitors' letters, concerns, references, urgent alerts.

A paper is a pydantic model. `about` is the row it belongs to, `part` says which paper of it. Every
team that may read it has a slip of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from pydantic import TypeAdapter, ValidationError

from alongside.alliance.models import Slip
from alongside.alliance.papers import Paper
from alongside.organisations.enums import TeamKind
from alongside.organisations.models import Team
from alongside.vault import erasure, slips
from alongside.vault.primitives import CannotOpen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet
    from pydantic import BaseModel

    from alongside.alliance.models import Member
    from alongside.vault.keyring import Keyring

P = TypeVar("P")
LETTER, REMARK, CONCERN, REASON = "letter", "remark", "concern", "reason"
QUESTION, ANSWER = "question", "answer"
ALERT, READERS, SINCE = "alert", "readers", "since"
# Who is worried is named where she says so and nowhere else.
UNSIGNED = frozenset({CONCERN})


class Remark(Paper):
    """What a colleague noted when a letter was dealt with."""

    text: str


REMARKS = TypeAdapter(Remark)


def public_team(organisation_id: UUID | None) -> Team | None:
    """Return the team of an organisation that others write to; None where it has none."""
    if organisation_id is None:
        return None
    teams = Team.objects.filter(organisation_id=organisation_id, kind=TeamKind.PUBLIC)
    return teams.order_by("name", "id").first()


def receiver(member: Member | None, team_id: UUID) -> UUID | None:
    """Return which team a letter for a member is passed on to; None where it stays with `team_id`.

    A member without an account here, or without anybody for public work, has none.
    """
    team = public_team(member.organisation_id) if member else None
    return team.pk if team and team.pk != team_id else None


def keep(
    paper: BaseModel,
    *,
    about: UUID,
    part: str,
    teams: Iterable[Team],
    keyring: Keyring,
    now: datetime,
) -> None:
    """Seal a paper to teams, in place of what each had before; raise Untrusted."""
    for team in teams:
        sealed = slips.seal(
            paper.model_dump_json().encode(),
            team_id=team.pk,
            organisation_id=team.organisation_id,
            where=_where(about, part),
            keyring=keyring,
            now=None if part in UNSIGNED else now,
        )
        Slip.objects.update_or_create(
            about=about,
            part=part,
            team=team,
            defaults={"epoch": sealed.epoch, "box": sealed.box},
        )


def opened(
    kind: TypeAdapter[P],
    *,
    part: str,
    abouts: Iterable[UUID] | Mapping[UUID, UUID],
    team_ids: Iterable[UUID],
    keyring: Keyring,
) -> dict[UUID, P]:
    """Return the papers these teams can open, by the row they belong to, in as many queries as one.

    What does not open, is no such paper, or is not signed by who is said to have written it, is
    left out.

    :param abouts: rows; with the organisation beside each that it must be from, where not any
    """
    found: dict[UUID, P] = {}
    rows = Slip.objects.filter(about__in=list(abouts), part=part, team_id__in=list(team_ids))
    said = [(row.about, _said(row, keyring)) for row in rows.order_by("id")]
    opens = [(about, words) for about, words in said if words is not None]
    authors = slips.Authors([words for _about, words in opens], keyring)
    for about, words in opens:
        author = authors.of(words)
        wanted = abouts[about] if isinstance(abouts, Mapping) else author
        is_proven = author is not None and author == wanted
        if about in found or not (is_proven or (part in UNSIGNED and words.signed is None)):
            continue
        with suppress(ValidationError):
            found[about] = kind.validate_json(words.payload)
    return found


def forget(abouts: Iterable[UUID], *, team_id: UUID | None = None, part: str = "") -> None:
    """Destroy every paper of these rows, or only what one team has of them, or only one part."""
    erasure.overwrite()
    gone = Slip.objects.filter(about__in=list(abouts))
    if team_id is not None:
        gone = gone.filter(team_id=team_id)
    if part:
        gone = gone.filter(part=part)
    gone.delete()


def carry(*, team_id: UUID, keyring: Keyring, limit: int) -> int:
    """Seal up to `limit` papers of a team to its present key; return how many are left."""
    behind = _behind(team_id, keyring)
    # Held until it is carried: what is destroyed meanwhile is not to come back.
    for row in behind.select_for_update().order_by("id")[:limit]:
        try:
            anew = slips.seal_anew(
                slips.Slip(row.epoch, bytes(row.box)),
                team_id=team_id,
                where=_where(row.about, row.part),
                keyring=keyring,
            )
        except CannotOpen:
            # Nobody opens it any more: it must not keep the team from finishing.
            row.delete()
            continue
        row.epoch, row.box = anew.epoch, anew.box
        row.save(force_update=True)
    return behind.count()


def _behind(team_id: UUID, keyring: Keyring) -> QuerySet[Slip]:
    return Slip.objects.filter(team_id=team_id, epoch__lt=keyring.current_epoch(team_id))


def _said(row: Slip, keyring: Keyring) -> slips.Words | None:
    try:
        return slips.open_slip(
            slips.Slip(row.epoch, bytes(row.box)),
            team_id=row.team_id,
            where=_where(row.about, row.part),
            keyring=keyring,
        )
    except CannotOpen:
        return None


def _where(about: UUID, part: str) -> tuple[UUID, str]:
    return about, part
