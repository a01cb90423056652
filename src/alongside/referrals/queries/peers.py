"""Whose keys we trust when we send to another organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.consent.gate import keyring_of
from alongside.organisations.models import Organisation
from alongside.organisations.policy import can_manage_people
from alongside.referrals.errors import NoSuchOrganisation
from alongside.vault import envelopes, peers
from alongside.vault.envelopes import Refused
from alongside.vault.primitives import fingerprint
from alongside.vault.trust import Untrusted

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.core.access import Actor


@dataclass(frozen=True)
class PeerKeys:
    """Another organisation's fingerprint as this node has it, and what we know about it."""

    name: str
    # What they have to read to us, and we to them.
    theirs: str
    ours: str
    compared: bool
    # The key we trusted until now is another one.
    changed: bool


def peer_keys(*, actor: Actor, organisation_id: UUID) -> PeerKeys:
    """Return what is compared by voice; coordinators only. Raises NoSuchOrganisation."""
    can_manage_people(actor).or_raise()
    others = Organisation.objects.filter(pk=organisation_id).exclude(pk=actor.organisation_id)
    other = others.order_by("id").first()
    if other is None:
        raise NoSuchOrganisation
    keyring = keyring_of(actor)
    try:
        shown = envelopes.card_of(organisation_id).identity_pk
    except Refused as refused:
        raise NoSuchOrganisation from refused
    try:
        pin = peers.pinned(organisation_id, keyring)
    except Untrusted:
        pin = None
    return PeerKeys(
        name=other.name,
        theirs=fingerprint(shown),
        ours=fingerprint(keyring.pin),
        compared=pin is not None and pin.compared and pin.identity_pk == shown,
        changed=pin is not None and pin.identity_pk != shown,
    )
