"""Answer sheets in words: one by itself, or two beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from alongside.casework.contents import Assessment, HealthAssessment, SafetyAssessment
from alongside.questionnaires import queries as questionnaires
from alongside.questionnaires.enums import Readers
from alongside.questionnaires.errors import NoSuchForm
from alongside.questionnaires.filling import Filling
from alongside.questionnaires.instance import NotOfTheForm
from alongside.questionnaires.showing import Line, Section, sheet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import Actor
    from alongside.questionnaires.instance import Json
    from alongside.questionnaires.queries import Opened

CONTENTS: dict[str, type[Assessment]] = {
    Readers.CASEWORK: Assessment,
    Readers.LOCATION: SafetyAssessment,
    Readers.HEALTH: HealthAssessment,
}
KINDS = tuple(content.kind_of for content in CONTENTS.values())


@dataclass(frozen=True, slots=True, repr=False)
class Beside:
    """One question of two sheets."""

    words: str
    earlier: str
    later: str
    is_heading: bool
    depth: int

    @property
    def differs(self) -> bool:
        """Return whether the answers are not the same."""
        return self.earlier != self.later


def form_of(content: Assessment, actor: Actor) -> Opened | None:
    """Return what a sheet answers; None where this node does not have it."""
    return form(content.version_id, actor)


def form(version_id: UUID, actor: Actor) -> Opened | None:
    """Return a version of a form; None where this node does not have it."""
    try:
        return questionnaires.opened(version_id=version_id, actor=actor)
    except NoSuchForm:
        return None


def told_of(content: Assessment, form: Opened | None, now: datetime) -> list[Section]:
    """Return what a sheet says, in the reader's language where the form has it.

    Without the form, as in a copy another organisation sent, the names of the questions stand
    there as the form wrote them.
    """
    if form is None:
        return [Section(content.title, list(_plain(content.answers)))]
    try:
        return sheet(filling_of(form, now, content.answers), content.dates)
    except NotOfTheForm:
        return [Section(content.title, list(_plain(content.answers)))]


def filling_of(form: Opened, now: datetime, answers: Json | None, language: str = "") -> Filling:
    """Return answers ready to be read or changed, in the reader's language or a chosen one."""
    known = form.ready.questionnaire
    name = language if language in known.languages else known.language_for(get_language() or "")
    return Filling(form.ready, now, name, answers)


def _plain(answers: object, path: str = "", depth: int = 0) -> Iterable[Line]:
    if isinstance(answers, dict):
        for name, part in answers.items():
            if isinstance(part, str):
                if part:
                    yield Line(f"{path}/{name}", depth, str(name), part)
                continue
            yield Line(f"{path}/{name}", depth, str(name), is_heading=True)
            yield from _plain(part, f"{path}/{name}", depth + 1)
    elif isinstance(answers, list):
        for number, part in enumerate(answers, start=1):
            yield from _plain(part, f"{path}[{number}]", depth)


def beside(first: list[Section], second: list[Section]) -> list[Beside]:
    """Return two sheets line by line, in the second one's order; what it lacks comes last."""
    earlier, later = (
        [line for section in one for line in section.lines] for one in (first, second)
    )
    before = {line.path: line for line in earlier}
    after = {line.path: line for line in later}
    rows = [*later, *(line for line in earlier if line.path not in after)]
    return [
        Beside(
            line.words,
            before[line.path].answer if line.path in before else "",
            after[line.path].answer if line.path in after else "",
            line.is_heading,
            line.depth,
        )
        for line in rows
    ]
