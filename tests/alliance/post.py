"""Letters of visitors, taken in as the secretariat's team does it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from alongside.alliance import letters
from alongside.alliance.actions import post as actions
from alongside.alliance.models import Post, SignedOn
from alongside.organisations.enums import TeamKind
from tests.casework.factories import fresh
from tests.organisations.factories import NOW

if TYPE_CHECKING:
    from tests.organisations.factories import World

STATEMENT = UUID("0b7e8d0e-8f4c-4a86-9c34-6f2f5ab0d001")


def message(**fields) -> letters.Message:
    usual = {"name": "Rosa", "reply_to": "rosa@example.org", "text": "I need\na lawyer."}
    return letters.Message(**{"id": uuid4(), "written_at": NOW} | usual | fields)


def sign_on(**fields) -> letters.SignOn:
    usual = {
        "statement": str(STATEMENT),
        "title": "Domestic work is work",
        "organisation": "Shakti Samuha",
        "country": "NP",
        "contact": "+977 1 000",
    }
    return letters.SignOn(**{"id": uuid4(), "written_at": NOW} | usual | fields)


def concern(**fields) -> letters.Concern:
    usual = {"about": "A picture", "text": "She did not agree.", "reply_to": ""}
    return letters.Concern(**{"id": uuid4(), "written_at": NOW} | usual | fields)


def take(world: World, letter: letters.Letter) -> Post:
    """Take a letter in; return the row that came of it, wherever it lies."""
    actor = fresh(world.coordinator)
    team = world.teams[TeamKind.PUBLIC].pk
    actions.take(letter=letter, team_id=team, actor=actor, now=NOW)
    return Post.objects.get(letter_id=letter.id)


def accept(world: World, **fields) -> SignedOn:
    """Put a name under a statement."""
    row = take(world, sign_on(**fields))
    actor, before = fresh(world.coordinator), set(SignedOn.objects.values_list("pk", flat=True))
    name = fields.get("organisation", "Shakti Samuha")
    actions.accept(post_id=row.pk, name=name, country="NP", actor=actor, now=NOW)
    return SignedOn.objects.exclude(pk__in=before).get()


def a_letter(world: World) -> dict[str, UUID]:
    """Take in a letter that asks for a name under a statement, for the scene."""
    return {"post": take(world, sign_on()).pk}
