"""What a file is, told by its content alone."""

import pytest

from alongside.casework.attached.kinds import TAIL, Found, Watcher, agrees, ending, recognised

FTYP = b"\0\0\0\x18ftyp"
HEADS = {
    b"\xff\xd8\xff\xe0": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"GIF89a": "image/gif",
    b"RIFF\x24\0\0\0WEBPVP8 ": "image/webp",
    b"RIFF\x24\0\0\0WAVEfmt ": "audio/wav",
    b"RIFF\x24\0\0\0AVI LIST": "application/octet-stream",
    b"xxxx\x24\0\0\0WAVEfmt ": "application/octet-stream",
    FTYP + b"heic": "image/heic",
    FTYP + b"avif": "image/avif",
    FTYP + b"M4A ": "audio/mp4",
    FTYP + b"qt  ": "video/quicktime",
    FTYP + b"3gp5": "video/3gpp",
    FTYP + b"isom": "video/mp4",
    b"%PDF-1.7": "application/pdf",
    b"ID3\x04": "audio/mpeg",
    b"\xff\xfb\x90": "audio/mpeg",
    b"OggS": "audio/ogg",
    b"#!AMR\n": "audio/amr",
    b"\x1a\x45\xdf\xa3": "video/webm",
    b"PK\x03\x04": "application/zip",
    b"<svg": "application/octet-stream",
    b"": "application/octet-stream",
}


def looked_at(*pieces):
    watcher = Watcher()
    for piece in pieces:
        watcher.write(piece)
    return watcher.found()


@pytest.mark.parametrize("head", HEADS, ids=HEADS.values())
def test_a_kind_is_told_by_its_first_bytes(head):
    assert recognised(head) == HEADS[head]
    assert looked_at(head, b"\0" * 100_000) == Found(HEADS[head])


JPEG = b"\xff\xd8\xff\xe0" + b"\x55" * 5000
MIXED = {
    "a page at the end": (JPEG, b"<ScRiPt>alert(1)</script>"),
    "a page in the middle": (JPEG, b"<script>", b"\x55" * (TAIL + 10)),
    "a page parted by two pieces": (JPEG, b"\x55" * 70_000 + b"<scr", b"ipt>", b"\x55" * TAIL),
    "an archive": (b"GIF89a" + b"\0" * 50, b"PK\x05\x06" + b"\0" * 18),
    "a PDF": (JPEG[:200], b"%PDF-1.4"),
    "a drawing": (JPEG[:200], b"<svg onload=x>"),
    "a program for a server": (JPEG, b"<?php echo 1;"),
    "a PDF with a page": (b"%PDF-1.7", b"<html>"),
    "a film with an archive": (FTYP + b"isom" + b"\x33" * 90_000, b"PK\x05\x06" + b"\0" * 90),
}


@pytest.mark.parametrize("pieces", MIXED.values(), ids=MIXED.keys())
def test_what_would_pass_for_another_kind_is_noticed(pieces):
    assert looked_at(*pieces).mixed is True
    # However the same bytes arrive.
    assert looked_at(b"".join(pieces)).mixed is True


def test_what_lies_in_an_archive_is_nothing_unusual():
    content = b"PK\x03\x04" + b"<html>" + b"PK\x05\x06" + b"\0" * 18
    assert looked_at(content) == Found("application/zip")


def test_short_signs_in_the_middle_of_a_film_are_chance():
    film = FTYP + b"isom" + b"\x33" * 80_000
    assert looked_at(film, b"<svgPK\x05\x06", b"\x33" * 80_000) == Found("video/mp4")


@pytest.mark.parametrize(
    ("name", "media_type", "fits"),
    [
        ("a.jpg", "image/jpeg", True),
        ("a.JPEG", "image/jpeg", True),
        ("a.jpg", "application/pdf", False),
        ("a.jpg", "application/octet-stream", False),
        ("letter", "application/pdf", True),
        ("a.xyz", "application/pdf", True),
        ("a.docx", "application/zip", True),
    ],
)
def test_a_name_is_held_against_the_content(name, media_type, fits):
    assert agrees(name, media_type) is fits


@pytest.mark.parametrize(
    ("name", "media_type", "ends"),
    [
        ("a.jpeg", "image/jpeg", ".jpeg"),
        ("a.exe", "image/jpeg", ".jpg"),
        ("a.docx", "application/zip", ".docx"),
        ("a.html", "application/octet-stream", ""),
    ],
)
def test_a_copy_ends_as_its_content_does(name, media_type, ends):
    assert ending(name, media_type) == ends
