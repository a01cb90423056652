"""The way to what was asked of one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.keeping.enums import STANDING
from alongside.keeping.errors import NoSuchErasure
from alongside.keeping.models import Erasure, Hold, Mask

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.casework.access import Way


def standing(case_id: UUID) -> Erasure | None:
    """Return the erasure of a file that waits for somebody, if there is one."""
    rows = Erasure.objects.filter(case_id=case_id, state__in=STANDING)
    return rows.order_by("id").first()


def of_file(way: Way, erasure_id: UUID) -> Erasure:
    """Return one erasure of a file, held until the transaction ends; raises NoSuchErasure."""
    rows = Erasure.objects.select_for_update(of=("self",)).filter(
        pk=erasure_id, case_id=way.case.id, organisation_id=way.case.organisation_id
    )
    erasure = rows.order_by("id").first()
    if erasure is None:
        raise NoSuchErasure
    return erasure


def hold(case_id: UUID) -> Hold | None:
    """Return the legal hold on a file that stands, held until the transaction ends."""
    rows = Hold.objects.select_for_update(of=("self",)).filter(case_id=case_id, ended_on=None)
    return rows.order_by("id").first()


def mask(case_id: UUID) -> Mask | None:
    """Return the mask of a file that stands, held until the transaction ends."""
    rows = Mask.objects.select_for_update(of=("self",)).filter(case_id=case_id, ended_on=None)
    return rows.order_by("id").first()
