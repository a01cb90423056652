"""Forms that come with the program, for an organisation to put in use as they are."""

from __future__ import annotations

import json
from functools import partial
from importlib import resources
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from alongside.questionnaires.enums import Readers
from alongside.questionnaires.offered import Offered, offer

if TYPE_CHECKING:
    from alongside.questionnaires.offered import Tables

FORMS = (
    (
        "first_assessment",
        _("First assessment"),
        _("How she is, what cannot wait, what she wants"),
        Readers.CASEWORK,
    ),
    (
        "needs_strengths",
        _("Needs and strengths"),
        _("She herself, her household, the people around"),
        Readers.CASEWORK,
    ),
    (
        "safety_plan",
        _("Safety plan"),
        _("What may happen, what she does then, who helps"),
        Readers.LOCATION,
    ),
    (
        "health_psychosocial",
        _("Health and how she feels"),
        _("Kept apart, under a key of its own"),
        Readers.HEALTH,
    ),
    (
        "living_alone",
        _("Ready to live on her own"),
        _("What she does already, and what comes before"),
        Readers.CASEWORK,
    ),
    (
        "her_feedback",
        _("What she says about us"),
        _("Whether rights were explained, whether she was pressed, what would be better"),
        Readers.CASEWORK,
    ),
)


def tables(form_id: str) -> Tables:
    """Return the sheets of one of them."""
    path = resources.files(__name__) / "data" / f"{form_id}.json"
    found: Tables = json.loads(path.read_text(encoding="utf-8"))
    return found


def enrol() -> None:
    """Offer them."""
    for form_id, title, about, readers in FORMS:
        offer(
            Offered(
                form_id=form_id,
                title=title,
                about=about,
                readers=readers,
                tables=partial(tables, form_id),
            )
        )
