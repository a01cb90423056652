"""Handing the reviewed export to the public site."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.alliance import exchange, published
from alongside.alliance.comparing import as_json
from alongside.alliance.errors import CannotDo, ChangedMeanwhile
from alongside.alliance.models import Publication
from alongside.alliance.queries import publishing as queries
from alongside.audit import journal
from alongside.organisations.enums import TeamKind
from alongside.organisations.models import Team
from alongside.vault import letterbox

if TYPE_CHECKING:
    from datetime import datetime

    from alongside.core.access import Actor
    from alongside.vault.keyring import Keyring


@transaction.atomic
def publish(*, mark: str, actor: Actor, now: datetime) -> Publication:
    """Publish what she looked at.

    :param mark: of the proposal she saw
    :raises ChangedMeanwhile: something else would be published now
    :raises CannotDo: she is not in the team that opens visitors' letters
    """
    proposal = queries.proposal(actor=actor, now=now)
    if proposal.mark != mark:
        raise ChangedMeanwhile
    export = published.Published.model_validate(
        {"made_at": now, "letterbox": _letterbox(actor), **proposal.parts}
    )
    made = Publication.objects.create(
        made_at=now, made_by_id=actor.user_id, content=as_json(proposal.parts)
    )
    journal.record(action="alliance.published", objects=[made.pk], actor=actor, now=now)
    # Last: what was handed over cannot be taken back when the database refuses.
    exchange.publish(export)
    return made


def _letterbox(actor: Actor) -> published.Letterbox:
    # The actor was found to speak for the secretariat: it is her own organisation.
    teams = Team.objects.filter(organisation_id=actor.organisation_id, kind=TeamKind.PUBLIC)
    team_id = teams.order_by("name", "id").values_list("id", flat=True).first()
    if team_id is None or team_id not in actor.team_ids:
        raise CannotDo(
            _(
                "Only somebody in your team for public work can publish: visitors' letters are "
                "sealed to it. Ask your coordinator to add you."
            )
        )
    epoch, key = letterbox.public_key(team_id=team_id, keyring=cast("Keyring", actor.keys))
    return published.Letterbox(epoch=epoch, key=key.hex())
