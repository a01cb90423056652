"""Drafts: words not yet saved, kept for the one who typed them."""

from __future__ import annotations

import json
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q

from alongside.vault import erasure
from alongside.vault.guard import writing
from alongside.vault.models import Draft
from alongside.vault.primitives import context, pad, unpad, unwrap, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from alongside.vault.keyring import Keyring


@transaction.atomic
def keep(*, keyring: Keyring, slot: str, data: dict[str, Any], now: datetime) -> None:
    """Seal ``data`` to the owner's own public key, in place of what the slot held."""
    box = wrap(
        keyring.pair.public,
        pad(json.dumps(data).encode()),
        aad=context("draft", keyring.user_id, slot),
    )
    with writing():
        Draft.objects.update_or_create(
            owner_id=keyring.user_id, slot=slot, defaults={"box": box, "saved_at": now}
        )


def take(*, keyring: Keyring, slot: str) -> dict[str, Any] | None:
    """Return what the slot holds, or None.

    Raises CannotOpen when it was damaged. It stays until :func:`drop`.
    """
    row = Draft.objects.filter(owner_id=keyring.user_id, slot=slot).values_list("box").first()
    if row is None:
        return None
    opened: dict[str, Any] = json.loads(
        unpad(unwrap(keyring.pair, bytes(row[0]), aad=context("draft", keyring.user_id, slot)))
    )
    return opened


def drop(*, keyring: Keyring, slot: str) -> None:
    """Forget a draft."""
    with writing():
        Draft.objects.filter(owner_id=keyring.user_id, slot=slot).delete()


@transaction.atomic
def forget(*, endings: Iterable[str]) -> int:
    """Forget every draft, whoever's, whose slot ends like one of these; return how many."""
    wanted = reduce(or_, (Q(slot__endswith=one) for one in endings), Q(pk__in=[]))
    return erasure.wipe(Draft.objects.filter(wanted))
