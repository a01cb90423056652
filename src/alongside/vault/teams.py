"""Teams: who holds the secret that opens a team's keys, from one epoch to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from alongside.vault import certificates, erasure, ring
from alongside.vault.guard import writing
from alongside.vault.keyring import (
    RECOVERY,
    Keyring,
    epoch_statement,
    link_context,
    team_wrap_context,
)
from alongside.vault.models import OrganisationKeys, TeamEpoch, TeamWrap, Wrap
from alongside.vault.primitives import (
    CannotOpen,
    KeyPair,
    context,
    derive,
    equal,
    seal,
    unwrap,
    verify,
    wrap,
)
from alongside.vault.trust import COORDINATOR, Untrusted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet


class StillWrapped(Exception):
    """Keys still lie under an earlier epoch: re-wrap them before finishing."""


@transaction.atomic
def create(*, team_id: UUID, members: Iterable[UUID], keyring: Keyring, now: datetime) -> None:
    """Make a team's first epoch, wrapped to the members and to the recovery key.

    Only a coordinator can sign one.
    """
    pair = KeyPair.new()
    row = _signed_epoch(
        team_id=team_id, epoch=1, pair=pair, previous=None, keyring=keyring, now=now
    )
    _wrap_to(row, pair, members, keyring)


@transaction.atomic
def admit(*, team_id: UUID, user_id: UUID, keyring: Keyring) -> None:
    """Wrap a team's current secret to one more member, whose certificate is checked first."""
    pair = keyring.team_pair(team_id)
    row = TeamEpoch.objects.get(team_id=team_id, epoch=keyring.current_epoch(team_id))
    with writing():
        TeamWrap.objects.filter(team_epoch__team_id=team_id, holder=str(user_id)).delete()
        TeamWrap.objects.bulk_create([_wrapped(row, pair, user_id, keyring)])


@transaction.atomic
def new_epoch(*, team_id: UUID, remaining: Iterable[UUID], keyring: Keyring, now: datetime) -> int:
    """Make a new secret for those who remain.

    Everybody else's wrap is deleted. Return the new epoch.

    A sealed link to the secret before lets work go on while :func:`rewrap_batch` moves the keys;
    use a fresh keyring afterwards.
    """
    before = keyring.team_pair(team_id)
    epoch = keyring.current_epoch(team_id) + 1
    pair = KeyPair.new()
    previous = seal(derive(pair.secret, "link"), before.secret, aad=link_context(team_id, epoch))
    erasure.wipe(TeamWrap.objects.filter(team_epoch__team_id=team_id))
    row = _signed_epoch(
        team_id=team_id, epoch=epoch, pair=pair, previous=previous, keyring=keyring, now=now
    )
    _wrap_to(row, pair, remaining, keyring)
    return epoch


@transaction.atomic
def rewrap_batch(*, team_id: UUID, keyring: Keyring, limit: int = 1000) -> int:
    """Move up to ``limit`` ring keys to the current epoch.

    Returns how many still lie under earlier ones.

    Each batch stands by itself: killed between two, the next call goes on. A wrap that does not
    open is carried over as it is, so that it stays visible as broken and cannot hold up the rest.
    """
    target = keyring.target(team_id)
    columns = ["id", "epoch", "box", "key__id", "key__subject", "key__label", "key__commitment"]
    old = _under_earlier(team_id, target.epoch)
    batch = list(old.order_by("id").select_for_update(of=("self",)).values_list(*columns)[:limit])
    moved = []
    for _id, epoch, box, key_id, subject, label, committed in batch:
        aad = ring.wrap_context(key_id, subject, label, team_id, epoch)
        try:
            secret = unwrap(keyring.team_pair(team_id, epoch), bytes(box), aad=aad)
        except CannotOpen:
            secret = b""
        fresh = bytes(box)
        if equal(ring.commitment(secret), bytes(committed)):
            fresh = wrap(
                bytes(target.box_pk),
                secret,
                aad=ring.wrap_context(key_id, subject, label, team_id, target.epoch),
            )
        moved.append(Wrap(key_id=key_id, team_id=team_id, epoch=target.epoch, box=fresh))
    erasure.wipe(Wrap.objects.filter(id__in=[row[0] for row in batch]))
    with writing():
        Wrap.objects.bulk_create(moved, ignore_conflicts=True)
    return old.count()


def _under_earlier(team_id: UUID, epoch: int) -> QuerySet[Wrap]:
    return Wrap.objects.filter(team_id=team_id, epoch__gt=0, epoch__lt=epoch)


@transaction.atomic
def finish_epoch(*, team_id: UUID, keyring: Keyring) -> None:
    """Drop the link to the secret before; raise StillWrapped while keys lie under it."""
    epoch = keyring.current_epoch(team_id)
    if _under_earlier(team_id, epoch).exists():
        raise StillWrapped
    erasure.wipe(TeamWrap.objects.filter(team_epoch__team_id=team_id, team_epoch__epoch__lt=epoch))
    with writing():
        TeamEpoch.objects.filter(team_id=team_id).update(previous=None)


def unfinished() -> list[UUID]:
    """Return the teams whose change of keys was begun and not finished."""
    return list(
        TeamEpoch.objects.exclude(previous=None)
        .order_by("team_id")
        .values_list("team_id", flat=True)
        .distinct()
    )


@transaction.atomic
def readmit(
    *,
    user_id: UUID,
    role: str,
    box_pk: bytes,
    sign_pk: bytes,
    team_ids: Iterable[UUID],
    keyring: Keyring,
    now: datetime,
) -> None:
    """Take back a member who lost everything: certify her new keys, wrap her teams' secrets again.

    When her old keys may be in somebody's hands, start a new epoch afterwards.
    """
    certificates.issue(
        user_id=user_id,
        organisation_id=keyring.organisation_id,
        role=role,
        box_pk=box_pk,
        sign_pk=sign_pk,
        now=now,
        keyring=keyring,
    )
    with writing():
        TeamWrap.objects.filter(holder=str(user_id)).delete()
    for team_id in team_ids:
        admit(team_id=team_id, user_id=user_id, keyring=keyring)


def recovery_statement(organisation_id: UUID, recovery_pk: bytes) -> bytes:
    """Return what the organisation signs about its offline recovery key."""
    return context("recovery key", organisation_id, recovery_pk)


def _signed_epoch(
    *,
    team_id: UUID,
    epoch: int,
    pair: KeyPair,
    previous: bytes | None,
    keyring: Keyring,
    now: datetime,
) -> TeamEpoch:
    if keyring.certificate.role != COORDINATOR:
        raise Untrusted
    signed_on = now.date()
    with writing():
        return TeamEpoch.objects.create(
            team_id=team_id,
            epoch=epoch,
            box_pk=pair.public,
            signer_id=keyring.certificate.id,
            signed_on=signed_on,
            signature=keyring.sign(epoch_statement(team_id, epoch, pair.public, signed_on)),
            previous=previous,
        )


def _wrap_to(row: TeamEpoch, pair: KeyPair, members: Iterable[UUID], keyring: Keyring) -> None:
    wraps = [_wrapped(row, pair, user_id, keyring) for user_id in set(members)]
    wraps.append(_wrapped_for(row, pair, RECOVERY, _recovery_key(keyring)))
    with writing():
        TeamWrap.objects.bulk_create(wraps)


def _wrapped(row: TeamEpoch, pair: KeyPair, user_id: UUID, keyring: Keyring) -> TeamWrap:
    certificate = certificates.check(user_id, keyring.pin)
    if certificate.organisation_id != keyring.organisation_id:
        raise Untrusted
    return _wrapped_for(row, pair, str(user_id), bytes(certificate.box_pk))


def _wrapped_for(row: TeamEpoch, pair: KeyPair, holder: str, box_pk: bytes) -> TeamWrap:
    box = wrap(box_pk, pair.secret, aad=team_wrap_context(row.team_id, row.epoch, holder))
    return TeamWrap(team_epoch=row, holder=holder, box=box)


def _recovery_key(keyring: Keyring) -> bytes:
    row = OrganisationKeys.objects.get(organisation_id=keyring.organisation_id)
    recovery_pk = bytes(row.recovery_pk)
    if not verify(
        keyring.pin,
        recovery_statement(row.organisation_id, recovery_pk),
        bytes(row.recovery_signature),
    ):
        raise Untrusted
    return recovery_pk
