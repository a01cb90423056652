"""Sealing, wrapping, signing, padding: what holds for all inputs."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given, strategies as st

from alongside.vault import primitives
from alongside.vault.primitives import CannotOpen, KeyPair, context

KEY = bytes(range(32))
parts = st.lists(st.text() | st.binary() | st.integers() | st.uuids(), max_size=6)


@given(parts, parts)
def test_different_parts_never_give_the_same_context(left, right):
    same = [(type(part), part) for part in left] == [(type(part), part) for part in right]
    assert (context(*left) == context(*right)) is same


def test_a_context_tells_types_and_borders_apart():
    identifier = uuid4()
    encodings = {
        context("ab", "c"),
        context("a", "bc"),
        context("abc"),
        context(b"abc"),
        context("1"),
        context(1),
        context(identifier),
        context(str(identifier)),
        context(),
    }
    assert len(encodings) == 9


@given(message=st.binary(max_size=2000), where=parts)
def test_what_was_sealed_opens(message, where):
    box = primitives.seal(KEY, message, aad=context(*where))
    assert primitives.unseal(KEY, box, aad=context(*where)) == message
    assert len(box) == 2 + 24 + len(message) + 16


@given(message=st.binary(max_size=200))
def test_what_was_wrapped_opens(message):
    pair = KeyPair.new()
    box = primitives.wrap(pair.public, message, aad=b"here")
    assert primitives.unwrap(pair, box, aad=b"here") == message


@given(message=st.binary(max_size=1000))
def test_padding_comes_off_again_and_hides_the_length(message):
    padded = primitives.pad(message)
    assert primitives.unpad(padded) == message
    assert len(padded) == (len(message) // 256 + 1) * 256


@pytest.mark.parametrize("wrong", [b"", b"\x80", bytes(256), b"\x01" * 256, b"\x80" + bytes(256)])
def test_what_was_not_padded_is_refused(wrong):
    with pytest.raises(CannotOpen):
        primitives.unpad(wrong)


def test_two_seals_of_the_same_message_differ():
    boxes = {primitives.seal(KEY, b"Maria", aad=b"") for _ in range(50)}
    assert len(boxes) == 50


def test_every_box_names_its_algorithm():
    pair = KeyPair.new()
    assert primitives.seal(KEY, b"", aad=b"")[:2] == b"x1"
    assert primitives.wrap(pair.public, b"", aad=b"")[:2] == b"w1"
    assert primitives.sign(KEY, b"")[:2] == b"e1"


@pytest.mark.parametrize("other", [b"x2", b"w1", b"e1", b"\0\0"])
def test_a_box_of_another_algorithm_does_not_open(other):
    box = primitives.seal(KEY, b"Maria", aad=b"")
    with pytest.raises(CannotOpen):
        primitives.unseal(KEY, other + box[2:], aad=b"")


def test_a_key_another_place_or_another_person_does_not_open():
    box = primitives.seal(KEY, b"Maria", aad=b"here")
    with pytest.raises(CannotOpen):
        primitives.unseal(bytes(32), box, aad=b"here")
    with pytest.raises(CannotOpen):
        primitives.unseal(KEY, box, aad=b"there")
    pair = KeyPair.new()
    wrapped = primitives.wrap(pair.public, KEY, aad=b"here")
    with pytest.raises(CannotOpen):
        primitives.unwrap(pair, wrapped, aad=b"there")
    with pytest.raises(CannotOpen):
        primitives.unwrap(KeyPair.new(), wrapped, aad=b"here")


def test_a_signature_stands_under_one_message_of_one_signer():
    public, other = primitives.signing_public_key(KEY), primitives.signing_public_key(bytes(32))
    signature = primitives.sign(KEY, b"message")
    assert primitives.verify(public, b"message", signature) is True
    assert primitives.verify(public, b"other message", signature) is False
    assert primitives.verify(other, b"message", signature) is False
    assert primitives.verify(public, b"message", b"e2" + signature[2:]) is False
    assert primitives.verify(public, b"message", signature + b"\0") is False
    assert primitives.verify(public[:-1], b"message", signature) is False


def test_purposes_have_digests_and_keys_of_their_own():
    assert primitives.digest(b"data", "one") != primitives.digest(b"data", "two")
    assert primitives.digest(b"data", "one") != primitives.digest(b"data", "one", key=KEY)
    assert primitives.derive(KEY, "list") != primitives.derive(KEY, "search")
    assert primitives.derive(KEY, "list") != primitives.derive(bytes(32), "list")
    assert len(primitives.derive(KEY, "list", 16)) == 16


def test_a_fingerprint_is_six_groups_and_belongs_to_all_keys_in_their_order():
    first, second = bytes(32), KEY
    text = primitives.fingerprint(first, second)
    assert [len(group) for group in text.split(" ")] == [5] * 6
    assert text.replace(" ", "").isdecimal()
    assert len({text, primitives.fingerprint(second, first), primitives.fingerprint(first)}) == 3


def test_no_secret_shows_in_a_representation():
    pair = KeyPair.of(KEY)
    assert KEY.hex() not in repr(pair)
    assert repr(KEY) not in repr(pair)
    assert repr(pair.public) in repr(pair)


def test_a_subclass_of_text_is_encoded_as_text():
    class Label(str):
        __slots__ = ()

    assert context(Label("identity")) == context("identity")
    assert context(UUID(int=0)) != context(bytes(16))
