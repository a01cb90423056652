"""In the editors' workplace: an issue is handed over for sending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alongside.core import clock
from alongside.website import handing

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask once, then leave the issue for the node."""
    page = handing.issue(page_id)
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    if request.method == "POST":
        try:
            languages = handing.hand_over(page, now=clock.now())
        except handing.CannotHandOver as problem:
            messages.error(request, str(problem))
        else:
            words = _("Handed over in: %(languages)s. The secretariat looks at it and sends it.")
            messages.success(request, words % {"languages": ", ".join(languages)})
            return redirect("wagtailadmin_pages:edit", page.pk)
    context = {"page": page, "versions": handing.versions(page)}
    return render(request, "website/newsletter/hand_over.html", context)
