"""Asks an address for one thing, as somebody, and leaves everything as it was."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse

from tests.attacks.scene import Things, patterns

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse

    from tests.organisations.browser import Browser

TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=|"X-CSRFToken": ?|data-csrf=)"?\w+"?')
NAMED_BY = {
    "referral_id": {"edit": "draft", "check": "draft", "send": "draft", "discard": "draft"}
    | {"show": "sent", "cancel": "sent", "take_back": "sent"}
    | dict.fromkeys(["answer", "acknowledge", "make_file"], "received"),
    "document_id": {
        "episode_change": "episode",
        "incident_change": "incident",
        "threat_change": "threat",
        "note_change": "note",
        "goal_change": "goal",
        "step_done": "goal",
        "service_change": "service",
        "service_outcome": "appointment",
        "practical_support_change": "support",
        "conference_change": "conference",
        "conference_read": "conference",
        "decision_done": "conference",
        "relation_change": "relation",
        "follow_up_change": "follow_up",
        "follow_up_done": "follow_up",
        **dict.fromkeys(["document", "document_change", "download"], "attachment"),
        **dict.fromkeys(["small", "shown", "clean"], "picture"),
        "assessment": "sheet",
        "assessments_compared": "sheet",
        "assessment_page": "sheet",
        "suitability_change": "suitability",
        "livelihood_change": "livelihood",
        "income_change": "income",
        "propose": "suitability",
        "decision": "proposal",
        "prepare": "proposal",
        "take_apart": "joining",
    },
    "service_id": dict.fromkeys(
        ["service_change", "service_confirm", "service_withdraw", "service_offer"], "offer"
    ),
    "reference_id": {"reference_off": "heard"},
    "alert_id": {"alert_acknowledge": "told_alert"},
    "note_id": dict.fromkeys(["shift_note", "shift_note_end"], "shift_note"),
    "step_id": {"decision_done": "decision"},
    "user_id": {"confirm": "waiting"},
    "erasure_id": {"certificate": "certificate"},
    "other_id": {
        "assessments_compared": "other_sheet",
        "join": "second",
        "another_person": "second",
    },
}
# Not the name of a thing: a place in our own order of pages, the name of one of our forms.
FIXED = {
    "new_step": {"step": 2},
    "ask": {"place": 1},
    "rule": {"sort": "person"},
    "keep": {"form": "note"},
    "assessment_page": {"number": 1},
    "try": {"page": 1},
    "use_offered": {"form_id": "her_feedback"},
    "field_ask": {"field": "religion"},
    "field_hide": {"kind": "identity", "name": "children"},
    "field_show": {"kind": "identity", "name": "children"},
    "words_of": {"group": "needs"},
    "words_add": {"group": "needs"},
    "words_change": {"group": "needs", "code": "doctor"},
    "words_retire": {"group": "needs", "code": "doctor"},
    "words_back": {"group": "needs", "code": "doctor"},
}
# Without these an address has no meaning.
FIELDS = {"referrals:answer": ({"to": "rejected"}, {"state": "rejected"})}


@dataclass(frozen=True)
class Answered:
    """An answer without what may differ between two equal ones: tokens, and the ids asked for."""

    status: int
    place: str
    body: str
    headers: tuple[tuple[str, str], ...]


def arguments(name: str, things: Things) -> dict[str, Any]:
    """Return what stands in an address."""
    short = name.partition(":")[2]
    named: dict[str, Any] = {}
    for argument in patterns()[name].pattern.converters:
        if argument in FIXED.get(short, {}):
            named[argument] = FIXED[short][argument]
        else:
            kind = NAMED_BY.get(argument, {}).get(short, argument.removesuffix("_id"))
            named[argument] = getattr(things, kind)
    return named


def names_things(name: str) -> bool:
    """Return whether an address names something that can be somebody else's."""
    short = name.partition(":")[2]
    return bool(set(patterns()[name].pattern.converters) - set(FIXED.get(short, {})))


def ask(browser: Browser, method: str, name: str, named: Mapping[str, Any]) -> Answered:
    """Send one request, and undo all it did, also in the browser."""
    url = reverse(name, kwargs=named)
    get, post = FIELDS.get(name, ({}, {}))
    data = {"GET": get, "HEAD": get, "POST": post}.get(method, {})
    jar = {key: morsel.value for key, morsel in browser.cookies.items()}
    with transaction.atomic():
        send = getattr(browser, method.lower())
        response = send(url, data) if data else send(url)
        found = _answered(response, named)
        transaction.set_rollback(True)
    browser.cookies.clear()
    browser.cookies.load(jar)
    return found


def _answered(response: HttpResponse, named: Mapping[str, Any]) -> Answered:
    streaming = response.streaming
    content = b"".join(response.streaming_content) if streaming else response.content
    body = TOKEN.sub("", content.decode("utf-8", "replace"))
    place = response.headers.get("Location", "")
    for value in named.values():
        # A number as short as that of a factor stands in other words too.
        text, shown = (f"/{value}/", "/ID/") if isinstance(value, int) else (str(value), "ID")
        body, place = body.replace(text, shown), place.replace(text, shown)
    kept = {k: v for k, v in response.headers.items() if k not in {"Location", "Content-Length"}}
    return Answered(response.status_code, place, body, tuple(sorted(kept.items())))


def mixtures(name: str, ours: Things, theirs: Things) -> list[dict[str, Any]]:
    """Return arguments that name one thing of ours and the others of somebody else."""
    own, other = arguments(name, ours), arguments(name, theirs)
    different = [key for key in own if own[key] != other[key]]
    if len(different) < 2:
        return []
    return [own | {key: other[key]} for key in different]
