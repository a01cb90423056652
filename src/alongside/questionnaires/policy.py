"""Who may say what an organisation asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.organisations import policy as organisations

if TYPE_CHECKING:
    from alongside.core.access import AnyActor, Decision


def can_choose_forms(actor: AnyActor) -> Decision:
    """Decide whether she may bring forms, put them in use and withdraw them."""
    return organisations.can_manage_people(actor)


def can_fill_in(actor: AnyActor) -> Decision:
    """Decide whether she works with answers at all; whose, the file's own gate says."""
    return organisations.can_keep_files(actor)
