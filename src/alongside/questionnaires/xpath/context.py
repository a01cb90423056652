"""What an expression may know beside its own text; nothing else comes in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.questionnaires.xpath.errors import CannotEvaluate

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from alongside.questionnaires.instance import Node

STEPS = 200_000  # about a third of a second
MOST_TEXT = 100_000  # characters of one text
CHARACTERS = 100  # that cost as much as one step


class Budget:
    """How much work may still be done; one may serve all expressions of a page together."""

    __slots__ = ("left",)

    def __init__(self, steps: int = STEPS) -> None:
        self.left = steps

    def spend(self, steps: int = 1) -> None:
        """Take some steps.

        Raises:
            CannotEvaluate: none are left.
        """
        self.left -= steps
        if self.left < 0:
            raise CannotEvaluate(_("Working this out takes too long."))

    def read(self, text: str) -> str:
        """Return a text, having paid for its length.

        Raises:
            CannotEvaluate: it is too long, or no steps are left.
        """
        if len(text) > MOST_TEXT:
            raise CannotEvaluate(_("Working this out makes too long a text."))
        self.spend(1 + len(text) // CHARACTERS)
        return text


def untranslated(_name: str) -> str:
    """Know no label."""
    return ""


def unlabelled(_path: str, _value: str) -> str:
    """Know no choice."""
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Where an expression stands and what is around it.

    Args:
        node: the node whose expression it is; `.` and `current()` mean it.
        now: the moment, in the time zone of whoever answers.
        random: where `random()`, `uuid()` and `randomize()` take their numbers.
        instances: the roots of secondary instances, by their ids.
        language: of the names of months and days.
        version: of the form.
        choice_name: the label of a choice, from the path of its question and its value.
        itext: the text of an id in the language of whoever answers.
        budget: the work that may be done.
    """

    node: Node
    now: datetime
    random: random.Random
    instances: Mapping[str, Node] = field(default_factory=dict)
    language: str = "en"
    version: str = ""
    choice_name: Callable[[str, str], str] = unlabelled
    itext: Callable[[str], str] = untranslated
    budget: Budget = field(default_factory=Budget)


@dataclass(frozen=True, slots=True)
class Scope:
    """The node a part of an expression is worked out for: one of several inside a predicate."""

    context: Context
    node: Node
    position: int = 1
    size: int = 1
