"""Every screen of the node: who looks at it, and by which address.

A screen is an address that answers GET with a page. One that nobody named here fails the test.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from tests.attacks.sweep.asking import FIELDS, arguments

if TYPE_CHECKING:
    from uuid import UUID

    from tests.attacks.scene import Things

# By whom a screen is looked at; several screens of one address are told apart by their query.
SIGNED_OUT = (
    "organisations:front",
    "organisations:sign_in",
    "organisations:recover",
    "organisations:sheets",
    "organisations:join",
    "organisations:neutral",
)
COORDINATOR = (
    "desk:today",
    "organisations:settings",
    "organisations:password",
    "organisations:recovery_code",
    "organisations:sessions",
    "organisations:factors",
    "organisations:add_app",
    "organisations:add_passkey",
    "organisations:codes",
    "organisations:remove_factor",
    "organisations:people",
    "organisations:invite",
    "organisations:new_team",
    "organisations:organisation",
    "organisations:keys",
    "organisations:rekeying",
    "organisations:member",
    "organisations:confirm",
    "organisations:role",
    "organisations:teams",
    "organisations:part",
    "organisations:again",
    "questionnaires:list",
    "questionnaires:bring",
    "questionnaires:show",
    "questionnaires:try",
    "casework:fields",
    "casework:unused",
    "casework:field_ask",
    "casework:words",
    "casework:words_of",
    "casework:words_add",
    "casework:words_change",
    "casework:words_retire",
    "evidence:year",
    "casework:approvals",
    "casework:overview",
    "casework:readings",
    "casework:slots",
    "casework:slot_new",
    "casework:shift_notes",
    "casework:shift_note_new",
    "casework:shift_note",
    "casework:list",
    "casework:search",
    "casework:new",
    "casework:import",
    "casework:import_columns",
    "casework:import_check",
    "casework:import_report",
    "casework:export",
    "casework:register",
    "casework:incident_new",
    "casework:incidents_export",
    "casework:incident",
    "casework:incident_change",
    "casework:counting",
    "casework:defender_new",
    "casework:threats",
    "casework:threat",
    "casework:threat_change",
    "casework:alert",
    "casework:file",
    "casework:plan",
    "casework:services",
    "casework:safety",
    "casework:documents",
    "casework:who_looked",
    "casework:about",
    "casework:came",
    "casework:came_change",
    "casework:people_around",
    "casework:conference_read",
    "casework:new_step",
    "casework:identity",
    "casework:contact",
    "casework:whereabouts",
    "casework:safety_plan",
    "casework:needs",
    "casework:episode",
    "casework:episode_change",
    "casework:note",
    "casework:note_change",
    "casework:goal",
    "casework:goal_change",
    "casework:service",
    "casework:service_change",
    "casework:service_outcome",
    "casework:appointment",
    "casework:practical_support",
    "casework:practical_support_change",
    "casework:conference",
    "casework:conference_change",
    "casework:relation",
    "casework:relation_change",
    "casework:follow_up",
    "casework:follow_up_change",
    "casework:follow_up_done",
    "casework:assessments",
    "casework:assessment",
    "casework:assessments_compared",
    "casework:assessment_new",
    "casework:assessment_page",
    "casework:clock",
    "casework:pathway",
    "casework:way_out",
    "casework:skills",
    "casework:wish",
    "casework:suitability",
    "casework:suitability_change",
    "casework:repatriation",
    "casework:livelihood",
    "casework:livelihood_change",
    "casework:income",
    "casework:income_change",
    "casework:propose",
    "casework:decision",
    "casework:task",
    "casework:upload",
    "casework:document",
    "casework:document_change",
    "casework:close",
    "casework:hand_over",
    "casework:transfer",
    "casework:export_file",
    "casework:same",
    "casework:join",
    "casework:take_apart",
    "keeping:overview",
    "keeping:rule",
    "keeping:due",
    "keeping:confirm_due",
    "keeping:certificate",
    "keeping:file",
    "keeping:ask",
    "keeping:decide",
    "keeping:hold",
    "keeping:review",
    "keeping:mask",
    "keeping:ask_back",
    "consent:sharing",
    "consent:history",
    "consent:ask",
    "consent:ask_again",
    "consent:open_to_team",
    "consent:stop",
    "consent:read_back",
    "consent:exception",
    "consent:confirm",
    "referrals:list",
    "referrals:sent",
    "referrals:compare",
    "referrals:new",
    "referrals:show",
    "referrals:edit",
    "referrals:check",
    "referrals:answer",
    "referrals:cancel",
    "referrals:take_back",
)
# Seen on the way through only; the test walks there.
ON_THE_WAY = (
    "casework:slot",
    "casework:reopen",
    "organisations:factor",
    "organisations:unlock",
    "organisations:waiting",
    "organisations:paper",
)
# Answer GET, but with no page of their own: they lead on, or hand out a file or a picture.
NO_PAGE = (
    "organisations:leave",
    "organisations:resume",
    "organisations:picture",
    "evidence:download",
    "casework:download",
    "casework:small",
    "casework:shown",
    "casework:clean",
)
# Change something, so they answer POST alone.
ONLY_POST = (
    "organisations:language",
    "organisations:sign_out",
    "organisations:lock",
    "organisations:end_session",
    "organisations:withdraw_invitation",
    "organisations:renew_keys",
    "organisations:end_sessions",
    "organisations:forget_factors",
    "questionnaires:use_offered",
    "questionnaires:use",
    "questionnaires:withdraw",
    "questionnaires:discard",
    "casework:words_back",
    "casework:field_confirm",
    "casework:field_end",
    "casework:unused_look",
    "casework:field_hide",
    "casework:field_show",
    "casework:task_done",
    "casework:shift_note_end",
    "casework:slot_end",
    "casework:import_run",
    "casework:import_undo",
    "casework:export_download",
    "casework:step_done",
    "casework:incident_keep",
    "casework:decision_done",
    "casework:prepare",
    "casework:another_person",
    "casework:keep",
    "keeping:forget_names",
    "keeping:not",
    "keeping:end_hold",
    "keeping:give_back",
    "referrals:send",
    "referrals:discard",
    "referrals:acknowledge",
    "referrals:make_file",
)
NAMED = frozenset((*SIGNED_OUT, *COORDINATOR, *ON_THE_WAY, *NO_PAGE, *ONLY_POST))
# The five pages about a new person, and both sides of a referral, are one address each.
STEPS = range(1, 6)


@dataclass(frozen=True)
class Screen:
    """One page to look at, by its name and its address."""

    name: str
    path: str


def screens(names: tuple[str, ...], things: Things, other: UUID) -> list[Screen]:
    """Return the screens of these names, with our own things in their addresses.

    `other` is an organisation that is not ours.
    """
    found = []
    for name in names:
        compares = name == "referrals:compare"
        named = {"organisation_id": other} if compares else arguments(name, things)
        asked, _sent = FIELDS.get(name, ({}, {}))
        query = "&".join(f"{key}={value}" for key, value in asked.items())
        tail = f"?{query}" if query else ""
        found += [
            Screen(name, reverse(name, kwargs=each) + tail) for each in _each(name, named, things)
        ]
    return found


def _each(name: str, named: dict, things: Things) -> list[dict]:
    if name == "casework:new_step":
        return [named | {"step": step} for step in STEPS]
    if name == "referrals:show":
        return [named, named | {"referral_id": things.received}]
    return [named]
