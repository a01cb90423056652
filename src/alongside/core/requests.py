"""The request as a view sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from alongside.core.access import Actor


class SignedInRequest(HttpRequest):
    """A request of somebody who is signed in and has unlocked her keys.

    Only a name for the type checker: the middleware of `organisations` sets `actor` on Django's
    own request, and lets nobody without one reach a view that is not public.
    """

    actor: Actor
