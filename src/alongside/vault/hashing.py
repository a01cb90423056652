"""Hashes other rooms need: opaque tokens and the journal's chain."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from alongside.vault import pepper
from alongside.vault.primitives import context, digest

if TYPE_CHECKING:
    from collections.abc import Mapping


def opaque(value: str, purpose: str) -> str:
    """Return 32 hex digits that stand for ``value``; without the pepper they tell nothing."""
    return digest(context(purpose, value), "opaque", key=pepper.read(), size=16).hex()


def sha2(data: bytes, bits: int) -> bytes:
    """Return the SHA-2 of ``data`` (256, 384 or 512 bits) for others' formats; it hides nothing."""
    return hashlib.new(f"sha{bits}", data).digest()


def chain(prev: bytes, entry: Mapping[str, Any]) -> bytes:
    """Return the 32-byte hash of a journal entry and of all before it."""
    canonical = json.dumps(
        entry, sort_keys=True, separators=(",", ":"), ensure_ascii=True, default=str
    )
    return digest(context(bytes(prev), canonical), "journal")
