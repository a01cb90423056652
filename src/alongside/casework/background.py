"""Long work in a thread of its own, told about while it goes on."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from queue import SimpleQueue
from typing import TYPE_CHECKING, NamedTuple

from django.db import connection
from django.utils import translation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    # Tells how many of how many are done.
    Tell = Callable[[int, int], None]
    Work = Callable[[Tell], str]

# So many steps are told at most: a page that shows them keeps them all.
STEPS = 100


class Step(NamedTuple):
    """How many of how many are done."""

    done: int
    total: int


def steps_of(work: Work) -> Iterator[Step | Future[str]]:
    """Yield how far the work is while it goes on, then what came of it.

    The work is not cut off where nobody listens any more: it ends as a whole or not at all.
    """
    news: SimpleQueue[Step | None] = SimpleQueue()
    language = translation.get_language()
    # A thread of its own begins without the words of the organisation.
    context = copy_context()

    def worker() -> str:
        try:
            with translation.override(language):
                return work(_sparing(news))
        finally:
            # This thread has a connection of its own.
            connection.close()
            news.put(None)

    with ThreadPoolExecutor(max_workers=1) as pool:
        promised = pool.submit(context.run, worker)
        while (step := news.get()) is not None:
            yield step
        yield promised


def _sparing(news: SimpleQueue[Step | None]) -> Tell:
    """Return a way to tell that passes on only what is worth showing."""

    def tell(done: int, total: int) -> None:
        if done == total or done % max(1, total // STEPS) == 0:
            news.put(Step(done, total))

    return tell
