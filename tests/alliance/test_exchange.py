"""What the site sealed is opened by the team that does the public work, and by nobody else."""

import os
import shutil
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings

from alongside.alliance import exchange
from alongside.alliance.letters import Message
from alongside.alliance.published import Letterbox, Published
from alongside.organisations.actions import rekeying
from alongside.organisations.enums import TeamKind
from alongside.vault import letterbox
from alongside.vault.keyring import Keyring, NotAMember
from alongside.vault.primitives import CannotOpen
from alongside.website.sealing import seal_letter
from tests.organisations.factories import NOW, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder():
    path = settings.ALONGSIDE_EXCHANGE / "letters"
    path.mkdir(parents=True, exist_ok=True)
    yield path
    shutil.rmtree(path)


@pytest.fixture
def world():
    return make_world()


def leave(folder, world, text="Please call me on Sunday."):
    """Leave a letter as the site does."""
    team, keyring = world.teams[TeamKind.PUBLIC], world.coordinator.actor.keys
    epoch, key = letterbox.public_key(team_id=team.pk, keyring=keyring)
    letter = Message(id=uuid4(), written_at=NOW, text=text)
    box = seal_letter(letter.model_dump_json().encode(), epoch=epoch, public_key=key)
    (folder / f"{uuid4().hex}.letter").write_bytes(box)
    return box


def fetched(world):
    team, keyring = world.teams[TeamKind.PUBLIC], world.coordinator.actor.keys
    return list(exchange.letters(team_id=team.pk, keyring=keyring))


def test_a_letter_is_opened_and_stays_until_it_was_taken_in(folder, world):
    leave(folder, world)
    assert exchange.waiting() == 1
    [found] = fetched(world)
    assert found.letter.text == "Please call me on Sunday."
    assert exchange.waiting() == 1
    found.done()
    assert exchange.waiting() == 0


def test_somebody_outside_the_team_opens_none(folder, world):
    box = leave(folder, world)
    team = world.teams[TeamKind.PUBLIC]
    with pytest.raises(NotAMember):
        letterbox.open_letter(box, team_id=team.pk, keyring=world.caseworker.actor.keys)


def test_a_changed_byte_or_anything_else_is_no_letter(folder, world):
    box = leave(folder, world)
    (folder / "a.letter").write_bytes(box[:-1] + bytes([box[-1] ^ 1]))
    (folder / "b.letter").write_bytes(b"l1" + bytes(200))
    (folder / "c.letter").write_bytes(b"")
    (folder / "d.letter").write_bytes(box + bytes(exchange.LONGEST))
    assert [one.letter is None for one in fetched(world)].count(True) == 4


def test_the_export_stands_whole_where_the_site_reads_it(folder, world):
    export = Published(made_at=NOW, letterbox=Letterbox(epoch=1, key="0" * 64))
    exchange.publish(export)
    exchange.publish(export.model_copy(update={"made_at": NOW + timedelta(days=1)}))
    path = settings.ALONGSIDE_EXCHANGE / "published.json"
    assert Published.model_validate_json(path.read_bytes()).made_at == NOW + timedelta(days=1)
    path.unlink()


def test_what_somebody_inside_the_site_puts_there_is_not_read(folder, world, tmp_path):
    """Neither one of the node's own files nor what never ends; and it does not stop the rest."""
    box = leave(folder, world)
    outside = tmp_path / "outside"
    outside.write_bytes(box)
    (folder / "a.letter").symlink_to(outside)
    (folder / "b.letter").symlink_to("/dev/zero")
    os.mkfifo(folder / "c.letter")
    (folder / "d.letter").mkdir()
    (folder / "d.letter" / "within").write_bytes(box)
    with (folder / "e.letter").open("wb") as huge:
        huge.truncate(2**40)
    (folder / "f.letter").write_bytes(box)
    (folder / "f.letter").chmod(0)
    (folder / "g.new").write_bytes(box)
    found = fetched(world)
    if os.geteuid() == 0:  # nothing is unreadable to the superuser
        found = [one for one in found if one.path.name != "f.letter"]
    assert [one.letter is not None for one in found].count(True) == 1
    for one in found:
        one.done()
    assert outside.read_bytes() == box
    assert {path.name for path in folder.iterdir()} <= {"f.letter", "g.new"}


def test_what_does_not_open_keeps_no_letter_from_being_read(folder, world):
    for number in range(5):
        (folder / f"!{number}.letter").write_bytes(b"l1" + bytes(200))
    leave(folder, world)
    assert [one.letter is not None for one in fetched(world)].count(True) == 1


def test_whoever_cannot_open_any_is_told_so_and_deletes_none(folder, world):
    """A letter given as unreadable might be deleted by who fetches; it is she who has no key."""
    leave(folder, world)
    team = world.teams[TeamKind.PUBLIC]
    with pytest.raises(NotAMember):
        list(exchange.letters(team_id=team.pk, keyring=world.caseworker.actor.keys))
    assert exchange.waiting() == 1


def named_in_the_export(world):
    """Publish an export that names the team's key, as it does with everything else."""
    team, keyring = world.teams[TeamKind.PUBLIC], world.coordinator.actor.keys
    epoch, key = letterbox.public_key(team_id=team.pk, keyring=keyring)
    exchange.publish(Published(made_at=NOW, letterbox=Letterbox(epoch=epoch, key=key.hex())))


def test_a_colleague_leaves_and_no_letter_is_lost(folder, world):
    """When the change of keys is done, nothing opens what lies under the old ones."""
    old = leave(folder, world)
    named_in_the_export(world)
    team, actor = world.teams[TeamKind.PUBLIC], world.coordinator.actor
    begun = rekeying.begin(team_id=team.pk, actor=actor, now=NOW)
    done = rekeying.step(rekeying_id=begun.pk, actor=actor, now=NOW)
    assert done.finished_at == NOW

    fresh = Keyring(actor.keys.keys, actor.organisation_id, actor.team_ids)
    path = settings.ALONGSIDE_EXCHANGE / "published.json"
    named = Published.model_validate_json(path.read_bytes()).letterbox
    epoch, key = letterbox.public_key(team_id=team.pk, keyring=fresh)
    assert (epoch, named.epoch, named.key) == (2, 2, key.hex())
    path.unlink()
    with pytest.raises(CannotOpen):
        letterbox.open_letter(old, team_id=team.pk, keyring=fresh)
    [found] = exchange.letters(team_id=team.pk, keyring=fresh)
    assert found.letter.text == "Please call me on Sunday."
    new = found.path.read_bytes()
    assert len(new) == len(old)
    for wrong in (0, 1, 3, 2**32 - 1):
        box = b"l1" + wrong.to_bytes(4, "big") + new[6:]
        with pytest.raises(CannotOpen):
            letterbox.open_letter(box, team_id=team.pk, keyring=fresh)


def test_the_keys_of_another_team_change_nothing_here(folder, world):
    box = leave(folder, world)
    named_in_the_export(world)
    team, actor = world.teams[TeamKind.CASEWORK], world.coordinator.actor
    path = settings.ALONGSIDE_EXCHANGE / "published.json"
    before = path.read_bytes()
    begun = rekeying.begin(team_id=team.pk, actor=actor, now=NOW)
    rekeying.step(rekeying_id=begun.pk, actor=actor, now=NOW)
    assert path.read_bytes() == before
    assert [one.read_bytes() for one in folder.iterdir()] == [box]
    path.unlink()
