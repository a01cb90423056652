"""Pictures of the site, which editors put there."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from alongside.website import consents

if TYPE_CHECKING:
    from django.http import HttpRequest

# As they are shown. What was uploaded stays inside: a photograph tells where it was taken. Whole
# documents are only given out by Wagtail's own view, which knows who may have them.
FOLDER = "images/"
SHOWN = frozenset({"image/avif", "image/gif", "image/jpeg", "image/png", "image/webp"})
# A photo of people is asked for again: what they agreed to may be taken back.
KEPT = {
    consents.Standing.FREE: "public, max-age=2592000, immutable",
    consents.Standing.AGREED: "private, no-cache",
}


@require_safe
def media(request: HttpRequest, name: str) -> FileResponse:  # noqa: ARG001
    """Send a picture; anything else is not there, nor a photo that somebody no longer agrees to."""
    kind, _encoding = mimetypes.guess_type(name)
    if not name.startswith(FOLDER) or ".." in name.split("/") or kind not in SHOWN:
        raise Http404
    standing = consents.standing(name)
    if standing is consents.Standing.CLOSED:
        raise Http404
    try:
        found = default_storage.open(name)
    except (OSError, SuspiciousFileOperation) as absent:
        raise Http404 from absent
    response = FileResponse(found, content_type=kind)
    response["Cache-Control"] = KEPT[standing]
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
