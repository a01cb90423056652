"""What one person can open during one request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import CharField, OuterRef, Subquery, UUIDField

from alongside.core.prepared import Prepared
from alongside.vault.models import TeamEpoch, TeamWrap
from alongside.vault.primitives import CannotOpen, KeyPair, context, derive, sign, unseal, unwrap
from alongside.vault.trust import COORDINATOR, Signer, Untrusted, certificate_of, check_signed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from uuid import UUID

    from django.db.models import QuerySet

    from alongside.vault.people import UserKeys

RECOVERY = "@recovery"


class NotAMember(CannotOpen):
    """The holder has no wrap of the team's secret."""


class Epoch(NamedTuple):
    """A team's public key at one epoch, with the signature checked."""

    team_id: UUID
    epoch: int
    box_pk: bytes
    previous: bytes | None


class _Held(NamedTuple):
    """A team wrap as fetched: nothing of it is checked yet."""

    epoch: Epoch
    signed_on: date
    signature: bytes
    signer: Signer
    box: bytes
    newest: int


_EPOCH = ["team_id", "epoch", "box_pk", "previous", "signed_on", "signature"]


def _held(holder: Any, team_ids: Any) -> QuerySet[TeamWrap, tuple[Any, ...]]:
    newest = TeamEpoch.objects.filter(team_id=OuterRef("team_epoch__team_id")).order_by("-epoch")
    found = TeamWrap.objects.filter(holder=holder, team_epoch__team_id__in=team_ids)
    columns = [f"team_epoch__{name}" for name in _EPOCH]
    return found.order_by("team_epoch__epoch").values_list(
        *columns,
        "box",
        Subquery(newest.values("epoch")[:1]),
        *Signer.columns("team_epoch__signer__"),
    )


# Every page that opens anything asks this, and writing its SQL took longer than all the opening.
_HELD = Prepared(_held, CharField(), UUIDField())


def epoch_statement(team_id: UUID, epoch: int, box_pk: bytes, signed_on: date) -> bytes:
    """Return what a coordinator signs for a team's epoch."""
    return context("team epoch", team_id, epoch, box_pk, signed_on.isoformat())


def team_wrap_context(team_id: UUID, epoch: int, holder: str) -> bytes:
    """Return what a team wrap is bound to."""
    return context("team wrap", team_id, epoch, holder)


def link_context(team_id: UUID, epoch: int) -> bytes:
    """Return what the link from an epoch to the one before is bound to."""
    return context("team link", team_id, epoch)


class Keyring:
    """The keys of one holder: lazy, in memory, never stored, for one request.

    Every secret it gives out was checked: pinned organisation key → coordinator's certificate →
    epoch signature → the opened secret belongs to the signed public key.
    """

    def __init__(self, keys: UserKeys, organisation_id: UUID, team_ids: Iterable[UUID]) -> None:
        """Hold a person's opened keys.

        ``team_ids`` are the teams whose wraps are worth looking for.
        """
        self._keys: UserKeys | None = keys
        self._start(
            holder=str(keys.user_id),
            pair=keys.pair,
            pin=keys.organisation_pin,
            organisation_id=organisation_id,
            team_ids=team_ids,
        )

    def _start(
        self,
        *,
        holder: str,
        pair: KeyPair,
        pin: bytes,
        organisation_id: UUID,
        team_ids: Iterable[UUID],
    ) -> None:
        self.holder = holder
        self.organisation_id = organisation_id
        self.team_ids = frozenset(team_ids)
        self.pin = pin
        self._pair = pair
        self._held: dict[UUID, _Held] | None = None
        self._pairs: dict[tuple[UUID, int], KeyPair] = {}
        self._derived: dict[tuple[UUID, int, str], bytes] = {}
        self._trusted: set[UUID] = set()
        self._certificate: Signer | None = None

    @classmethod
    def for_recovery(
        cls, *, pair: KeyPair, pin: bytes, organisation_id: UUID, team_ids: Iterable[UUID]
    ) -> Keyring:
        """Return the keyring of the printed recovery key: it opens, it signs nothing."""
        keyring = cls.__new__(cls)
        keyring._keys = None  # noqa: SLF001  another way to make one of these
        keyring._start(  # noqa: SLF001
            holder=RECOVERY, pair=pair, pin=pin, organisation_id=organisation_id, team_ids=team_ids
        )
        return keyring

    def __repr__(self) -> str:
        return f"<Keyring of {self.holder}>"

    @property
    def keys(self) -> UserKeys:
        """Return the person's own keys; raise Untrusted for the recovery keyring."""
        if self._keys is None:
            raise Untrusted
        return self._keys

    @property
    def user_id(self) -> UUID:
        """Return whose keyring this is."""
        return self.keys.user_id

    @property
    def pair(self) -> KeyPair:
        """Return the holder's X25519 pair."""
        return self._pair

    @property
    def certificate(self) -> Signer:
        """Return the holder's own certificate.

        Raises Untrusted when it does not name her own key.
        """
        if self._certificate is None:
            certificate = certificate_of(self.user_id, self.pin)
            if (
                bytes(certificate.sign_pk) != self.keys.sign_pk
                or certificate.organisation_id != self.organisation_id
            ):
                raise Untrusted
            self._certificate = certificate
        return self._certificate

    def sign(self, message: bytes) -> bytes:
        """Sign a context in the person's name."""
        return sign(self.keys.sign_sk, message)

    def team_secret(self, team_id: UUID, epoch: int | None = None) -> bytes:
        """Return a team's 32-byte secret; raise NotAMember, Untrusted or CannotOpen."""
        return self.team_pair(team_id, epoch).secret

    def team_pair(self, team_id: UUID, epoch: int | None = None) -> KeyPair:
        """Return a team's X25519 pair at its current epoch, or at an earlier, linked one."""
        wanted = self.current_epoch(team_id) if epoch is None else epoch
        if (team_id, wanted) not in self._pairs:
            self._pairs[team_id, wanted] = self._open(team_id, wanted)
        return self._pairs[team_id, wanted]

    def current_epoch(self, team_id: UUID) -> int:
        """Return the epoch of a team this holder belongs to."""
        return self._my(team_id).epoch.epoch

    def list_key(self, team_id: UUID, epoch: int | None = None) -> bytes:
        """Return the key of a team's list summaries."""
        return self._derive(team_id, epoch, "list")

    def search_key(self, team_id: UUID, epoch: int | None = None) -> bytes:
        """Return the key of a team's search segments."""
        return self._derive(team_id, epoch, "search")

    def letterbox(self, team_id: UUID, epoch: int | None = None) -> KeyPair:
        """Return the pair that strangers' letters to a team are sealed to."""
        at = self.current_epoch(team_id) if epoch is None else epoch
        return KeyPair.of(self._derive(team_id, at, "letterbox"))

    def unlock(self, team_id: UUID) -> None:
        """Fetch and check now what writing for a team will need; raise as the others do."""
        self.certificate  # noqa: B018  it is remembered
        self.team_pair(team_id)

    def target(self, team_id: UUID) -> Epoch:
        """Return the checked current epoch of any team of the organisation, to wrap to it."""
        if team_id in self.team_ids and team_id in self._load():
            return self._my(team_id).epoch
        row = (
            TeamEpoch.objects.filter(team_id=team_id)
            .order_by("-epoch")
            .values_list(*_EPOCH, *Signer.columns("signer__"))
            .first()
        )
        if row is None:
            raise Untrusted
        return self._checked(Epoch(*row[:4]), row[4], row[5], Signer(*row[6:]))

    def _derive(self, team_id: UUID, epoch: int | None, purpose: str) -> bytes:
        at = self.current_epoch(team_id) if epoch is None else epoch
        if (team_id, at, purpose) not in self._derived:
            self._derived[team_id, at, purpose] = derive(self.team_secret(team_id, at), purpose)
        return self._derived[team_id, at, purpose]

    def _load(self) -> dict[UUID, _Held]:
        if self._held is None:
            held = (
                _Held(Epoch(*row[:4]), row[4], row[5], Signer(*row[8:]), row[6], row[7])
                for row in _HELD.rows(self.holder, list(self.team_ids))
            )
            self._held = {one.epoch.team_id: one for one in held}
        return self._held

    def _my(self, team_id: UUID) -> _Held:
        held = self._load().get(team_id)
        # An earlier wrap is one that somebody put back, or of a team she is no longer in.
        if held is None or held.epoch.epoch != held.newest:
            raise NotAMember
        if team_id not in self._trusted:
            self._checked(held.epoch, held.signed_on, held.signature, held.signer)
            self._trusted.add(team_id)
        return held

    def _checked(self, epoch: Epoch, signed_on: date, signature: bytes, signer: Signer) -> Epoch:
        check_signed(
            signer=signer,
            pin=self.pin,
            message=epoch_statement(epoch.team_id, epoch.epoch, bytes(epoch.box_pk), signed_on),
            signature=signature,
            signed_on=signed_on,
            role=COORDINATOR,
        )
        return epoch

    def _open(self, team_id: UUID, wanted: int) -> KeyPair:
        held = self._my(team_id)
        if wanted > held.epoch.epoch:
            raise Untrusted
        secret = unwrap(
            self._pair,
            bytes(held.box),
            aad=team_wrap_context(team_id, held.epoch.epoch, self.holder),
        )
        pair = self._belongs(secret, held.epoch)
        return pair if wanted == held.epoch.epoch else self._follow(pair, held.epoch, wanted)

    def _follow(self, pair: KeyPair, epoch: Epoch, wanted: int) -> KeyPair:
        rows = TeamEpoch.objects.filter(
            team_id=epoch.team_id, epoch__gte=wanted, epoch__lt=epoch.epoch
        ).order_by("-epoch")
        for row in rows.values_list(*_EPOCH, *Signer.columns("signer__")):
            earlier = self._checked(Epoch(*row[:4]), row[4], row[5], Signer(*row[6:]))
            if epoch.previous is None or earlier.epoch != epoch.epoch - 1:
                raise CannotOpen
            secret = unseal(
                derive(pair.secret, "link"),
                bytes(epoch.previous),
                aad=link_context(epoch.team_id, epoch.epoch),
            )
            pair, epoch = self._belongs(secret, earlier), earlier
        if epoch.epoch != wanted:
            raise CannotOpen
        return pair

    @staticmethod
    def _belongs(secret: bytes, epoch: Epoch) -> KeyPair:
        pair = KeyPair.of(secret)
        if pair.public != bytes(epoch.box_pk):
            raise Untrusted
        return pair
