"""Small sealed things outside of documents: list summaries, tasks, search segments, facts rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.vault.primitives import context, pad, seal, unpad, unseal

if TYPE_CHECKING:
    from alongside.vault.primitives import Part


def seal_small(key: bytes, payload: bytes, *where: Part) -> bytes:
    """Seal ``payload``, padded to 256 bytes, bound to where it lies (table, row id, ...)."""
    return seal(key, pad(payload), aad=context("small", *where))


def open_small(key: bytes, box: bytes, *where: Part) -> bytes:
    """Open what :func:`seal_small` made for the same place; raise CannotOpen."""
    return unpad(unseal(key, bytes(box), aad=context("small", *where)))
