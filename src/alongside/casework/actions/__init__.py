"""Everything that changes a file. Each is one use case: policy, consent gate, change, journal."""

from __future__ import annotations

from alongside.casework.actions.ageing import come_of_age
from alongside.casework.actions.answering import (
    COUNTING,
    READ_FOR_COUNTING,
    READ_TO_HER,
    record_counting,
    record_first_answers,
)
from alongside.casework.actions.assessing import save_assessment
from alongside.casework.actions.attachments import Download, attach, open_attachment
from alongside.casework.actions.deciding import decide, propose
from alongside.casework.actions.defenders import alert, record_threat
from alongside.casework.actions.drafts import Draft, drop_draft, keep_draft, take_draft
from alongside.casework.actions.erasing import erase_again, erase_file, forget_names
from alongside.casework.actions.exporting import (
    Export,
    Ticket,
    export_file,
    export_incidents,
    export_register,
    prepare_export,
    sweep_exports,
    take_export,
)
from alongside.casework.actions.files import Opened, close, hand_over, open_case, reopen
from alongside.casework.actions.importing import import_register, preview_import
from alongside.casework.actions.incidents import record_incident, register_incident
from alongside.casework.actions.locking import lift, mask, restrict, unmask
from alongside.casework.actions.pathway import (
    assess_return,
    follow_clock,
    plan_clock,
    prepare_return,
    record_on_her_way,
)
from alongside.casework.actions.saving import Change, save_part, save_parts
from alongside.casework.actions.services import record_service, record_support
from alongside.casework.actions.together import save_conference, save_relation, tick_decision
from alongside.casework.actions.undoing import Undone, undo_import
from alongside.casework.actions.work import (
    add_note,
    change_note,
    finish_task,
    plan_follow_up,
    plan_task,
    record_follow_up,
    save_goal,
    set_safety_plan,
    tick_step,
)

__all__ = [
    "COUNTING",
    "READ_FOR_COUNTING",
    "READ_TO_HER",
    "Change",
    "Download",
    "Draft",
    "Export",
    "Opened",
    "Ticket",
    "Undone",
    "add_note",
    "alert",
    "assess_return",
    "attach",
    "change_note",
    "close",
    "come_of_age",
    "decide",
    "drop_draft",
    "erase_again",
    "erase_file",
    "export_file",
    "export_incidents",
    "export_register",
    "finish_task",
    "follow_clock",
    "forget_names",
    "hand_over",
    "import_register",
    "keep_draft",
    "lift",
    "mask",
    "open_attachment",
    "open_case",
    "plan_clock",
    "plan_follow_up",
    "plan_task",
    "prepare_export",
    "prepare_return",
    "preview_import",
    "propose",
    "record_counting",
    "record_first_answers",
    "record_follow_up",
    "record_incident",
    "record_on_her_way",
    "record_service",
    "record_support",
    "record_threat",
    "register_incident",
    "reopen",
    "restrict",
    "save_assessment",
    "save_conference",
    "save_goal",
    "save_part",
    "save_parts",
    "save_relation",
    "set_safety_plan",
    "sweep_exports",
    "take_draft",
    "take_export",
    "tick_decision",
    "tick_step",
    "undo_import",
    "unmask",
]
