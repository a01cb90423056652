"""Fetching what visitors wrote on the public site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_POST

from alongside.alliance.actions import fetching
from alongside.alliance.views.page import above
from alongside.core import clock

if TYPE_CHECKING:
    from django.http import HttpResponse

    from alongside.core.requests import SignedInRequest

# The pages from which letters are fetched.
BACK = ("post", "events", "newsletter", "applications")


@require_POST
def fetch(request: SignedInRequest) -> HttpResponse:
    """Take in the letters that wait."""
    with above(request):
        post = fetching.fetch(actor=request.actor, now=clock.now())
        words = ngettext(
            "%(count)s letter is taken in.", "%(count)s letters are taken in.", post.taken
        )
        messages.success(request, words % {"count": post.taken})
        if post.useless:
            words = _(
                "%(count)s could not be read or are about nothing here. You can throw them away."
            )
            messages.warning(request, words % {"count": post.useless})
    return _back(request)


@require_POST
def discard(request: SignedInRequest) -> HttpResponse:
    """Throw away the letters that are of no use."""
    with above(request):
        thrown = fetching.discard(actor=request.actor, now=clock.now())
        words = ngettext(
            "%(count)s letter is thrown away.", "%(count)s letters are thrown away.", thrown
        )
        messages.success(request, words % {"count": thrown})
    return _back(request)


def _back(request: SignedInRequest) -> HttpResponse:
    asked = request.POST.get("back", "")
    return redirect(f"alliance:{asked if asked in BACK else BACK[0]}")
