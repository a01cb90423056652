"""What the pages of somebody who is signed in are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpRequest


def name(request: HttpRequest) -> dict[str, str]:
    """Return the neutral name her organisation chose, in place of the node's."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not user.organisation.app_name:
        return {}
    return {"app_name": user.organisation.app_name}
