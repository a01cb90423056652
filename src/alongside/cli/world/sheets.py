"""Assessments of the demonstration: the forms that come with the program, filled in twice."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from alongside.casework import actions as casework, contents
from alongside.casework.enums import FileKind
from alongside.casework.models import Case
from alongside.questionnaires import actions as questionnaires, queries as forms
from alongside.questionnaires.definition import Kind
from alongside.questionnaires.filling import Filling

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import Actor

SEED = 2015
USED = (
    "first_assessment",
    "needs_strengths",
    "safety_plan",
    "health_psychosocial",
    "her_feedback",
)
FILLED_IN = "needs_strengths"
PEOPLE = 5
APART = timedelta(days=90)
STRENGTHS = ("She sews, and teaches others.", "She laughs with her son.", "She never gives up.")


def assess(mark: str, workers: list[Actor], now: datetime) -> None:
    """Put forms in use, and let some people be asked twice, three months apart."""
    coordinator = workers[0]
    versions = {
        form_id: questionnaires.use_offered(form_id=form_id, actor=coordinator, now=now)
        for form_id in USED
    }
    rng = Random(f"{SEED} sheets {mark}")  # noqa: S311 -- the same demonstration every time
    by_id = {worker.user_id: worker for worker in workers}
    files = Case.objects.filter(
        organisation_id=coordinator.organisation_id, closed_on=None, kind=FileKind.PERSON
    )
    for case in files.order_by("-opened_on", "reference")[:PEOPLE]:
        worker = by_id.get(case.worker_id, coordinator) if case.worker_id else coordinator
        for days in (APART, timedelta(0)):
            _fill_in(case.id, versions[FILLED_IN], worker, rng, now - days, now)


def _fill_in(
    case_id: UUID, version_id: UUID, worker: Actor, rng: Random, asked: datetime, now: datetime
) -> None:
    opened = forms.opened(version_id=version_id, actor=worker)
    filling = Filling(opened.ready, asked, opened.ready.questionnaire.languages[0])
    for node in list(filling.root.everything()):
        item = opened.ready.items.get(node.path)
        options = filling.options(node) if item is not None else []
        if options:
            node.text = rng.choice(options).name
        elif getattr(item, "kind", None) is Kind.TEXT and "strengths" in node.name:
            node.text = rng.choice(STRENGTHS)
    filling.settle()
    sheet = contents.Assessment(
        version_id=opened.known.id,
        form_id=opened.known.form_id,
        title=opened.known.title,
        language=filling.language,
        answered_on=asked.date(),
        answers=filling.final(),
        finished=True,
    )
    casework.save_assessment(case_id=case_id, sheet=sheet, actor=worker, now=now)
