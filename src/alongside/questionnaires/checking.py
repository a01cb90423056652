"""What can only be seen once a form is made: expressions that cannot be read, and circles."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from alongside.questionnaires import xpath
from alongside.questionnaires.filling import ASKED
from alongside.questionnaires.ready import TEXTS, Circle, ready, written
from alongside.questionnaires.xpath import BadExpression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alongside.questionnaires.definition import Group, Question, Questionnaire

# What a heading of the sheet is called for each thing an item decides.
MEANINGS = {
    "calculate": "calculation",
    "options": "choice_filter",
    "count": "repeat_count",
    "first_value": "default",
}


class Objection(NamedTuple):
    """Why a form cannot be used: at which path, in which column, and a sentence."""

    path: str
    meaning: str
    sentence: str


def check(questionnaire: Questionnaire) -> list[Objection]:
    """Return why a questionnaire cannot be used; nothing where it can."""
    objections = [one for item in questionnaire.walk() for one in _unreadable(item)]
    if not objections:
        try:
            ready(questionnaire)
        except Circle as circle:
            sentence = _("This depends on itself: what it waits for waits for it.")
            objections.append(Objection(circle.path, _deciding(questionnaire, circle), sentence))
    if not objections and not any(one.kind in ASKED for one in questionnaire.questions()):
        sentence = _("Nothing that this form asks is asked here.")
        objections.append(Objection("", "type", sentence))
    return objections


def _unreadable(item: Group | Question) -> Iterator[Objection]:
    for what, text in written(item):
        yield from _objections(item.path, MEANINGS.get(what, what), text)
    for name in TEXTS:
        for pieces in getattr(item, name, {}).values():
            for piece in pieces:
                if not isinstance(piece, str):
                    yield from _objections(item.path, name, piece[1])


def _objections(path: str, meaning: str, text: str) -> Iterator[Objection]:
    try:
        xpath.parse(text)
    except BadExpression as bad:
        yield Objection(path, meaning, str(bad))


def _deciding(questionnaire: Questionnaire, circle: Circle) -> str:
    item = next(one for one in questionnaire.walk() if one.path == circle.path)
    return next((MEANINGS.get(what, what) for what, _text in written(item)), "relevant")
