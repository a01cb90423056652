"""Attached files: stored whole or not at all, read from any place."""

import hashlib
import io
import os
import stat
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings as hypothesis_settings, strategies as st

from alongside.vault import attachments
from alongside.vault.attachments import BLOCK, CHUNK, FileKey, TooLarge
from alongside.vault.primitives import CannotOpen

LIMIT = 10 * CHUNK
SIZES = [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7]


def content_of(size):
    return hashlib.shake_256(b"file").digest(size)


def store(content, limit=LIMIT):
    return attachments.store(stream=io.BytesIO(content), media_type="image/png", limit=limit)


def whole(file, *where):
    return b"".join(attachments.read(file, *where))


def files_in(media):
    return [path for path in media.rglob("*") if path.is_file()]


@pytest.mark.parametrize("size", SIZES)
def test_a_file_is_read_as_it_was_stored(media, size):
    content = content_of(size)
    file = store(content)
    assert whole(file) == content
    assert (file.size, file.media_type) == (size, "image/png")
    assert file.sha == hashlib.sha256(content).hexdigest()
    assert FileKey.from_dict(file.as_dict()) == file


@pytest.mark.parametrize("size", SIZES)
def test_the_stored_size_is_rounded(media, size):
    store(content_of(size))
    (path,) = files_in(media)
    padded = max(BLOCK, -(-size // BLOCK) * BLOCK)
    assert path.stat().st_size == 18 + padded + 16 * -(-padded // CHUNK)


def test_a_stored_file_says_nothing_and_is_for_the_owner_only(media):
    file = store(b"Maria's passport" * 1000)
    (path,) = files_in(media)
    assert path.name == file.file_id.hex
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert b"Maria" not in path.read_bytes()
    assert b"image/png" not in path.read_bytes()


@hypothesis_settings(
    max_examples=40,
    # How fast the machine is, is not what is tested.
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    start=st.integers(0, 4 * CHUNK),
    length=st.none() | st.integers(0, 4 * CHUNK),
)
def test_any_part_is_read_alone(media, start, length):
    content = content_of(3 * CHUNK + 7)
    file = store(content)
    end = None if length is None else start + length
    assert whole(file, start, length) == content[start:end]


def test_an_upload_that_arrives_in_small_pieces(media):
    content = content_of(2 * CHUNK + 5)

    class Slow(io.BytesIO):
        def read(self, size=-1):
            return super().read(min(size, 1000))

    file = attachments.store(stream=Slow(content), media_type="a/b", limit=LIMIT)
    assert whole(file) == content


def test_memory_stays_flat(media):
    """Of a long stream never more than two chunks are asked for at a time."""
    left = [64 * CHUNK]
    asked = []

    class Endless:
        def read(self, size):
            asked.append(size)
            given = min(size, left[0])
            left[0] -= given
            return bytes(given)

    file = attachments.store(stream=Endless(), media_type="a/b", limit=65 * CHUNK)
    assert file.size == 64 * CHUNK
    assert max(asked) == CHUNK
    assert max(len(piece) for piece in attachments.read(file)) == CHUNK


def test_a_file_beyond_the_limit_leaves_nothing(media):
    assert whole(store(content_of(100), limit=100)) == content_of(100)
    (kept,) = files_in(media)
    with pytest.raises(TooLarge):
        store(content_of(101), limit=100)
    with pytest.raises(TooLarge):
        store(content_of(3 * CHUNK), limit=2 * CHUNK)
    assert files_in(media) == [kept]


def test_an_upload_that_breaks_off_leaves_nothing(media):
    class Broken:
        left = 3

        def read(self, size):
            self.left -= 1
            if not self.left:
                raise ConnectionResetError
            return bytes(size)

    with pytest.raises(ConnectionResetError):
        attachments.store(stream=Broken(), media_type="a/b", limit=LIMIT)
    assert files_in(media) == []


def test_what_a_killed_server_left_is_swept(media):
    file = store(b"whole")
    folder = attachments._path(file.file_id).parent
    old, fresh = folder / f"{uuid4().hex}.part", folder / f"{uuid4().hex}.part"
    for path in (old, fresh):
        path.write_bytes(b"half")
    os.utime(old, (1000, 1000))
    assert attachments.sweep(before=2000) == 1
    assert (old.exists(), fresh.exists()) == (False, True)
    assert whole(file) == b"whole"


def test_a_discarded_file_is_gone(media):
    file = store(b"whole")
    attachments.discard(file.file_id)
    attachments.discard(file.file_id)
    assert files_in(media) == []
    with pytest.raises(CannotOpen):
        attachments.read(file)


def test_no_secret_shows_in_a_representation(media):
    file = store(b"whole")
    assert repr(file.key)[2:-1] not in repr(file)
    assert file.key.hex() not in repr(file)
    assert str(file.file_id) in repr(file)
