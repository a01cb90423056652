"""What is handed to one colleague opens for her alone, where it was put, from who signed it."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from alongside.vault import handed
from alongside.vault.primitives import CannotOpen
from alongside.vault.trust import Untrusted, certificate_of
from tests.organisations.factories import make_world

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
WHERE = ("access slot", 1)


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def given(world):
    giver = world.caseworker.actor.keys
    box = handed.hand(
        to=world.colleague.user.pk, payload=b"the gate", where=WHERE, keyring=giver, now=NOW
    )
    return {
        "box": box.box,
        "signer": certificate_of(world.caseworker.user.pk, giver.pin),
        "signed_on": box.signed_on,
        "signature": box.signature,
        "where": WHERE,
        "keyring": world.colleague.actor.keys,
    }


def test_she_opens_it(given):
    assert handed.receive(**given) == b"the gate"


def test_nobody_else_does_not_even_the_giver(world, given):
    for person in (world.caseworker, world.coordinator):
        with pytest.raises(CannotOpen):
            handed.receive(**given | {"keyring": person.actor.keys})


def test_moved_changed_or_signed_by_another_it_does_not(world, given):
    other = certificate_of(world.coordinator.user.pk, given["keyring"].pin)
    for wrong in (
        {"where": ("access slot", 2)},
        {"box": given["box"][:-1] + bytes([given["box"][-1] ^ 1])},
        {"signer": other},
        {"signed_on": date(2026, 3, 3)},
    ):
        with pytest.raises(Untrusted):
            handed.receive(**given | wrong)


def test_only_to_a_member_of_the_organisation(world):
    for stranger in (uuid4(), make_world().caseworker.user.pk):
        with pytest.raises(Untrusted):
            handed.hand(
                to=stranger,
                payload=b"x",
                where=WHERE,
                keyring=world.caseworker.actor.keys,
                now=NOW,
            )
