"""How the sweep says what an address answers to whom."""

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
# Who speaks for the organisation.
PUBLIC_WORK = {role: 403 for role in SIGNED_IN if role not in {"coordinator", "editor"}}
EVENTS = PUBLIC_WORK | {"editor": 404}
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
    `missing` is the answer where the thing is absent or somebody else's; what is `shared` is shown
    to other organisations as to its own.
    """

    get: Answer
    post: Answer
    refused: dict[str, int] = field(default_factory=dict)
    before: dict[str, tuple[Answer, Answer]] = field(default_factory=dict)
    missing: Answer = 404
    shared: bool = False


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
