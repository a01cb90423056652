"""What of a scene is about files that end, or are locked away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alongside.keeping import actions
from alongside.keeping.enums import Ground
from tests.casework.factories import fresh, make_case
from tests.organisations.factories import NOW

if TYPE_CHECKING:
    from uuid import UUID

    from tests.organisations.factories import World


def erased(world: World, about: dict[str, Any]) -> dict[str, UUID]:
    """Ask for the erasure of a file, and erase another one."""
    me, second = fresh(world.caseworker), world.coordinator
    gone = make_case(me, "Mira")
    asked = {
        case_id: actions.ask(
            case_id=case_id,
            ground=Ground.HER_WISH,
            reason="she asked",
            to=second.user.pk,
            actor=me,
            now=NOW,
        )
        for case_id in (about["case_id"], gone.id)
    }
    certificate = actions.confirm(
        case_id=gone.id,
        erasure_id=asked[gone.id],
        reference=gone.reference,
        actor=fresh(second),
        now=NOW,
    )
    return {"erasure": asked[about["case_id"]], "certificate": certificate}
