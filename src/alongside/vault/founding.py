"""The first keys of an organisation, and the way back with two of three printed sheets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from shamir_mnemonic import (  # type: ignore[import-untyped]  # it has no types of its own
    MnemonicError,
    combine_mnemonics,
    generate_mnemonics,
)

from alongside.vault import certificates, ring, teams
from alongside.vault.guard import writing
from alongside.vault.keyring import Keyring
from alongside.vault.letters import envelope_statement, intake_statement
from alongside.vault.models import OrganisationKeys
from alongside.vault.primitives import (
    KEY,
    CannotOpen,
    KeyPair,
    context,
    derive,
    random_bytes,
    seal,
    sign,
    signing_public_key,
    unseal,
)
from alongside.vault.trust import COORDINATOR, Untrusted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from alongside.vault.people import UserKeys

SHEETS = 3
NEEDED = 2
# 128 bits give sheets of 20 words; 256 would give 33, and people have to type them.
RECOVERY_BYTES = 16


class WrongSheets(Exception):
    """The words are not two sheets of this organisation."""


@dataclass(frozen=True, slots=True)
class Foundation:
    """An organisation's secrets before anything of it is stored."""

    identity_seed: bytes = field(repr=False)
    envelope_seed: bytes = field(repr=False)
    intake: KeyPair

    @property
    def identity_pk(self) -> bytes:
        """Return the public key every member pins."""
        return signing_public_key(self.identity_seed)


def found() -> Foundation:
    """Make the secrets of a new organisation.

    The first coordinator's identity pins ``identity_pk``.
    """
    return Foundation(
        identity_seed=random_bytes(KEY), envelope_seed=random_bytes(KEY), intake=KeyPair.new()
    )


@transaction.atomic
def bootstrap(
    *,
    foundation: Foundation,
    organisation_id: UUID,
    coordinator: UserKeys,
    coordination_team_id: UUID,
    other_team_ids: Iterable[UUID] = (),
    post_team_ids: Iterable[UUID] | None = None,
    now: datetime,
) -> list[str]:
    """Store an organisation's keys and teams.

    Return three sheets of 20 words, any two of which open everything.

    The coordinator is certified and a member of every team named. The identity key is wrapped to
    the coordination team; the envelope and intake keys to it and to the other teams.
    """
    if coordinator.organisation_pin != foundation.identity_pk:
        raise Untrusted
    others = list(other_team_ids)
    certificates.issue_with(
        identity_seed=foundation.identity_seed,
        user_id=coordinator.user_id,
        organisation_id=organisation_id,
        role=COORDINATOR,
        box_pk=coordinator.box_pk,
        sign_pk=coordinator.sign_pk,
        now=now,
    )
    printed = random_bytes(RECOVERY_BYTES)
    _publish(foundation, organisation_id, printed)
    for team_id in [coordination_team_id, *others]:
        keyring = Keyring(coordinator, organisation_id, [])
        teams.create(team_id=team_id, members=[coordinator.user_id], keyring=keyring, now=now)
    keyring = Keyring(coordinator, organisation_id, [coordination_team_id, *others])
    posting = [coordination_team_id, *(others if post_team_ids is None else post_team_ids)]
    ring.create_many(
        subject=organisation_id,
        labels={"identity": [coordination_team_id], "envelope": posting, "intake": posting},
        secrets={
            "identity": foundation.identity_seed,
            "envelope": foundation.envelope_seed,
            "intake": foundation.intake.secret,
        },
        keyring=keyring,
        now=now,
    )
    sheets: list[str] = generate_mnemonics(1, [(NEEDED, SHEETS)], printed)[0]
    return sheets


def open_recovery(sheets: Iterable[str]) -> bytes:
    """Return the printed secret of two sheets; raise WrongSheets."""
    words = [" ".join(sheet.lower().split()) for sheet in sheets]
    try:
        printed: bytes = combine_mnemonics(words)
    except MnemonicError as error:
        raise WrongSheets from error
    if len(printed) != RECOVERY_BYTES:
        raise WrongSheets
    return printed


def recovery_keyring(*, printed: bytes, organisation_id: UUID, team_ids: Iterable[UUID]) -> Keyring:
    """Return a keyring that opens every team's recovery wrap.

    Raises WrongSheets for another organisation's sheets.

    Its ``pin`` is the true identity key, for the identity of the coordinator who comes back.
    """
    row = OrganisationKeys.objects.get(organisation_id=organisation_id)
    try:
        pin = unseal(
            derive(printed, "recovery pin"),
            bytes(row.recovery_pin),
            aad=context("recovery pin", organisation_id),
        )
    except CannotOpen as error:
        raise WrongSheets from error
    pair = KeyPair.of(derive(printed, "recovery box"))
    return Keyring.for_recovery(
        pair=pair, pin=pin, organisation_id=organisation_id, team_ids=team_ids
    )


def readmit_coordinator(
    *, user_id: UUID, box_pk: bytes, sign_pk: bytes, recovery: Keyring, now: datetime
) -> None:
    """Certify a coordinator's new keys and wrap every team of the recovery keyring to them."""
    teams.readmit(
        user_id=user_id,
        role=COORDINATOR,
        box_pk=box_pk,
        sign_pk=sign_pk,
        team_ids=recovery.team_ids,
        keyring=recovery,
        now=now,
    )


def _publish(foundation: Foundation, organisation_id: UUID, printed: bytes) -> None:
    identity_pk = foundation.identity_pk
    envelope_pk = signing_public_key(foundation.envelope_seed)
    intake_pk = foundation.intake.public
    recovery_pk = KeyPair.of(derive(printed, "recovery box")).public
    with writing():
        OrganisationKeys.objects.create(
            organisation_id=organisation_id,
            identity_pk=identity_pk,
            envelope_pk=envelope_pk,
            envelope_signature=sign(
                foundation.identity_seed, envelope_statement(organisation_id, envelope_pk)
            ),
            intake_pk=intake_pk,
            intake_signature=sign(
                foundation.identity_seed, intake_statement(organisation_id, intake_pk)
            ),
            recovery_pk=recovery_pk,
            recovery_signature=sign(
                foundation.identity_seed, teams.recovery_statement(organisation_id, recovery_pk)
            ),
            recovery_pin=seal(
                derive(printed, "recovery pin"),
                identity_pk,
                aad=context("recovery pin", organisation_id),
            ),
        )
