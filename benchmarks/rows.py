"""The rows of the table: each is measured on a node and its twin by turns."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import cycle
from typing import TYPE_CHECKING

from benchmarks.browser import unpacked
from benchmarks.questions import questions, recall
from benchmarks.timing import Stopwatch, by_turns
from benchmarks.world.people import person

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.browser import Browser
    from benchmarks.homes import Home
    from benchmarks.running import Running
    from benchmarks.timing import Timing

LINK = re.compile(r'href="/p/([0-9a-f-]{36})/"')
LIST, INBOX, FIND, NEW = "/p/", "/r/", "/p/find/", "/p/new/"


@dataclass(frozen=True)
class Effort:
    """How often everything is asked for."""

    blocks: int = 8
    times: int = 40
    questions: int = 12
    new_files: int = 40
    register_rows: int = 10_000

    @classmethod
    def quick(cls) -> Effort:
        """Return enough to see whether everything works."""
        return cls(blocks=3, times=15, questions=3, new_files=15, register_rows=500)


@dataclass
class Measured:
    """What two servers took for the same requests; `first` is the one the hold is about."""

    first: Timing
    second: Timing
    notes: dict[str, float] = field(default_factory=dict)

    @property
    def ratio(self) -> float:
        """Return how much longer the first took for a request."""
        return self.first.p50 / self.second.p50

    @property
    def cpu_ratio(self) -> float:
        """Return how much more processor time it used."""
        return self.first.cpu / self.second.cpu


def page(first: Running, second: Running, path: str, effort: Effort, *, four: bool) -> Measured:
    """Time one page on two servers by turns."""

    def request(browser: Browser) -> None:
        browser.get(path)

    return _compared(first, second, request, effort, four=four, times=effort.times)


def new_file(first: Running, second: Running, effort: Effort, *, four: bool) -> Measured:
    """Time the first page of a new person, sent: a file opened, committed to the disk."""
    people = cycle([person(number) for number in range(500)])

    def request(browser: Browser) -> None:
        one = next(people)
        answer = {"called": one.called, "language": one.language}
        # The answer leads to page 2.
        browser.post(NEW, answer, HTTPStatus.FOUND)

    return _compared(first, second, request, effort, four=four, times=effort.new_files)


def search(first: Running, second: Running, count: int, effort: Effort) -> Measured:
    """Time the search for one person after another, and see whether she is found."""
    asked = questions(count, of_each=effort.questions)
    watches = [Stopwatch(first.server, first.one), Stopwatch(second.server, second.one)]
    for watch in watches:
        typed = cycle(asked)
        watch.warm_up(lambda browser, typed=typed: browser.post(FIND, {"q": next(typed).text}))
    for start in range(0, len(asked), effort.times):
        some = asked[start : start + effort.times]
        for watch in watches:
            typed = iter(some)
            watch.block(
                lambda browser, typed=typed: browser.post(FIND, {"q": next(typed).text}), len(some)
            )
    browser = first.one[0]
    answers = (
        (one, set(LINK.findall(unpacked(browser.post(FIND, {"q": one.text}))))) for one in asked
    )
    return Measured(watches[0].timing(), watches[1].timing(), notes=recall(answers))


def opening(home: Home) -> dict[str, float]:
    """Return what opening every row would cost, in milliseconds; see `benchmarks.opening`."""
    measured: dict[str, float] = json.loads(home.run("benchmarks.opening"))
    return measured


def _compared(
    first: Running,
    second: Running,
    request: Callable[[Browser], None],
    effort: Effort,
    *,
    four: bool,
    times: int,
) -> Measured:
    watches = [
        Stopwatch(running.server, running.browsers if four else running.one)
        for running in (first, second)
    ]
    by_turns(watches, request, blocks=effort.blocks, times=times)
    return Measured(watches[0].timing(), watches[1].timing())
