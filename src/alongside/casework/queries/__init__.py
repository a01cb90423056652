"""What is read of files. Each asks policy and consent, and journals before it answers."""

from __future__ import annotations

from alongside.casework.queries.around import known_around, people_around
from alongside.casework.queries.assessments import (
    as_it_was,
    assessment,
    assessments,
    blank_assessment,
    compared,
)
from alongside.casework.queries.clock import follow_up_clock
from alongside.casework.queries.deciding import to_decide, to_propose
from alongside.casework.queries.files import (
    attached as documents,
    colleagues,
    open_file,
    open_file as file_for,
    part,
    safety,
    who_looked,
)
from alongside.casework.queries.finding import find
from alongside.casework.queries.happened import episodes, threats, to_alert
from alongside.casework.queries.heads import File
from alongside.casework.queries.imports import import_report, import_runs
from alongside.casework.queries.incidents import RegisterFilters, incident_list
from alongside.casework.queries.joining import file_with, side_by_side, to_take_apart
from alongside.casework.queries.lists import Filters, Page, case_list, list_choices
from alongside.casework.queries.named import people
from alongside.casework.queries.pathway import (
    AssessingPage,
    her_way,
    to_assess,
)
from alongside.casework.queries.plan import at_the_table, conference, plan
from alongside.casework.queries.rows import Chip, Row
from alongside.casework.queries.services import providers, services
from alongside.casework.queries.story import story
from alongside.casework.queries.today import today
from alongside.casework.queries.touch import in_touch

__all__ = [
    "AssessingPage",
    "Chip",
    "File",
    "Filters",
    "Page",
    "RegisterFilters",
    "Row",
    "as_it_was",
    "assessment",
    "assessments",
    "at_the_table",
    "blank_assessment",
    "case_list",
    "colleagues",
    "compared",
    "conference",
    "documents",
    "episodes",
    "file_for",
    "file_with",
    "find",
    "follow_up_clock",
    "her_way",
    "import_report",
    "import_runs",
    "in_touch",
    "incident_list",
    "known_around",
    "list_choices",
    "open_file",
    "part",
    "people",
    "people_around",
    "plan",
    "providers",
    "safety",
    "services",
    "side_by_side",
    "story",
    "threats",
    "to_alert",
    "to_assess",
    "to_decide",
    "to_propose",
    "to_take_apart",
    "today",
    "who_looked",
]
