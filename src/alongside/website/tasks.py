"""What the scheduler does for the site."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django_tasks import task
from wagtail.models import Page, Revision

from alongside.core import clock
from alongside.website.translating import HalfTranslated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

logger = logging.getLogger(__name__)


@task()
def follow_dates() -> None:
    """Publish the pages whose day has come and take off those whose day is over.

    In this order, unlike Wagtail's command: it forgets a new version that is to follow an old one
    on the same day, and shows what came and ended while the machine was off. What cannot be
    published stops no other page; raises ExceptionGroup at the end with what else went wrong.
    """
    due = Revision.objects.filter(approved_go_live_at__lt=clock.now())
    failures = _each(
        partial(revision.publish, log_action="wagtail.publish.scheduled")
        for revision in due.order_by("approved_go_live_at")
    )
    over = Page.objects.filter(live=True, expire_at__lt=clock.now())
    failures += _each(
        partial(page.unpublish, set_expired=True, log_action="wagtail.unpublish.scheduled")
        for page in over.order_by("expire_at")
    )
    if failures:
        raise ExceptionGroup("pages that were not published or taken off", failures)


def _each(steps: Iterable[Callable[[], object]]) -> list[Exception]:
    failures: list[Exception] = []
    for step in list(steps):
        try:
            with transaction.atomic():
                step()
        except HalfTranslated as reason:
            # Its day has come, its words have not: it is tried again until they have.
            logger.warning("%s", reason)
        except Exception as failure:  # noqa: BLE001  the others first, then it is raised
            failures.append(failure)
    return failures
