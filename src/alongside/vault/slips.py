"""A few words sealed to one team, of the writer's organisation or of another on this node.

Ring keys lead back to the reader's own organisation, so nobody outside it can grant one. A slip is
sealed to the team's public key of its present epoch and needs no key of its own; whoever is in the
team opens it, nobody else, not even who wrote it. Inside lies her signature for that team and
place, so that it stays good when the team's keys change and the slip is sealed anew, and nobody
outside the team learns whose it is.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from alongside.vault import peers
from alongside.vault.keyring import epoch_statement
from alongside.vault.models import Certificate, TeamEpoch
from alongside.vault.primitives import CannotOpen, context, digest, pad, unpad, unwrap, wrap
from alongside.vault.trust import COORDINATOR, Signer, Untrusted, check_signed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from alongside.vault.keyring import Keyring
    from alongside.vault.primitives import Part

# The signer's certificate (16 bytes), the day (4) and the signature (66); zeros where nobody signs.
_SIGNED = 16 + 4 + 66
_UNSIGNED = bytes(_SIGNED)


class Slip(NamedTuple):
    """What a row keeps of it."""

    epoch: int
    box: bytes


class Signature(NamedTuple):
    """Who is said to have signed what a slip says; `Authors` checks it."""

    signer_id: UUID
    signed_on: date
    signature: bytes
    message: bytes


class Words(NamedTuple):
    """What an opened slip says; `signed` is None where nobody signed."""

    payload: bytes
    signed: Signature | None


def seal(
    payload: bytes,
    *,
    team_id: UUID,
    organisation_id: UUID,
    where: Sequence[Part],
    keyring: Keyring,
    now: datetime | None,
) -> Slip:
    """Seal to a team of an organisation, bound to where it lies.

    :param now: when it is signed; None for words whose writer is not to be known
    :raises Untrusted: the team's key is not signed by the organisation that is known here
    """
    epoch, public_key = _target(team_id, organisation_id, keyring)
    head = _UNSIGNED
    if now is not None:
        day = now.date()
        signature = keyring.sign(_statement(payload, team_id, where, day))
        head = keyring.certificate.id.bytes + day.toordinal().to_bytes(4, "big") + signature
    return _wrapped(head + payload, public_key, team_id, epoch, where)


def open_slip(slip: Slip, *, team_id: UUID, where: Sequence[Part], keyring: Keyring) -> Words:
    """Open a slip to a team; who wrote it is not checked yet.

    :raises CannotOpen: also NotAMember for a stranger
    """
    body = _body(slip, team_id, where, keyring)
    head, payload = body[:_SIGNED], body[_SIGNED:]
    if head == _UNSIGNED:
        return Words(payload, None)
    try:
        day = date.fromordinal(int.from_bytes(head[16:20], "big"))
        message = _statement(payload, team_id, where, day)
        return Words(payload, Signature(UUID(bytes=head[:16]), day, head[20:], message))
    except (ValueError, OverflowError) as fault:
        raise CannotOpen from fault


def seal_anew(slip: Slip, *, team_id: UUID, where: Sequence[Part], keyring: Keyring) -> Slip:
    """Return a slip sealed to the team's present epoch, signed as it was; raise as `open_slip`."""
    target = keyring.target(team_id)
    body = _body(slip, team_id, where, keyring)
    return _wrapped(body, bytes(target.box_pk), team_id, target.epoch, where)


class Authors:
    """Which organisations wrote some slips, found in as many queries as for one."""

    def __init__(self, words: Iterable[Words], keyring: Keyring) -> None:
        """Fetch who signed and what is known of their organisations."""
        ids = {one.signed.signer_id for one in words if one.signed}
        rows = Certificate.objects.filter(pk__in=ids).values_list(*Signer.columns())
        self._signers = {row[0]: Signer(*row) for row in rows}
        organisations = {one.organisation_id for one in self._signers.values()}
        self._identities = peers.identities(organisations, keyring)

    def of(self, words: Words) -> UUID | None:
        """Return which organisation's member signed; None where nobody proves it."""
        signed = words.signed
        signer = self._signers.get(signed.signer_id) if signed else None
        if signed is None or signer is None or signer.organisation_id not in self._identities:
            return None
        try:
            check_signed(
                signer=signer,
                pin=self._identities[signer.organisation_id],
                message=signed.message,
                signature=signed.signature,
                signed_on=signed.signed_on,
            )
        except Untrusted:
            return None
        return signer.organisation_id


def _target(team_id: UUID, organisation_id: UUID, keyring: Keyring) -> tuple[int, bytes]:
    if organisation_id == keyring.organisation_id:
        own = keyring.target(team_id)
        return own.epoch, bytes(own.box_pk)
    columns = ["epoch", "box_pk", "signed_on", "signature", *Signer.columns("signer__")]
    rows = TeamEpoch.objects.filter(team_id=team_id).order_by("-epoch").values_list(*columns)
    row = rows.first()
    identity = peers.identities([organisation_id], keyring).get(organisation_id)
    if row is None or identity is None or Signer(*row[4:]).organisation_id != organisation_id:
        raise Untrusted
    epoch, public_key, signed_on = row[0], bytes(row[1]), row[2]
    check_signed(
        signer=Signer(*row[4:]),
        pin=identity,
        message=epoch_statement(team_id, epoch, public_key, signed_on),
        signature=bytes(row[3]),
        signed_on=signed_on,
        role=COORDINATOR,
    )
    return epoch, public_key


def _body(slip: Slip, team_id: UUID, where: Sequence[Part], keyring: Keyring) -> bytes:
    pair = keyring.team_pair(team_id, slip.epoch)
    body = unpad(unwrap(pair, bytes(slip.box), aad=_place(team_id, slip.epoch, where)))
    if len(body) < _SIGNED:
        raise CannotOpen
    return body


def _wrapped(
    body: bytes, public_key: bytes, team_id: UUID, epoch: int, where: Sequence[Part]
) -> Slip:
    return Slip(epoch, wrap(public_key, pad(body), aad=_place(team_id, epoch, where)))


def _place(team_id: UUID, epoch: int, where: Sequence[Part]) -> bytes:
    return context("slip", team_id, epoch, *where)


def _statement(payload: bytes, team_id: UUID, where: Sequence[Part], day: date) -> bytes:
    return context("slip says", team_id, *where, digest(payload, "slip"), day.isoformat())
