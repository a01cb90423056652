"""What editors may do beside writing pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Permission
from wagtail.models import Collection, GroupCollectionPermission

if TYPE_CHECKING:
    from django.contrib.auth.models import Group

# Pictures and files that pages need, and pages in other languages.
COLLECTED = (
    "add_image",
    "change_image",
    "choose_image",
    "add_document",
    "change_document",
    "choose_document",
)
TRANSLATING = ("submit_translation",)


def allow(group: Group) -> None:
    """Let a group put pictures and files on the site, and translate pages."""
    root = Collection.get_first_root_node()
    for codename in COLLECTED:
        permission = Permission.objects.get(
            codename=codename, content_type__app_label__in=("wagtailimages", "wagtaildocs")
        )
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root, permission=permission
        )
    group.permissions.add(
        *Permission.objects.filter(
            codename__in=TRANSLATING, content_type__app_label="wagtail_localize"
        )
    )
