"""What takes several steps to put into the scene."""

from __future__ import annotations

import io
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from alongside.alliance.actions import newsletter_sending as newsletter
from alongside.casework import actions, queries
from alongside.casework.contents import (
    Assessment,
    Conference,
    Incident,
    PracticalSupport,
    Relation,
    Service,
    Step,
    Threat,
)
from alongside.casework.register.mapping import suggest_mapping
from alongside.casework.register.reading import open_register
from alongside.questionnaires import actions as questionnaires, queries as forms
from tests.alliance.newsletter import hand_over, subscribe
from tests.attacks import ending
from tests.casework.factories import fresh, make_case
from tests.casework.pictures import photo
from tests.organisations.factories import NOW

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.casework.imports import Report
    from alongside.vault.documents import Saved
    from tests.organisations.factories import World

PDF = b"%PDF-1.7 a contract of two pages"


def brought_in(who: dict[str, Any], register: bytes) -> Report:
    """Bring in a register of two people."""
    sheet = open_register(io.BytesIO(register), filename="register.csv")
    mapping = suggest_mapping(sheet.headers, sheet.machine_names)
    return actions.import_register(register=sheet, mapping=mapping, name="register.csv", **who)


def joined(about: dict[str, Any]) -> UUID:
    """Let a file hold another one about her; return the document that says so."""
    third = make_case(about["actor"], "")
    beside = queries.side_by_side(other_id=third.id, **about)
    return actions.join(other_id=third.id, choices={}, seen=beside.seen, **about)


def documents(world: World, about: dict[str, Any]) -> dict[str, UUID]:
    """Put one of each further document into a file, and fill in a form twice."""
    appointment = actions.record_service(
        service=Service(kind="Health", state="planned", planned_on=date(2026, 3, 6)), **about
    )
    support = actions.record_support(
        support=PracticalSupport(kind="travel", amount=Decimal(120), currency="BDT"), **about
    )
    decision = Step(text="ask the clinic", who="us", due_on=date(2026, 3, 8))
    conference = actions.save_conference(
        conference=Conference(her_wish="a room", decisions=[decision]), **about
    )
    relation = actions.save_relation(
        relation=Relation(name="Karim Uddin", is_to_her="aunt_uncle", harm="yes"), **about
    )
    incident = actions.record_incident(incident=Incident(physical_harm=True), **about)
    threat = actions.record_threat(threat=Threat(what="a car before the house"), **about)
    version, sheets = answered(world, about)
    return {
        **ending.erased(world, about),
        "appointment": appointment.document_id,
        "support": support.document_id,
        "conference": conference.document_id,
        "decision": decision.id,
        "relation": relation.document_id,
        "incident": incident.document_id,
        "threat": threat.document_id,
        **attached(about),
        "version": version,
        "switch": actions.ask_for_field(
            field="disability",
            reason="Ramps and interpreters are ordered by it.",
            until=date(2026, 12, 31),
            actor=about["actor"],
            now=NOW,
        ),
        "sheet": sheets[0].document_id,
        "other_sheet": sheets[1].document_id,
    }


def attached(about: dict[str, Any]) -> dict[str, UUID]:
    """Put a document and a picture into the file."""
    contents = {"attachment": ("Contract.pdf", PDF), "picture": ("Letter.jpg", photo())}
    return {
        key: actions.attach(stream=io.BytesIO(content), name=name, note="", **about).document_id
        for key, (name, content) in contents.items()
    }


def answered(world: World, about: dict[str, Any]) -> tuple[UUID, list[Saved]]:
    """Put a form in use and fill it in twice."""
    asker = {"actor": fresh(world.coordinator), "now": NOW}
    version = questionnaires.use_offered(form_id="living_alone", **asker)
    known = forms.opened(version_id=version, actor=asker["actor"]).known
    sheet = Assessment(
        version_id=version,
        form_id=known.form_id,
        title=known.title,
        answered_on=NOW.date(),
        answers={"things": {"cook": "alone"}},
        finished=True,
    )
    return version, [actions.save_assessment(sheet=sheet, **about) for _each in range(2)]


def on_its_way(world: World) -> dict[str, UUID]:
    """Hand over an issue of the newsletter, and plan to send it tomorrow."""
    editor = fresh(world.coordinator)
    subscribe(editor)
    issue_id = hand_over(editor)
    due_at = NOW + timedelta(days=1)
    planned = newsletter.schedule(issue_id=issue_id, due_at=due_at, actor=editor, now=NOW)
    return {"issue": issue_id, "sending": planned}
