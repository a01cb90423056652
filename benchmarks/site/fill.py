"""Fill a site: run inside a home of its own, `benchmarks.site.fill ORGANISATIONS PUBLICATIONS`."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid4, uuid5

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from alongside.alliance.published import Letterbox, Member, Published, Service
from alongside.website import founding
from alongside.website.models import LibraryPage, PublicationPage

# A word of each script that is asked for, and some that only lie between them.
WORDS = ("wages", "housing", "contract", "migración", "অধিকার", "สิทธิแรงงาน", "حقوق", "union")
COUNTRIES = ("TH", "BD", "NP", "LB", "RO", "CO", "NG", "MY", "IN", "ID")
THEMES = (("work",), ("justice", "work"), ("groups",))
KINDS = ("report", "guide", "article")
AT_ONCE = 500


def main(organisations: str, publications: str) -> None:
    """Found the site and put everything into it."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    founding.found()
    settings.ALONGSIDE_EXCHANGE.mkdir(parents=True, exist_ok=True)
    export = Published(
        made_at=datetime(2026, 11, 1, tzinfo=UTC),
        letterbox=Letterbox(epoch=1, key="00" * 32),
        members=[_member(number) for number in range(int(organisations))],
        services=[_service(number) for number in range(int(organisations))],
    )
    (settings.ALONGSIDE_EXCHANGE / "published.json").write_text(export.model_dump_json())
    _publish(int(publications))
    sys.stdout.write(f"{organisations} organisations, {publications} publications\n")


def _member(number: int) -> Member:
    return Member(
        id=uuid5(NAMESPACE_URL, str(number)),
        slug=f"member-{number}",
        name=f"{WORDS[number % 8].title()} Network {number}",
        country=COUNTRIES[number % 10],
        themes=THEMES[number % 3],
        mission={"en": " ".join(WORDS[(number + step) % 8] for step in range(30))},
    )


def _service(number: int) -> Service:
    return Service(
        id=uuid5(NAMESPACE_URL, f"service {number}"),
        member=uuid5(NAMESPACE_URL, str(number)),
        name={"en": f"Someone to talk to {number}"},
        country=COUNTRIES[number % 10],
        languages=("en", "th"),
        phone="+66 2 555 0100",
        confirmed_on=date(2026, 11, 1),
    )


def _publish(count: int) -> None:
    """Put publications into tables and index as they would be after years."""
    library = LibraryPage.objects.get(locale__language_code="en")
    first = PublicationPage(title="First", kind="report", published_on=date(2020, 1, 1))
    library.add_child(instance=first)
    rows = Page.objects.bulk_create(
        [_row(number, library, first) for number in range(count)], batch_size=AT_ONCE
    )
    pages = [_page(number, row) for number, row in enumerate(rows)]
    Page.objects.filter(pk=library.pk).update(numchild=count + 1)
    index = get_search_backend().get_index_for_model(PublicationPage)
    for start in range(0, count, AT_ONCE):
        index.add_items(PublicationPage, pages[start : start + AT_ONCE])


def _row(number: int, library: LibraryPage, first: PublicationPage) -> Page:
    return Page(
        path=Page._get_path(library.path, library.depth + 1, number + 2),  # noqa: SLF001  treebeard's own
        depth=library.depth + 1,
        title=f"{WORDS[number % 8]} {WORDS[number % 7]} {number}",
        draft_title=str(number),
        slug=f"number-{number}",
        url_path=f"{library.url_path}number-{number}/",
        content_type=first.content_type,
        locale=library.locale,
        translation_key=uuid4(),
        live=True,
    )


def _page(number: int, row: Page) -> PublicationPage:
    page = PublicationPage(
        page_ptr=row,
        kind=KINDS[number % 3],
        published_on=date(2012, 1, 1) + timedelta(days=number % 4_000),
        themes=THEMES[number % 3],
        languages=("en",),
        changed_at=timezone.now(),
        introduction=" ".join(WORDS[(number + step) % 8] for step in range(40)),
    )
    page.__dict__.update({name: value for name, value in row.__dict__.items() if name[0] != "_"})
    page.save_base(raw=True)
    return page
