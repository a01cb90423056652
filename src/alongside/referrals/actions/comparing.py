"""Trusting another organisation's keys because two people compared them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.audit import journal
from alongside.consent.gate import keyring_of
from alongside.referrals.errors import NotAllowed
from alongside.referrals.queries.peers import peer_keys
from alongside.vault import envelopes, peers
from alongside.vault.primitives import fingerprint

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import Actor


@transaction.atomic
def compare_keys(*, organisation_id: UUID, compared: str, actor: Actor, now: datetime) -> None:
    """Trust the keys whose fingerprint a coordinator compared by voice, also in place of others.

    :param compared: the fingerprint as she saw and compared it
    :raises NotAllowed: when the keys are others by now
    """
    peer_keys(actor=actor, organisation_id=organisation_id)
    shown = envelopes.card_of(organisation_id).identity_pk
    if fingerprint(shown) != compared:
        raise NotAllowed(_("These numbers are not the ones you compared. Look at them again."))
    keyring = keyring_of(actor)
    peers.pin(peer_id=organisation_id, identity_pk=shown, compared=True, keyring=keyring, now=now)
    journal.record(action="referral.keys_compared", objects=[organisation_id], actor=actor, now=now)
