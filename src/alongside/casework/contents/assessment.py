"""Answers to a form the organisation chose; what was asked stays with the form's version."""

from __future__ import annotations

from datetime import date  # noqa: TC003  pydantic reads it
from typing import Any, ClassVar
from uuid import UUID  # noqa: TC003  pydantic reads it

from alongside.casework.contents.base import Content, Short
from alongside.core.approximate import ApproximateDate  # noqa: TC001  pydantic reads it
from alongside.vault.compartments import Compartment


class Assessment(Content):
    """One answer sheet.

    `answers` are those of `questionnaires.filling`: a text, a dict of a group's parts, a list of
    what is asked several times. `dates` are those not known exactly, by their places there.
    """

    kind_of: ClassVar = "assessment"
    compartment: ClassVar = Compartment.CASEWORK

    version_id: UUID
    form_id: UUID
    title: Short = ""
    # The form's name of the language she was asked in.
    language: Short = ""
    answered_on: date | None = None
    answers: dict[str, Any] = {}
    dates: dict[str, ApproximateDate] = {}
    finished: bool = False


class SafetyAssessment(Assessment):
    """One about how she is kept safe, and where she would go; under the key for where she is."""

    kind_of: ClassVar = "safety_assessment"
    compartment: ClassVar = Compartment.LOCATION


class HealthAssessment(Assessment):
    """One about her health or how she feels; under its own key."""

    kind_of: ClassVar = "health_assessment"
    compartment: ClassVar = Compartment.HEALTH
