"""What the organisations of the demonstration call things, and what one of them dares to ask."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from alongside.casework import actions
from alongside.organisations.queries import languages_of

if TYPE_CHECKING:
    from datetime import datetime

    from alongside.core.access import Actor

# By the organisation's mark: the list, what it is called by language, what it counts as.
OWN = {
    "jessore": (
        ("needs", {"bn": "মোবাইল ফোন", "en": "A mobile phone"}, ""),
        ("support_kinds", {"bn": "নৌকা ভাড়া", "en": "Boat fare"}, ""),
        (
            "forced_labour_industry",
            {"bn": "ইটভাটা", "en": "Brick kiln"},
            "C_Manufacturing",
        ),
    ),
    "worec": (("incident_places", {"en": "A water tap or well"}, "field"),),
}
# Where women come back from abroad, and different help is theirs by law.
ASKS = {
    "worec": (
        "immigration_status",
        (
            "Women who came back from abroad have a right to the returnees' fund; without the "
            "answer we cannot tell them. Nobody loses any help by not answering."
        ),
    )
}


def choose(mark: str, workers: list[Actor], now: datetime) -> None:
    """Let an organisation add its words and switch on what two of its people agreed to ask."""
    coordinator, *others = workers
    begun = now - timedelta(days=120)
    for group, labels, counts_as in OWN.get(mark, ()):
        spoken = languages_of(actor=coordinator)
        actions.add_word(
            group=group,
            labels={language: labels.get(language, labels["en"]) for language in spoken},
            counts_as=counts_as,
            actor=coordinator,
            now=begun,
        )
    if mark in ASKS:
        field, reason = ASKS[mark]
        until = timezone.localdate(now) + timedelta(days=400)
        switch = actions.ask_for_field(
            field=field, reason=reason, until=until, actor=others[0], now=begun
        )
        actions.confirm_field(switch_id=switch, actor=coordinator, now=begun)
