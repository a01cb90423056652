"""What is read of files. Each asks policy and consent, and journals before it answers."""

from __future__ import annotations

from alongside.casework.queries.approving import chosen as approvals_chosen, to_close
from alongside.casework.queries.around import known_around, people_around
from alongside.casework.queries.assessments import (
    as_it_was,
    assessment,
    assessments,
    blank_assessment,
    compared,
)
from alongside.casework.queries.clock import follow_up_clock
from alongside.casework.queries.copying import to_copy
from alongside.casework.queries.deciding import to_decide, to_propose
from alongside.casework.queries.documents import adding, attached as documents, document
from alongside.casework.queries.files import (
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
from alongside.casework.queries.origin import origin
from alongside.casework.queries.overseeing import overview, readings_of
from alongside.casework.queries.pathway import (
    AssessingPage,
    her_way,
    to_assess,
)
from alongside.casework.queries.plan import at_the_table, conference, plan
from alongside.casework.queries.rows import Chip, Row
from alongside.casework.queries.services import providers, services
from alongside.casework.queries.shifts import NoteHead, shift_notes, to_write_shift_note
from alongside.casework.queries.slots import OwnSlot, own_slots, slots_given, to_give_slot
from alongside.casework.queries.story import story
from alongside.casework.queries.switches import dangerous_field, dangerous_fields
from alongside.casework.queries.today import today
from alongside.casework.queries.touch import in_touch
from alongside.casework.queries.transferring import to_transfer
from alongside.casework.queries.unused import is_time_to_look, unused_fields
from alongside.casework.queries.words import WordsOf, word, word_lists, words_of

__all__ = [
    "AssessingPage",
    "Chip",
    "File",
    "Filters",
    "NoteHead",
    "OwnSlot",
    "Page",
    "RegisterFilters",
    "Row",
    "WordsOf",
    "adding",
    "approvals_chosen",
    "as_it_was",
    "assessment",
    "assessments",
    "at_the_table",
    "blank_assessment",
    "case_list",
    "colleagues",
    "compared",
    "conference",
    "dangerous_field",
    "dangerous_fields",
    "document",
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
    "is_time_to_look",
    "known_around",
    "list_choices",
    "open_file",
    "origin",
    "overview",
    "own_slots",
    "part",
    "people",
    "people_around",
    "plan",
    "providers",
    "readings_of",
    "safety",
    "services",
    "shift_notes",
    "side_by_side",
    "slots_given",
    "story",
    "threats",
    "to_alert",
    "to_assess",
    "to_close",
    "to_copy",
    "to_decide",
    "to_give_slot",
    "to_propose",
    "to_take_apart",
    "to_transfer",
    "to_write_shift_note",
    "today",
    "unused_fields",
    "who_looked",
    "word",
    "word_lists",
    "words_of",
]
