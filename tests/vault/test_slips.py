"""Slips: opened by one team of any organisation, and by nobody else."""

from datetime import timedelta
from uuid import uuid4

import pytest

from alongside.organisations.enums import TeamKind
from alongside.vault import peers, slips
from alongside.vault.envelopes import card_of
from alongside.vault.guard import writing
from alongside.vault.keyring import NotAMember
from alongside.vault.models import TeamEpoch
from alongside.vault.primitives import CannotOpen
from alongside.vault.trust import Untrusted
from tests.casework.factories import fresh
from tests.organisations.factories import NOW, make_world

pytestmark = pytest.mark.django_db

WHERE = (uuid4(), "letter")


@pytest.fixture
def us():
    return make_world()


@pytest.fixture
def them():
    return make_world()


def sealed(world, to, where=WHERE, *, organisation=None, now=NOW):
    return slips.seal(
        b"kestrel",
        team_id=to.teams[TeamKind.PUBLIC].pk,
        organisation_id=(organisation or to.organisation).pk,
        where=where,
        keyring=fresh(world.caseworker).keys,
        now=now,
    )


def opened(world, slip, person=None, where=WHERE):
    keyring = fresh(person or world.coordinator).keys
    return slips.open_slip(
        slip, team_id=world.teams[TeamKind.PUBLIC].pk, where=where, keyring=keyring
    )


def read(*about, **where):
    return opened(*about, **where).payload


def author(world, words):
    return slips.Authors([words], fresh(world.coordinator).keys).of(words)


def pin(world, other, identity_pk):
    keyring = fresh(world.coordinator).keys
    about = {"compared": True, "keyring": keyring, "now": NOW}
    peers.pin(peer_id=other.organisation.pk, identity_pk=identity_pk, **about)


def test_a_team_of_ours_or_of_another_organisation_opens_it(us, them):
    for to in (us, them):
        slip = sealed(us, to)
        assert b"kestrel" not in slip.box
        assert read(to, slip) == b"kestrel"


def test_nobody_else_does_nor_who_wrote_it(us, them):
    slip = sealed(us, them)
    with pytest.raises(CannotOpen):
        read(us, slip)
    for world, person in ((them, them.caseworker), (them, us.caseworker), (them, us.coordinator)):
        with pytest.raises(NotAMember):
            read(world, slip, person)


def test_it_opens_where_it_lies_and_nowhere_else(us, them):
    slip = sealed(us, them)
    for elsewhere in ((uuid4(), "letter"), (WHERE[0], "remark")):
        with pytest.raises(CannotOpen):
            read(them, slip, where=elsewhere)


def test_its_length_tells_little(us, them):
    assert len({len(sealed(us, them, (uuid4(), "letter")).box) for _each in range(3)}) == 1


def test_a_key_that_the_organisation_did_not_sign_is_refused(us, them):
    mine = TeamEpoch.objects.get(team_id=us.teams[TeamKind.PUBLIC].pk)
    theirs = TeamEpoch.objects.filter(team_id=them.teams[TeamKind.PUBLIC].pk)
    with writing():
        theirs.update(box_pk=mine.box_pk)
    with pytest.raises(Untrusted):
        sealed(us, them)
    # Signed, by another organisation's coordinator.
    with writing():
        theirs.update(signer=mine.signer, signature=mine.signature, signed_on=mine.signed_on)
    with pytest.raises(Untrusted):
        sealed(us, them)


def test_a_team_of_one_organisation_is_not_another_s(us, them):
    with pytest.raises(Untrusted):
        sealed(us, them, organisation=make_world().organisation)
    with pytest.raises(Untrusted):
        sealed(us, them, organisation=us.organisation)


def test_the_pinned_key_outweighs_the_one_in_the_database(us, them):
    pin(us, them, bytes(range(32)))
    with pytest.raises(Untrusted):
        sealed(us, them)
    pin(us, them, card_of(them.organisation.pk).identity_pk)
    words = opened(them, sealed(us, them))
    assert (words.payload, author(them, words)) == (b"kestrel", us.organisation.pk)
    pin(them, us, bytes(range(32)))
    assert author(them, words) is None
    pin(them, us, card_of(us.organisation.pk).identity_pk)
    assert author(them, words) == us.organisation.pk


def test_a_team_without_keys_is_refused(us, them):
    with pytest.raises(Untrusted):
        slips.seal(
            b"kestrel",
            team_id=uuid4(),
            organisation_id=them.organisation.pk,
            where=WHERE,
            keyring=fresh(us.caseworker).keys,
            now=NOW,
        )


def test_it_proves_which_organisation_wrote_it(us, them):
    for world in (us, them):
        assert author(us, opened(us, sealed(world, us))) == world.organisation.pk


def test_words_nobody_signed_prove_nothing_and_are_as_long(us, them):
    slip = sealed(us, them, now=None)
    words = opened(them, slip)
    assert (words, author(them, words)) == ((b"kestrel", None), None)
    assert len(slip.box) == len(sealed(us, them).box)


def test_nothing_of_what_is_signed_can_be_changed(us, them):
    words = opened(them, sealed(us, them))
    stranger = opened(them, sealed(make_world(), them)).signed
    for change in (
        {"message": stranger.message[:-1]},
        {"signer_id": stranger.signer_id},
        {"signer_id": uuid4()},
        {"signature": stranger.signature},
        {"signed_on": NOW.date() + timedelta(days=1), "message": b"another day"},
    ):
        assert author(them, words._replace(signed=words.signed._replace(**change))) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body[:-1] + b"x",
        lambda body: bytes([body[0] ^ 1]) + body[1:],
        lambda body: body[:19] + bytes([body[19] ^ 1]) + body[20:],
        lambda body: body[:30] + bytes([body[30] ^ 1]) + body[31:],
    ],
)
def test_whoever_is_in_the_team_alters_nothing_in_the_writer_s_name(us, them, change, monkeypatch):
    """She opens it, changes a part and seals it again where it lay."""
    slip, unpad = sealed(us, them), slips.unpad
    monkeypatch.setattr(slips, "unpad", lambda body: change(unpad(body)))
    altered = renewed(them, slip)
    monkeypatch.undo()
    assert author(them, opened(them, altered)) is None


@pytest.mark.parametrize("head", [bytes(16) + b"\xff" * 70, b"short"])
def test_what_begins_with_no_signature_does_not_open(us, them, head, monkeypatch):
    slip, unpad = sealed(us, them), slips.unpad
    monkeypatch.setattr(slips, "unpad", lambda body: unpad(body) and head)
    with pytest.raises(CannotOpen):
        opened(them, slip)


def test_words_for_one_team_are_nobody_s_word_to_another(us, them):
    """A reader seals what was signed for her team to a third one."""
    third = make_world()
    words = opened(them, sealed(us, them))
    keyring = fresh(them.coordinator).keys
    team = third.teams[TeamKind.PUBLIC].pk
    keyring.sign = lambda _message: words.signed.signature
    slip = slips.seal(
        words.payload,
        team_id=team,
        organisation_id=third.organisation.pk,
        where=WHERE,
        keyring=keyring,
        now=NOW,
    )
    said = opened(third, slip)
    signed = said.signed._replace(signer_id=words.signed.signer_id)
    assert author(third, said._replace(signed=signed)) is None


def test_it_is_signed_by_the_same_after_it_was_sealed_anew(us, them):
    slip = sealed(us, them)
    words = opened(them, renewed(them, slip))
    assert (words.payload, author(them, words)) == (b"kestrel", us.organisation.pk)


def renewed(world, slip):
    team_id, keyring = world.teams[TeamKind.PUBLIC].pk, fresh(world.coordinator).keys
    return slips.seal_anew(slip, team_id=team_id, where=WHERE, keyring=keyring)


def test_many_authors_are_found_in_as_many_queries_as_one(us, them, django_assert_num_queries):
    words = [opened(us, sealed(one, us)) for one in (them, make_world(), make_world())]
    for found in (words[:1], words):
        keyring = fresh(us.coordinator).keys
        with django_assert_num_queries(3):
            slips.Authors(found, keyring)
