"""The organisation whose files are measured: ten caseworkers of one team, and a partner."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from alongside.casework import actions
from alongside.casework.actions.saving import Change
from alongside.casework.contents import Identity
from alongside.organisations import founding
from alongside.organisations.actors import actor_for
from alongside.organisations.backend import open_keys
from alongside.organisations.models import User
from alongside.vault import documents, ring
from alongside.vault.compartments import Compartment
from alongside.vault.documents import NewDocument
from benchmarks.world.contents import WORDS, deep_file
from benchmarks.world.people import WORKERS
from benchmarks.world.sealing import NOW

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.core.access import Actor

PASSWORD = "correct horse battery"  # noqa: S105  nobody stands behind it
COORDINATOR = "coordinator1"
SIGN_IN_NAMES = tuple(f"worker{number}" for number in range(WORKERS))
COUNTRY = "RO"


@dataclass(frozen=True)
class World:
    """Where everything in the database is; ids as text."""

    organisation: str
    partner: str
    team: str
    workers: list[str]
    deep_file: str

    def keep(self) -> None:
        """Write it beside the database."""
        (settings.HOME / "world.json").write_text(json.dumps(asdict(self)))

    @classmethod
    def read(cls) -> World:
        """Read it again."""
        return cls(**json.loads((settings.HOME / "world.json").read_text()))


def found() -> World:
    """Found both organisations and open the long file."""
    founded = _organisation("Bench", COORDINATOR)
    partner = _organisation("Partner", "coordinator2")
    members = [
        founding.add_member(
            founded=founded,
            name=f"Worker {number}",
            sign_in_name=name,
            password=PASSWORD,
            role="caseworker",
            team_kinds=["casework"],
            now=NOW,
        )
        for number, name in enumerate(SIGN_IN_NAMES)
    ]
    actor = actor_for(members[0], members[0].keys)
    world = World(
        organisation=str(founded.organisation.id),
        partner=str(partner.organisation.id),
        team=str(founded.teams["casework"].id),
        workers=[str(member.id) for member in members],
        deep_file=str(_open_deep_file(actor)),
    )
    world.keep()
    return world


def actors() -> list[Actor]:
    """Sign every caseworker in, without a browser."""
    users = {
        user.sign_in_name: user for user in User.objects.filter(sign_in_name__in=SIGN_IN_NAMES)
    }
    signed_in = []
    for name in SIGN_IN_NAMES:
        keys = open_keys(users[name], PASSWORD)
        if keys is None:
            raise RuntimeError("The invented password does not open the invented keys.")
        signed_in.append(actor_for(users[name], keys))
    return signed_in


def _organisation(name: str, sign_in_name: str) -> founding.Founded:
    return founding.found_organisation(
        organisation=name,
        language="en",
        country=COUNTRY,
        place="Iași",
        name=f"Coordinator of {name}",
        sign_in_name=sign_in_name,
        password=PASSWORD,
        now=NOW,
    )


def _open_deep_file(actor: Actor) -> UUID:
    """Open a file by the real action, and give it the two compartments that rooms above would."""
    identity, *parts = deep_file()
    if not isinstance(identity, Identity):
        raise TypeError
    begin = NOW - timedelta(minutes=len(parts))
    opened = actions.open_case(identity=identity, actor=actor, now=begin)
    for number, part in enumerate(parts):
        now, change = begin + timedelta(minutes=number), Change(part)
        actions.save_parts(case_id=opened.case_id, changes=[change], actor=actor, now=now)
    keyring, team_ids = actor.keys, list(actor.team_ids)
    more = (Compartment.HEALTH, Compartment.LEGAL)
    keys = ring.create_many(
        subject=opened.case_id,
        labels=dict.fromkeys(more, team_ids),
        keyring=keyring,  # type: ignore[arg-type]
        now=NOW,
    )
    documents.save_all(
        subject=opened.case_id,
        documents=[NewDocument(label, "paper", _Paper()) for label in more],
        keys=keys,
        keyring=keyring,  # type: ignore[arg-type]
        now=NOW,
    )
    return opened.case_id


class _Paper:
    """A document of a room that does not stand yet."""

    schema_version = 1

    def model_dump_json(self) -> str:
        return json.dumps({"schema_version": 1, "text": WORDS})
