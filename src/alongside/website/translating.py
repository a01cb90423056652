"""A page in another language is published when all of it is translated, and not before.

Until then Wagtail would fill what is missing with the words of the first language, and visitors
would read two languages on one page. What stands there already stays as it was published last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import ngettext
from wagtail_localize.models import Translation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser
    from wagtail.models import Page

# A page's address may stay as it is.
ADDRESS = "slug"


class HalfTranslated(PermissionDenied):
    """It cannot be published yet; the words say how much is missing and what to do."""


def is_mirror(page: Page) -> bool:
    """Tell whether a page only repeats, with all its words, one in another language."""
    return page.alias_of_id is not None and page.alias_of.locale_id != page.locale_id


def check(page: Page) -> None:
    """Raise HalfTranslated where parts of a page that is being translated are not."""
    missing = 1 if is_mirror(page) else _count_missing(_running(page))
    if missing:
        raise HalfTranslated(
            ngettext(
                "“%(title)s” (%(language)s) is not published: %(missing)s part is not translated "
                "yet, and visitors would read two languages on one page. Translate it, then "
                "publish. What is the same in both languages, such as a name, is typed again.",
                "“%(title)s” (%(language)s) is not published: %(missing)s parts are not translated "
                "yet, and visitors would read two languages on one page. Translate them, then "
                "publish. What is the same in both languages, such as a name, is typed again.",
                missing,
            )
            % {
                "title": page.title,
                "language": page.locale.get_display_name(),
                "missing": missing,
            }
        )


@transaction.atomic
def bring(pages: Iterable[Page], *, user: AbstractBaseUser | AnonymousUser) -> None:
    """Make what was translated the newest version of each page, which is to be published next.

    Until then that version may have the words of the first language. Where visitors read a page
    already they read the new words at once. Raises HalfTranslated, and then all are as before.
    """
    for page in pages:
        check(page)
        translation = _running(page)
        if translation is None:
            continue
        try:
            translation.save_target(user=user, publish=False)
        except ValidationError as reason:
            raise HalfTranslated(f"{page.title}: {' '.join(reason.messages)}") from reason
        page.refresh_from_db()


def page_of(translation_id: int) -> Page | None:
    """Return the page that a translation makes, where there is one."""
    try:
        return Translation.objects.get(pk=translation_id).get_target_instance()
    except ObjectDoesNotExist:
        return None


def _running(page: Page) -> Translation | None:
    return Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    ).first()


def _count_missing(translation: Translation | None) -> int:
    if translation is None:
        return 0
    parts = translation.source.stringsegment_set.exclude(context__path=ADDRESS)
    parts = parts.annotate_translation(translation.target_locale)
    # An empty one is filled like one that is not there.
    return int(parts.filter(Q(translation__isnull=True) | Q(translation="")).count())
