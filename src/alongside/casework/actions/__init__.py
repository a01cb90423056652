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
from alongside.casework.actions.approving import choose_approvals
from alongside.casework.actions.assessing import save_assessment
from alongside.casework.actions.attachments import (
    Download,
    Taken,
    attach,
    change_document,
    open_attachment,
)
from alongside.casework.actions.copying import export_file, prepare_copy
from alongside.casework.actions.deciding import ask_to_close, decide, propose
from alongside.casework.actions.defenders import alert, record_threat
from alongside.casework.actions.drafts import Draft, drop_draft, keep_draft, take_draft
from alongside.casework.actions.erasing import erase_again, erase_file, forget_names
from alongside.casework.actions.exporting import (
    Export,
    Ticket,
    Wish,
    export_incidents,
    export_register,
    prepare_export,
    sweep_exports,
    take_export,
)
from alongside.casework.actions.files import Opened, close, hand_over, open_case, reopen
from alongside.casework.actions.hiding import (
    SLOT as UNUSED_SLOT,
    ask_again,
    hide_field,
    look_for_unused,
)
from alongside.casework.actions.importing import import_register, preview_import
from alongside.casework.actions.incidents import record_incident, register_incident
from alongside.casework.actions.joining import join, take_apart
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
from alongside.casework.actions.shifts import (
    end_shift_note,
    end_shift_notes,
    read_shift_note,
    write_shift_note,
)
from alongside.casework.actions.slots import (
    end_slot,
    end_slots,
    give_slot,
    read_slot,
)
from alongside.casework.actions.switching import ask_for_field, confirm_field, end_field
from alongside.casework.actions.tidying import another_person
from alongside.casework.actions.together import save_conference, save_relation, tick_decision
from alongside.casework.actions.transferring import transfer
from alongside.casework.actions.undoing import Undone, undo_import
from alongside.casework.actions.wording import (
    add_word,
    mend_word,
    put_word_back,
    rename_word,
    retire_word,
)
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
    "UNUSED_SLOT",
    "Change",
    "Download",
    "Draft",
    "Export",
    "Opened",
    "Taken",
    "Ticket",
    "Undone",
    "Wish",
    "add_note",
    "add_word",
    "alert",
    "another_person",
    "ask_again",
    "ask_for_field",
    "ask_to_close",
    "assess_return",
    "attach",
    "change_document",
    "change_note",
    "choose_approvals",
    "close",
    "come_of_age",
    "confirm_field",
    "decide",
    "drop_draft",
    "end_field",
    "end_shift_note",
    "end_shift_notes",
    "end_slot",
    "end_slots",
    "erase_again",
    "erase_file",
    "export_file",
    "export_incidents",
    "export_register",
    "finish_task",
    "follow_clock",
    "forget_names",
    "give_slot",
    "hand_over",
    "hide_field",
    "import_register",
    "join",
    "keep_draft",
    "lift",
    "look_for_unused",
    "mask",
    "mend_word",
    "open_attachment",
    "open_case",
    "plan_clock",
    "plan_follow_up",
    "plan_task",
    "prepare_copy",
    "prepare_export",
    "prepare_return",
    "preview_import",
    "propose",
    "put_word_back",
    "read_shift_note",
    "read_slot",
    "record_counting",
    "record_first_answers",
    "record_follow_up",
    "record_incident",
    "record_on_her_way",
    "record_service",
    "record_support",
    "record_threat",
    "register_incident",
    "rename_word",
    "reopen",
    "restrict",
    "retire_word",
    "save_assessment",
    "save_conference",
    "save_goal",
    "save_part",
    "save_parts",
    "save_relation",
    "set_safety_plan",
    "sweep_exports",
    "take_apart",
    "take_draft",
    "take_export",
    "tick_decision",
    "tick_step",
    "transfer",
    "undo_import",
    "unmask",
    "write_shift_note",
]
