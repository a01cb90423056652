"""The thief's grep itself: what it does not find proves nothing unless it finds what is there."""

import base64
import gzip
import json
import zlib
from urllib.parse import quote

import pytest
from django.conf import settings

from alongside.organisations.models import Organisation
from tests.attacks.theft import scan_files, scan_rows, scan_text
from tests.organisations.factories import make_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.attack]

WORD = "kestrel-ঘর"


@pytest.mark.parametrize(
    "written",
    [
        WORD,
        f"before {WORD} after",
        WORD.upper(),
        base64.b64encode(WORD.encode()).decode(),
        base64.urlsafe_b64encode(b"xx" + WORD.encode() + b"yyy").decode(),
        WORD.encode().hex(),
        json.dumps(WORD),
        WORD.encode("utf-16-le").hex(),
        quote(WORD),
        base64.b64encode(zlib.compress(WORD.encode())).decode(),
        base64.b64encode(gzip.compress(WORD.encode(), mtime=0)).decode(),
        base64.b64encode(json.dumps({"name": WORD}).encode()).decode(),
        json.dumps({"kept": base64.b64encode(f"a note: {WORD}".encode()).decode()}),
    ],
)
def test_it_finds_a_word_however_it_is_written(written):
    organisation = make_organisation().organisation
    assert scan_rows([WORD]) == set()
    Organisation.objects.filter(pk=organisation.pk).update(name=written)
    assert scan_rows([WORD]) == {("organisations_organisation", WORD)}


@pytest.mark.parametrize(
    "content",
    [
        WORD.encode(),
        bytes(5000) + WORD.encode("utf-16-le"),
        b"\xff\x00" + gzip.compress(b"x" * 5000 + WORD.encode()) + b"more",
        b"{" + base64.b64encode(WORD.encode()) + b"}",
    ],
    ids=["plain", "utf-16", "packed", "base64"],
)
def test_it_finds_a_word_in_a_file_of_the_node(content):
    planted = settings.ALONGSIDE_MEDIA / "planted"
    planted.write_bytes(content)
    found = scan_files([WORD])
    planted.unlink()
    assert found == {("planted", WORD)}
    assert scan_files([WORD]) == set()


def test_it_finds_a_word_in_the_name_of_a_file():
    planted = settings.ALONGSIDE_MEDIA / f"{WORD}.pdf"
    planted.write_bytes(b"nothing")
    found = scan_files([WORD])
    planted.unlink()
    assert found == {(planted.name, WORD)}


def test_it_finds_a_word_in_a_log():
    line = f"500 /p/find/?q={quote(WORD)}"
    assert scan_text(line, [WORD, "another word"]) == {WORD}
