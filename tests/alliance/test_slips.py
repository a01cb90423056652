"""Papers in slips: signed, unless somebody is not to be named."""

from uuid import uuid4

import pytest

from alongside.alliance import slips
from alongside.alliance.models import Slip
from alongside.organisations.enums import TeamKind
from alongside.vault import slips as vault
from tests.casework.factories import fresh
from tests.organisations.factories import NOW, make_world

pytestmark = pytest.mark.django_db

SAID = slips.Remark(text="Their door is locked from outside.")


@pytest.fixture
def kept():
    """Return what opens a paper of a part, once the team of one organisation wrote it to it."""
    world, about = make_world(), uuid4()
    keyring, team = fresh(world.coordinator).keys, world.teams[TeamKind.PUBLIC]

    def keep(part):
        slips.keep(SAID, about=about, part=part, teams=[team], keyring=keyring, now=NOW)
        return lambda: slips.opened(
            slips.REMARKS, part=part, abouts=[about], team_ids=[team.pk], keyring=keyring
        ).get(about)

    return keep


def test_who_raised_a_concern_is_in_no_slip(kept, monkeypatch):
    signed = {}
    opening = vault.open_slip

    def watch(*args, **about):
        words = opening(*args, **about)
        signed[about["where"][1]] = words.signed is not None
        return words

    monkeypatch.setattr(vault, "open_slip", watch)
    parts = [slips.LETTER, slips.REASON, slips.ANSWER, slips.ALERT, slips.CONCERN]
    assert [kept(part)() for part in parts] == [SAID] * 5
    assert signed == {part: part != slips.CONCERN for part in parts}


def test_what_nobody_signed_is_shown_where_it_is_a_concern_alone(kept, monkeypatch):
    monkeypatch.setattr(slips, "UNSIGNED", {slips.CONCERN, slips.LETTER})
    read = kept(slips.LETTER)
    assert read() == SAID
    monkeypatch.undo()
    assert (read(), Slip.objects.count()) == (None, 1)
