"""What every address answers to whom: the one table the sweep holds the node to."""

from __future__ import annotations

from dataclasses import dataclass, field

IN, UNLOCK, WAIT = "/in/", "/unlock/", "/wait/"
SIGNED_IN = (
    "caseworker",
    "coordinator",
    "other team",
    "lawyer",
    "researcher",
    "editor",
    "stranger",
)
BARRED = {"signed out": IN, "locked": UNLOCK, "waiting": WAIT}
# Who is refused, and how. Whoever is not named is answered.
EVERYBODY: dict[str, int] = {}
FILES = {"other team": 404, "lawyer": 404, "researcher": 403, "editor": 403}
LISTS = {"researcher": 403, "editor": 403}
REGISTERS = {"lawyer": 403, "researcher": 403, "editor": 403}
IMPORTS = REGISTERS | {"other team": 404}
FIGURES = {"editor": 403}
COORDINATORS = {role: 403 for role in SIGNED_IN if role != "coordinator"}
# Of the coordinator alone, and nobody else's: her own devices and factors.
HERS = {role: 404 for role in SIGNED_IN if role != "coordinator"}
# Of the caseworker alone who made the copy.
COPY = {role: 404 for role in SIGNED_IN if role not in {"caseworker", "stranger"}}

Answer = int | str


@dataclass(frozen=True)
class Expected:
    """What is answered with the asker's own thing to GET and to POST without any fields.

    `refused` says who is refused, with which status; `before` what is answered to those who are
    signed out, locked or waiting where that differs from being led to where they can go on.
    `missing` is the answer where the thing is absent or somebody else's.
    """

    get: Answer
    post: Answer
    refused: dict[str, int] = field(default_factory=dict)
    before: dict[str, tuple[Answer, Answer]] = field(default_factory=dict)
    missing: Answer = 404


def public(get: Answer, post: Answer, **before: tuple[Answer, Answer]) -> Expected:
    """Return what is the same for everybody, signed in or not."""
    same = dict.fromkeys(BARRED, (get, post))
    return Expected(get, post, before=same | {k.replace("_", " "): v for k, v in before.items()})


PAGE = Expected(200, 405)
TAB = Expected(200, 405, FILES)
FORM = Expected(200, 422, FILES)
SAVES = Expected(200, 302, FILES)
# Something was saved before: what is sent without its version meets it, and is asked about.
MEETS = Expected(200, 409, FILES)
PRESS = Expected(405, 302, FILES)
OWN = Expected(200, 200)
MANAGE = Expected(200, 200, COORDINATORS)
MANAGE_PRESS = Expected(405, 302, COORDINATORS)

EXPECTED: dict[str, Expected] = {
    # The way in.
    "organisations:front": Expected(
        302, 405, before={"signed out": (200, 405), "locked": (302, 405), "waiting": (302, 405)}
    ),
    "organisations:leave": public(303, 405),
    "organisations:neutral": public(200, 405),
    "organisations:language": public(405, 302),
    "organisations:sign_in": public(302, 302, signed_out=(200, 422)),
    "organisations:factor": public(IN, IN),
    "organisations:recover": public(200, 200),
    "organisations:sheets": public(200, 200),
    "organisations:paper": public(302, 302),
    "organisations:join": public(200, 200),
    "organisations:sign_out": Expected(
        405, 302, before={"locked": (405, 302), "waiting": (405, 302)}
    ),
    "organisations:lock": Expected(
        405, UNLOCK, before={"locked": (405, UNLOCK), "waiting": (405, UNLOCK)}
    ),
    "organisations:unlock": Expected(
        302, 302, before={"locked": (200, 200), "waiting": (302, 302)}
    ),
    "organisations:resume": Expected(302, 302),
    "organisations:waiting": Expected(302, 405, before={"waiting": (200, 405)}),
    # Her own.
    "organisations:settings": PAGE,
    "organisations:password": OWN,
    "organisations:recovery_code": OWN,
    "organisations:sessions": PAGE,
    "organisations:end_session": Expected(405, 302, HERS),
    "organisations:factors": PAGE,
    "organisations:add_app": OWN,
    "organisations:picture": PAGE,
    "organisations:add_passkey": OWN,
    "organisations:codes": OWN,
    "organisations:remove_factor": Expected(200, 200, HERS),
    # Colleagues and keys.
    "organisations:people": Expected(200, 405, COORDINATORS),
    "organisations:invite": MANAGE,
    "organisations:new_team": MANAGE,
    "organisations:organisation": MANAGE,
    # Ending what is gone, or is not hers, says the same as ending her own and does nothing.
    "organisations:withdraw_invitation": Expected(405, 302, COORDINATORS, missing=302),
    "organisations:keys": Expected(200, 405, COORDINATORS),
    "organisations:renew_keys": MANAGE_PRESS,
    "organisations:rekeying": Expected(200, 405, COORDINATORS),
    "organisations:member": Expected(200, 405, COORDINATORS),
    "organisations:confirm": MANAGE,
    "organisations:role": MANAGE,
    "organisations:teams": MANAGE,
    "organisations:part": Expected(200, 302, COORDINATORS),
    "organisations:again": MANAGE,
    "organisations:end_sessions": MANAGE_PRESS,
    "organisations:forget_factors": MANAGE_PRESS,
    # The day, and numbers.
    "desk:today": PAGE,
    "evidence:year": Expected(200, 405, FIGURES),
    "evidence:download": Expected(200, 405, FIGURES),
    # People.
    "casework:list": Expected(200, 405, LISTS),
    "casework:search": Expected(200, 200),
    "casework:new": Expected(200, 200, LISTS),
    "casework:task_done": PRESS,
    # The violence register, and defenders at risk.
    "casework:register": Expected(200, 405, LISTS),
    "casework:incident_new": Expected(200, 422, LISTS),
    "casework:incident_keep": Expected(405, 200, LISTS),
    "casework:incidents_export": Expected(200, 422, REGISTERS),
    "casework:incident": FORM,
    "casework:incident_change": FORM,
    "casework:counting": SAVES,
    "casework:defender_new": Expected(200, 422, LISTS),
    "casework:threats": TAB,
    "casework:threat": FORM,
    "casework:threat_change": FORM,
    "casework:alert": FORM,
    # Registers and copies.
    "casework:import": Expected(200, 422, REGISTERS),
    "casework:import_columns": Expected(404, 404, REGISTERS),
    "casework:import_check": Expected(404, 405, REGISTERS),
    "casework:import_run": Expected(405, 404, REGISTERS),
    "casework:import_report": Expected(200, 405, IMPORTS),
    "casework:import_undo": Expected(405, 302, IMPORTS),
    "casework:export": Expected(200, 422, REGISTERS),
    "casework:export_download": Expected(405, 200, COPY),
    # Working together.
    "casework:approvals": Expected(200, 302, COORDINATORS),
    "casework:overview": Expected(200, 405, COORDINATORS),
    "casework:readings": Expected(200, 405, COORDINATORS),
    # Hers alone who was given it; nobody of the sweep was.
    "casework:slot": Expected(404, 405),
    "casework:slots": TAB,
    "casework:slot_new": FORM,
    "casework:slot_end": PRESS,
    "casework:shift_notes": Expected(200, 405, LISTS),
    "casework:shift_note_new": Expected(200, 422, LISTS),
    "casework:shift_note": TAB,
    "casework:shift_note_end": PRESS,
    # A file.
    "casework:file": TAB,
    "casework:plan": TAB,
    "casework:services": TAB,
    "casework:safety": TAB,
    "casework:documents": TAB,
    "casework:who_looked": TAB,
    "casework:about": TAB,
    "casework:came": TAB,
    "casework:came_change": SAVES,
    "casework:people_around": TAB,
    "casework:conference_read": TAB,
    "casework:new_step": MEETS,
    "casework:identity": FORM,
    "casework:contact": MEETS,
    "casework:whereabouts": SAVES,
    "casework:safety_plan": SAVES,
    "casework:needs": SAVES,
    "casework:episode": SAVES,
    "casework:episode_change": MEETS,
    "casework:note": FORM,
    "casework:note_change": FORM,
    "casework:goal": FORM,
    "casework:goal_change": FORM,
    "casework:step_done": PRESS,
    "casework:service": FORM,
    "casework:service_change": FORM,
    "casework:service_outcome": FORM,
    "casework:appointment": FORM,
    "casework:practical_support": FORM,
    "casework:practical_support_change": FORM,
    "casework:conference": FORM,
    "casework:conference_change": FORM,
    "casework:decision_done": PRESS,
    "casework:relation": FORM,
    "casework:relation_change": FORM,
    "casework:follow_up": FORM,
    "casework:follow_up_change": FORM,
    "casework:follow_up_done": SAVES,
    "casework:clock": FORM,
    "casework:pathway": TAB,
    "casework:way_out": MEETS,
    "casework:skills": MEETS,
    "casework:wish": FORM,
    "casework:suitability": SAVES,
    "casework:suitability_change": MEETS,
    "casework:repatriation": SAVES,
    "casework:livelihood": FORM,
    "casework:livelihood_change": FORM,
    "casework:income": FORM,
    "casework:income_change": FORM,
    "casework:propose": FORM,
    "casework:decision": FORM,
    # Nothing is decided yet, so nothing is prepared; it is said on the way back.
    "casework:prepare": PRESS,
    "casework:task": FORM,
    "casework:keep": Expected(405, 200, FILES),
    "casework:upload": FORM,
    "casework:document": TAB,
    # Sent without the version it began from, it meets what is saved.
    "casework:document_change": FORM,
    "casework:download": TAB,
    "casework:small": TAB,
    "casework:shown": TAB,
    "casework:clean": TAB,
    "casework:close": FORM,
    # The file is open: there is nothing to open again.
    "casework:reopen": Expected(403, 422, FILES),
    "casework:hand_over": FORM,
    "casework:transfer": FORM,
    "casework:export_file": FORM,
    # A second file about her.
    "casework:another_person": PRESS,
    "casework:same": FORM,
    "casework:join": FORM,
    "casework:take_apart": SAVES,
    "casework:assessments": TAB,
    "casework:assessment": TAB,
    "casework:assessments_compared": TAB,
    # Sent without saying what was shown, a page asks everything first.
    "casework:assessment_new": Expected(200, 200, FILES),
    "casework:assessment_page": Expected(200, 200, FILES),
    # How long a file is kept, and how it ends.
    "keeping:overview": Expected(200, 405, COORDINATORS),
    "keeping:forget_names": MANAGE_PRESS,
    "keeping:rule": Expected(200, 422, COORDINATORS),
    "keeping:due": Expected(200, 422, COORDINATORS),
    "keeping:confirm_due": Expected(200, 422, COORDINATORS),
    "keeping:certificate": TAB,
    "keeping:file": TAB,
    "keeping:ask": FORM,
    "keeping:decide": FORM,
    "keeping:not": PRESS,
    # Nothing is held or asked back: it is said on the way back.
    "keeping:hold": Expected(200, 422, COORDINATORS),
    "keeping:review": Expected(200, 422, COORDINATORS),
    "keeping:end_hold": MANAGE_PRESS,
    "keeping:mask": FORM,
    "keeping:ask_back": FORM,
    "keeping:give_back": MANAGE_PRESS,
    # What is asked.
    "questionnaires:list": Expected(200, 405, COORDINATORS),
    "questionnaires:bring": MANAGE,
    "questionnaires:use_offered": MANAGE_PRESS,
    "questionnaires:show": Expected(200, 405, COORDINATORS),
    "questionnaires:use": Expected(405, 422, COORDINATORS),
    "questionnaires:withdraw": MANAGE_PRESS,
    "questionnaires:discard": MANAGE_PRESS,
    "questionnaires:try": MANAGE,
    # What the organisation calls things.
    "casework:words": Expected(200, 405, COORDINATORS),
    "casework:words_of": Expected(200, 405, COORDINATORS),
    "casework:words_add": Expected(200, 422, COORDINATORS),
    "casework:words_change": Expected(200, 422, COORDINATORS),
    "casework:words_retire": Expected(200, 302, COORDINATORS),
    "casework:words_back": MANAGE_PRESS,
    # Whoever opens files may ask for something dangerous; a coordinator decides.
    "casework:fields": Expected(200, 405, LISTS),
    "casework:field_ask": Expected(200, 422, LISTS),
    "casework:field_confirm": MANAGE_PRESS,
    "casework:field_end": MANAGE_PRESS,
    "casework:unused": Expected(200, 405, COORDINATORS),
    "casework:unused_look": MANAGE_PRESS,
    "casework:field_hide": MANAGE_PRESS,
    "casework:field_show": MANAGE_PRESS,
    # What she agreed to.
    "consent:sharing": TAB,
    "consent:history": TAB,
    "consent:ask": FORM,
    "consent:ask_again": FORM,
    "consent:open_to_team": FORM,
    "consent:stop": SAVES,
    "consent:read_back": SAVES,
    "consent:exception": FORM,
    "consent:confirm": SAVES,
    # Other organisations. What arrived is nobody's until somebody who refers opens it.
    "referrals:list": Expected(200, 405, LISTS),
    "referrals:sent": Expected(200, 405, LISTS),
    "referrals:compare": Expected(200, 422, COORDINATORS),
    "referrals:new": FORM,
    "referrals:show": TAB,
    "referrals:edit": FORM,
    "referrals:check": TAB,
    "referrals:send": PRESS,
    "referrals:discard": PRESS,
    "referrals:answer": Expected(200, 422, LISTS),
    "referrals:cancel": FORM,
    "referrals:take_back": SAVES,
    "referrals:acknowledge": Expected(405, 302, LISTS),
    "referrals:make_file": Expected(405, 302, LISTS),
}
