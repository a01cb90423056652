"""Long work that needs her keys: done while its page is being answered, which shows how far it is.

The page arrives in pieces, and each covers the one before, so it needs no script, and no keys
outlive the request.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import StreamingHttpResponse
from django.template.loader import render_to_string

from alongside.audit.journal import JournalUnavailable
from alongside.casework.background import Step, steps_of
from alongside.casework.errors import CannotDo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future

    from django.http import HttpRequest

    from alongside.casework.background import Work

# Where the page is cut in two.
HERE = "<!--pieces-->"


def while_answering(request: HttpRequest, *, title: str, work: Work) -> StreamingHttpResponse:
    """Return a page that grows while `work` is done; `work` returns where its report is."""
    page = render_to_string("casework/progress.html", {"title": title}, request)
    head, foot = page.split(HERE)

    def pieces() -> Iterator[str]:
        yield head
        for news in steps_of(work):
            yield _shown(news)
        yield foot

    return StreamingHttpResponse(pieces())


def _shown(news: Step | Future[str]) -> str:
    """Return one piece of the page."""
    context: dict[str, object] = {"url": "", "problem": ""}
    if isinstance(news, Step):
        context |= news._asdict()
    else:
        try:
            context["url"] = news.result()
        except (CannotDo, PermissionDenied, JournalUnavailable) as problem:
            context["problem"] = str(problem)
    return render_to_string("casework/progress_piece.html", context)
