"""Attack: cut, stretch, reorder and exchange stored files."""

import hashlib
import io

import pytest

from alongside.vault import attachments
from alongside.vault.attachments import CHUNK, HEAD, FileKey
from alongside.vault.primitives import CannotOpen

pytestmark = pytest.mark.attack
BOX = CHUNK + 16
CONTENT = hashlib.shake_256(b"picture").digest(3 * CHUNK + 5000)


@pytest.fixture
def file(media):
    return attachments.store(stream=io.BytesIO(CONTENT), media_type="image/png", limit=1 << 20)


@pytest.fixture
def path(file):
    return attachments._path(file.file_id)


def whole(file):
    return b"".join(attachments.read(file))


def chunks(box):
    return box[:HEAD], [box[at : at + BOX] for at in range(HEAD, len(box), BOX)]


def test_cut_anywhere(file, path):
    box = path.read_bytes()
    cuts = [0, 1, HEAD, HEAD + BOX, HEAD + 2 * BOX, HEAD + 3 * BOX, len(box) - 16, len(box) - 1]
    for cut in cuts:
        path.write_bytes(box[:cut])
        with pytest.raises(CannotOpen):
            attachments.read(file)
    path.write_bytes(box)
    assert whole(file) == CONTENT


def test_lengthened(file, path):
    box = path.read_bytes()
    pieces = chunks(box)[1]
    for more in (b"\0", bytes(16), pieces[-1], pieces[0]):
        path.write_bytes(box + more)
        with pytest.raises(CannotOpen):
            attachments.read(file)


def test_reordered_repeated_or_ended_early(file, path):
    head, (first, second, third, last) = chunks(path.read_bytes())
    orders = [
        [second, first, third, last],
        [first, first, third, last],
        [first, second, second, last],
        [third, second, first, last],
    ]
    for order in orders:
        path.write_bytes(head + b"".join(order))
        with pytest.raises(CannotOpen):
            whole(file)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_cut_with_the_size_in_the_key_changed_too(file, path, count):
    """Even who could change the sealed size cannot make an inner chunk the last."""
    head, pieces = chunks(path.read_bytes())
    path.write_bytes(head + b"".join(pieces[:count]))
    shorter = FileKey.from_dict({**file.as_dict(), "size": count * CHUNK})
    with pytest.raises(CannotOpen):
        whole(shorter)


def test_two_files_exchanged(file, path):
    other = attachments.store(
        stream=io.BytesIO(CONTENT[::-1]), media_type="image/png", limit=1 << 20
    )
    there = attachments._path(other.file_id)
    mine, theirs = path.read_bytes(), there.read_bytes()
    path.write_bytes(theirs)
    with pytest.raises(CannotOpen):
        whole(file)
    # ... even were they under the same key.
    same_key = FileKey.from_dict({**file.as_dict(), "key": other.key.hex()})
    with pytest.raises(CannotOpen):
        whole(same_key)
    path.write_bytes(mine)
    assert whole(file) == CONTENT


def test_a_damaged_chunk_leaves_the_others_readable_and_is_never_returned(file, path):
    box = bytearray(path.read_bytes())
    box[HEAD + BOX + 100] ^= 1
    path.write_bytes(bytes(box))
    assert b"".join(attachments.read(file, 0, CHUNK)) == CONTENT[:CHUNK]
    assert b"".join(attachments.read(file, 2 * CHUNK)) == CONTENT[2 * CHUNK :]
    got = []
    with pytest.raises(CannotOpen):
        got.extend(attachments.read(file))
    assert b"".join(got) in {b"", CONTENT[:CHUNK]}


def test_another_key_opens_nothing(file):
    with pytest.raises(CannotOpen):
        whole(FileKey.from_dict({**file.as_dict(), "key": bytes(32).hex()}))
