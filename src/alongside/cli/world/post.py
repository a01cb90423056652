"""Letters of the demonstration's visitors, each invented, and what became of them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from alongside.alliance.actions import post as actions
from alongside.alliance.enums.post import PostState
from alongside.alliance.letters import Concern, Message, SignOn
from alongside.alliance.models import Member, Post
from alongside.cli.statements import NOBODY_TURNED_AWAY
from alongside.organisations.enums import TeamKind
from alongside.organisations.models import Team

if TYPE_CHECKING:
    from datetime import datetime

    from alongside.alliance.letters import Letter
    from alongside.core.access import Actor

TITLE = "Nobody is turned away: support that depends on no testimony"


def arrive(secretary: Actor, now: datetime) -> None:
    """Let letters come to the secretariat: some answered, one passed on, one name accepted."""
    without = Member.objects.filter(organisation=None, takes_letters=True).order_by("name").first()
    account = Member.objects.exclude(organisation=None).exclude(
        organisation_id=secretary.organisation_id
    )
    to_account = account.order_by("name").first()
    answered = _take(
        _message(9, now, name="Lucía", text="May we print your brochure for our workshop?"),
        secretary,
        now,
    )
    _settle(answered, "Sent her the file for printing.", secretary, now)
    if to_account:
        text = "My sister worked in a house for a year without wages. Whom can she call?"
        to = to_account.pk
        _take(_message(4, now, name="A sister", to_member=to, text=text), secretary, now)
    if without:
        text = "We would like to visit you in spring, with four women of our group."
        _take(_message(3, now, to_member=without.pk, text=text), secretary, now)
    _take(
        Concern(
            **_about(2, now),
            about="A photograph on a project's page",
            text="I am in this picture and did not say yes to it.",
            reply_to="+40 700 000 001",
        ),
        secretary,
        now,
    )
    for organisation, country in (("Union of Home Carers", "ES"), ("Returnees' Circle", "NP")):
        row = _take(
            SignOn(
                **_about(5, now),
                statement=str(NOBODY_TURNED_AWAY),
                title=TITLE,
                organisation=organisation,
                country=country,
                contact="office@example.org",
            ),
            secretary,
            now,
        )
        if country == "ES":
            actions.accept(
                post_id=row.pk, name=organisation, country=country, actor=secretary, now=now
            )


def _about(days: int, now: datetime) -> dict[str, Any]:
    return {"id": uuid4(), "written_at": now - timedelta(days=days)}


def _message(days: int, now: datetime, **said: Any) -> Message:
    return Message(**_about(days, now), reply_to="somebody@example.org", **said)


def _take(letter: Letter, secretary: Actor, now: datetime) -> Post:
    team = Team.objects.get(organisation_id=secretary.organisation_id, kind=TeamKind.PUBLIC)
    actions.take(letter=letter, team_id=team.pk, actor=secretary, now=now)
    return Post.objects.get(letter_id=letter.id)


def _settle(row: Post, remark: str, secretary: Actor, now: datetime) -> None:
    actions.settle(
        post_id=row.pk,
        state=PostState.ANSWERED,
        remark=remark,
        seen=PostState.WAITING,
        actor=secretary,
        now=now,
    )
