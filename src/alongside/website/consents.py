"""Whether a photo may be shown: only while everybody in it agrees."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone
from wagtail.images.models import Image

from alongside.website.models.consents import PictureConsent

if TYPE_CHECKING:
    from collections.abc import Iterable

ORIGINALS = "original_images/"


class Standing(Enum):
    """What may be done with a picture's file."""

    FREE = "free"
    AGREED = "agreed"
    CLOSED = "closed"


def _ended() -> Q:
    """Return what is true of a consent that does not hold today."""
    today = timezone.localdate()
    return Q(agreed_on__gt=today) | Q(until__lt=today) | Q(taken_back_on__isnull=False)


def shown(photos: Iterable[Any]) -> list[Any]:
    """Return the photos that have a consent, each of which holds today."""
    found = list(photos)
    rows = PictureConsent.objects.filter(image__in=[one.image_id for one in found]).order_by("pk")
    agreed = set(rows.values_list("image", flat=True))
    ended = set(rows.filter(_ended()).values_list("image", flat=True))
    return [one for one in found if one.image_id in agreed - ended]


def standing(name: str) -> Standing:
    """Say what may be done with a picture's file by its name in the store.

    A drawing, which shows nobody, has no consent recorded and is free unless it stands among the
    photos of a project. Of a photo that people agreed to, the file as the camera wrote it stays
    closed: it may hold where it was taken.
    """
    image = (
        Image.objects.filter(Q(file=name) | Q(renditions__file=name))
        .order_by("pk")
        .distinct()
        .first()
    )
    if image is None:
        return Standing.FREE
    consents = PictureConsent.objects.filter(image=image)
    if not consents.exists():
        return Standing.CLOSED if image.project_photos.exists() else Standing.FREE
    if consents.filter(_ended()).exists() or name.startswith(ORIGINALS):
        return Standing.CLOSED
    return Standing.AGREED
