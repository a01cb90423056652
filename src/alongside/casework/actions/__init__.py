"""Everything that changes a file. Each is one use case: policy, consent gate, change, journal."""

from __future__ import annotations

from alongside.casework.actions.attachments import Download, attach, open_attachment
from alongside.casework.actions.drafts import Draft, drop_draft, keep_draft, take_draft
from alongside.casework.actions.files import Opened, close, hand_over, open_case, reopen
from alongside.casework.actions.saving import Change, save_part, save_parts
from alongside.casework.actions.work import (
    add_note,
    change_note,
    finish_task,
    plan_follow_up,
    plan_task,
    record_follow_up,
    record_service,
    save_goal,
    set_safety_plan,
    tick_step,
)

__all__ = [
    "Change",
    "Download",
    "Draft",
    "Opened",
    "add_note",
    "attach",
    "change_note",
    "close",
    "drop_draft",
    "finish_task",
    "hand_over",
    "keep_draft",
    "open_attachment",
    "open_case",
    "plan_follow_up",
    "plan_task",
    "record_follow_up",
    "record_service",
    "reopen",
    "save_goal",
    "save_part",
    "save_parts",
    "set_safety_plan",
    "take_draft",
    "tick_step",
]
