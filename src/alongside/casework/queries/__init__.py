"""What is read of files. Each asks policy and consent, and journals before it answers."""

from __future__ import annotations

from alongside.casework.queries.clock import follow_up_clock
from alongside.casework.queries.deciding import to_decide, to_propose
from alongside.casework.queries.files import (
    attached as documents,
    colleagues,
    episodes,
    open_file,
    open_file as file_for,
    part,
    plan,
    safety,
    who_looked,
)
from alongside.casework.queries.finding import find
from alongside.casework.queries.heads import File
from alongside.casework.queries.imports import import_report, import_runs
from alongside.casework.queries.lists import Filters, Page, case_list, list_choices
from alongside.casework.queries.named import people
from alongside.casework.queries.pathway import (
    AssessingPage,
    her_way,
    to_assess,
)
from alongside.casework.queries.rows import Chip, Row
from alongside.casework.queries.services import in_touch, services
from alongside.casework.queries.story import story
from alongside.casework.queries.today import today

__all__ = [
    "AssessingPage",
    "Chip",
    "File",
    "Filters",
    "Page",
    "Row",
    "case_list",
    "colleagues",
    "documents",
    "episodes",
    "file_for",
    "find",
    "follow_up_clock",
    "her_way",
    "import_report",
    "import_runs",
    "in_touch",
    "list_choices",
    "open_file",
    "part",
    "people",
    "plan",
    "safety",
    "services",
    "story",
    "to_assess",
    "to_decide",
    "to_propose",
    "today",
    "who_looked",
]
